"""The time of the talk and its invitation to both."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from audit.services import record
from conversations import letters
from conversations.models import Conversation
from conversations.policies import can_schedule
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
        Conversation.objects.filter(pk=now.pk).update(
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
        conversation.refresh_from_db()
        _log(user, conversation)


def _log(user: Any, conversation: Conversation) -> None:
    record(
        user,
        "conversations.schedule",
        conversation,
        data_subject=conversation.data_subject,  # type: ignore[arg-type]
    )
