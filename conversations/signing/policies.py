"""Who may do what at the end of a conversation, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from conversations.goals.settled import before_signing
from conversations.models import Conversation, Side
from conversations.policies.acting import (
    _as_reader,
    _free,
    _locked,
    _not_held,
    _not_side,
    signed_already,
    signing_side,
)
from conversations.signing.dates import is_silent
from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import Deputy, Person, ReportingLine
from organization.selectors import is_hr, person_of, supervisor_of

State = Conversation.State

# A limit against accidents, not against words.
REMARKS = 50

_only_hr = Denied(_("Only HR services can do this."), right=True)
_only_supervisors_side = Denied(
    _("Only the supervisor, or a deputy with the right to sign, can do this."), right=True
)


_own_team = Denied(_("You are the supervisor: somebody else of HR gives the code."), True)


def has_no_account(person: Person) -> bool:
    """Whether somebody has no account to sign with: never invited, or closed."""
    return person.user is None or not person.user.is_active


def signs_elsewhere(person: Person) -> bool:
    """Whether a code or paper is open to somebody: no account, or no e-mail by which to get back
    into it when the password is lost."""
    return has_no_account(person) or not (person.email or person.user.email)  # type: ignore[union-attr]


def signed_side(conversation: Conversation, side: str) -> bool:
    """Asked anew each time: inside a step what was loaded before may be old."""
    return bool(conversation.signatures.filter(side=side, voided_at__isnull=True).exists())


def refused_side(conversation: Conversation, side: str) -> bool:
    return bool(conversation.refusals.filter(side=side, voided_at__isnull=True).exists())


def answered(conversation: Conversation, side: str) -> bool:
    """Signed, or said that one does not sign."""
    return signed_side(conversation, side) or refused_side(conversation, side)


def _to_answer(conversation: Conversation) -> Decision:
    if conversation.state == State.PREPARING:
        return _not_held
    if conversation.state == State.LOCKED:
        return _locked
    return _free(conversation)


def can_refuse(user: Any, conversation: Conversation) -> Decision:
    """Say that one does not sign, and why if one likes. It is recorded and blocks nothing."""
    side = signing_side(_as_reader(user, conversation))
    if side is None:
        return _not_side
    if not (decision := _to_answer(conversation)):
        return decision
    if signed_side(conversation, side):
        return signed_already(conversation)
    if refused_side(conversation, side):
        return Denied(_("It has been recorded already that this side does not sign."))
    return Allowed()


def can_close(user: Any, conversation: Conversation) -> Decision:
    """Lock although somebody does not sign: either party, when both have answered."""
    if signing_side(_as_reader(user, conversation)) is None:
        return _not_side
    if not (decision := _to_answer(conversation)):
        return decision
    sides = (Side.EMPLOYEE, Side.SUPERVISOR)
    if not any(refused_side(conversation, side) for side in sides):
        return Denied(_("The conversation is closed by both signing it."))
    if not all(answered(conversation, side) for side in sides):
        return Denied(_("It can be closed when both have signed or said that they do not sign."))
    return Allowed()


def can_sign_here(user: Any, conversation: Conversation) -> Decision:
    """Let the employee sign on one's own device with the employee's code, or record a signature on
    paper: for employees who have no account of their own to sign with."""
    reader = _as_reader(user, conversation)
    if reader.role == "employee" or signing_side(reader) is None:
        return _only_supervisors_side
    if not (decision := _to_answer(conversation)):
        return decision
    if signed_side(conversation, Side.EMPLOYEE):
        return Denied(_("The employee has signed already."))
    if not signs_elsewhere(conversation.employment.person):
        return Denied(_("The employee has an account and signs with it."))
    return before_signing(conversation)


def can_remark(user: Any, conversation: Conversation) -> Decision:
    """Add a remark after locking; nothing else changes any more."""
    reader = _as_reader(user, conversation)
    if reader.closed and reader.role:
        return _free(conversation)
    if signing_side(reader) is None or not reader.sees_agreed(sensitive=False):
        return _not_side
    if conversation.state != State.LOCKED:
        return Denied(_("Remarks are added after locking. Until then the text can be put right."))
    if not (decision := _free(conversation)):
        return decision
    if conversation.remarks.count() >= REMARKS:
        return Denied(
            ngettext_lazy(
                "There is %(number)d remark already, and no more fit.",
                "There are %(number)d remarks already, and no more fit.",
                REMARKS,
            )
            % {"number": REMARKS}
        )
    return Allowed()


def can_see_earlier(user: Any, conversation: Conversation) -> Decision:
    """Take a copy that was locked before a reopening: who may read what is agreed."""
    reader = _as_reader(user, conversation)
    if reader.closed and reader.role:
        return _free(conversation)
    return Allowed() if reader.sees_agreed(sensitive=False) else _not_side


def can_reopen(user: Any, conversation: Conversation) -> Decision:
    """Open a locked conversation again: HR, with a reason that both parties see, never one's own.
    HR reads nothing of it."""
    if not is_hr(user):
        return _only_hr
    if conversation.employment.person == person_of(user):
        return Denied(_("This is your own conversation: somebody else of HR reopens it."), True)
    if conversation.state != State.LOCKED:
        return Denied(_("This conversation is open already."))
    if conversation.restricted_at is not None:
        return _free(conversation)
    others = Conversation.objects.filter(
        round=conversation.round_id, employment=conversation.employment_id
    )
    if others.exclude(state=State.LOCKED).exists():
        return Denied(_("This employee has another open conversation in the same year."))
    return Allowed()


def can_see_signing(user: Any) -> Decision:
    """HR's list of codes and of signatures that were not given with an account."""
    return Allowed() if is_hr(user) else _only_hr


def can_give_code(user: Any, conversation: Conversation) -> Decision:
    """Give an employee a one-time code: HR, so that the supervisor neither chooses nor sees it."""
    if not is_hr(user):
        return _only_hr
    person = person_of(user)
    if person is not None and supervisor_of(conversation.employment, clock.today()) == person:
        return _own_team
    if not (decision := _to_answer(conversation)):
        return decision
    if not signs_elsewhere(conversation.employment.person):
        return Denied(_("The employee has an account and signs with it."))
    if signed_side(conversation, Side.EMPLOYEE):
        return Denied(_("The employee has signed already."))
    return Allowed()


def may_give_codes(user: Any, conversations: Iterable[Conversation]) -> dict[int, Decision]:
    """The same for many that are known to wait for a code; one query."""
    person = person_of(user)
    if not is_hr(user) or person is None:
        return {c.pk: _only_hr for c in conversations}
    lines = ReportingLine.objects.on(clock.today()).filter(supervisor=person)
    led = set(lines.values_list("employment", flat=True))
    return {c.pk: _own_team if c.employment_id in led else Allowed() for c in conversations}


def silence_is_over(user: Any, conversation: Conversation) -> Decision:
    """The guard of locking for silence: the service itself, told a week before, and nothing pauses
    the days."""
    if user is not None:
        return Denied(_("The service itself does this."), right=True)
    if not is_silent(conversation, clock.today()):
        return Denied(_("The time for signing is not over."))
    return _free(conversation)


def signs_for(supervisor: Person) -> bool:
    """Whether a deputy may sign in this supervisor's stead today."""
    rows = Deputy.objects.in_force(clock.today()).filter(supervisor=supervisor, may_sign=True)
    return bool(rows.exists())
