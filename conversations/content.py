"""The content of a conversation that is signed: one canonical dict and its hash.

It names the versions of template and frameworks, and carries every text in the languages it had, so
that a signed copy can be read and drawn without anything else (architecture, idea 5).
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from conversations.answers import signed
from conversations.models import (
    Answer,
    Conversation,
    DevelopmentNeed,
    Goal,
    Layer,
    Question,
    Rating,
)
from conversations.selectors.frameworks import Used, used_frameworks
from core import documents
from core.fields import Translated
from organization.models import UnitPeriod

FORMAT = 1


def content_of(conversation: Conversation) -> dict[str, Any]:
    """What is agreed in this conversation now (agreed layer only)."""
    return contents_of([conversation])[conversation.pk]


def hash_of(content: dict[str, Any]) -> str:
    return documents.content_hash(content)


def contents_of(conversations: Iterable[Conversation]) -> dict[int, dict[str, Any]]:
    """The content of many conversations by pk; a constant number of queries."""
    wanted = {c.pk: c for c in conversations}
    rows = (
        Conversation.objects.filter(pk__in=wanted)
        .select_related(
            "round__template",
            "round__staff_framework",
            "round__supervisor_framework",
            "employment__person",
            "held_by",
            "held_for",
        )
        .order_by("pk")
    )
    found = list(rows)
    questions = _questions({c.round.template_id for c in found})
    used = used_frameworks(found)
    texts = {
        (conversation, question): text
        for conversation, question, text in Answer.objects.filter(
            conversation__in=wanted, layer=Layer.AGREED
        ).values_list("conversation", "question", "text")
    }
    levels = {
        (conversation, competence): level
        for conversation, competence, level in Rating.objects.filter(
            conversation__in=wanted, layer=Layer.AGREED
        ).values_list("conversation", "competence", "level")
    }
    goals = _by_conversation(Goal, wanted)
    needs = _by_conversation(DevelopmentNeed, wanted)
    units = _unit_names(found)
    contents = {}
    for c in found:
        contents[c.pk] = {
            "format": FORMAT,
            "conversation": str(c.uuid),
            "year": c.round.year,
            "template": {"uuid": str(c.round.template.uuid), "number": c.round.template.number},
            "employee": {"uuid": str(c.employment.person.uuid), "name": str(c.employment.person)},
            "job_title": c.held_job_title,
            "unit": units.get(c.pk, {}),
            "held_at": c.held_at.isoformat() if c.held_at else None,
            "held_by": _held_by(c),
            "themes": _themes(c, questions[c.round.template_id], texts),
            "ratings": [_ratings(each, c, levels) for each in used[c.pk]],
            "goals": [_goal(goal) for goal in goals[c.pk]],
            "needs": [_need(need) for need in needs[c.pk]],
        }
        if c.no_goal_reason and not goals[c.pk]:
            contents[c.pk]["no_goal_reason"] = c.no_goal_reason
    return contents


def without_sensitive(content: dict[str, Any]) -> dict[str, Any]:
    """For a present supervisor who was not there: the sensitive questions are left out."""
    themes = [
        {**theme, "questions": [q for q in theme["questions"] if q["sensitivity"] == "ordinary"]}
        for theme in content["themes"]
    ]
    return {**content, "themes": [t for t in themes if t["questions"]]}


def _held_by(c: Conversation) -> dict[str, str] | None:
    """Only a deputy's has the name of the supervisor, so that older hashes stay as they are."""
    if c.held_by is None:
        return None
    held_by = {"uuid": str(c.held_by.uuid), "name": str(c.held_by)}
    if c.held_for is not None:
        held_by["deputy_for"] = str(c.held_for)
    return held_by


def _questions(templates: set[int]) -> dict[int, list[Question]]:
    found: dict[int, list[Question]] = defaultdict(list)
    rows = Question.objects.filter(theme__template__in=templates).select_related("theme")
    for question in rows.order_by("theme__order", "order", "pk"):
        found[question.theme.template_id].append(question)
    return found


