"""Sharing a preparation, and what becomes of one that was left unshared."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from audit.services import record
from conversations.models import (
    Answer,
    Conversation,
    DevelopmentNeed,
    Goal,
    Preparation,
    Rating,
)
from conversations.policies import Reader, can_settle_left, can_share
from core import clock
from core.policies import require
from organization.absences.selectors import AFTER_RETURN
from organization.models import Absence
from organization.selectors import person_of


def share(*, user: Any, reader: Reader) -> Preparation:
    """Open one's own preparation to the other side. It can still be added to until the talk is
    held, and the other sees what is added."""
    require(can_share(reader, reader.conversation))
    with transaction.atomic():
        preparation, _created = Preparation.objects.get_or_create(
            conversation=reader.conversation,
            side=reader.side,
            author=reader.person,
            defaults={"deputy_for": reader.deputy_for},
        )
        Preparation.objects.filter(pk=preparation.pk, shared_at__isnull=True).update(
            shared_at=clock.now()
        )
        _log(user, "share", reader.conversation)
    preparation.refresh_from_db()
    return preparation


def share_left(*, user: Any, conversation: Conversation) -> None:
    """Share what was left unshared when the talk was held or the supervisor changed."""
    require(can_settle_left(user, conversation))
    with transaction.atomic():
        _left(user, conversation).update(shared_at=clock.now(), delete_after=None)
        _log(user, "share", conversation)


def delete_left(*, user: Any, conversation: Conversation) -> None:
    """Delete one's own unshared preparation for good."""
    require(can_settle_left(user, conversation))
    with transaction.atomic():
        for preparation in _left(user, conversation).select_for_update():
            _delete(preparation)
        _log(user, "delete_unshared", conversation)


def delete_expired(day: date) -> int:
    """Delete what nobody shared within its 14 days. Returns how many preparations went."""
    return erase(expired(day))


def expired(day: date) -> QuerySet[Preparation]:
    """What nobody shared in time; of an author on long leave not before two weeks after it."""
    waiting: QuerySet[Preparation] = Preparation.objects.waiting()
    back = Absence.objects.filter(valid_from__lte=day).exclude(valid_until__lte=day - AFTER_RETURN)
    return waiting.filter(delete_after__lt=day).exclude(
        author__in=back.values("employment__person")
    )


def erase(preparations: QuerySet[Preparation]) -> int:
    """Delete these preparations with what was written in them. Returns how many."""
    number = 0
    for preparation in preparations.select_related("conversation__employment__person"):
        with transaction.atomic():
            _delete(preparation)
            _log(None, "delete_unshared", preparation.conversation)
        number += 1
    return number


def _left(user: Any, conversation: Conversation) -> Any:
    return Preparation.objects.waiting().filter(conversation=conversation, author=person_of(user))


def _delete(preparation: Preparation) -> None:
    mine = {"conversation": preparation.conversation, "author": preparation.author}
    Answer.objects.filter(**mine, layer=preparation.side).delete()
    Rating.objects.filter(**mine, layer=preparation.side).delete()
    Goal.objects.filter(**mine, agreed=False).delete()
    DevelopmentNeed.objects.filter(**mine, agreed=False).delete()
    preparation.delete()


def _log(user: Any, action: str, conversation: Conversation) -> None:
    record(
        user,
        f"conversations.{action}",
        conversation,
        data_subject=conversation.data_subject,  # type: ignore[arg-type]
    )
