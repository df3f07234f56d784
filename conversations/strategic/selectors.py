"""The agenda of the strategic conversation with its material and decisions. Fixed numbers of
queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from competencies.catalogue.selectors import Changes, changes, draft_of
from competencies.models import Framework
from conversations.groups.models import GroupConversation
from conversations.groups.slots import Outline
from conversations.results.models import CompetenceResults
from conversations.strategic.documents import decision_as_shown
from conversations.strategic.effects import SHARED
from conversations.strategic.material import Material, material_for
from conversations.strategic.models import StrategicDecision, StrategicSummary
from conversations.strategic.policies import can_confirm, can_prepare
from conversations.strategic.services import decision_year
from core.fields import Translated
from core.look.formats import local
from core.policies import Decision, Words

Kind = StrategicDecision.Kind
State = StrategicDecision.State

# What is decided under which point of the agenda (requirement 30).
POINTS = {
    "plans": (Kind.FOCUS,),
    "competences": (Kind.COMPETENCES,),
    "catalogue": (Kind.CATALOGUE,),
    "discussion": (Kind.LINES,),
}
EFFECT: dict[str, Words] = {
    Kind.FOCUS: _("The centralised training plan of the year shows it."),
    Kind.COMPETENCES: _("The next development conversations are held with them."),
    Kind.CATALOGUE: _("Goals and plans of the year choose from it."),
    Kind.LINES: _("Every conversation and plan below shows them."),
}


@dataclass(frozen=True)
class Card:
    """One matter to decide: what is in force, what is being prepared, and what may be done."""

    kind: str
    title: Words
    effect: Words
    in_force: dict[str, Any] | None
    decided_on: date | None
    reason: str
    draft: StrategicDecision | None
    may_prepare: Decision
    may_confirm: Decision


@dataclass(frozen=True)
class Point:
    """One point of the agenda."""

    number: int
    key: str
    title: Words
    material: Sequence[Material]
    cards: Sequence[Card]


@dataclass(frozen=True)
class Agenda:
    conversation: GroupConversation
    year: int
    points: Sequence[Point]
    summary: StrategicSummary | None


def conversations(user: Any) -> list[GroupConversation]:
    """The strategic conversations of all years that the reader may know of, the newest first."""
    rows = GroupConversation.objects.visible_to(user).filter(kind=GroupConversation.Kind.STRATEGIC)
    return list(rows.select_related("unit", "body", "template").order_by("-year"))


def agenda(user: Any, conversation: GroupConversation) -> Agenda:
    year = decision_year(conversation)
    rows = list(
        StrategicDecision.objects.filter(year=year).select_related(
            "conversation__body", "conversation__unit", "replaced_by"
        )
    )
    themes = Outline(conversation).themes
    return Agenda(
        conversation=conversation,
        year=year,
        points=[
            Point(
                number=number,
                key=theme.key,
                title=theme.title,
                material=material_for(user, theme.key, year),
                cards=[
                    _card(user, conversation, year, kind, rows)
                    for kind in POINTS.get(theme.key, ())
                ],
            )
            for number, theme in enumerate(themes, start=1)
        ],
        summary=StrategicSummary.objects.filter(year=year).order_by("-number").first(),
    )


def _card(
    user: Any,
    conversation: GroupConversation,
    year: int,
    kind: str,
    rows: Sequence[StrategicDecision],
) -> Card:
    mine = [row for row in rows if row.kind == kind]
    draft = next((row for row in mine if row.state == State.DRAFT), None)
    present = next(
        (r for r in mine if r.state == State.CONFIRMED and not hasattr(r, "replaced_by")), None
    )
    return Card(
        kind=kind,
        title=Kind(kind).label,
        effect=EFFECT[kind],
        in_force=shown(present) if present else None,
        decided_on=present.decided_on if present else None,
        reason=present.reason if present else "",
        draft=draft,
        may_prepare=can_prepare(user, conversation, year),
        may_confirm=can_confirm(
            user, draft or StrategicDecision(year=year, kind=kind, conversation=conversation)
        ),
    )


def shown(decision: StrategicDecision) -> dict[str, Any]:
    """What a confirmed decision set, in words."""
    return decision_as_shown(
        {
            "kind": decision.kind,
            "decided_on": decision.decided_on.isoformat() if decision.decided_on else "",
            "reason": decision.reason,
            "content": decision.content,
        }
    )


@dataclass(frozen=True)
class Prepared:
    """What confirming would put into force, and what is still missing."""

    texts: Sequence[Words] = ()
    why: Words = ""
    frameworks: Sequence[Framework] = ()
    changes: Changes | None = None
    missing: Words = ""


def prepared(decision: StrategicDecision) -> Prepared:
    """The draft of a decision as its confirming page shows it."""
    if decision.kind in (Kind.LINES, Kind.FOCUS):
        texts = [str(Translated(text)) for text in decision.content.get("texts", ())]
        return Prepared(
            texts=texts,
            why=str(Translated(decision.content.get("why") or {})),
            missing="" if texts else _("Write at least one line first."),
        )
    if decision.kind == Kind.CATALOGUE:
        draft = draft_of(decision.year)
        return Prepared(changes=changes(draft) if draft else None)
    rows = Framework.objects.filter(
        year=decision.year, audience__in=SHARED, state=Framework.State.DRAFT
    ).prefetch_related("competences", "levels")
    return Prepared(frameworks=sorted(rows, key=lambda row: SHARED.index(row.audience)))


def history(year: int, kind: str) -> list[tuple[StrategicDecision, dict[str, Any]]]:
    """Every confirmed decision on a matter, the newest first, with what it set."""
    rows = StrategicDecision.objects.filter(year=year, kind=kind, state=State.CONFIRMED)
    return [(row, shown(row)) for row in rows.order_by("-confirmed_at", "-pk")]


def training_focus(year: int) -> StrategicDecision | None:
    """The focus of centralised training decided for the year, or None (requirements 30, 43)."""
    row: StrategicDecision | None = (
        StrategicDecision.objects.filter(year=year, kind=Kind.FOCUS).in_force().first()
    )
    return row


def summaries(user: Any) -> list[StrategicSummary]:
    """The newest shared summary of each year that the reader may open."""
    newest: dict[int, StrategicSummary] = {}
    for row in StrategicSummary.objects.visible_to(user).order_by("-year", "-number"):
        newest.setdefault(row.year, row)
    return list(newest.values())


def results_material(user: Any, year: int) -> list[Material]:
    """Last year's published results, for the city and by area (requirement 30)."""
    row = CompetenceResults.objects.visible_to(user).filter(year__lt=year).order_by("-year").first()
    found = [
        Material(
            _("Shared competences in force"),
            _("Competences, levels and targets."),
            reverse("competencies:index"),
        )
    ]
    if row is None:
        return [
            Material(
                _("Results of competences"),
                _("Not published yet. HR services publish them when the talks are over."),
                reverse("conversations:results"),
            ),
            *found,
        ]
    return [
        Material(
            _("Results of competences {year}").format(year=row.year),
            _("The whole city and the service areas, published {day}.").format(
                day=f"{local(row.published_at):%-d.%-m.%Y}"
            ),
            f"{reverse('conversations:results')}?vuosi={row.year}",
        ),
        *found,
    ]


def catalogue_material(user: Any, year: int) -> list[Material]:
    return [
        Material(
            _("Ways of learning in force"),
            _("The 70-20-10 catalogue that goals and plans choose from now."),
            reverse("competencies:catalogue"),
        )
    ]


def discussion_material(user: Any, year: int) -> list[Material]:
    return [
        Material(
            _("Strategy and the lines of earlier years"),
            _("Values, strategy goals and what was set before."),
            reverse("competencies:strategy"),
        )
    ]
