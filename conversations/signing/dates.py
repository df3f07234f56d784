"""From when the days of silence run, and when they end."""

from datetime import date, timedelta

from conversations.models import Conversation
from core.look.formats import local

# How long a held talk waits for signatures; nobody is locked out without a week's notice.
SILENCE = timedelta(days=30)
NOTICE = timedelta(days=7)


def runs_from(conversation: Conversation) -> date:
    """The day of the talk, the last edit, change of supervisor or reopening, or the return from a
    long leave, whichever is last. The conversation is one loaded `with_people`."""
    held = local(conversation.held_at).date() if conversation.held_at else date.max
    start = conversation.silence_from or held
    returned = getattr(conversation, "returned_on", None)
    return max(start, returned) if returned else start


def told_on(conversation: Conversation) -> date:
    """The day on which both are told that the conversation will be locked."""
    return runs_from(conversation) + SILENCE - NOTICE


def locks_on(conversation: Conversation) -> date:
    """The day on which it is locked unless something happens; not less than a week after it was
    foretold."""
    due = runs_from(conversation) + SILENCE
    told = conversation.silence_told
    return max(due, told + NOTICE) if told else due


def is_silent(conversation: Conversation, day: date) -> bool:
    return conversation.silence_told is not None and day >= locks_on(conversation)
