"""Where a reader of the year stands: which clock, which way this year, what concerns them."""

from dataclasses import dataclass
from datetime import date

from annual_clock import defaults
from annual_clock.models import Variant
from organization.models import BodyKind, GroupYears, Leadership, Membership, Person, UnitPeriod
from organization.selectors import employed_on, leads_people, roles_of, valid


@dataclass(frozen=True)
class Place:
    """Where the reader stands: the unit's clock and its alternate years (requirements 22, 23)."""

    variant: str = Variant.GENERAL
    group_years: str = GroupYears.NEVER

    def talks_as_group(self, year: int) -> bool:
        parity = GroupYears.ODD if year % 2 else GroupYears.EVEN
        return self.group_years == parity


def place_of(person: Person | None, day: date) -> Place:
    """By the unit of the person's (main) employment on `day`."""
    if person is None:
        return Place()
    membership = (
        Membership.objects.on(day)
        .filter(employment__person=person, employment__in=employed_on(day))
        .order_by("-employment__percent", "employment__starts_on", "pk")
        .first()
    )
    if membership is None:
        return Place()
    period = UnitPeriod.objects.on(day).filter(unit=membership.unit_id).first()
    return Place(period.clock_variant, period.group_years) if period else Place()


def audience(person: Person, day: date) -> frozenset[str]:
    """The kinds of milestones in which this person takes part on `day`. Constant queries."""
    kinds: set[str] = set()
    if employed_on(day).filter(person=person).exists():
        kinds |= {
            defaults.DEVELOPMENT_CONVERSATIONS,
            defaults.TEAM_CONVERSATIONS,
            defaults.GOALS_CHECK,
        }
    if leads_people(person, day):
        kinds |= {
            defaults.LINES_SHARED,
            defaults.SUPERVISOR_CONVERSATIONS,
            defaults.TEAM_NEEDS,
        }
        education = UnitPeriod.objects.on(day).filter(clock_variant=Variant.EDUCATION)
        leads = Leadership.objects.on(day).filter(person=person, unit__in=education.values("unit"))
        if leads.exists():
            kinds.add(defaults.LEADERS_GROUP_CONVERSATION)
    for body in set(person.seats.filter(valid(day)).values_list("body__kind", flat=True)):
        kinds |= BODY_KINDS[body]
    if person.user and roles_of(person.user, day) & {"hr_main", "hr_planner"}:
        kinds |= {
            defaults.LINES_SHARED,
            defaults.AREA_PLANS,
            defaults.STRATEGIC_CONVERSATION,
            defaults.PLAN_CONFIRMATION,
        }
    return frozenset(kinds)


BODY_KINDS: dict[str, set[str]] = {
    BodyKind.CITY_LEADERSHIP: {defaults.STRATEGIC_CONVERSATION},
    BodyKind.AREA_LEADERSHIP: {defaults.AREA_PLANS, defaults.AREA_LEADERSHIP_CONVERSATIONS},
    BodyKind.COOPERATION: {defaults.PLAN_CONFIRMATION},
}
