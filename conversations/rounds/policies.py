"""Who may prepare the year, decide of one person's turn, and open a talk outside the round."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation, Round
from conversations.policies import can_open_round
from core import clock
from core.policies import Allowed, Decision, Denied, all_of
from organization.models import Deputy, Employment, ReportingLine
from organization.selectors import employed_on, is_hr, person_of

_open = Denied(
    _(
        "The year has been opened. Its template, competences and units no longer change: "
        "conversations are held with them."
    )
)
_begun = Denied(
    _(
        "The conversation has been begun. Nothing that was written may disappear, so the person "
        "cannot be left out any more."
    )
)
_no_year = Denied(
    _(
        "HR services have not opened this year's conversations. A conversation outside the round "
        "uses the year's template and competences, so it can be opened after that."
    )
)
_unled = Denied(_("Nobody leads this person today. Name a supervisor first."))
_has_open = Denied(_("This person already has an open conversation."))
_stranger = Denied(
    _("Only the supervisor, a deputy who may hold talks, and HR services can open this."), True
)


def can_choose(user: Any, opened: Round | None) -> Decision:
    """Choose units and versions while the year is being prepared; the last days also later."""
    decision = can_open_round(user)
    if decision and opened is not None and opened.is_open:
        return _open
    return decision


def can_arrange(user: Any) -> Decision:
    """Decide of one person's turn: HR's alone (requirement 48)."""
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR services decide who is left out of the round."), right=True)


def can_leave_out(user: Any, opened: Round, employment: Employment) -> Decision:
    """Nobody loses what has been written: a conversation that has been begun stays."""
    return all_of(can_arrange(user), _not_begun(opened, employment))


def _not_begun(opened: Round, employment: Employment) -> Decision:
    begun = Conversation.objects.filter(round=opened, employment=employment).exclude(
        pk__in=untouched(opened, employment)
    )
    return _begun if begun.exists() else Allowed()


def untouched(opened: Round, employment: Employment) -> QuerySet[Conversation]:
    """Conversations of the round's own in which nobody has done anything yet."""
    return Conversation.objects.filter(
        round=opened,
        employment=employment,
        occasion=Conversation.Occasion.ROUND,
        state=Conversation.State.PREPARING,
        meets_at=None,
        invitation_sequence=0,
        restricted_at=None,
        preparations=None,
        answers=None,
        ratings=None,
        goals=None,
        needs=None,
    )


def can_set_years(user: Any) -> Decision:
    """In which years a unit talks as a group (requirement 23): HR's alone."""
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR services change how a unit alternates."), right=True)


def openable_by(user: Any) -> QuerySet[Employment]:
    """Those for whom the user may open a talk outside the round: everybody for HR, else the people
    one leads today or stands in for with the right to hold talks; never oneself."""
    person, day = person_of(user), clock.today()
    rows = employed_on(day)
    if person is None:
        return rows.none()
    rows = rows.exclude(person=person)
    if is_hr(user):
        return rows
    principals = Deputy.objects.in_force(day).filter(deputy=person, may_hold=True)
    lines = ReportingLine.objects.on(day).filter(
        Q(supervisor=person) | Q(supervisor__in=principals.values("supervisor"))
    )
    return rows.filter(pk__in=lines.values("employment"))


def can_open_some(user: Any) -> Decision:
    """Whether there is anybody for whom the user may open a talk outside the round."""
    return Allowed() if openable_by(user).exists() else _stranger


def can_open_single(user: Any, employment: Employment) -> Decision:
    """A talk outside the round: one at a time, in an opened year, with a supervisor."""
    if not openable_by(user).filter(pk=employment.pk).exists():
        return _stranger
    today = clock.today()
    if not Round.objects.opened().filter(year=today.year).exists():
        return _no_year
    if not ReportingLine.objects.on(today).filter(employment=employment).exists():
        return _unled
    mine = Conversation.objects.filter(employment=employment, round__year=today.year)
    return _has_open if mine.exclude(state=Conversation.State.LOCKED).exists() else Allowed()
