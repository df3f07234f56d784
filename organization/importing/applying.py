"""Bringing in a checked preview: one short transaction, all or nothing.

Everything that costs time is done before the database is held (the switches). Inside, what the
decisions rest on is compared once more; if somebody saved meanwhile, the switch is made ready
again. If a person, employment or unit is no longer as the preview saw it, nothing is written and a
new preview is asked for. The derived tables are part of the same transaction: access rests on them,
and there must be no moment in which an earlier supervisor still reads what has been moved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from core import clock, work
from core.mail import name_kind, write_letter
from core.models import Work
from core.policies import Stale
from core.work import Progress
from organization.importing import refused, workflow
from organization.importing.models import Import, ImportRow
from organization.importing.switch_people import PeopleSwitch
from organization.importing.switch_units import UnitSwitch
from organization.models import Person
from organization.provisioning import leavers
from organization.selectors import recipient_of

BATCH = 2_000
TRIES = 5
APPLIED = (ImportRow.Outcome.CREATE, ImportRow.Outcome.CHANGE, ImportRow.Outcome.END)


name_kind("sign_in_address", _("Your sign-in address has changed"))


@work.handler(
    "organization.apply_import", lease=timedelta(minutes=10), name=_("Bringing in a file")
)
def apply(owed: Work) -> None:
    source = Import.objects.filter(uuid=owed.payload["import"]).first()
    if source is None or source.state != Import.State.APPLYING:
        return
    rows = list(source.rows.filter(outcome__in=APPLIED).order_by("position"))
    try:
        for attempt in range(1, TRIES + 1):
            if _switch(source, rows, patient=attempt == TRIES):
                return
    except (Stale, IntegrityError):
        source.refresh_from_db()
        if source.state == Import.State.APPLYING:
            workflow.IMPORT.run("outdate", user=None, obj=source)


def _switch(source: Import, rows: Sequence[ImportRow], *, patient: bool) -> bool:
    """False: somebody saved between making ready and writing. With `patient` it is made ready
    while the database is held: slower for others, but sure."""
    kind = UnitSwitch if source.kind == Import.Kind.UNITS else PeopleSwitch
    switch = None if patient else kind(rows)
    with transaction.atomic():
        if switch is None:
            switch = kind(rows)
        if not switch.snapshot.still_true():
            return False
        switch.write()
        workflow.IMPORT.run("applied", user=None, obj=source)
        Import.objects.filter(pk=source.pk).update(
            applied_at=clock.now(), content=refused.cells_left(source), sample=[]
        )
        work.owe("organization.after_import", str(source.uuid), {"import": str(source.uuid)})
    return True


@work.handler("organization.after_import", name=_("After bringing in a file"))
def after(owed: Work) -> Iterator[Progress]:
    """What need not be in the switch: whose data changed (the log), new sign-in addresses."""
    source = Import.objects.filter(uuid=owed.payload["import"]).first()
    if source is None:
        return
    rows = source.rows.filter(outcome__in=APPLIED).order_by("position")
    total, done = rows.count(), 0
    # Not at midnight but now: who has left may not come in, who has come is known at once.
    leavers.owe(f"import:{source.uuid}")
    if source.kind == Import.Kind.PEOPLE:
        for start in range(0, total, BATCH):
            chunk = list(rows[start : start + BATCH])
            _log(source, chunk)
            _tell_old_addresses(source, chunk)
            done = min(start + BATCH, total)
            yield Progress(done, total)


def _log(source: Import, rows: Sequence[ImportRow]) -> None:
    """One event for each person (906/2019 17 §), told once even when this is started again."""
    subjects = dict(
        Person.objects.filter(employee_number__in={row.key for row in rows}).values_list(
            "employee_number", "uuid"
        )
    )
    known: set[UUID | None] = set(
        Event.objects.filter(
            object_id=source.uuid, data_subject__in=list(subjects.values())
        ).values_list("data_subject", flat=True)
    )
    told = {subjects[row.key]: row for row in rows if row.key in subjects}
    Event.objects.bulk_create(
        [
            Event(
                actor=source.uploaded_by,
                action=f"organization.import.{row.outcome}",
                object_type=Import._meta.label_lower,
                object_id=source.uuid,
                data_subject=subject,
            )
            for subject, row in told.items()
            if subject not in known
        ],
        batch_size=BATCH,
    )


def _tell_old_addresses(source: Import, rows: Sequence[ImportRow]) -> None:
    """A letter to the address that no longer signs in: a change that nobody asked for is seen."""
    moved = {r.plan["person"]["pk"]: r for r in rows if "user" in (r.plan.get("person") or {})}
    for person in Person.objects.filter(pk__in=moved).select_related("user"):
        row = moved[person.pk]
        old = next(before for name, before, *_rest in row.changes if name == "email")
        write_letter(
            replace(recipient_of(person), email=old),
            kind="sign_in_address",
            subject_id=person.uuid,
            occasion=str(source.uuid),
            context={"address": row.plan["person"]["set"]["email"]},
        )
