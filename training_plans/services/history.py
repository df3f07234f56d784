"""A year that was confirmed before this system was taken into use, written in one step.

Whoever takes the system into use (and the demo) gives what the minutes say; no policy is asked, as
those who decided then need not hold their offices today.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from organization.models import Body, Person, Unit
from organization.selectors import cooperation_committee
from training_plans.models import (
    BodyReview,
    CommitteeMeeting,
    EmployerDecision,
    FrozenPackage,
    Package,
    Plan,
    PlanItem,
    Treatment,
)
from training_plans.services.items import ItemData, values
from training_plans.services.packages import freeze
from training_plans.services.plans import areas_due

PastItem = ItemData


@dataclass(frozen=True)
class PastPlan:
    """A submitted plan of one unit; `level` is one of Plan.Level."""

    unit: Unit
    level: str
    submitted_on: date
    submitted_by: Person | None = None
    starting_points: str = ""
    competence_estimate: str = ""
    follow_up: str = ""
    items: Sequence[PastItem] = ()


@dataclass(frozen=True)
class PastYear:
    """A confirmed year, as the minutes tell it. `year` is the plan year."""

    year: int
    plans: Sequence[PastPlan]
    meets_at: datetime
    treated_on: date
    decided_on: date
    decided_by: str
    section: str
    place: str = ""
    item_number: str = ""
    dissents: str = ""
    minutes_reference: str = ""
    reviews: Sequence[tuple[Body, date]] = field(default=())
    recorded_by: Person | None = None


@transaction.atomic
def restore_year(past: PastYear) -> FrozenPackage:
    """Write the confirmed package and freeze it. Raises ValueError when the year is here already or
    there is no cooperation committee."""
    committee = cooperation_committee()
    if committee is None or Package.objects.filter(year=past.year).exists():
        raise ValueError(past.year)
    confirmed_at = _noon(past.decided_on)
    package = Package.objects.create(
        year=past.year,
        state=Package.State.CONFIRMED,
        areas_due_on=areas_due(past.year),
        opened_at=_noon(date(past.year - 1, 5, 4)),
        compiled_at=_noon(max(p.submitted_on for p in past.plans)),
        confirmed_at=confirmed_at,
    )
    for plan in past.plans:
        _restore_plan(package, plan)
    BodyReview.objects.bulk_create(
        BodyReview(package=package, body=body, reviewed_on=day, recorded_by=past.recorded_by)
        for body, day in past.reviews
    )
    meeting = CommitteeMeeting.objects.create(
        package=package,
        body=committee,
        meets_at=past.meets_at,
        place=past.place,
        item_number=past.item_number,
    )
    Treatment.objects.create(
        package=package,
        meeting=meeting,
        treated_on=past.treated_on,
        outcome=Treatment.Outcome.DISSENT if past.dissents else Treatment.Outcome.UNANIMOUS,
        dissents=past.dissents,
        minutes_reference=past.minutes_reference,
        recorded_by=past.recorded_by,
        recorded_at=_noon(past.treated_on),
    )
    EmployerDecision.objects.create(
        package=package,
        decided_by=past.decided_by,
        decided_on=past.decided_on,
        section=past.section,
        recorded_by=past.recorded_by,
        recorded_at=confirmed_at,
    )
    frozen = freeze(package, confirmed=True)
    FrozenPackage.objects.filter(pk=frozen.pk).update(made_at=confirmed_at)
    return frozen


def _restore_plan(package: Package, past: PastPlan) -> Plan:
    at = _noon(past.submitted_on)
    plan = Plan.objects.create(
        package=package,
        unit=past.unit,
        level=past.level,
        state=Plan.State.SUBMITTED,
        starting_points=past.starting_points,
        competence_estimate=past.competence_estimate,
        follow_up=past.follow_up,
        submitted_at=at,
        submitted_by=past.submitted_by,
        updated_at=at,
        updated_by=past.submitted_by,
    )
    PlanItem.objects.bulk_create(
        PlanItem(
            plan=plan, order=order, updated_at=at, updated_by=past.submitted_by, **values(item)
        )
        for order, item in enumerate(past.items, start=1)
    )
    return plan


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
