"""Listing what is due, confirming the list, giving it up."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.services import record
from core import clock, work
from core.models import Work
from core.policies import Denied, Refused, Stale, require
from organization.selectors import person_of
from privacy.retention import erasing
from privacy.retention.models import ErasureRun
from privacy.retention.periods import periods
from privacy.retention.policies import can_decide
from privacy.retention.workflow import RUN

State = ErasureRun.State


def open_run() -> ErasureRun | None:
    """The list that waits for its confirmation, or the run that is erasing."""
    return ErasureRun.objects.filter(
        kind=ErasureRun.Kind.YEARLY, state__in=[State.LISTED, State.ERASING]
    ).first()


def prepare(*, user: Any) -> ErasureRun:
    """List what is due today. Nothing is erased. While a list is open, that list is given."""
    require(can_decide(user))
    existing = open_run()
    if existing is not None:
        return existing
    run = ErasureRun(day=clock.today(), periods=dict(periods()), prepared_by=person_of(user))
    for eraser in erasing.erasers_of(run):
        cutoff = erasing.cutoff_of(run, eraser)
        found = eraser.count(cutoff)
        if found:
            run.counts[eraser.key] = {str(year): number for year, number in sorted(found.items())}
        run.marks[eraser.key] = eraser.mark(cutoff)
    try:
        with transaction.atomic():
            run.save()
            record(user, "privacy.retention.list", run)
    except IntegrityError:
        # Pressed twice, or by two: there is one list.
        existing = open_run()
        if existing is None:
            raise Stale from None
        return existing
    return run


def confirm(*, user: Any, run: ErasureRun, reference: str) -> None:
    """Let the listed rows be erased, as background work. Raises `Refused`, also when what is due is
    no longer exactly what was listed."""
    require(RUN.decide("confirm", user, run))
    if any(
        eraser.mark(erasing.cutoff_of(run, eraser)) != run.marks.get(eraser.key)
        for eraser in erasing.erasers_of(run)
        if eraser.key in run.marks
    ):
        raise Refused(Denied(_("What is due has changed since the list was made. Make a new one.")))

    def begin(user: Any, run: ErasureRun) -> None:
        run.confirmed_by, run.confirmed_at = person_of(user), clock.now()
        run.reference = reference
        run.save(update_fields=["confirmed_by", "confirmed_at", "reference"])
        work.owe(erasing.ERASE, str(run.uuid), requested_by=user.uuid)

    RUN.run("confirm", user=user, obj=run, effect=begin)


def cancel(*, user: Any, run: ErasureRun) -> None:
    """Give up the list. Raises `Refused` and `Stale`."""
    RUN.run("cancel", user=user, obj=run)


def work_of(run: ErasureRun) -> Work | None:
    return Work.objects.filter(kind=erasing.ERASE, key=str(run.uuid)).first()


def owe_nightly() -> Work:
    """Owe the night's erasing, once a day however often beat comes."""
    return work.owe(erasing.NIGHTLY, clock.today().isoformat(), bulk=True)


def names(run: ErasureRun, most: int) -> dict[str, list[str]]:
    """By kind, some of what the list means, in words: for those who may see names."""
    found = {}
    for eraser in erasing.erasers_of(run):
        if run.counts.get(eraser.key):
            found[eraser.key] = eraser.samples(erasing.cutoff_of(run, eraser), most)
    return found
