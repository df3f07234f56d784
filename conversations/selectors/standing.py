"""Whose turn a conversation is, with what and by when: the one answer for lists, pages, the bridge,
the home page and the reminders."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.translation import pgettext_lazy

from conversations.models import Conversation, Side
from conversations.services.signing import SIGN_WITHIN
from conversations.signing.policies import has_no_account
from core.look.formats import local
from core.policies import Words
from organization.absences.selectors import Away, due_after_return

State = Conversation.State


class Step(Enum):
    PREPARE = "prepare"
    BOOK = "book"
    CHOOSE = "choose"  # one of the times that the supervisor offers
    HOLD = "hold"
    SIGN = "sign"
    ARRANGE = "arrange"  # the signature of an employee without an account
    CLOSE = "close"  # although somebody does not sign


# In the imperative, beside "Your turn:"; and as what somebody else is doing.
TODO: dict[Step, Words] = {
    Step.PREPARE: pgettext_lazy("to do", "prepare for the conversation"),
    Step.BOOK: pgettext_lazy("to do", "set a time for the conversation"),
    Step.CHOOSE: pgettext_lazy("to do", "choose a time for the conversation"),
    Step.HOLD: pgettext_lazy("to do", "hold the conversation"),
    Step.SIGN: pgettext_lazy("to do", "read and sign"),
    Step.ARRANGE: pgettext_lazy("to do", "arrange the employee's signature"),
    Step.CLOSE: pgettext_lazy("to do", "close the conversation"),
}
DOING: dict[Step, Words] = {
    Step.PREPARE: pgettext_lazy("somebody else", "is preparing"),
    Step.BOOK: pgettext_lazy("somebody else", "is setting the time"),
    Step.CHOOSE: pgettext_lazy("somebody else", "is choosing a time"),
    Step.HOLD: pgettext_lazy("somebody else", "holds the conversation"),
    Step.SIGN: pgettext_lazy("somebody else", "is reading and signing"),
    Step.ARRANGE: pgettext_lazy("somebody else", "arranges the employee's signature"),
    Step.CLOSE: pgettext_lazy("somebody else", "closes the conversation"),
}


@dataclass(frozen=True)
class Owed:
    """What one side should do next, by `due` (last day, inclusive)."""

    step: Step
    due: date

    def late(self, today: date) -> bool:
        return today > self.due


@dataclass(frozen=True)
class Standing:
    """What each side owes; None: nothing just now. `away`: the employee is on leave, and what is
    due waits."""

    employee: Owed | None
    supervisor: Owed | None
    away: Away | None = None

    def of(self, side: str) -> Owed | None:
        return self.employee if side == Side.EMPLOYEE else self.supervisor


def day_of(conversation: Conversation) -> date | None:
    """The day of the talk in Finland."""
    return local(conversation.meets_at).date() if conversation.meets_at else None


def held_on(conversation: Conversation) -> date | None:
    return local(conversation.held_at).date() if conversation.held_at else None


def shared_sides(conversation: Conversation) -> set[str]:
    """Of those who are its parties now. Needs `preparations` prefetched in lists."""
    return {p.side for p in conversation.preparations.all() if p.shared_at and not p.earlier}


def signed_sides(conversation: Conversation) -> set[str]:
    """The sides whose signature is in force. Needs `signatures` prefetched in lists."""
    return {s.side for s in conversation.signatures.all() if s.voided_at is None}


def refused_sides(conversation: Conversation) -> set[str]:
    """The sides that do not sign the text as it is. Needs `refusals` prefetched in lists."""
    return {r.side for r in conversation.refusals.all() if r.voided_at is None}


def voided_sides(conversation: Conversation) -> set[str]:
    """The sides that signed before an edit and are to sign again. What a reopening voided is
    another matter."""
    if conversation.state != State.HELD:
        return set()
    voided = {
        s.side
        for s in conversation.signatures.all()
        if s.voided_at is not None and s.reopening_id is None
    }
    return voided - signed_sides(conversation) - refused_sides(conversation)


def sign_by(conversation: Conversation) -> date | None:
    """Fourteen days from the talk; after a reopening or a change of supervisor from that."""
    held = held_on(conversation)
    if held is None:
        return None
    reopened = conversation.silence_from or held
    return max(held, reopened) + SIGN_WITHIN


def away_of(conversation: Conversation) -> Away | None:
    """The employee's leave today, of a conversation loaded `with_people`."""
    since = getattr(conversation, "away_since", None)
    return Away(since, conversation.away_until) if since else None  # type: ignore[attr-defined]


def _due(conversation: Conversation, due: date) -> date:
    """A leave that was over before the conversation was opened does not move its days."""
    returned = getattr(conversation, "returned_on", None)
    if returned is None or returned < local(conversation.opened_at).date():
        return due
    return due_after_return(due, returned)


def standing(conversation: Conversation, today: date) -> Standing:
    """No queries when it was loaded `with_people`, with `preparations` and `signatures`.

    Long leave of the employee pauses everything but the supervisor's own signature; after the
    return there are two weeks at least.
    """
    if conversation.state == State.LOCKED:
        return Standing(None, None)
    away = away_of(conversation)
    if conversation.state == State.HELD:
        due = _due(conversation, sign_by(conversation) or today)
        answered = signed_sides(conversation) | refused_sides(conversation)
        employee = None if Side.EMPLOYEE in answered or away else Owed(Step.SIGN, due)
        if Side.SUPERVISOR not in answered:
            supervisor: Owed | None = Owed(Step.SIGN, due)
        elif Side.EMPLOYEE in answered:
            supervisor = Owed(Step.CLOSE, due)
        elif employee and has_no_account(conversation.employment.person):
            supervisor = Owed(Step.ARRANGE, due)
        else:
            supervisor = None
        return Standing(employee, supervisor, away)
    if away:
        return Standing(None, None, away)
    shared = shared_sides(conversation)
    meets = day_of(conversation)
    due = _due(conversation, meets or conversation.last_day)
    employee = None if Side.EMPLOYEE in shared else Owed(Step.PREPARE, due)
    until = getattr(conversation, "offered_until", None)
    if meets is None and until is not None:
        prepare = None if Side.SUPERVISOR in shared else Owed(Step.PREPARE, due)
        return Standing(Owed(Step.CHOOSE, min(due, local(until).date())), prepare)
    if meets is None:
        return Standing(employee, Owed(Step.BOOK, due))
    if Side.SUPERVISOR not in shared and today < meets:
        return Standing(employee, Owed(Step.PREPARE, due))
    return Standing(employee, Owed(Step.HOLD, due))
