"""Derives `UnitAncestor` and `ReportingLine` from the dated rows they follow from.

Between two days on which anything changes the picture stands still; so both tables are computed for
each such stretch and neighbouring stretches with the same answer are joined.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction

from organization.models import (
    Employment,
    Leadership,
    Membership,
    ReportingLine,
    SupervisorOverride,
    UnitAncestor,
    UnitPeriod,
)

FOREVER = date.max
BATCH = 5_000
Listener = Callable[[], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> Listener:
    """Have `listener()` called in each transaction in which reporting lines were written."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def lines_changed() -> None:
    """Tell those who follow who leads whom. Whoever writes reporting lines calls it."""
    for listener in _listeners:
        listener()


Interval = tuple[date, date]


class Timeline:
    """Values over time: at most one on each day."""

    def __init__(self) -> None:
        self.rows: list[tuple[date, date, Any]] = []
        self.starts: list[date] = []

    def add(self, start: date, end: date | None, value: Any) -> None:
        self.rows.append((start, end or FOREVER, value))

    def seal(self) -> None:
        self.rows.sort(key=lambda row: row[0])
        self.starts = [row[0] for row in self.rows]

    def at(self, day: date) -> Any:
        index = bisect_right(self.starts, day) - 1
        if index >= 0 and day < self.rows[index][1]:
            return self.rows[index][2]
        return None

    def days(self) -> Iterator[date]:
        for start, end, _ in self.rows:
            yield start
            yield end


_NOTHING = Timeline()


def timelines(rows: Iterable[tuple[int, date, date | None, Any]]) -> dict[int, Timeline]:
    lines: dict[int, Timeline] = defaultdict(Timeline)
    for key, start, end, value in rows:
        lines[key].add(start, end, value)
    for line in lines.values():
        line.seal()
    return dict(lines)


def _parents() -> dict[int, Timeline]:
    rows = UnitPeriod.objects.values_list("unit_id", "valid_from", "valid_until", "parent_id")
    return timelines(rows)


@transaction.atomic
def rebuild_ancestors() -> None:
    """Write who stood above whom, and when, anew."""
    found = ancestors(_parents())
    UnitAncestor.objects.all().delete()
    UnitAncestor.objects.bulk_create(found, batch_size=BATCH)


def ancestors(parents: dict[int, Timeline]) -> list[UnitAncestor]:
    """Who stands above whom, and when, by the parents given; nothing is written."""
    found: list[UnitAncestor] = []
    for unit in parents:
        days = sorted(_chain_days(unit, parents))
        stretches: dict[tuple[int, int], list[Interval]] = defaultdict(list)
        for start, end in zip(days, days[1:], strict=False):
            for depth, ancestor in enumerate(_chain(unit, start, parents)):
                _extend(stretches[ancestor, depth], start, end)
        for (ancestor, depth), intervals in stretches.items():
            for start, end in intervals:
                found.append(
                    UnitAncestor(
                        unit_id=unit,
                        ancestor_id=ancestor,
                        depth=depth,
                        valid_from=start,
                        valid_until=None if end == FOREVER else end,
                    )
                )
    return found


def _chain(unit: int, day: date, parents: dict[int, Timeline]) -> Iterator[int]:
    """The unit and those above it on a day, nearest first. A circle ends where it closes."""
    seen: set[int] = set()
    here: int | None = unit
    while here is not None and here not in seen and _stands(here, day, parents):
        seen.add(here)
        yield here
        here = parents[here].at(day)


def _stands(unit: int, day: date, parents: dict[int, Timeline]) -> bool:
    line = parents.get(unit)
    return line is not None and any(start <= day < end for start, end, _ in line.rows)


def _chain_days(
    unit: int, parents: dict[int, Timeline], leaders: dict[int, Timeline] | None = None
) -> set[date]:
    """The days on which anything changes at or above the unit, whoever has stood there."""
    days: set[date] = set()
    todo, seen = [unit], set()
    while todo:
        here = todo.pop()
        if here in seen or here not in parents:
            continue
        seen.add(here)
        days.update(parents[here].days())
        if leaders and here in leaders:
            days.update(leaders[here].days())
        todo += [parent for _, _, parent in parents[here].rows if parent is not None]
    return days


