"""Bringing in a checked preview: one short transaction, all or nothing.

Everything that can be made ready is made ready before the database is locked. Inside, the rows are
compared with what the preview saw (a fingerprint each); if anything has changed, nothing is written
and a new preview is asked for. The derived tables are rebuilt in the same transaction: access rests
on them, and a moment in which the old supervisor still reads a moved employee's conversations would
be worse than a longer wait of the other writers.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from accounts.models import User
from audit.models import Event
from core import clock, work
from core.mail import write_letter
from core.models import DatedModel, Work
from core.policies import Stale
from core.work import Progress
from organization import closure
from organization.importing import workflow
from organization.importing.models import Import, ImportRow
from organization.importing.state import People, Units
from organization.models import (
    Deputy,
    Employment,
    Leadership,
    Membership,
    Person,
    RoleGrant,
    SupervisorOverride,
    Unit,
    UnitPeriod,
)
from organization.selectors import recipient_of

BATCH = 2_000
APPLIED = (ImportRow.Outcome.CREATE, ImportRow.Outcome.CHANGE, ImportRow.Outcome.END)
LEFT: dict[str, type[DatedModel]] = {
    "leadership": Leadership,
    "rolegrant": RoleGrant,
    "deputy": Deputy,
}


@work.handler("organization.apply_import")
def apply(owed: Work) -> None:
    source = Import.objects.filter(uuid=owed.payload["import"]).first()
    if source is None or source.state != Import.State.APPLYING:
        return
    rows = list(source.rows.filter(outcome__in=APPLIED).only("plan", "fingerprint", "employment"))
    # Made ready outside: what follows holds the database's one writer.
    switch = _Units(rows) if source.kind == Import.Kind.UNITS else _People(rows)
    try:
        with transaction.atomic():
            switch.check()
            switch.write()
            workflow.IMPORT.run("applied", user=None, obj=source, effect=_finish)
    except (Stale, IntegrityError):
        source.refresh_from_db()
        if source.state == Import.State.APPLYING:
            workflow.IMPORT.run("outdate", user=None, obj=source)


def _finish(user: Any, source: Import) -> None:
    Import.objects.filter(pk=source.pk).update(applied_at=clock.now(), content=None, sample=[])
    work.owe("organization.after_import", str(source.uuid), {"import": str(source.uuid)})


class _Edits:
    """Dated rows of one model to delete, to end and to add."""

    def __init__(self, model: type[DatedModel]) -> None:
        self.model = model
        self.gone: list[int] = []
        self.ends: dict[str, list[int]] = defaultdict(list)
        self.new: list[Any] = []

    def take(self, edit: dict[str, Any]) -> None:
        self.gone += edit["delete"]
        for pk, day in edit["end"]:
            self.ends[day].append(pk)

    def write(self) -> None:
        objects = self.model._default_manager
        for keys in _batches(self.gone):
            objects.filter(pk__in=keys).delete()
        for day, all_keys in self.ends.items():
            for keys in _batches(all_keys):
                objects.filter(pk__in=keys).update(valid_until=day)
        objects.bulk_create(self.new, batch_size=BATCH)


def _batches(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _interval(start: str, end: str | None) -> dict[str, Any]:
    return {"valid_from": _day(start), "valid_until": _day(end)}


def _values(stored: dict[str, Any]) -> dict[str, Any]:
    """An employment's fields out of a plan."""
    read: dict[str, Any] = {"starts_on": _day, "ends_on": _day, "percent": Decimal}
    return {n: read[n](v) if n in read else v for n, v in stored.items()}


