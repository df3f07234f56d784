"""Durable work: a row says what is owed, a Celery message only nudges, a sweep forgets nothing.

`owe()` writes the row in the same transaction as its cause. A worker claims it with a lease
(owner, until, attempts), so that the sweep takes back what a killed worker held. A handler may be a
generator: each `yield Progress(done, total)` ends a chunk, saves the progress and renews the lease;
a handler started again must go on from what it finds in the database.

What must hold: a row that is owed is performed at least once, whatever dies; two workers never hold
it at once unless one has outlived its lease, so a handler must be idempotent. A job that fails
is tried again with growing pauses, one that kills its worker too, until `max_attempts` tries
without progress; then it is `failed` and waits for a person.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from core import clock, faults
from core.models import Work
from core.policies import Words

log = logging.getLogger(__name__)

# A nudge that nobody took in this time is void, and the sweep nudges again.
NUDGE_LIVES = timedelta(minutes=2)
# After the broker was not reached, this process leaves nudging to the sweep for so long.
BROKER_REST = timedelta(seconds=15)
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)


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
    name: Words = ""


_kinds: dict[str, Kind] = {}
_broker_rests_until: datetime | None = None


def handler(
    kind: str,
    *,
    lease: timedelta = timedelta(minutes=2),
    max_attempts: int = 6,
    name: Words = "",
) -> Callable[[Handler], Handler]:
    """Register the function that performs work of this kind. It must be idempotent.

    `lease` must be longer than the longest chunk (the whole, when it is no generator). `name` says
    what it is to those who look after work that was given up.
    """

    def register(function: Handler) -> Handler:
        _kinds[kind] = Kind(function, lease, max_attempts, name)
        return function

    return register


def kind_name(kind: str) -> Words:
    found = _kinds.get(kind)
    return (found.name if found else "") or kind


def owe(
    kind: str,
    key: str,
    payload: dict[str, Any] | None = None,
    *,
    requested_by: UUID | None = None,
    not_before: datetime | None = None,
    bulk: bool = False,
) -> Work:
    """Owe this work once per (kind, key); asking again returns the same row, done or not.

    `bulk`: one of thousands, for which nobody waits; it goes through a queue of its own.
    """
    work, created = Work.objects.get_or_create(
        kind=kind,
        key=key,
        defaults={
            "payload": payload or {},
            "requested_by": requested_by,
            "not_before": not_before,
            "bulk": bulk,
        },
    )
    if created and not_before is None:
        _nudge_on_commit(work)
    return work


def owe_again(kind: str, key: str) -> Work:
    """Owe work anew that has ended, done or failed. What is owed already stays as it is."""
    work = owe(kind, key)
    if Work.objects.filter(pk=work.pk).exclude(state=Work.State.OWED).update(**_FRESH):
        _nudge_on_commit(work)
    return work


def retry(work: Work) -> bool:
    """Owe failed work again (a person asked for it). False: it had not failed."""
    failed = Work.objects.filter(pk=work.pk, state=Work.State.FAILED)
    if work.state != Work.State.FAILED or not failed.update(**_FRESH):
        return False
    _nudge_on_commit(work)
    return True


_FRESH: dict[str, Any] = {
    "state": Work.State.OWED,
    "attempts": 0,
    "not_before": None,
    "lease_until": None,
    "lease_owner": None,
    "nudged_at": None,
    "finished_at": None,
    "error": "",
}


def is_last_attempt(work: Work) -> bool:
    """Whether a failure now is final: for handlers that must leave a mark of their own."""
    return work.attempts >= _kinds[work.kind].max_attempts


def _nudge_on_commit(work: Work) -> None:
    pk, bulk = work.pk, work.bulk
    transaction.on_commit(lambda: nudge(pk, bulk=bulk))


def nudge(work_id: int, *, bulk: bool = False) -> None:
    """Tell the workers. Failing is harmless: the sweep takes what was not nudged."""
    global _broker_rests_until
    now = clock.real_now()
    if not settings.WORK_NUDGE or (_broker_rests_until and now < _broker_rests_until):
        return
    from core.tasks import perform_work

    queue = settings.CELERY_TASK_DEFAULT_QUEUE + ("-bulk" if bulk else "")
    try:
        perform_work.apply_async((work_id,), queue=queue, expires=NUDGE_LIVES.total_seconds())
    except Exception as error:
        _broker_rests_until = now + BROKER_REST
        log.warning("broker not reached (%s); the sweep takes over", type(error).__name__)
    else:
        _broker_rests_until = None
        Work.objects.filter(pk=work_id).update(nudged_at=now)


def due() -> QuerySet[Work]:
    """Owed, its time has come, and held by nobody."""
    now = clock.real_now()
    return (
        Work.objects.filter(state=Work.State.OWED, kind__in=_kinds)
        .filter(Q(lease_until__isnull=True) | Q(lease_until__lt=now))
        .filter(Q(not_before__isnull=True) | Q(not_before__lte=now))
    )


def perform(work_id: int) -> bool:
    """Claim and do one piece of work. True when it was done.

    False: not owed, held by somebody else, lost on the way, or failed (then it is tried again).
    """
    work = _claim(work_id)
    if work is None:
        return False
    kind = _kinds[work.kind]
    mine = Work.objects.filter(pk=work.pk, lease_owner=work.lease_owner, state=Work.State.OWED)
    if work.attempts > kind.max_attempts:
        # It never came to an end, not even to an error: it kills its worker.
        _fail(work, mine, "attempts")
        return False
    faults.point("work.claimed")
    try:
        with clock.pinned():
            result = kind.run(work)
            if isinstance(result, Iterator):
                _go_through(result, work, mine, kind)
    except LeaseLost:
        log.warning("work %s %s: lease lost", work.pk, work.kind)
        return False
    except Exception as error:
        _fail(work, mine, type(error).__name__, again=work.attempts < kind.max_attempts)
        if settings.DEBUG:
            log.exception("work %s", work.pk)
        return False
    faults.point("work.performed")
    return bool(
        mine.update(state=Work.State.DONE, finished_at=clock.real_now(), error="", lease_until=None)
    )


def _claim(work_id: int) -> Work | None:
    found = Work.objects.filter(pk=work_id).first()
    kind = _kinds.get(found.kind) if found else None
    if kind is None:
        return None
    owner = uuid4()
    claimed = (
        due()
        .filter(pk=work_id)
        .update(
            lease_owner=owner,
            lease_until=clock.real_now() + kind.lease,
            attempts=F("attempts") + 1,
            nudged_at=None,
        )
    )
    return Work.objects.filter(pk=work_id, lease_owner=owner).first() if claimed else None


def _go_through(steps: Iterator[Progress], work: Work, mine: QuerySet[Work], kind: Kind) -> None:
    """Raises `LeaseLost` when a chunk ends and the work is no longer ours."""
    best = work.done_units
    for step in steps:
        changes: dict[str, Any] = {"done_units": step.done, "total_units": step.total}
        if step.done > best:
            # It gets on: a worker restarted many times must not use up the attempts.
            best, changes["attempts"] = step.done, 1
        if not mine.update(lease_until=clock.real_now() + kind.lease, **changes):
            raise LeaseLost
        faults.point("work.chunk")


def _fail(work: Work, mine: QuerySet[Work], error: str, *, again: bool = False) -> None:
    # The class only: a message may carry what somebody wrote.
    log.error("work %s %s failed: %s", work.pk, work.kind, error)
    now = clock.real_now()
    pause = min(FIRST_PAUSE * 2 ** max(0, work.attempts - 1), LONGEST_PAUSE)
    mine.update(
        error=error,
        lease_until=None,
        lease_owner=None,
        state=Work.State.OWED if again else Work.State.FAILED,
        not_before=now + pause if again else None,
        finished_at=None if again else now,
    )


def sweep(limit: int = 1000) -> int:
    """Nudge what is owed, held by nobody and not nudged just now; what people wait for first."""
    stale = clock.real_now() - NUDGE_LIVES
    rows = (
        due()
        .filter(Q(nudged_at__isnull=True) | Q(nudged_at__lt=stale))
        .order_by("bulk", "pk")
        .values_list("pk", "bulk")[:limit]
    )
    found = list(rows)
    for work_id, bulk in found:
        nudge(work_id, bulk=bulk)
    return len(found)


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
