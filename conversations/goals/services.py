"""Setting, agreeing and following goals outside a conversation's own pages, and a team's goals.

What is agreed in a conversation is written by conversations.services.items; a check-in is never
part of what was signed.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from audit.services import record
from competencies.models import LearningWay
from conversations.goals import letters
from conversations.goals.models import CheckIn, TeamGoal
from conversations.goals.policies import (
    Follower,
    can_agree,
    can_change,
    can_change_team_goal,
    can_check_in,
    can_lead_goals,
    can_set_goal,
    follower_of,
    team_follower,
)
from conversations.models import Goal
from conversations.models.items import Progress
from core import clock
from core.policies import Stale, require
from organization.models import Employment, Unit

MAX_NOTE = 1000  # characters


def _as(who: Follower) -> dict[str, Any]:
    """In what role, for the log."""
    return {"role": who.role, "deputy_for": who.deputy_for.uuid if who.deputy_for else None}


def propose(
    *, user: Any, employment: Employment, values: Mapping[str, Any], once: UUID | None = None
) -> Goal:
    """A goal outside the round. The other one sees it at once, and agrees. `once`: the random id
    that the form was opened with; sending it again makes nothing new."""
    require(can_set_goal(user, employment))
    who = follower_of(user, employment)
    with transaction.atomic():
        mine = Goal.objects.filter(author=who.person, employment=employment)
        if once is not None and (made := mine.filter(uuid=once).first()) is not None:
            return made
        goal = Goal.objects.create(
            uuid=_new(Goal, once), employment=employment, author=who.person, **values
        )
        record(
            user,
            "conversations.propose_goal",
            goal,
            data_subject=employment.person.uuid,
            **_as(who),
        )
        letters.tell_proposed(goal, who)
    return goal


def _new(model: Any, once: UUID | None) -> UUID:
    """The form's id, unless it is somebody else's row's already."""
    if once is None or model.objects.filter(uuid=once).exists():
        return uuid4()
    return once


def change(*, user: Any, goal: Goal, version: int, values: Mapping[str, Any]) -> None:
    """Change one's own proposal. Raises Stale when it has changed since `version`."""
    require(can_change(user, goal))
    with transaction.atomic():
        mine = Goal.objects.filter(pk=goal.pk, version=version, agreed=False)
        if not mine.update(**values, updated_at=clock.now(), version=F("version") + 1):
            raise Stale
        _log(user, "conversations.change_goal", goal)


def take_back(*, user: Any, goal: Goal) -> None:
    """Delete one's own proposal that nobody has agreed on."""
    require(can_change(user, goal))
    with transaction.atomic():
        _log(user, "conversations.take_back_goal", goal)
        Goal.objects.filter(pk=goal.pk, agreed=False).delete()


def agree(*, user: Any, goal: Goal, version: int) -> None:
    """The other one agrees on exactly the wording that was on the page. Doing it again changes
    nothing. Raises Stale when it was changed meanwhile."""
    who = follower_of(user, goal.employment)
    if who.acts and goal.agreed and goal.agreed_by_id == getattr(who.person, "pk", None):
        return
    require(can_agree(user, goal))
    with transaction.atomic():
        mine = Goal.objects.filter(pk=goal.pk, version=version, agreed=False)
        if not mine.update(
            agreed=True,
            agreed_by=who.person,
            agreed_at=clock.now(),
            updated_at=clock.now(),
            version=F("version") + 1,
        ):
            raise Stale
        _log(user, "conversations.agree_goal", goal)


def _log(user: Any, action: str, goal: Goal) -> None:
    employment = goal.employment
    who = follower_of(user, employment)
    record(user, action, goal, data_subject=employment.person.uuid, **_as(who))


