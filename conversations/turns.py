"""Whose turn a personal development conversation is in a year (requirements 22, 23, 41; A15, A16).

Everybody employed on the day, yearly; but staff of units that follow the alternate-year model talk
as a group in the years of the unit's parity. Supervisors talk yearly also there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core import disclosure
from core.disclosure import Figure
from organization.models import (
    Absence,
    ClockVariant,
    Employment,
    GroupYears,
    Leadership,
    Membership,
    ReportingLine,
    UnitPeriod,
)
from organization.selectors import employed_on


class Turn(Enum):
    YES = "yes"
    GROUP_YEAR = "group year"  # the unit talks as a group this year
    NO_SUPERVISOR = "no supervisor"  # nobody leads this employment today
    NO_UNIT = "no unit"  # employed, but in no unit today
    ON_LEAVE = "on leave"  # gets the conversation on return


@dataclass(frozen=True)
class Row:
    """One employment. `supervisor` and `employment` are primary keys."""

    employment: int
    turn: Turn
    supervisor: int | None
    leads: bool
    variant: str


def is_group_year(group_years: str, year: int) -> bool:
    """Requirement 23: the start parity is a setting of each unit."""
    return group_years == (GroupYears.EVEN if year % 2 == 0 else GroupYears.ODD)


def turns(year: int, day: date, employments: Iterable[int]) -> Iterator[Row]:
    """Each employment's turn. Five queries at most, however many there are."""
    rows = list(
        Employment.objects.filter(pk__in=employments).order_by("pk").values_list("pk", "person")
    )
    ids = [pk for pk, _person in rows]
    people = {person for _pk, person in rows}
    unit_of = dict(
        Membership.objects.on(day).filter(employment__in=ids).values_list("employment", "unit")
    )
    periods = {
        unit: (group_years, variant)
        for unit, group_years, variant in UnitPeriod.objects.on(day)
        .filter(unit__in=set(unit_of.values()))
        .values_list("unit", "group_years", "clock_variant")
    }
    lines = dict(
        ReportingLine.objects.on(day)
        .filter(employment__in=ids)
        .values_list("employment", "supervisor")
    )
    leaders = set(
        Leadership.objects.on(day).filter(person__in=people).values_list("person", flat=True)
    )
    away = set(
        Absence.objects.on(day).filter(employment__in=ids).values_list("employment", flat=True)
    )
    for pk, person in rows:
        group_years, variant = periods.get(
            unit_of.get(pk, 0), (GroupYears.NEVER, ClockVariant.GENERAL)
        )
        leads = person in leaders
        if unit_of.get(pk) not in periods:
            turn = Turn.NO_UNIT
        elif is_group_year(group_years, year) and not leads:
            turn = Turn.GROUP_YEAR
        elif pk not in lines:
            turn = Turn.NO_SUPERVISOR
        else:
            turn = Turn.ON_LEAVE if pk in away else Turn.YES
        yield Row(pk, turn, lines.get(pk), leads, variant)


def everybody(year: int, day: date) -> Iterator[Row]:
    """Everybody employed on `day`, a thousand at a time."""
    ids = list(employed_on(day).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), 1000):
        yield from turns(year, day, ids[start : start + 1000])


@dataclass(frozen=True)
class Preview:
    """Who gets what, before HR presses the button."""

    general: Figure
    education: Figure
    supervisors: Figure
    group_year: Figure
    nobody: bool


def preview(year: int, day: date) -> Preview:
    counts: Counter[str] = Counter()
    for row in everybody(year, day):
        counts["all"] += 1
        if row.turn is Turn.GROUP_YEAR:
            counts["group"] += 1
        elif row.turn is Turn.YES:
            counts["leads" if row.leads else row.variant] += 1
    return Preview(
        general=disclosure.count(counts[ClockVariant.GENERAL]),
        education=disclosure.count(counts[ClockVariant.EDUCATION]),
        supervisors=disclosure.count(counts["leads"]),
        group_year=disclosure.count(counts["group"]),
        nobody=not counts["all"],
    )


@dataclass(frozen=True)
class Unplaced:
    """Somebody whose turn it is but for whom no conversation can be opened, and why. `last_day`:
    of a leave, when it is known."""

    employment: Employment
    turn: Turn
    last_day: date | None = None


def exceptions(year: int, day: date) -> list[Unplaced]:
    """For HR to know, or to put right: nobody leads them, they are in no unit, or are on leave and
    get theirs on return. Those on leave who have a conversation already keep it, paused."""
    bad = {
        row.employment: row.turn
        for row in everybody(year, day)
        if row.turn in (Turn.NO_SUPERVISOR, Turn.NO_UNIT, Turn.ON_LEAVE)
    }
    rows = Employment.objects.filter(pk__in=bad).select_related("person")
    leaves = {a.employment_id: a for a in Absence.objects.on(day).filter(employment__in=bad)}
    return [
        Unplaced(
            employment,
            bad[employment.pk],
            leaves[employment.pk].last_day if bad[employment.pk] is Turn.ON_LEAVE else None,
        )
        for employment in rows.order_by("person__last_name", "person__first_name", "pk")
    ]
