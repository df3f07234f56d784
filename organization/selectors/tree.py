"""The organisation as a tree on a day, and one unit with its people and its past."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from core.fields import Translated
from organization.models import (
    Employment,
    GroupYears,
    Leadership,
    Membership,
    Unit,
    UnitAncestor,
    UnitKind,
    UnitPeriod,
)


@dataclass(frozen=True)
class Node:
    """A unit as it stood on a day, with those directly below it."""

    unit: Unit
    period: UnitPeriod
    leader: str
    below: Sequence["Node"]

    @property
    def name(self) -> Translated:
        return self.period.name

    @property
    def is_area(self) -> bool:
        return self.period.kind == UnitKind.SERVICE_AREA

    @property
    def talks_as_group(self) -> str:
        """In which years staff talk as a group; nothing when never (requirement 23)."""
        group_years = self.period.group_years
        return "" if group_years == GroupYears.NEVER else self.period.get_group_years_display()


def tree(day: date) -> list[Node]:
    """The units without a parent (the city) with all below them, by name. Two queries."""
    leaders = {
        row.unit_id: str(row.person) for row in Leadership.objects.on(day).select_related("person")
    }
    below: dict[int | None, list[UnitPeriod]] = defaultdict(list)
    for period in UnitPeriod.objects.on(day).select_related("unit"):
        below[period.parent_id].append(period)

    def nodes(parent: int | None, above: frozenset[int]) -> list[Node]:
        periods = [p for p in below[parent] if p.unit_id not in above]
        # Responsibility areas before teams, then by name.
        periods.sort(key=lambda p: (ORDER[UnitKind(p.kind)], str(p.name)))
        return [
            Node(p.unit, p, leaders.get(p.unit_id, ""), nodes(p.unit_id, above | {p.unit_id}))
            for p in periods
        ]

    return nodes(None, frozenset())


ORDER = {kind: place for place, kind in enumerate(UnitKind)}


@dataclass(frozen=True)
class UnitPage:
    """One unit on a day. `path` from the city down to the unit above it."""

    unit: Unit
    period: UnitPeriod | None
    name: Translated | str
    leader: str
    path: Sequence[tuple[Unit, Translated]]
    below: Sequence[tuple[Unit, Translated, str]]
    periods: Sequence[UnitPeriod]
    leaderships: Sequence[Leadership]


def unit_page(unit: Unit, day: date) -> UnitPage:
    """What HR sees of a unit, besides its people. A fixed number of queries."""
    periods = list(
        UnitPeriod.objects.filter(unit=unit).select_related("unit").order_by("valid_from")
    )
    here = next((p for p in periods if _holds(p, day)), None)
    leaderships = list(
        Leadership.objects.filter(unit=unit).select_related("person").order_by("valid_from")
    )
    above = list(
        UnitAncestor.objects.on(day)
        .filter(unit=unit, depth__gt=0)
        .order_by("-depth")
        .select_related("ancestor")
    )
    children = list(UnitPeriod.objects.on(day).filter(parent=unit).select_related("unit"))
    names = {
        p.unit_id: p.name
        for p in UnitPeriod.objects.on(day).filter(unit__in=[row.ancestor_id for row in above])
    }
    leaders = {
        row.unit_id: str(row.person)
        for row in Leadership.objects.on(day)
        .filter(unit__in=[p.unit_id for p in children])
        .select_related("person")
    }
    return UnitPage(
        unit=unit,
        period=here,
        name=(here or periods[-1]).name if periods else str(unit),
        leader=next((str(row.person) for row in leaderships if _holds(row, day)), ""),
        path=[(row.ancestor, names[row.ancestor_id]) for row in above],
        below=sorted(
            ((p.unit, p.name, leaders.get(p.unit_id, "")) for p in children),
            key=lambda row: str(row[1]),
        ),
        periods=periods,
        leaderships=leaderships,
    )


def _holds(row: UnitPeriod | Leadership, day: date) -> bool:
    return row.valid_from <= day and (row.valid_until is None or day < row.valid_until)


def members_of(unit: Unit, day: date) -> QuerySet[Membership]:
    """The people of the unit itself on a day, by name."""
    rows: QuerySet[Membership] = (
        Membership.objects.on(day)
        .filter(unit=unit, employment__in=Employment.objects.on(day))
        .select_related("employment__person")
        .order_by(
            "employment__person__last_name",
            "employment__person__first_name",
            "employment__person__pk",
            "pk",
        )
    )
    return rows
