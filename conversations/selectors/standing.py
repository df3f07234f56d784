"""Whose turn a conversation is, with what and by when: the one answer for lists, pages, the bridge,
the home page and the reminders."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.translation import pgettext_lazy

from conversations.models import Conversation, Side
from conversations.services.signing import SIGN_WITHIN
from core.look.formats import local
from core.policies import Words

State = Conversation.State


class Step(Enum):
    PREPARE = "prepare"
    BOOK = "book"
    HOLD = "hold"
    SIGN = "sign"


# In the imperative, beside "Your turn:"; and as what somebody else is doing.
TODO: dict[Step, Words] = {
    Step.PREPARE: pgettext_lazy("to do", "prepare for the conversation"),
    Step.BOOK: pgettext_lazy("to do", "set a time for the conversation"),
    Step.HOLD: pgettext_lazy("to do", "hold the conversation"),
    Step.SIGN: pgettext_lazy("to do", "read and sign"),
}
DOING: dict[Step, Words] = {
    Step.PREPARE: pgettext_lazy("somebody else", "is preparing"),
    Step.BOOK: pgettext_lazy("somebody else", "is setting the time"),
    Step.HOLD: pgettext_lazy("somebody else", "holds the conversation"),
    Step.SIGN: pgettext_lazy("somebody else", "is reading and signing"),
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
    """What each side owes; None: nothing just now."""

    employee: Owed | None
    supervisor: Owed | None

    def of(self, side: str) -> Owed | None:
        return self.employee if side == Side.EMPLOYEE else self.supervisor


def day_of(conversation: Conversation) -> date | None:
    """The day of the talk in Finland."""
    return local(conversation.meets_at).date() if conversation.meets_at else None


def held_on(conversation: Conversation) -> date | None:
    return local(conversation.held_at).date() if conversation.held_at else None


def shared_sides(conversation: Conversation) -> set[str]:
    """Needs `preparations` prefetched in lists."""
    return {p.side for p in conversation.preparations.all() if p.shared_at}


def signed_sides(conversation: Conversation) -> set[str]:
    """The sides whose signature is in force. Needs `signatures` prefetched in lists."""
    return {s.side for s in conversation.signatures.all() if s.voided_at is None}


def voided_sides(conversation: Conversation) -> set[str]:
    """The sides that signed before an edit and have not signed again."""
    voided = {s.side for s in conversation.signatures.all() if s.voided_at is not None}
    return voided - signed_sides(conversation)


def sign_by(conversation: Conversation) -> date | None:
    held = held_on(conversation)
    return held + SIGN_WITHIN if held else None


def standing(conversation: Conversation, today: date) -> Standing:
    """No queries when `round`, `preparations` and `signatures` are loaded."""
    if conversation.state == State.LOCKED:
        return Standing(None, None)
    if conversation.state == State.HELD:
        due = sign_by(conversation) or today
        signed = signed_sides(conversation)
        return Standing(
            None if Side.EMPLOYEE in signed else Owed(Step.SIGN, due),
            None if Side.SUPERVISOR in signed else Owed(Step.SIGN, due),
        )
    shared = shared_sides(conversation)
    meets = day_of(conversation)
    due = meets or conversation.round.due_on
    employee = None if Side.EMPLOYEE in shared else Owed(Step.PREPARE, due)
    if meets is None:
        return Standing(employee, Owed(Step.BOOK, due))
    if Side.SUPERVISOR not in shared and today < meets:
        return Standing(employee, Owed(Step.PREPARE, due))
    return Standing(employee, Owed(Step.HOLD, due))
