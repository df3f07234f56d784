"""Who may follow and set goals through the year, and what signing asks of goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.goals.models import TeamGoal
from conversations.goals.settled import goals_settled
from conversations.models import Goal
from conversations.policies.reading import rights_of
from conversations.querysets import any_deputy_right
from core import clock
from core.policies import Allowed, Decision, Denied, all_of
from organization.models import Deputy, Employment, Person, Unit
from organization.selectors import leader_of, person_of, supervisor_of

__all__ = [
    "Follower",
    "can_agree",
    "can_change",
    "can_change_team_goal",
    "can_check_in",
    "can_lead_goals",
    "can_set_goal",
    "follower_of",
    "goals_settled",
    "team_follower",
]

_not_pair = Denied(
    _("Only the employee and the present supervisor, or a deputy with that right, can do this."),
    right=True,
)
_not_leader = Denied(
    _("Only the team's supervisor, or a deputy with that right, can do this."), right=True
)
_restricted = Denied(
    _("The processing of the conversation of this goal is restricted. Nothing is written now.")
)


@dataclass(frozen=True)
class Follower:
    """Somebody in front of an employment's goals, today. `role`: "employee", "supervisor",
    "deputy" of that one, or ""."""

    person: Person | None
    role: str = ""
    rights: frozenset[str] = frozenset()
    deputy_for: Person | None = None

    @property
    def acts(self) -> bool:
        """Is one of the two who set and follow the goals."""
        return self.role in ("employee", "supervisor") or "hold" in self.rights

    @property
    def side(self) -> str:
        return "employee" if self.role == "employee" else "supervisor"


def follower_of(user: Any, employment: Employment) -> Follower:
    """Two queries at most."""
    person = person_of(user)
    if person is None or employment.person_id == person.pk:
        return Follower(person, "employee" if person else "")
    return _beside(person, supervisor_of(employment, clock.today()), "supervisor")


def _beside(person: Person, leader: Person | None, role: str) -> Follower:
    """The leader oneself, or a deputy of that one."""
    if leader is None:
        return Follower(person)
    if leader.pk == person.pk:
        return Follower(person, role)
    rows = Deputy.objects.in_force(clock.today()).filter(
        any_deputy_right(), supervisor=leader, deputy=person
    )
    rights: frozenset[str] = frozenset().union(*map(rights_of, rows))
    return Follower(person, "deputy", rights, leader) if rights else Follower(person)


def can_set_goal(user: Any, employment: Employment) -> Decision:
    """Propose a goal outside the round's conversation, at any time."""
    return Allowed() if follower_of(user, employment).acts else _not_pair


def _free(goal: Goal) -> Decision:
    talk = goal.conversation
    return _restricted if talk is not None and talk.restricted_at is not None else Allowed()


def can_check_in(user: Any, goal: Goal) -> Decision:
    """Note how an agreed goal goes, at any time of the year (requirement 40)."""
    if not follower_of(user, goal.employment).acts:
        return _not_pair
    if not goal.agreed:
        return Denied(_("This goal is only proposed. It is followed when both have agreed on it."))
    if goal.continued:
        return Denied(_("This goal is continued by a newer one. Write there how it goes."))
    return _free(goal)


def can_agree(user: Any, goal: Goal) -> Decision:
    """Agree on a goal that the other one proposed outside the conversation."""
    who = follower_of(user, goal.employment)
    if not who.acts:
        return _not_pair
    if goal.agreed:
        return Denied(_("This goal has been agreed on already."))
    if goal.conversation_id is not None:
        return Denied(_("A goal suggested in a preparation is agreed on in the conversation."))
    proposed_by_employee = goal.author_id == goal.employment.person_id
    if (who.side == "employee") == proposed_by_employee:
        return Denied(_("You proposed this yourself: the other one agrees on it."))
    return Allowed()


def can_change(user: Any, goal: Goal) -> Decision:
    """Change or take back one's own proposal until it is agreed on."""
    who = follower_of(user, goal.employment)
    if not who.acts:
        return _not_pair
    if goal.conversation_id is not None or goal.agreed:
        return Denied(
            _("What was agreed stays as it was. Note beside it how it goes, or set a new goal.")
        )
    if goal.author_id != getattr(who.person, "pk", None):
        return Denied(_("Only the one who suggested this can change it."), right=True)
    return Allowed()


def team_follower(user: Any, unit: Unit) -> Follower:
    person = person_of(user)
    if person is None:
        return Follower(None)
    return _beside(person, leader_of(unit, clock.today()), "supervisor")


def can_lead_goals(user: Any, unit: Unit) -> Decision:
    """Set, change and follow the goals of a unit as a whole."""
    return Allowed() if team_follower(user, unit).acts else _not_leader


def can_change_team_goal(user: Any, goal: TeamGoal) -> Decision:
    open_ = Allowed() if goal.status == goal.Status.OPEN else Denied(_("This goal is over."))
    return all_of(can_lead_goals(user, goal.unit), open_)