def _extend(intervals: list[Interval], start: date, end: date) -> None:
    if intervals and intervals[-1][1] == start:
        intervals[-1] = (intervals[-1][0], end)
    else:
        intervals.append((start, end))


@transaction.atomic
def rebuild_reporting_lines(employments: Iterable[int] | None = None) -> None:
    """Write who led each employment, and when, anew; of all, or of the given primary keys.

    The leader of the unit leads its people. Who leads a unit at or above one's own has one's own
    supervisor above the highest of them: nobody is led by somebody whom one leads oneself. An
    override goes before the tree. Nobody found: no line (HR is told).
    """
    chosen = Employment.objects.all()
    old = ReportingLine.objects.all()
    if employments is not None:
        keys = list(employments)
        chosen, old = chosen.filter(pk__in=keys), old.filter(employment__in=keys)
    memberships = timelines(
        Membership.objects.filter(employment__in=chosen).values_list(
            "employment_id", "valid_from", "valid_until", "unit_id"
        )
    )
    overrides = timelines(
        SupervisorOverride.objects.filter(employment__in=chosen).values_list(
            "employment_id", "valid_from", "valid_until", "supervisor_id"
        )
    )
    rows = chosen.values_list("pk", "person_id", "starts_on", "ends_on")
    found = reporting_lines(rows, memberships, overrides, Leaders())
    old.delete()
    ReportingLine.objects.bulk_create(found, batch_size=BATCH)
    lines_changed()


def reporting_lines(
    employments: Iterable[tuple[int, int, date, date | None]],
    memberships: dict[int, Timeline],
    overrides: dict[int, Timeline],
    leaders: "Leaders",
) -> list[ReportingLine]:
    """Who leads each (key, person, starts, ends), and when, by what is given; writes nothing."""
    found: list[ReportingLine] = []
    for pk, person, starts, ends in employments:
        unit_of, named = memberships.get(pk, _NOTHING), overrides.get(pk, _NOTHING)
        last = ends or FOREVER
        days = {starts, last, *unit_of.days(), *named.days()}
        for _, _, unit in unit_of.rows:
            days.update(leaders.above(unit).starts)
        ordered = sorted(d for d in days if starts <= d <= last)
        lines: dict[int, list[Interval]] = defaultdict(list)
        for start, end in zip(ordered, ordered[1:], strict=False):
            boss = named.at(start) or leaders.supervisor(unit_of.at(start), person, start)
            if boss:
                _extend(lines[boss], start, end)
        found += [
            ReportingLine(
                employment_id=pk,
                supervisor_id=boss,
                valid_from=start,
                valid_until=None if end == FOREVER else end,
            )
            for boss, intervals in lines.items()
            for start, end in intervals
        ]
    return found


class Leaders:
    """The leaders at and above each unit, computed once for each unit and stretch."""

    def __init__(
        self,
        parents: dict[int, Timeline] | None = None,
        leaders: dict[int, Timeline] | None = None,
    ) -> None:
        """Of what is stored, or of what is going to be."""
        self.parents = _parents() if parents is None else parents
        self.leaders = (
            leaders
            if leaders is not None
            else timelines(
                Leadership.objects.values_list("unit_id", "valid_from", "valid_until", "person_id")
            )
        )
        self.found: dict[int, Timeline] = {}

    def above(self, unit: int) -> Timeline:
        """The leaders at and above the unit over time, nearest first."""
        if unit not in self.found:
            days = sorted(_chain_days(unit, self.parents, self.leaders))
            line = Timeline()
            for start, end in zip(days, days[1:], strict=False):
                chain = _chain(unit, start, self.parents)
                bosses = [self.leaders.get(here, _NOTHING).at(start) for here in chain]
                line.add(start, end, tuple(boss for boss in bosses if boss))
            line.seal()
            self.found[unit] = line
        return self.found[unit]

    def supervisor(self, unit: int | None, person: int, day: date) -> int | None:
        bosses = (self.above(unit).at(day) if unit else None) or ()
        if person in bosses:
            own = max(i for i, boss in enumerate(bosses) if boss == person)
            bosses = bosses[own + 1 :]
        return bosses[0] if bosses else None


def rebuild() -> None:
    rebuild_ancestors()
    rebuild_reporting_lines()
