"""The organisation of one day in memory: what a reorganisation's steps are tried on.

Steps change a picture; two pictures are compared for the page and for writing. So what HR is shown
is what will be written. Who leads whom follows `organization.closure`, as in the tables.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from core.fields import Translated
from organization.closure import FOREVER, Leaders, Timeline
from organization.models import Leadership, Membership, SupervisorOverride, Unit, UnitPeriod


@dataclass(frozen=True)
class UnitNow:
    """A unit as it stands. `key` is its primary key, or negative when it is yet to be founded."""

    key: int
    uuid: str
    code: str | None
    name: Translated
    kind: str
    parent: int | None
    clock_variant: str = "general"
    group_years: str = "never"
    is_directors_area: bool = False
    is_balance_unit: bool = False


@dataclass(frozen=True)
class Member:
    """A membership that holds on the day or begins after it; `row` is its primary key."""

    row: int
    employment: int
    employment_uuid: str
    person: int
    unit: int
    job_title: str
    begins: date


@dataclass
class Picture:
    day: date
    units: dict[int, UnitNow] = field(default_factory=dict)
    leaders: dict[int, int] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    overrides: dict[int, int] = field(default_factory=dict)
    # Of units that ended here: who continues them, the one that carries on first.
    successors: dict[int, list[int]] = field(default_factory=dict)
    by_uuid: dict[str, int] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    person_by_uuid: dict[str, int] = field(default_factory=dict)

    def copy(self) -> "Picture":
        return Picture(
            self.day,
            dict(self.units),
            dict(self.leaders),
            dict(self.members),
            dict(self.overrides),
            dict(self.successors),
            dict(self.by_uuid),
            self.people,
            self.person_by_uuid,
        )

    # Questions

    def name(self, key: int | None) -> str:
        return str(self.units[key].name) if key in self.units else ""

    def children(self, key: int) -> list[UnitNow]:
        return [unit for unit in self.units.values() if unit.parent == key]

    def below(self, key: int) -> set[int]:
        """The unit with all below it."""
        found, todo = {key}, [key]
        while todo:
            here = todo.pop()
            for unit in self.children(here):
                if unit.key not in found:
                    found.add(unit.key)
                    todo.append(unit.key)
        return found

    def members_of(self, key: int) -> list[Member]:
        """Those of the unit itself, with those who are to begin in it later; by name."""
        found = [m for m in self.members.values() if m.unit == key]
        return sorted(found, key=lambda m: (self.people.get(m.person, ""), m.row))

    def heads(self) -> dict[int, int]:
        """How many work in each unit itself on the day."""
        count: dict[int, int] = {}
        for member in self.present():
            count[member.unit] = count.get(member.unit, 0) + 1
        return count

    def present(self) -> Iterator[Member]:
        return (m for m in self.members.values() if m.begins <= self.day)

    def supervisors(self) -> dict[int, int | None]:
        """Who leads each employment on the day, by the rule of `organization.closure`."""
        found = self._leaders()
        return {
            m.employment: self.overrides.get(m.employment)
            or found.supervisor(m.unit, m.person, self.day)
            for m in self.present()
        }

    def leader_at_or_above(self, key: int) -> int | None:
        """Who leads the unit, or the nearest unit above that has a leader."""
        bosses = self._leaders().above(key).at(self.day) or ()
        return bosses[0] if bosses else None

    def _leaders(self) -> Leaders:
        return Leaders(
            {key: _always(self.day, unit.parent) for key, unit in self.units.items()},
            {key: _always(self.day, person) for key, person in self.leaders.items()},
        )

    def heir(self, key: int) -> int | None:
        """The standing unit that carries on for a unit that ended here."""
        seen: set[int] = set()
        here: int | None = key
        while here is not None and here not in self.units and here not in seen:
            seen.add(here)
            here = next(iter(self.successors.get(here, [])), None)
        return here if here in self.units else None


def _always(day: date, value: int | None) -> Timeline:
    line = Timeline()
    line.add(day, FOREVER, value)
    line.seal()
    return line


UNIT_FIELDS = (
    "kind", "clock_variant", "group_years", "is_directors_area", "is_balance_unit",
)  # fmt: skip


def load(day: date) -> Picture:
    """What is stored of a day. Four queries."""
    picture = Picture(day)
    for period in UnitPeriod.objects.on(day).select_related("unit"):
        values = {name: getattr(period, name) for name in UNIT_FIELDS}
        add_unit(
            picture,
            UnitNow(
                key=period.unit_id,
                uuid=str(period.unit.uuid),
                code=period.unit.code,
                name=period.name,
                parent=period.parent_id,
                **values,
            ),
        )
    for unit, person, uuid, first, last in Leadership.objects.on(day).values_list(
        "unit_id", "person_id", "person__uuid", "person__first_name", "person__last_name"
    ):
        picture.leaders[unit] = person
        _know(picture, person, uuid, first, last)
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    employed = Q(employment__ends_on__isnull=True) | Q(employment__ends_on__gt=day)
    for row in Membership.objects.filter(lasting & employed).values_list(
        "pk",
        "employment_id",
        "employment__uuid",
        "employment__person_id",
        "unit_id",
        "job_title",
        "valid_from",
        "employment__person__uuid",
        "employment__person__first_name",
        "employment__person__last_name",
    ):
        member = Member(row[0], row[1], str(row[2]), *row[3:7])
        picture.members[member.row] = member
        _know(picture, member.person, *row[7:])
    picture.overrides = dict(
        SupervisorOverride.objects.on(day).values_list("employment_id", "supervisor_id")
    )
    return picture


def _know(picture: Picture, person: int, uuid: object, first: str, last: str) -> None:
    picture.people[person] = f"{first} {last}"
    picture.person_by_uuid[str(uuid)] = person


def add_unit(picture: Picture, unit: UnitNow) -> None:
    picture.units[unit.key] = unit
    picture.by_uuid[unit.uuid] = unit.key


@dataclass(frozen=True)
class Line:
    """One employment whose supervisor is another after than before."""

    employment: int
    person: int
    before: int | None
    after: int | None


def changed_lines(before: Picture, after: Picture) -> list[Line]:
    """Whose supervisor changes; people who come or go for other reasons are not counted."""
    old, new = before.supervisors(), after.supervisors()
    person_of = {m.employment: m.person for m in before.present()}
    return [
        Line(employment, person_of[employment], old[employment], new[employment])
        for employment in sorted(old.keys() & new.keys())
        if old[employment] != new[employment]
    ]


def known_names(uuids: Iterable[str], day: date) -> dict[str, str]:
    """What units were last called, also those that no longer stand."""
    periods = UnitPeriod.objects.filter(unit__in=Unit.objects.filter(uuid__in=list(uuids)))
    rows = periods.order_by("valid_from").select_related("unit")
    return {str(row.unit.uuid): str(row.name) for row in rows}
