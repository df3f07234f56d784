"""Who sets a unit's lines: the city's its leadership group, a service area's its leader and its
leadership group (requirements 31, 43, 44). An HR main user records for them."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import BodyKind, BodyMembership, Unit, UnitKind
from organization.selectors import is_hr_main, leader_of, period_of, person_of

HEADS = ("chair", "secretary")
# How many years ahead lines may be set, and how many back they may be written down.
AHEAD, BACK = 2, 1

# The apps above say when a year is settled: its conversations have been opened with these lines.
Closing = Callable[[int], Decision]
_closings: list[Closing] = []


def closes(closing: Closing) -> Closing:
    """Have `closing(year)` asked before the city's decisions for that year change."""
    if closing not in _closings:
        _closings.append(closing)
    return closing


def can_change_year(year: int) -> Decision:
    """Whether the city's decisions for `year` (lines, catalogue, competences) may still change."""
    for closing in _closings:
        decision = closing(year)
        if not decision:
            return decision
    return Allowed()


def heads_group(user: Any, unit: Unit, kind: str) -> bool:
    """Whether the reader is chair or secretary of the unit's leadership group today."""
    person = person_of(user)
    return person is not None and (
        BodyMembership.objects.on(clock.today())
        .filter(person=person, role__in=HEADS, body__kind=kind, body__unit=unit)
        .exists()
    )


def can_set_lines(user: Any, unit: Unit, year: int) -> Decision:
    """Set or correct the lines of a unit for a year."""
    today = clock.today()
    period = period_of(unit, today)
    kind = period.kind if period else ""
    if kind not in (UnitKind.CITY, UnitKind.SERVICE_AREA):
        return Denied(_("Lines are set for the city and for the service areas."), right=True)
    if not _sets(user, unit, kind):
        return Denied(
            _(
                "The chair or secretary of the leadership group, the area's leader, or an HR main "
                "user as the recorder sets the lines."
            ),
            right=True,
        )
    if not today.year - BACK <= year <= today.year + AHEAD:
        return Denied(_("Lines are set for this year and the coming ones."))
    return can_change_year(year) if kind == UnitKind.CITY else Allowed()


def _sets(user: Any, unit: Unit, kind: str) -> bool:
    person = person_of(user)
    if person is None:
        return False
    if is_hr_main(user):
        return True
    if kind == UnitKind.CITY:
        return heads_group(user, unit, BodyKind.CITY_LEADERSHIP)
    return leader_of(unit, clock.today()) == person or heads_group(
        user, unit, BodyKind.AREA_LEADERSHIP
    )
