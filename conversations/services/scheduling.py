"""The time of the talk and its invitation to both."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from audit.services import record
from conversations import letters
from conversations.models import Conversation
from conversations.policies import can_schedule
from conversations.scheduling.models import OfferedTime
from core import clock
from core.policies import require


def set_time(
    *, user: Any, conversation: Conversation, meets_at: datetime, minutes: int, place: str
) -> None:
    """Set or change the time; an invitation, or its update, goes to both. Saving the same again
    sends nothing."""
    require(can_schedule(user, conversation))
    with transaction.atomic():
        now = Conversation.objects.select_for_update().get(pk=conversation.pk)
        require(can_schedule(user, now))
        if (now.meets_at, now.minutes, now.place) == (meets_at, minutes, place):
            return
        _let_go(now, meets_at)
        write_time(
            user=user, conversation=conversation, meets_at=meets_at, minutes=minutes, place=place
        )


def write_time(
    *, user: Any, conversation: Conversation, meets_at: datetime, minutes: int, place: str
) -> None:
    """Write the time that was decided and tell both. Called inside a transaction, by whoever has
    asked the policy."""
    Conversation.objects.filter(pk=conversation.pk).update(
        meets_at=meets_at,
        minutes=minutes,
        place=place,
        invitation_sequence=F("invitation_sequence") + 1,
    )
    conversation.refresh_from_db()
    letters.invite(conversation, user)
    _log(user, conversation)


def cancel_time(*, user: Any, conversation: Conversation) -> None:
    """Cancel the time; both calendars are told. Cancelling again changes nothing."""
    require(can_schedule(user, conversation))
    with transaction.atomic():
        now = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if now.meets_at is None:
            return
        Conversation.objects.filter(pk=now.pk).update(
            invitation_sequence=F("invitation_sequence") + 1
        )
        conversation.refresh_from_db()
        letters.cancel(conversation, user)
        Conversation.objects.filter(pk=now.pk).update(meets_at=None, place="")
        _let_go(now)
        conversation.refresh_from_db()
        _log(user, conversation)


def _let_go(conversation: Conversation, meets_at: datetime | None = None) -> None:
    """A time that had been chosen and does not suit the supervisor is not offered to others."""
    chosen = OfferedTime.objects.filter(taken_by=conversation)
    if meets_at is not None:
        chosen = chosen.exclude(starts_at=meets_at)
    chosen.update(taken_by=None, withdrawn_at=clock.now())


def _log(user: Any, conversation: Conversation) -> None:
    record(
        user,
        "conversations.schedule",
        conversation,
        data_subject=conversation.data_subject,  # type: ignore[arg-type]
    )
