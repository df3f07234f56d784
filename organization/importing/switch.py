"""What bringing in a file writes, made ready before the database is held (core.bulk)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from core.bulk import Insert
from core.models import DatedModel
from organization import closure
from organization.importing.state import Stored, some
from organization.models import (
    Employment,
    Leadership,
    Membership,
    ReportingLine,
    SupervisorOverride,
    UnitPeriod,
)

BATCH = 900


def batches(keys: Iterable[Any]) -> Iterator[Sequence[Any]]:
    ordered = list(keys)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def as_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def interval(start: str, end: str | None) -> dict[str, Any]:
    return {"valid_from": as_day(start), "valid_until": as_day(end)}


class Edits:
    """Dated rows of one model to delete, to end and to add. Deleting and ending go first, so that
    no two rows overlap on the way."""

    def __init__(self, model: type[DatedModel]) -> None:
        self.model = model
        self.gone: list[int] = []
        self.ends: dict[date, list[int]] = defaultdict(list)
        self.new: list[Any] = []

    def take(self, edit: dict[str, Any]) -> None:
        self.gone += edit["delete"]
        for pk, day in edit["end"]:
            self.ends[date.fromisoformat(day)].append(pk)

    def seal(self) -> None:
        self.insert = Insert(self.model, self.new)

    def after(self, stored: Stored) -> Iterator[tuple[date, date | None, Any]]:
        """What is left of stored rows once they have been deleted and ended."""
        gone = set(self.gone)
        ends = {pk: day for day, keys in self.ends.items() for pk in keys}
        for pk, (start, end, value) in stored:
            if pk not in gone:
                yield start, ends.get(pk, end), value

    def write(self) -> None:
        objects = self.model._default_manager
        for keys in batches(self.gone):
            objects.filter(pk__in=keys).delete()
        for day, ended in self.ends.items():
            for keys in batches(ended):
                objects.filter(pk__in=keys).update(valid_until=day)
        self.insert.execute()


class Lines:
    """The reporting lines as they will be; only those that differ are written."""

    def __init__(self, employments: Collection[int], found: Sequence[ReportingLine]) -> None:
        wanted: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
        for line in found:
            wanted[line.employment_id].add((line.supervisor_id, line.valid_from, line.valid_until))
        stored: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
        for rows in some(ReportingLine, "employment", employments):
            for pk, *line in rows.values_list(
                "employment_id", "supervisor_id", "valid_from", "valid_until"
            ):
                stored[pk].add(tuple(line))
        self.changed = {pk for pk in employments if stored.get(pk, set()) != wanted.get(pk, set())}
        self.insert = Insert(
            ReportingLine, [line for line in found if line.employment_id in self.changed]
        )

    def write(self) -> None:
        for keys in batches(self.changed):
            ReportingLine.objects.filter(employment__in=keys).delete()
        self.insert.execute()
        if self.changed:
            closure.lines_changed()


def tree() -> list[QuerySet]:
    """What decides who stands and leads where: part of every snapshot."""
    periods = ("unit_id", "valid_from", "valid_until", "parent_id", "kind", "name")
    return [
        UnitPeriod.objects.values_list("pk", *periods),
        Leadership.objects.values_list("pk", "unit_id", "person_id", "valid_from", "valid_until"),
    ]


def of_employments(keys: Collection[int]) -> list[QuerySet]:
    """What decides who leads these employments."""
    dates = ("valid_from", "valid_until")
    fields = ("person_id", "external_id", "contract", "percent", "starts_on", "ends_on")
    return [
        *(rows.values_list("pk", *fields) for rows in some(Employment, "pk", keys)),
        *(
            rows.values_list("pk", "employment_id", "unit_id", "job_title", *dates)
            for rows in some(Membership, "employment", keys)
        ),
        *(
            rows.values_list("pk", "employment_id", "supervisor_id", *dates)
            for rows in some(SupervisorOverride, "employment", keys)
        ),
    ]
