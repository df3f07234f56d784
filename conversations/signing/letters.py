"""Letters about the end of a conversation: that something happened, never what was said."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.letters import about, parties
from conversations.models import Conversation, Remark, Reopening
from conversations.policies import Reader
from conversations.signing.dates import locks_on
from core import clock
from core.mail import name_kind, write_letter
from organization.models import Person
from organization.selectors import left, recipient_of

ANSWERED = "conversation_answered"
CLOSED = "conversation_closed"
SILENCE = "conversation_silence"
REMARK = "conversation_remark"
REOPENED = "conversation_reopened"
name_kind(ANSWERED, _("The other party signed with words of their own, or does not sign"))
name_kind(CLOSED, _("A conversation was locked without both signatures"))
name_kind(SILENCE, _("A conversation will be locked without a signature"))
name_kind(REMARK, _("A remark was added to a locked conversation"))
name_kind(REOPENED, _("HR services reopened a conversation"))


def tell_answer(conversation: Conversation, reader: Reader, what: str) -> None:
    """`what`: "remark", "differs" or "refused". To the other side."""
    _tell(
        _others(conversation, reader),
        conversation,
        ANSWERED,
        f"{what}:{conversation.version}",
        who=str(reader.person),
        what=what,
    )


def tell_words(conversation: Conversation, person: Person, what: str) -> None:
    """The same of an employee who has signed on the supervisor's device or on paper."""
    others = [p for p in parties(conversation) if p != person]
    occasion = f"{what}:{conversation.version}"
    _tell(others, conversation, ANSWERED, occasion, who=str(person), what=what)


def tell_closed(conversation: Conversation) -> None:
    _tell(parties(conversation), conversation, CLOSED, str(conversation.version))


def tell_silence(conversation: Conversation) -> None:
    """A week before: to both, with the day."""
    day = locks_on(conversation)
    _tell(parties(conversation), conversation, SILENCE, day.isoformat(), day=day)


def tell_remark(remark: Remark, reader: Reader) -> None:
    conversation = remark.conversation
    _tell(
        _others(conversation, reader),
        conversation,
        REMARK,
        f"remark:{remark.pk}",
        who=str(remark.author),
    )


def tell_reopened(reopening: Reopening) -> None:
    conversation = reopening.conversation
    _tell(parties(conversation), conversation, REOPENED, str(reopening.uuid))


def _others(conversation: Conversation, reader: Reader) -> list[Person]:
    """The other side; of what a deputy did, also the supervisor."""
    return [person for person in parties(conversation) if person != reader.person]


def _tell(
    people: list[Person], conversation: Conversation, kind: str, occasion: str, **more: Any
) -> None:
    """Nothing to those who have left: they cannot sign in any more."""
    for person in people:
        if left([person], clock.today()):
            continue
        write_letter(
            recipient_of(person),
            kind=kind,
            subject_id=conversation.uuid,
            occasion=occasion,
            context={**about(conversation, person), **more},
        )
