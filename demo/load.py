"""Loads the demo: the organisation, the years' content and two years of history."""

from collections.abc import Callable

from django.db import transaction

from core import clock
from demo import organisation, people
from demo.units import UNITS
from organization import closure
from organization.models import Person

Tell = Callable[[str], object]


def is_loaded() -> bool:
    return Person.objects.exists()


def load(tell: Tell = print) -> None:
    """Load everything in one transaction: the demo is there whole or not at all."""
    with transaction.atomic():
        clock.move_to(people.ANCHOR)
        with clock.pinned():
            tell("units and people")
            organisation.write_units(UNITS)
            organisation.write_people(people.employees())
            organisation.write_offices()
            tell("who led whom on each day")
            closure.rebuild()