def _ratings(
    used: Used, c: Conversation, levels: dict[tuple[int, int], int | None]
) -> dict[str, Any]:
    """Only an own framework has a name, and only a competence below another its area, so that
    older hashes stay as they are."""
    framework = used.framework
    group: dict[str, Any] = {
        "framework": str(framework.uuid),
        "audience": framework.audience,
        "year": framework.year,
        "competences": [],
    }
    if framework.name:
        group["name"] = dict(framework.name)
    for competence in used.competences:
        row = {
            "key": competence.key,
            "name": dict(competence.name),
            "target": used.target(competence),
            "level": levels.get((c.pk, competence.pk)),
        }
        if area := used.area(competence):
            row["area"] = dict(area.name)
        group["competences"].append(row)
    return group


def _themes(
    c: Conversation, questions: list[Question], texts: dict[tuple[int, int], str]
) -> list[dict[str, Any]]:
    themes: dict[int, dict[str, Any]] = {}
    for question in questions:
        theme = question.theme
        if theme.supervisors_only and not c.for_supervisor:
            continue
        if question.is_block or not question.is_asked_in(c):
            continue
        text = texts.get((c.pk, question.pk), "")
        row = themes.setdefault(
            theme.pk, {"key": theme.key, "title": dict(theme.title), "questions": []}
        )
        row["questions"].append(
            {
                "key": question.key,
                "title": dict(question.title),
                "sensitivity": question.sensitivity,
                "text": text,
                **signed(question, text),
            }
        )
    return list(themes.values())


def _by_conversation(model: Any, wanted: dict[int, Conversation]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    rows = model.objects.filter(Q(agreed=True), conversation__in=wanted)
    served = ("line", "strategy_item") if model is Goal else ()
    for row in rows.select_related("way", "competence", *served).order_by("pk"):
        found[row.conversation_id].append(row)
    return found


def _way(row: Any) -> dict[str, Any] | None:
    return {"share": row.way.share, "name": dict(row.way.name)} if row.way else None


def _goal(goal: Goal) -> dict[str, Any]:
    """What it serves stands only when it was chosen, so that older hashes stay as they are."""
    row: dict[str, Any] = {
        "uuid": str(goal.uuid),
        "title": goal.title,
        "way": _way(goal),
        "competence": dict(goal.competence.name) if goal.competence else None,
        "measure": goal.measure,
        "due_on": goal.due_on.isoformat() if goal.due_on else None,
    }
    if goal.line:
        row["serves"] = dict(goal.line.text)
    elif goal.strategy_item:
        row["serves"] = dict(goal.strategy_item.name)
    return row


def _need(need: DevelopmentNeed) -> dict[str, Any]:
    row: dict[str, Any] = {
        "uuid": str(need.uuid),
        "topic": need.topic,
        "way": _way(need),
        "competence": dict(need.competence.name) if need.competence else None,
        "urgency": need.horizon,
    }
    # The first format called by the name of urgency what is now the horizon; how urgent it is
    # stands only when something was chosen, so that older hashes stay as they are.
    if need.urgency != need.Urgency.NORMAL:
        row["how_urgent"] = need.urgency
    return row


def _unit_names(found: list[Conversation]) -> dict[int, Translated]:
    """The name of each conversation's unit on the day it was held."""
    periods: dict[int, list[UnitPeriod]] = defaultdict(list)
    units = {c.held_unit_id for c in found if c.held_unit_id}
    for period in UnitPeriod.objects.filter(unit__in=units).order_by("valid_from"):
        periods[period.unit_id].append(period)
    names = {}
    for c in found:
        if c.held_unit_id and c.held_at:
            day = c.held_at.date()
            of_day = [p for p in periods[c.held_unit_id] if p.valid_from <= day]
            if of_day:
                names[c.pk] = dict(of_day[-1].name)
    return names  # type: ignore[return-value]
