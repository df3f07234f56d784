"""Goals carried from one conversation to the next, and the reason when there is none.

Both are written in the conversation as agreed content: an edit voids signatures like any other.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from competencies.models import Competence, LearningWay
from conversations.models import Conversation, Goal, Layer
from conversations.policies import Reader
from conversations.services.texts import may_write, writing, wrote
from core.policies import Denied, Refused, Stale, require

MAX_REASON = 500  # characters


@dataclass(frozen=True)
class Carried:
    """An earlier goal in the next conversation. `here`: the goal by which it goes on there."""

    goal: Goal
    here: Goal | None

    @property
    def is_open(self) -> bool:
        return self.here is None and self.goal.status == "open"


def earlier_goals(reader: Reader, last: list[Goal]) -> list[Carried]:
    """The goals of the last conversation (as far as the reader sees them) and those agreed outside
    conversations that are open. Two queries."""
    talk = reader.conversation
    rows: dict[int, Goal] = {goal.pk: goal for goal in last}
    if reader.role == "employee" or reader.may("hold") or reader.may("see_history"):
        outside = Goal.objects.filter(
            employment=talk.employment_id, conversation__isnull=True, agreed=True, status="open"
        ).select_related("way", "competence")
        rows |= {goal.pk: goal for goal in outside}
    later: dict[int, Goal] = {}
    elsewhere = set()
    for goal in Goal.objects.filter(continues__in=rows, agreed=True):
        if goal.conversation_id == talk.pk:
            later[goal.continues_id or 0] = goal
        else:
            elsewhere.add(goal.continues_id)
    return [Carried(goal, later.get(goal.pk)) for pk, goal in rows.items() if pk not in elsewhere]


def carry_on(*, user: Any, reader: Reader, goal: Goal) -> Goal:
    """Agree that an earlier open goal goes on in this conversation. It keeps its words; its way and
    competence are those of this year's versions where they are still there. Again: the same goal.

    Raises Refused when it is not one of this employment's earlier open goals.
    """
    require(may_write(reader, Layer.AGREED))
    talk = reader.conversation
    with transaction.atomic():
        writing(reader, Layer.AGREED)
        made = talk.goals.filter(continues=goal, agreed=True).first()
        if made is not None:
            return made
        if (
            goal.employment_id != talk.employment_id
            or goal.conversation_id == talk.pk
            or not Goal.objects.open().filter(pk=goal.pk).exists()
        ):
            raise Refused(Denied(_("This goal is not open any more.")))
        made = Goal.objects.create(
            employment=talk.employment,
            conversation=talk,
            author=reader.person,
            agreed=True,
            continues=goal,
            title=goal.title,
            way=_this_year(LearningWay, goal.way, catalogue=talk.round.catalogue_id),
            competence=_competence(talk, goal),
            line=goal.line,
            strategy_item=goal.strategy_item,
            measure=goal.measure,
            due_on=goal.due_on,
            progress=goal.progress,
        )
        wrote(user, reader, Layer.AGREED)
    return made


def _this_year(model: Any, old: Any, **of: Any) -> Any:
    """The row of the same key in this year's version, else the old one."""
    return (old.key and model.objects.filter(key=old.key, **of).first()) or old


def _competence(talk: Conversation, goal: Goal) -> Competence | None:
    if goal.competence is None:
        return None
    frameworks = [talk.round.staff_framework_id, talk.round.supervisor_framework_id]
    found: Competence = _this_year(Competence, goal.competence, framework__in=frameworks)
    return found


def give_reason(*, user: Any, reader: Reader, reason: str, was: str) -> None:
    """Say why no goal is agreed this year (empty: take it back). `was`: the reason on the page.

    Raises Stale when the other one has written meanwhile.
    """
    require(may_write(reader, Layer.AGREED))
    reason = reason.strip()
    if len(reason) > MAX_REASON:
        raise ValidationError(_("The text is too long."))
    talk = reader.conversation
    with transaction.atomic():
        writing(reader, Layer.AGREED)
        talk.refresh_from_db(fields=["no_goal_reason"])
        if talk.no_goal_reason == reason:
            return
        if talk.no_goal_reason != was.strip():
            raise Stale
        Conversation.objects.filter(pk=talk.pk).update(no_goal_reason=reason)
        talk.no_goal_reason = reason
        wrote(user, reader, Layer.AGREED)
