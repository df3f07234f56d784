"""Loads the demo: the organisation, the years' content and two years of history."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from annual_clock.defaults import ensure_year
from competencies.defaults import ensure_defaults
from competencies.models import Framework, Line
from core import clock
from demo import (
    frameworks,
    goals,
    group_conversations,
    history,
    notices,
    organisation,
    people,
    plans,
    reorganisations,
    strategic,
    templates_draft,
)
from demo.history import endings
from demo.texts.lines import LINES
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
            notices.write_read()
            tell("who led whom on each day")
            closure.rebuild()
            tell("reorganisations")
            reorganisations.write_reform()
            reorganisations.write_draft()
            _write_contents(tell)


def _write_contents(tell: Tell) -> None:
    """What people have written and decided in the organisation that stands."""
    tell("strategy, competences, catalogue, annual clock and lines")
    _write_years()
    for year in history.YEARS:
        tell(f"conversations of {year}")
        for _progress in history.write_year(year):
            pass
    endings.write_endings(history.YEARS[-1])
    tell(f"confirmed training plans of {plans.YEAR}")
    plans.write_confirmed_year()
    tell("check-ins, common goals and needs of units")
    goals.write_goals(history.YEARS[-1])
    tell("group conversations")
    group_conversations.write(organisation.existing_units())
    tell("the strategic conversation of last autumn, and published results")
    strategic.write(organisation.existing_units())
    tell("a draft of a conversation template")
    templates_draft.write_draft()


def _write_years() -> None:
    """What each year's leadership groups had decided, from the first year of history on."""
    # The next year's strategic conversation is still to come.
    ensure_year(people.ANCHOR.year + 1)
    for year in (*history.YEARS, people.ANCHOR.year):
        ensure_year(year)
        # The strategic conversation of the autumn before (requirements 18, 30, 34).
        ensure_defaults(year, decided_on=date(year - 1, 11, 18))
        published = timezone.make_aware(datetime(year - 1, 12, 1, 12))
        Framework.objects.filter(year=year).update(published_at=published)
    frameworks.write_cleaning(history.YEARS[-1])
    units = organisation.existing_units()
    Line.objects.bulk_create(
        Line(year=line.year, unit=units[line.area], text=line.text, order=order)
        for order, line in enumerate(LINES, start=1)
        if line.year <= people.ANCHOR.year
    )
