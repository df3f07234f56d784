"""Who may do what: the same answers guard the view, close the button and are what tests ask."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.goals.settled import before_signing
from conversations.models import Conversation, Layer, Preparation, Side
from conversations.policies.reading import Reader, reader_of
from conversations.querysets import any_deputy_right, directs
from core import clock
from core.policies import Allowed, Decision, Denied, all_of
from organization.models import Deputy
from organization.selectors import is_hr, leads_people, person_of

State = Conversation.State

_not_side = Denied(
    _("Only the employee and the supervisor of this conversation can do this."), right=True
)
_not_supervisor = Denied(_("Only the supervisor, or a deputy with that right, can do this."), True)
_held = Denied(_("The talk has been held. Preparations can no longer be changed."))
_locked = Denied(_("This conversation is signed and locked. Nothing in it changes any more."))
_restricted = Denied(
    _(
        "The processing of this conversation is restricted. Its texts are only kept: nobody but "
        "the employee reads them, and nobody changes or signs them, until the restriction ends."
    )
)
_not_held = Denied(_("You can sign when the supervisor has marked the talk as held."))


def _as_reader(user: Any, conversation: Conversation) -> Reader:
    """Views compute the reader once and pass it in place of the user."""
    return user if isinstance(user, Reader) else reader_of(user, conversation)


def _open(conversation: Conversation) -> Decision:
    if conversation.state == State.LOCKED:
        return _locked
    return _free(conversation)


def _free(conversation: Conversation) -> Decision:
    """Not restricted (GDPR 18)."""
    return _restricted if conversation.restricted_at is not None else Allowed()


def can_open(user: Any, conversation: Conversation) -> Decision:
    """Open the pages of a conversation: not while it is restricted, but for the employee."""
    return _restricted if _as_reader(user, conversation).closed else Allowed()


def can_prepare(user: Any, conversation: Conversation) -> Decision:
    """Write one's own preparation, until the talk is held."""
    reader = _as_reader(user, conversation)
    if reader.role != "employee" and not reader.may("prepare"):
        return _not_side
    return all_of(
        _open(conversation),
        Allowed() if conversation.state == State.PREPARING else _held,
    )


def can_share(user: Any, conversation: Conversation) -> Decision:
    """Open one's own preparation to the other side (each side decides on its own)."""
    reader = _as_reader(user, conversation)
    decision = can_prepare(reader, conversation)
    if not decision:
        return decision
    if any(author == getattr(reader.person, "pk", None) for _side, author in reader.shared):
        return Denied(_("You have shared your preparation already."))
    return Allowed()


def can_schedule(user: Any, conversation: Conversation) -> Decision:
    """Set, change or cancel the time."""
    if not _as_reader(user, conversation).may("hold"):
        return _not_supervisor
    if conversation.state != State.PREPARING:
        return Denied(_("The talk has been held already."))
    return _free(conversation)


def can_write_agreed(user: Any, conversation: Conversation) -> Decision:
    """Write the agreed text, ratings, goals and needs: both sides, until both have signed."""
    reader = _as_reader(user, conversation)
    if reader.role != "employee" and not reader.may("hold"):
        return _not_side
    return _open(conversation)


def can_hold(user: Any, conversation: Conversation) -> Decision:
    """Mark the talk as held. The supervisor decides when, but something must have been agreed."""
    if not _as_reader(user, conversation).may("hold"):
        return _not_supervisor
    if conversation.state != State.PREPARING:
        return Denied(_("The talk has been marked as held already."))
    if conversation.restricted_at is not None:
        return _restricted
    agreed = conversation.answers.filter(layer=Layer.AGREED).exclude(text="").exists()
    if not agreed and not conversation.goals.filter(agreed=True).exists():
        return Denied(
            _("Write at least one agreed text or goal first: otherwise there is nothing to sign.")
        )
    return Allowed()


def signing_side(reader: Reader) -> str | None:
    """For which side this person signs, if for any."""
    if reader.role == "employee":
        return Side.EMPLOYEE
    return Side.SUPERVISOR if reader.may("sign") else None


def can_sign(user: Any, conversation: Conversation) -> Decision:
    """Sign what was agreed, in any order, once the talk has been held (requirement 38)."""
    reader = _as_reader(user, conversation)
    side = signing_side(reader)
    if side is None:
        return _not_side
    if conversation.state == State.PREPARING:
        return _not_held
    if conversation.state == State.LOCKED:
        return _locked
    if conversation.restricted_at is not None:
        return _restricted
    if conversation.signatures.filter(side=side, voided_at__isnull=True).exists():
        return signed_already(conversation)
    return before_signing(conversation)


def signed_already(conversation: Conversation) -> Denied:
    """Why one does not sign again: the other's turn, or nobody's when the other does not sign."""
    if conversation.refusals.filter(voided_at__isnull=True).exists():
        return Denied(
            _("This side has signed already, and the other does not sign. Close the conversation.")
        )
    return Denied(_("This side has signed already. It is the other side's turn."))


def both_have_signed(user: Any, conversation: Conversation) -> Decision:
    """The guard of locking: two signatures in force, on the same content."""
    signed = list(
        conversation.signatures.filter(voided_at__isnull=True).values_list("side", "content_hash")
    )
    if len({side for side, _hash in signed}) < 2 or len({h for _side, h in signed}) != 1:
        return Denied(_("Both must sign the same text before it is locked."))
    return Allowed()


def can_follow_up(user: Any, conversation: Conversation) -> Decision:
    """Say how an agreed goal goes (requirement 40): the employee and the present supervisor."""
    reader = _as_reader(user, conversation)
    if reader.role == "employee" or reader.may("hold"):
        return _free(conversation)
    return _not_side


def can_see_document(user: Any, conversation: Conversation) -> Decision:
    """Take the signed conversation as a PDF."""
    reader = _as_reader(user, conversation)
    if reader.closed and reader.role:
        return _restricted
    if not reader.sees_agreed(sensitive=False):
        return _not_side
    if conversation.state != State.LOCKED:
        return Denied(_("The document is ready when the conversation is locked."))
    return Allowed()


def can_settle_left(user: Any, conversation: Conversation) -> Decision:
    """Share or delete one's own preparation that was left unshared."""
    person = person_of(user)
    if person is None or not (
        Preparation.objects.waiting().filter(conversation=conversation, author=person).exists()
    ):
        return Denied(_("You have no unshared text here."), right=True)
    return Allowed()


def can_open_round(user: Any) -> Decision:
    """Open the year's conversations for the whole city (requirement 48: HR)."""
    if not is_hr(user):
        return Denied(_("Only HR services can open the year's conversations."), right=True)
    return Allowed()


def can_see_team(user: Any) -> Decision:
    """One's own team: for those who lead people today, and for their deputies."""
    person, day = person_of(user), clock.today()
    if person is not None and (
        leads_people(person, day)
        or Deputy.objects.in_force(day).filter(any_deputy_right(), deputy=person).exists()
    ):
        return Allowed()
    return Denied(_("This page is for those who lead people, and for their deputies."), right=True)


def can_see_overview(user: Any) -> Decision:
    """That conversations exist: HR the whole city's, a director those of one's own line."""
    person = person_of(user)
    if person is not None and (is_hr(user) or directs(person, clock.today())):
        return Allowed()
    return Denied(_("This page is for HR services and directors."), right=True)