def check_in(
    *, user: Any, goal: Goal, progress: int, dropped: bool, note: str, once: UUID | None = None
) -> CheckIn:
    """Note how a goal goes. Both see it at once; nothing of it is ever changed or taken away.

    `dropped`: it is not pursued any more. `once` as in `propose`.
    """
    require(can_check_in(user, goal))
    who = follower_of(user, goal.employment)
    with transaction.atomic():
        made = _written(who, once, goal=goal)
        if made is None:
            made = _check_in(who, once, progress, dropped, note, goal=goal)
            _log(user, "conversations.check_in_goal", goal)
    return made


def check_in_team(
    *, user: Any, goal: TeamGoal, progress: int, dropped: bool, note: str, once: UUID | None = None
) -> CheckIn:
    """The same for a team's goal, by its leader."""
    require(can_lead_goals(user, goal.unit))
    who = team_follower(user, goal.unit)
    with transaction.atomic():
        made = _written(who, once, team_goal=goal)
        if made is None:
            made = _check_in(who, once, progress, dropped, note, team_goal=goal)
            record(user, "conversations.check_in_team_goal", goal, **_as(who))
    return made


def _written(who: Follower, once: UUID | None, **of: Any) -> CheckIn | None:
    if once is None:
        return None
    return CheckIn.objects.filter(uuid=once, author=who.person, **of).first()


def _check_in(
    who: Follower, once: UUID | None, progress: int, dropped: bool, note: str, **of: Any
) -> CheckIn:
    if len(note) > MAX_NOTE:
        raise ValidationError({"note": _("The text is too long.")})
    if progress not in Progress.values:
        raise ValidationError({"progress": _("Choose how far the goal is.")})
    status = standing_after(progress, dropped)
    (goal,) = of.values()
    now = clock.now()
    made = CheckIn.objects.create(
        uuid=_new(CheckIn, once),
        author=who.person,
        deputy_for=who.deputy_for,
        status=status,
        progress=progress,
        note=note,
        at=now,
        **of,
    )
    type(goal).objects.filter(pk=goal.pk).update(
        status=status, progress=progress, updated_at=now, version=F("version") + 1
    )
    return made


def standing_after(progress: int, dropped: bool) -> str:
    """The goal's status after a check-in."""
    if dropped:
        return Goal.Status.DROPPED
    return Goal.Status.DONE if progress == Progress.REACHED else Goal.Status.OPEN


def add_team_goal(
    *,
    user: Any,
    unit: Unit,
    title: str,
    way: LearningWay,
    origin: UUID | None = None,
    once: UUID | None = None,
    **values: Any,
) -> TeamGoal:
    """A goal of the unit as a whole, seen by everybody in it. Raises Refused for others than the
    unit's leader or a deputy who may hold conversations.

    `values`: competence, line, strategy_item, measure, due_on. `origin`: the random id of the group
    or strategic conversation in which it was agreed; then that conversation's own policy has been
    asked, and the unit's is not.
    """
    if origin is None:
        require(can_lead_goals(user, unit))
    who = team_follower(user, unit)
    with transaction.atomic():
        mine = TeamGoal.objects.filter(author=who.person, unit=unit)
        if once is not None and (made := mine.filter(uuid=once).first()) is not None:
            return made
        goal = TeamGoal.objects.create(
            uuid=_new(TeamGoal, once),
            unit=unit,
            author=who.person,
            title=title,
            way=way,
            origin=origin,
            **values,
        )
        record(user, "conversations.add_team_goal", goal, **_as(who))
    return goal


def change_team_goal(*, user: Any, goal: TeamGoal, version: int, values: Mapping[str, Any]) -> None:
    """Raises Stale when it has changed since `version`."""
    require(can_change_team_goal(user, goal))
    with transaction.atomic():
        mine = TeamGoal.objects.filter(pk=goal.pk, version=version)
        if not mine.update(**values, updated_at=clock.now(), version=F("version") + 1):
            raise Stale
        record(user, "conversations.change_team_goal", goal, **_as(team_follower(user, goal.unit)))
