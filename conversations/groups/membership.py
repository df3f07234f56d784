"""Which groups there are on a day, who belongs to them, and whose year it is (requirements 22, 23,
36).

A team: its members and its leader. A responsibility area: those who are straight in it, its leader,
and the leaders of the units right below. Heads' team: where at least two of those units follow the
clock of education, their leaders with the area's own. A leadership group: the seats of the body and
the leader of its unit.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from conversations.groups.models import GroupConversation
from conversations.models.rounds import UnitChoice
from conversations.turns import is_group_year
from organization.models import (
    Body,
    BodyKind,
    BodyMembership,
    ClockVariant,
    GroupYears,
    Leadership,
    Membership,
    UnitKind,
    UnitPeriod,
)

Kind = GroupConversation.Kind
SMALLEST = 2  # one person is no group
BODIES = {BodyKind.AREA_LEADERSHIP: Kind.LEADERSHIP, BodyKind.CITY_LEADERSHIP: Kind.STRATEGIC}


@dataclass(frozen=True)
class Group:
    """One group on a day. `unit`, `body` and `people` are primary keys; `variant` and `years` are
    the unit's settings."""

    kind: str
    unit: int
    body: int | None = None
    people: frozenset[int] = field(default_factory=frozenset)
    variant: str = ClockVariant.GENERAL
    years: str = GroupYears.NEVER

    def talks_in(self, year: int, way: str | None = None) -> bool:
        """Yearly; but where talks alternate, in the unit's group years only (requirement 23).
        `way`: what HR chose for the unit in this year's round (UnitChoice), which comes first."""
        if self.kind not in (Kind.TEAM, Kind.RESPONSIBILITY_AREA):
            return True
        if way is not None:
            return way == UnitChoice.Way.GROUP
        if self.years == GroupYears.NEVER:
            return self.variant == ClockVariant.GENERAL
        return is_group_year(self.years, year)


def groups(day: date, *, units: Iterable[int] | None = None) -> list[Group]:
    """Every group of the city on `day`, or those of some units. Six queries, however many."""
    wanted = None if units is None else set(units)
    periods = {p.unit_id: p for p in UnitPeriod.objects.on(day)}
    below: dict[int, list[int]] = defaultdict(list)
    for period in periods.values():
        if period.parent_id:
            below[period.parent_id].append(period.unit_id)
    leaders = dict(Leadership.objects.on(day).values_list("unit", "person"))
    members: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.on(day).filter(employment__starts_on__lte=day, unit__in=list(periods))
    if wanted is not None:
        rows = rows.filter(unit__in=wanted)
    for unit, person in rows.exclude(employment__ends_on__lte=day).values_list(
        "unit", "employment__person"
    ):
        members[unit].add(person)
    found = []
    for unit, period in periods.items():
        if wanted is None or unit in wanted:
            found += _of_unit(period, below[unit], periods, members[unit], leaders)
    found += _of_bodies(day, periods, leaders, wanted)
    return [group for group in found if len(group.people) >= SMALLEST]


def _of_unit(
    period: UnitPeriod,
    below: list[int],
    periods: dict[int, UnitPeriod],
    members: set[int],
    leaders: dict[int, int],
) -> list[Group]:
    unit = period.unit_id
    own = {leaders[unit]} if unit in leaders else set()
    rest: dict[str, Any] = {
        "unit": unit,
        "variant": period.clock_variant,
        "years": period.group_years,
    }
    if period.kind == UnitKind.TEAM:
        return [Group(kind=Kind.TEAM, people=frozenset(members | own), **rest)]
    if period.kind != UnitKind.RESPONSIBILITY_AREA:
        return []
    of_education = [
        u for u in below if u in leaders and periods[u].clock_variant == ClockVariant.EDUCATION
    ]
    heads = {leaders[u] for u in below if u in leaders}
    if len(of_education) < SMALLEST:
        return [
            Group(kind=Kind.RESPONSIBILITY_AREA, people=frozenset(members | own | heads), **rest)
        ]
    # Whoever works straight in the area beside its head also talks as a group of one's own.
    straight = members - heads - own
    office = frozenset(members | own) if straight else frozenset()
    return [
        Group(kind=Kind.HEADS, people=frozenset(heads | own), **rest),
        Group(kind=Kind.RESPONSIBILITY_AREA, people=office, **rest),
    ]


def _of_bodies(
    day: date,
    periods: dict[int, UnitPeriod],
    leaders: dict[int, int],
    wanted: set[int] | None,
) -> list[Group]:
    bodies = Body.objects.filter(kind__in=BODIES, unit__in=list(periods))
    if wanted is not None:
        bodies = bodies.filter(unit__in=wanted)
    seats: dict[int, set[int]] = defaultdict(set)
    rows = BodyMembership.objects.on(day).exclude(role=BodyMembership.Role.DEPUTY_MEMBER)
    for body, person in rows.filter(body__kind__in=BODIES).values_list("body", "person"):
        seats[body].add(person)
    return [
        Group(
            kind=BODIES[BodyKind(body.kind)],
            unit=body.unit_id,
            body=body.pk,
            people=frozenset(
                seats[body.pk] | ({leaders[body.unit_id]} if body.unit_id in leaders else set())
            ),
            variant=periods[body.unit_id].clock_variant,
        )
        for body in bodies
    ]


def leaders_of(conversations: Iterable[GroupConversation], day: date) -> dict[int, int]:
    """Who leads each conversation on `day` (conversation's pk -> person's): the unit's leader, else
    the nearest above, else the chair of the body. Three queries."""
    from organization.models import UnitAncestor

    rows = list(conversations)
    units = {c.unit_id for c in rows}
    lines: dict[int, list[int]] = defaultdict(list)
    for unit, ancestor in (
        UnitAncestor.objects.on(day)
        .filter(unit__in=units)
        .order_by("depth")
        .values_list("unit_id", "ancestor_id")
    ):
        lines[unit].append(ancestor)
    leading = dict(
        Leadership.objects.on(day)
        .filter(unit__in={a for line in lines.values() for a in line})
        .values_list("unit", "person")
    )
    chairs = dict(
        BodyMembership.objects.on(day)
        .filter(body__in={c.body_id for c in rows if c.body_id}, role=BodyMembership.Role.CHAIR)
        .values_list("body", "person")
    )
    found = {}
    for c in rows:
        own = next((leading[u] for u in lines[c.unit_id] if u in leading), None)
        person = own or chairs.get(c.body_id or 0)
        if person:
            found[c.pk] = person
    return found