class _People:
    def __init__(self, rows: Sequence[ImportRow]) -> None:
        self.rows = rows
        self.members, self.overrides = _Edits(Membership), _Edits(SupervisorOverride)
        self.left = {name: _Edits(model) for name, model in LEFT.items()}
        self.new_people: dict[str, Person] = {}
        self.changed_people: dict[int, dict[str, Any]] = {}
        self.users: dict[int, str] = {}
        self.new_employments: list[tuple[Employment, str]] = []
        self.changed_employments: dict[int, dict[str, Any]] = {}
        self.named: list[tuple[SupervisorOverride, str]] = []
        self.touched: list[int] = []
        for row in rows:
            self._take(row.plan, row.employment)

    def _take(self, plan: dict[str, Any], key: int | None) -> None:
        person = plan.get("person")
        if person and person["pk"] is None:
            number = person["number"]
            self.new_people.setdefault(number, Person(employee_number=number, **person["set"]))
        elif person:
            self.changed_people[person["pk"]] = person["set"]
            if "user" in person:
                self.users[person["user"]] = person["set"]["email"]
        told = plan.get("employment")
        employment: Employment | None = None
        if told and told["pk"] is None:
            employment = Employment(**_values(told["set"]))
            self.new_employments.append((employment, plan["key"]))
        elif told:
            self.changed_employments[told["pk"]] = told["set"]
        if key:
            self.touched.append(key)
        owner = {"employment": employment} if employment else {"employment_id": key}
        if edit := plan.get("members"):
            self.members.take(edit)
            for start, end, (unit, title) in edit["add"]:
                self.members.new.append(
                    Membership(unit_id=unit, job_title=title, **owner, **_interval(start, end))
                )
        if edit := plan.get("overrides"):
            self.overrides.take(edit)
            for start, end, boss in edit["add"]:
                override = SupervisorOverride(**owner, **_interval(start, end))
                if isinstance(boss, int):
                    override.supervisor_id = boss
                else:
                    # Somebody whom the file itself brings in: known by number until then.
                    self.named.append((override, boss))
                self.overrides.new.append(override)
        for name, edit in plan.get("leave", {}).items():
            self.left[name].take(edit)

    def check(self) -> None:
        """Raises `Stale` when a person or employment is not as the preview saw it."""
        people = People(
            {row.plan["key"] for row in self.rows if "key" in row.plan},
            employments=self.touched,
            lock=True,
        )
        if any(
            people.fingerprint(row.plan.get("key"), row.employment) != row.fingerprint
            for row in self.rows
        ):
            raise Stale
        self.people = people

    def write(self) -> None:
        Person.objects.bulk_create(self.new_people.values(), batch_size=BATCH)
        _update(Person, self.changed_people)
        _update(User, {pk: {"email": email} for pk, email in self.users.items()})
        for employment, number in self.new_employments:
            new = self.new_people.get(number)
            employment.person_id = new.pk if new else self.people.by_number[number].pk
        Employment.objects.bulk_create([e for e, _ in self.new_employments], batch_size=BATCH)
        _update(Employment, self.changed_employments)
        for row in (*self.members.new, *self.overrides.new):
            if row.employment_id is None:
                row.employment_id = row.employment.pk
        for override, number in self.named:
            boss = self.new_people.get(number)
            if boss is None:
                raise Stale
            override.supervisor_id = boss.pk
        for edits in (self.members, self.overrides, *self.left.values()):
            edits.write()
        if any(edits.gone or edits.ends for edits in self.left.values()):
            # Somebody who led a unit leaves: those below get another supervisor.
            closure.rebuild_reporting_lines()
        else:
            closure.rebuild_reporting_lines(
                [*self.touched, *(employment.pk for employment, _ in self.new_employments)]
            )


class _Units:
    def __init__(self, rows: Sequence[ImportRow]) -> None:
        self.rows = rows
        self.periods, self.leaders = _Edits(UnitPeriod), _Edits(Leadership)
        self.new = {
            row.plan["code"]: Unit(code=row.plan["code"])
            for row in rows
            if row.plan["unit"] is None
        }
        for row in rows:
            for name, edits in (("periods", self.periods), ("leaders", self.leaders)):
                if row.plan.get(name):
                    edits.take(row.plan[name])

    def check(self) -> None:
        units = Units()
        if any(units.fingerprint(row.plan["code"]) != row.fingerprint for row in self.rows):
            raise Stale

    def write(self) -> None:
        Unit.objects.bulk_create(self.new.values(), batch_size=BATCH)
        for row in self.rows:
            unit = row.plan["unit"] or self.new[row.plan["code"]].pk
            for start, end, value in row.plan.get("periods", {}).get("add", []):
                if isinstance(value["parent_id"], str):
                    value["parent_id"] = self.new[value["parent_id"]].pk
                self.periods.new.append(UnitPeriod(unit_id=unit, **_interval(start, end), **value))
            for start, end, person in row.plan.get("leaders", {}).get("add", []):
                self.leaders.new.append(
                    Leadership(unit_id=unit, person_id=person, **_interval(start, end))
                )
        self.periods.write()
        self.leaders.write()
        closure.rebuild()


def _update(model: type[Model], changes: dict[int, dict[str, Any]]) -> None:
    """One statement per set of fields, many rows each: the quickest way on both databases."""
    shapes: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for pk, values in changes.items():
        names = tuple(sorted(values))
        shapes[names].append((*(values[name] for name in names), pk))
    quote = connection.ops.quote_name
    for names, rows in shapes.items():
        columns = [str(model._meta.get_field(n).column) for n in names]  # type: ignore[union-attr]
        assigned = ", ".join(f"{quote(column)} = %s" for column in columns)
        statement = f"UPDATE {quote(model._meta.db_table)} SET {assigned} WHERE id = %s"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


@work.handler("organization.after_import")
def after(owed: Work) -> Iterator[Progress]:
    """What need not be in the switch: whose data changed (the log), new sign-in addresses."""
    source = Import.objects.filter(uuid=owed.payload["import"]).first()
    if source is None:
        return
    rows = source.rows.filter(outcome__in=APPLIED).order_by("position")
    total, done = rows.count(), 0
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
