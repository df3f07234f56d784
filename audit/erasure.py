"""The one door through which events leave: whole sealed months, by the retention plan.

The caller (retention) decides which months and has a person's consent; this keeps the log provable:

    for month in erasable(before=day):      # what would go: month, count
        erase_month(user=user, month=month.month)

Hard to pass by accident: the database lets an event go only while `Door` names a tombstone of its
month, and takes a tombstone only when its count is exactly what the month holds and nothing of the
month waits to be sealed (audit.guards).
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from audit.models import Door, Event, Pending, Seal, Tombstone
from audit.services import record
from core import clock


class NotErasable(Exception):
    """The month is not over, or not all of it is sealed, or nothing is left of it."""


@dataclass(frozen=True)
class Month:
    """A month (its first day) whose events would go, and how many they are."""

    month: date
    count: int


def erasable(*, before: date) -> list[Month]:
    """Whole sealed months that ended on or before `before`, not erased yet, oldest first."""
    sealed = Seal.objects.filter(month__lt=before.replace(day=1)).values_list("month")
    gone = dict(Tombstone.objects.values_list("month").annotate(Sum("count")).order_by("month"))
    left = [
        Month(month, count - gone.get(month, 0))
        for month, count in sealed.annotate(Sum("count")).order_by("month")
    ]
    return [m for m in left if m.count and not _waiting(*period(m.month))]


def erase_month(*, user: Any, month: date) -> Tombstone:
    """Erase all events of `month` (any day of it) and leave a tombstone. Idempotent in effect: a
    second call raises `NotErasable`. Atomic; one month is one batch.

    Raises `NotErasable`.
    """
    month = month.replace(day=1)
    starts_at, ends_at = period(month)
    if ends_at > clock.now():
        raise NotErasable(f"{month:%Y-%m} is not over")
    with transaction.atomic():
        if _waiting(starts_at, ends_at):
            raise NotErasable(f"{month:%Y-%m} has events that are not sealed yet")
        seals = _seals_left(month)
        if not seals:
            raise NotErasable(f"{month:%Y-%m} has nothing to erase")
        tombstone = Tombstone.objects.create(
            month=month,
            starts_at=starts_at,
            ends_at=ends_at,
            first_seal=seals[0].number,
            last_seal=seals[-1].number,
            count=sum(seal.count for seal in seals),
            hash=hash_of(seals),
            erased_by=getattr(user, "uuid", None),
        )
        Door.objects.create(tombstone=tombstone.uuid)
        events = Event.objects.filter(at__gte=starts_at, at__lt=ends_at)
        erased = events._raw_delete(events.db)
        Door.objects.filter(pk=tombstone.uuid).delete()
        if erased != tombstone.count:
            raise NotErasable(f"{month:%Y-%m} changed meanwhile")
        record(user, "audit.erased", tombstone)
    return tombstone


def period(month: date) -> tuple[datetime, datetime]:
    """The moments between which the month lies in Finland."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return (
        timezone.make_aware(datetime.combine(month.replace(day=1), time())),
        timezone.make_aware(datetime.combine(following, time())),
    )


def hash_of(seals: list[Seal]) -> str:
    """What the tombstone keeps of the seals whose events are gone."""
    lines = "".join(f"{seal.number}:{seal.digest}\n" for seal in seals)
    return hashlib.sha256(lines.encode()).hexdigest()


def _seals_left(month: date) -> list[Seal]:
    last = Tombstone.objects.filter(month=month).aggregate(last=Max("last_seal"))["last"] or 0
    return list(Seal.objects.filter(month=month, number__gt=last).order_by("number"))


def _waiting(starts_at: datetime, ends_at: datetime) -> bool:
    within = Event.objects.filter(at__gte=starts_at, at__lt=ends_at).values("pk")
    return Pending.objects.filter(pk__in=within).exists()
