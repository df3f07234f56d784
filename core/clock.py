"""The one clock. Nothing else may ask what day it is (lint refuses direct calls).

In the demo a page moves the day, so that a whole year can be walked in one sitting; elsewhere
the shift is always zero.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

_pinned: ContextVar[timedelta | None] = ContextVar("clock_shift", default=None)


def real_now() -> datetime:
    """The machine's own time: for leases, beats and logs, which a moved day must not touch."""
    return timezone.now()


def now() -> datetime:
    """The present moment (aware), moved by the demo's shift.

    Whole days by the clock on the wall: a summer seen from the winter must not become tomorrow.
    """
    moved = shift()
    if not moved:
        return real_now()
    wall = timezone.localtime(real_now()).replace(tzinfo=None) + moved
    return timezone.make_aware(wall).astimezone(UTC)


def today() -> date:
    """The present day in Finland, moved by the demo's shift."""
    return timezone.localdate(now())


def shift() -> timedelta:
    if not settings.DEMO:
        return timedelta()
    pinned = _pinned.get()
    return read_shift() if pinned is None else pinned


def read_shift() -> timedelta:
    from core.models import ClockShift

    row = ClockShift.objects.filter(pk=1).values_list("days", flat=True).first()
    return timedelta(days=row or 0)


def move_to(day: date) -> None:
    """Make `day` today (demo only)."""
    from core.models import ClockShift

    if not settings.DEMO:
        raise RuntimeError("The day moves only in the demo")
    days = (day - timezone.localdate(real_now())).days
    ClockShift.objects.update_or_create(pk=1, defaults={"days": days})


@contextmanager
def pinned() -> Iterator[None]:
    """One shift for a whole request or job: one query, and no midnight in the middle."""
    if not settings.DEMO:
        yield
        return
    token = _pinned.set(read_shift())
    try:
        yield
    finally:
        _pinned.reset(token)
