"""How far the year's milestones of planning are, for the annual clock."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annual_clock.defaults import AREA_PLANS, PLAN_CONFIRMATION, TEAM_NEEDS
from annual_clock.milestones import Told, tells
from annual_clock.models import Milestone
from core.look import formats
from organization.models import BodyKind, Person, UnitPeriod
from organization.selectors import in_body, led_units
from training_plans.models import Package, Plan


def _package(milestone: Milestone) -> Package | None:
    """The plans written in a year are the next year's."""
    return Package.objects.filter(year=milestone.year + 1).first()


def _own(person: Person, milestone: Milestone, today: date, kind: str) -> Told | None:
    """One's own units' plans of this level: done when every one has been submitted."""
    units = UnitPeriod.objects.on(today).filter(kind=kind, unit__in=led_units(person, today))
    own = set(units.values_list("unit_id", flat=True))
    package = _package(milestone) if own else None
    if package is None:
        return None
    plans = list(Plan.objects.filter(package=package, unit__in=own))
    done = {p.unit_id for p in plans if p.state == Plan.State.SUBMITTED}
    if done >= own or package.state != Package.State.GATHERING:
        days = [p.submitted_at for p in plans if p.submitted_at]
        when = formats.fin_date(max(days), "short") if days else ""
        return Told("done", when=when, url=_url(plans))
    return Told("late" if today > milestone.due_on else "turn", url=_url(plans))


def _url(plans: list[Plan]) -> str:
    if len(plans) == 1:
        return reverse("training_plans:plan", kwargs={"uuid": plans[0].uuid})
    return reverse("training_plans:index")


@tells(TEAM_NEEDS)
def team_needs(person: Person, milestone: Milestone, today: date) -> Told | None:
    return _own(person, milestone, today, "team")


@tells(AREA_PLANS)
def area_plans(person: Person, milestone: Milestone, today: date) -> Told | None:
    return _own(person, milestone, today, "service_area")


@tells(PLAN_CONFIRMATION)
def plan_confirmation(person: Person, milestone: Milestone, today: date) -> Told | None:
    """Everybody sees that the plans are confirmed; the committee that it is their turn."""
    package = _package(milestone)
    if package is None:
        return None
    url = reverse("training_plans:package", kwargs={"uuid": package.uuid})
    if package.state == Package.State.CONFIRMED:
        when = formats.fin_date(package.confirmed_at, "short") if package.confirmed_at else ""
        return Told("done", when=when, url=url)
    if package.state == Package.State.COMMITTEE and in_body(person, BodyKind.COOPERATION, today):
        meeting = package.meetings.last()
        return Told("turn", when=formats.fin_moment(meeting.meets_at) if meeting else "", url=url)
    if package.state in (Package.State.COMMITTEE, Package.State.TREATED):
        return Told("other", whose=_("Cooperation committee"))
    return None
