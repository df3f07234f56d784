"""The time of the group's conversation and its invitation to everybody in it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from audit.services import record
from conversations.groups import letters
from conversations.groups.models import GroupConversation
from conversations.groups.policies import can_schedule
from core.policies import require


def set_time(
    *, user: Any, conversation: GroupConversation, meets_at: datetime, minutes: int, place: str
) -> None:
    """Set or change the time; an invitation, or its update, goes to the whole group. Saving the
    same again sends nothing."""
    require(can_schedule(user, conversation))
    with transaction.atomic():
        now = GroupConversation.objects.select_for_update().get(pk=conversation.pk)
        require(can_schedule(user, now))
        if (now.meets_at, now.minutes, now.place) == (meets_at, minutes, place):
            return
        GroupConversation.objects.filter(pk=now.pk).update(
            meets_at=meets_at,
            minutes=minutes,
            place=place,
            invitation_sequence=F("invitation_sequence") + 1,
        )
        conversation.refresh_from_db()
        letters.invite(conversation, user)
        record(user, "conversations.group_schedule", conversation)


def cancel_time(*, user: Any, conversation: GroupConversation) -> None:
    """Cancel the time; every calendar is told. Cancelling again changes nothing."""
    require(can_schedule(user, conversation))
    with transaction.atomic():
        now = GroupConversation.objects.select_for_update().get(pk=conversation.pk)
        if now.meets_at is None:
            return
        GroupConversation.objects.filter(pk=now.pk).update(
            invitation_sequence=F("invitation_sequence") + 1
        )
        conversation.refresh_from_db()
        letters.cancel(conversation, user)
        GroupConversation.objects.filter(pk=now.pk).update(meets_at=None, place="")
        conversation.refresh_from_db()
        record(user, "conversations.group_schedule", conversation)
