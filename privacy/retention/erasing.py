"""The erasing itself: batch by batch as durable work, each with its count in one transaction.

A killed worker leaves whole batches behind it, and the next one goes on from what it finds. The
last step writes the destruction record and closes the run, together or not at all.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from core import clock, faults, retention, work
from core.models import Work
from core.retention import Erased, Eraser
from core.work import Progress
from organization.models import Person
from privacy.retention import sums
from privacy.retention.models import ErasureRun
from privacy.retention.periods import periods
from privacy.retention.records import write_record
from privacy.retention.workflow import RUN

ERASE = "privacy.erase"
NIGHTLY = "privacy.erase_nightly"
State = ErasureRun.State


def cutoff_of(run: ErasureRun, eraser: Eraser) -> date:
    """By the period the run was listed with."""
    return retention.rule_of(eraser.rule).cutoff(run.day, run.periods[eraser.rule])


def erasers_of(run: ErasureRun) -> list[Eraser]:
    nightly = run.kind == ErasureRun.Kind.NIGHT
    return [e for e in retention.erasers(nightly=nightly) if e.rule in run.periods]


@work.handler(ERASE, lease=timedelta(minutes=10), name=_("Erasing what is due"))
def erase(owed: Work) -> Iterator[Progress]:
    run = ErasureRun.objects.get(uuid=owed.key)
    sums.freeze_closed_years(run.day)
    yield from _erase(run)


@work.handler(NIGHTLY, lease=timedelta(minutes=10), name=_("Nightly erasing by standing rules"))
def erase_nightly(owed: Work) -> Iterator[Progress]:
    """Follows the rules that need no decision; leaves a destruction record where one is due."""
    run, _created = ErasureRun.objects.get_or_create(
        kind=ErasureRun.Kind.NIGHT,
        day=date.fromisoformat(owed.key),
        defaults={"state": State.ERASING, "periods": dict(periods())},
    )
    sums.freeze_closed_years(run.day)
    yield from _erase(run)


def _erase(run: ErasureRun) -> Iterator[Progress]:
    user = _decider(run)
    done, total = run.gone, max(run.total, run.gone)
    for eraser in erasers_of(run):
        while gone := _batch(run, eraser, user):
            done += gone
            yield Progress(done, max(total, done))
    _finish(run, user)


def _batch(run: ErasureRun, eraser: Eraser, user: Any) -> int:
    """One batch and its count. Two workers at once take turns at the run's row."""
    with transaction.atomic():
        locked = ErasureRun.objects.select_for_update().get(pk=run.pk)
        if locked.state != State.ERASING:
            return 0
        gone = eraser.batch(cutoff_of(run, eraser), user)
        if gone.number:
            faults.point("erasure.batch")
            locked.erased = _added(locked.erased, eraser.key, gone.years)
            locked.save(update_fields=["erased"])
            _log(run, gone, user)
    run.erased = locked.erased
    return gone.number


def _added(
    before: Mapping[str, Mapping[str, int]], key: str, years: Mapping[int, int]
) -> dict[str, dict[str, int]]:
    after = {k: dict(v) for k, v in before.items()}
    mine = after.setdefault(key, {})
    for year, number in years.items():
        mine[str(year)] = mine.get(str(year), 0) + number
    return after


def _log(run: ErasureRun, gone: Erased, user: Any) -> None:
    """Whose content was erased, when and by which run: the log outlives it."""
    Event.objects.bulk_create(
        Event(
            actor=getattr(user, "uuid", None),
            action="privacy.erased",
            object_type=label,
            object_id=uuid,
            data_subject=person,
        )
        for label, uuid, person in gone.subjects
    )


def _finish(run: ErasureRun, user: Any) -> None:
    faults.point("erasure.finish")
    with transaction.atomic():
        run = ErasureRun.objects.select_for_update().get(pk=run.pk)
        if run.state != State.ERASING:
            return
        run.finished_at = clock.now()
        run.save(update_fields=["finished_at"])
        recorded = write_record(run)
        if recorded is None:
            # A night on which nothing but old post and drafts went.
            run.delete()
            return
        RUN.run("finish", user=user, obj=run)


def _decider(run: ErasureRun) -> Any:
    """The account of who confirmed; None in the night."""
    if run.confirmed_by_id is None:
        return None
    return Person.objects.select_related("user").get(pk=run.confirmed_by_id).user
