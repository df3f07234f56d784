"""Durable work: a row says what is owed, a Celery message only nudges, a sweep forgets nothing.

`owe()` writes the row in the same transaction as its cause. A worker claims it with a lease
(owner, until, attempts), so that the sweep takes back what a killed worker held. A handler may be a
generator: each `yield Progress(done, total)` ends a chunk, saves the progress and renews the lease;
a handler started again must go on from what it finds in the database.
"""

import inspect
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from core import clock
from core.models import Work

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    done: int
    total: int


class LeaseLost(Exception):
    """Another worker has taken this work over; this one must stop without writing more."""


Handler = Callable[[Work], Iterator[Progress] | None]


@dataclass(frozen=True)
class Kind:
    run: Handler
    lease: timedelta
    max_attempts: int


_kinds: dict[str, Kind] = {}


def handler(
    kind: str, *, lease: timedelta = timedelta(minutes=2), max_attempts: int = 6
) -> Callable[[Handler], Handler]:
    """Register the function that performs work of this kind. It must be idempotent."""

    def register(function: Handler) -> Handler:
        _kinds[kind] = Kind(function, lease, max_attempts)
        return function

    return register


def owe(
    kind: str,
    key: str,
    payload: dict[str, Any] | None = None,
    *,
    requested_by: UUID | None = None,
    not_before: datetime | None = None,
) -> Work:
    """Owe this work once per (kind, key); asking again returns the same row."""
    work, created = Work.objects.get_or_create(
        kind=kind,
        key=key,
        defaults={
            "payload": payload or {},
            "requested_by": requested_by,
            "not_before": not_before,
        },
    )
    if created and not_before is None:
        transaction.on_commit(lambda: nudge(work.pk))
    return work


def retry(work: Work) -> None:
    """Owe failed work again (a person asked for it)."""
    if Work.objects.filter(pk=work.pk, state=Work.State.FAILED).update(
        state=Work.State.OWED, attempts=0, not_before=None, lease_until=None, error=""
    ):
        transaction.on_commit(lambda: nudge(work.pk))


def nudge(work_id: int) -> None:
    if not settings.WORK_NUDGE:
        return
    from core.tasks import perform_work

    try:
        perform_work.delay(work_id)
    except Exception:
        log.warning("broker not reached; the sweep will take work %s", work_id)


def due() -> Any:
    now = clock.real_now()
    return (
        Work.objects.filter(state=Work.State.OWED)
        .filter(Q(lease_until__isnull=True) | Q(lease_until__lt=now))
        .filter(Q(not_before__isnull=True) | Q(not_before__lte=now))
    )


def perform(work_id: int) -> bool:
    """Claim and do one piece of work. False: not owed, or somebody else holds it."""
    owner, now = uuid4(), clock.real_now()
    work = Work.objects.filter(pk=work_id).first()
    if work is None or work.kind not in _kinds:
        return False
    kind = _kinds[work.kind]
    claimed = (
        due()
        .filter(pk=work_id)
        .update(lease_owner=owner, lease_until=now + kind.lease, attempts=F("attempts") + 1)
    )
    if not claimed:
        return False
    work.refresh_from_db()
    mine = Work.objects.filter(pk=work_id, lease_owner=owner, state=Work.State.OWED)
    if work.attempts > kind.max_attempts:
        mine.update(state=Work.State.FAILED, error="attempts", finished_at=now)
        return True
    try:
        with clock.pinned():
            result = kind.run(work)
            if inspect.isgenerator(result):
                for step in result:
                    kept = mine.update(
                        done_units=step.done,
                        total_units=step.total,
                        lease_until=clock.real_now() + kind.lease,
                    )
                    if not kept:
                        result.close()
                        raise LeaseLost
    except LeaseLost:
        return False
    except Exception as error:
        # The class only: a message may carry what somebody wrote.
        log.error("work %s %s failed: %s", work.pk, work.kind, type(error).__name__)
        if settings.DEBUG:
            log.exception("work %s", work.pk)
        last = work.attempts >= kind.max_attempts
        mine.update(
            error=type(error).__name__,
            lease_until=None,
            lease_owner=None,
            state=Work.State.FAILED if last else Work.State.OWED,
            not_before=clock.real_now() + timedelta(seconds=5 * 2**work.attempts),
        )
        return False
    mine.update(state=Work.State.DONE, finished_at=clock.real_now(), error="", lease_until=None)
    return True


def sweep() -> int:
    """Nudge everything that is owed and held by nobody."""
    ids = list(due().order_by("pk").values_list("pk", flat=True)[:500])
    for work_id in ids:
        nudge(work_id)
    return len(ids)


def drain(limit: int = 10_000) -> int:
    """Perform all owed work here and now (tests, demo loading)."""
    done = 0
    while done < limit:
        work_id = due().order_by("pk").values_list("pk", flat=True).first()
        if work_id is None:
            return done
        perform(work_id)
        done += 1
    return done


