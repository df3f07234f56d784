"""The lines that hold above a unit, and how they came to be. Fixed numbers of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from competencies.lines.models import LineDecision
from competencies.lines.policies import HEADS
from competencies.models import Line
from core import clock
from core.fields import Translated
from core.policies import Words
from organization.models import (
    Body,
    BodyKind,
    BodyMembership,
    Leadership,
    Unit,
    UnitAncestor,
    UnitKind,
    UnitPeriod,
)
from organization.selectors import is_hr_main, periods_of, person_of

SETTERS = (UnitKind.CITY, UnitKind.SERVICE_AREA)


@dataclass(frozen=True)
class LinesOfUnit:
    """The lines that one leadership group set for a year. Each line reads as its text."""

    unit: Words
    is_city: bool
    lines: Sequence[Line]
    uuid: UUID


def lines_above(
    unit: Unit | int, year: int, *, day: date | None = None, own: bool = True
) -> list[LinesOfUnit]:
    """The lines in the light of which people of `unit` talk and plan in `year`: the city's first,
    then the service area's that the unit belongs to on `day` (today). Requirements 31, 44, 46.

    `own` false leaves out the unit's own lines: what a leadership group itself has above it.
    A unit that has ended, or is still to come, has the city's lines. Three queries.
    """
    day = day or clock.today()
    ancestors = UnitAncestor.objects.on(day).filter(unit=unit)
    if not own:
        ancestors = ancestors.filter(depth__gt=0)
    setters = UnitPeriod.objects.on(day).filter(kind__in=SETTERS)
    above = list(
        setters.filter(unit__in=ancestors.values("ancestor")).values_list("unit", flat=True)
    )
    if not above and own:
        above = list(setters.filter(kind=UnitKind.CITY).values_list("unit", flat=True))
    return grouped(list(_lines(year).filter(unit__in=above)), day)


def has_lines(year: int) -> bool:
    return _lines(year).exists()


def lines_to_choose(unit: Unit | int, year: int, *, day: date | None = None) -> list[Line]:
    """The same as one list, for a goal or focus area that leans on a line."""
    return [line for group in lines_above(unit, year, day=day) for line in group.lines]


def _lines(year: int) -> QuerySet[Line]:
    rows: QuerySet[Line] = Line.objects.in_force().filter(year=year).select_related("unit")
    return rows.order_by("unit", "order")


def grouped(rows: Sequence[Line], day: date) -> list[LinesOfUnit]:
    """Rows in the order of their units -> the city's first, then the areas' by name. One query."""
    periods = periods_of({row.unit for row in rows}, day) if rows else {}
    found = []
    for unit, lines in groupby(rows, key=lambda row: row.unit):
        period = periods.get(unit.pk)
        found.append(
            LinesOfUnit(
                unit=period.name if period else str(unit),
                is_city=bool(period and period.kind == UnitKind.CITY),
                lines=list(lines),
                uuid=unit.uuid,
            )
        )
    return sorted(found, key=lambda each: (not each.is_city, str(each.unit)))


def last_decision(unit: Unit, year: int) -> LineDecision | None:
    """The decision in force, or None."""
    row: LineDecision | None = (
        LineDecision.objects.filter(unit=unit, year=year).order_by("-number").first()
    )
    return row


@dataclass(frozen=True)
class Decided:
    """One decision as history shows it."""

    number: int
    texts: Sequence[Translated]
    decided_by: Words
    decided_on: date
    reason: str
    in_force: bool


def history(unit: Unit, year: int) -> list[Decided]:
    """Every decision on the unit's lines for the year, the newest first. One query."""
    rows = list(LineDecision.objects.filter(unit=unit, year=year).order_by("-number"))
    return [
        Decided(
            number=row.number,
            texts=[Translated(text) for text in row.texts],
            decided_by=row.decided_by,
            decided_on=row.decided_on,
            reason=row.reason,
            in_force=index == 0,
        )
        for index, row in enumerate(rows)
    ]


def setter_of(unit: Unit, day: date) -> Words:
    """In whose name lines of the unit are decided: its leadership group, else the unit itself."""
    kinds = (BodyKind.CITY_LEADERSHIP, BodyKind.AREA_LEADERSHIP)
    body = Body.objects.filter(unit=unit, kind__in=kinds).order_by("pk").first()
    if body is not None:
        return body.name
    period = periods_of([unit], day).get(unit.pk)
    return period.name if period else str(unit)


def units_to_write(user: Any, day: date) -> list[tuple[Unit, Words]]:
    """The units whose lines the reader sets (policies.can_set_lines), the city first. At most
    three queries."""
    person = person_of(user)
    if person is None:
        return []
    setters = UnitPeriod.objects.on(day).filter(kind__in=SETTERS).select_related("unit")
    if not is_hr_main(user):
        seats = BodyMembership.objects.on(day).filter(person=person, role__in=HEADS)
        city = seats.filter(body__kind=BodyKind.CITY_LEADERSHIP).values("body__unit")
        area = seats.filter(body__kind=BodyKind.AREA_LEADERSHIP).values("body__unit")
        led = Leadership.objects.on(day).filter(person=person).values("unit")
        setters = setters.filter(
            Q(kind=UnitKind.CITY, unit__in=city)
            | (Q(kind=UnitKind.SERVICE_AREA) & (Q(unit__in=area) | Q(unit__in=led)))
        )
    rows = sorted(setters, key=lambda row: (row.kind != UnitKind.CITY, str(row.name)))
    return [(row.unit, row.name) for row in rows]
