"""Grows the demo to any size, for measuring: copies of its teams under the same areas.

Each round of copies is one short transaction; a run that was stopped goes on from what it finds.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from django.db import transaction

from core import clock
from demo import history, organisation
from demo.people import ANCHOR, FIXED_TERM, SHARES, Employee, Names, address, as_fixed, random_for
from demo.people import team as people_of
from demo.units import TEAM, UNITS, UnitSpec
from organization import closure
from organization.models import Person, Unit
from organization.selectors import employed_on

MOST = 40_000
COPIED = tuple(spec for spec in UNITS if spec.kind == TEAM and spec.leads)
FIXED_SHARE = sum(FIXED_TERM.values()) / sum(spec.heads for spec in UNITS)


def size() -> int:
    """How many people work in the demo's Heinola on the anchor day."""
    return employed_on(ANCHOR).values("person").distinct().count()


def grow(target: int) -> Iterator[int]:
    """Grow to `target` people; yields the number reached. Who leads whom is computed at the end."""
    names = Names()
    names.used |= {address(*name) for name in Person.objects.values_list("first_name", "last_name")}
    reached = size()
    with clock.pinned():
        for number in count(2):
            if reached >= target:
                break
            with transaction.atomic():
                reached += _copy(str(number), target - reached, names)
            yield reached
        closure.rebuild()


def _copy(number: str, missing: int, names: Names) -> int:
    """One more of each team that has no copy of this number, until nobody is missing."""
    present = set(Unit.objects.exclude(code=None).values_list("code", flat=True))
    specs: list[UnitSpec] = []
    people: list[Employee] = []
    for spec in COPIED:
        if len(people) < missing and organisation.code(spec.key + number) not in present:
            specs.append(spec)
            people += list(people_of(spec, names, number))[: missing - len(people)]
    organisation.write_units(specs, number)
    first = 10_001 + Person.objects.count()
    organisation.write_people([_proportioned(person) for person in people], first)
    return len(people)


def _proportioned(person: Employee) -> Employee:
    """Fixed-term and part-time as often as in the demo itself."""
    rng = random_for("copy", person.number)
    if person.leads:
        return person
    if rng.random() < FIXED_SHARE:
        person = as_fixed(person)
    if rng.random() < 0.2:
        person = replace(person, percent=100 - round(100 * rng.choice(SHARES)))
    return person


def write_history() -> Iterator[tuple[int, int, int]]:
    """Two years of talks for those who have none. Yields (year, done, total)."""
    for year in history.YEARS:
        with clock.pinned():
            for done, total in history.write_year(year):
                yield year, done, total
