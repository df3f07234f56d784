"""The plan year and the plans in it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from audit.services import record
from core import clock
from core.policies import require
from organization.models import Person, Unit, UnitKind
from organization.selectors import city, person_of, units_of_kind
from training_plans import policies
from training_plans.models import Package, Plan
from training_plans.names import still_confirmed
from training_plans.selectors.names import team_of_writer
from training_plans.services.items import Clash, locked
from training_plans.workflow import PLAN

TEXTS = ("starting_points", "competence_estimate", "follow_up")


def areas_due(year: int) -> date:
    """Requirement 24: the areas' plans are ready by the end of September before the plan year."""
    return date(year - 1, 9, 30)


def next_year() -> int:
    """The year that is planned now."""
    return clock.today().year + 1


@transaction.atomic
def open_year(*, user: Any, year: int | None = None) -> Package:
    """Open a plan year: the package, an empty plan for each service area and the centralised one
    (A10). Opening it again adds the plans of areas that are new, and changes nothing else. Raises
    Refused."""
    require(policies.can_open_year(user))
    today = clock.today()
    year = year or next_year()
    package, created = Package.objects.get_or_create(
        year=year, defaults={"areas_due_on": areas_due(year), "opened_at": clock.now()}
    )
    if package.state == Package.State.GATHERING:
        add_area_plans(package, today)
    if created:
        record(user, "training_plans.year_opened", package)
    return package


def add_area_plans(package: Package, day: date) -> None:
    plans = [
        Plan(package=package, unit=unit, level=Plan.Level.SERVICE_AREA)
        for unit in units_of_kind(day, UnitKind.SERVICE_AREA).order_by("pk")
    ]
    plans.append(Plan(package=package, unit=city(day), level=Plan.Level.CENTRALISED))
    Plan.objects.bulk_create(plans, ignore_conflicts=True)


@transaction.atomic
def start_plan(*, user: Any, package: Package, unit: Unit) -> Plan:
    """The unit's plan in this year, begun when it is first needed. Raises Refused."""
    level = policies.level_of(unit, clock.today())
    existing = Plan.objects.filter(package=package, unit=unit, level=level).first()
    if existing:
        return existing
    require(policies.can_start(user, package, unit))
    plan, created = Plan.objects.get_or_create(package=package, unit=unit, level=level)
    if created:
        record(user, "training_plans.plan_started", plan)
    return plan


@transaction.atomic
def write_texts(
    *,
    user: Any,
    plan: Plan,
    version: int,
    texts: dict[str, str],
    confirmed: Iterable[str] | None = None,
) -> Plan:
    """Write the plan's starting points, estimate of competence and follow-up over the `version`
    they were typed on. Raises Clash and Refused."""
    plan = locked(plan)
    require(policies.can_edit(user, plan))
    if plan.text_version != version:
        raise Clash(plan)
    for name in TEXTS:
        if name in texts:
            setattr(plan, name, texts[name])
    if confirmed is not None:
        plan.confirmed_words = still_confirmed(
            team_of_writer(user), (getattr(plan, name) for name in TEXTS), confirmed
        )
    plan.text_version += 1
    plan.updated_at = clock.now()
    for name, person in policies.writer_of(user, plan).items():
        setattr(plan, name, person)
    changed = ("confirmed_words", "text_version", "updated_at", "updated_by", "updated_for")
    plan.save(update_fields=[*TEXTS, *changed])
    return plan


def submit(*, user: Any, plan: Plan) -> None:
    """Hand the plan up: a team's to its areas, an area's to HR. Raises Refused and Stale."""

    def mark(user: Any, plan: Plan) -> None:
        Plan.objects.filter(pk=plan.pk).update(
            submitted_at=clock.now(), submitted_by=person_of(user), submitted_for=leader
        )
        # A package cannot be compiled between the decision and this line.
        Package.objects.filter(pk=plan.package_id).update(version=F("version") + 1)

    with transaction.atomic():
        plan = locked(plan)
        leader = policies.acts_for(user, plan)
        PLAN.run("submit", user=user, obj=plan, effect=mark, deputy_for=_uuid(leader))


def reopen(*, user: Any, plan: Plan, reason: str) -> None:
    """Open a submitted plan for its writer again, before the package is compiled. Raises Refused
    and Stale."""

    def mark(user: Any, plan: Plan) -> None:
        Plan.objects.filter(pk=plan.pk).update(
            submitted_at=None, submitted_by=None, submitted_for=None
        )
        Package.objects.filter(pk=plan.package_id).update(version=F("version") + 1)

    with transaction.atomic():
        plan = locked(plan)
        deputy_for = _uuid(policies.acts_for(user, plan))
        PLAN.run("reopen", user=user, obj=plan, reason=reason, effect=mark, deputy_for=deputy_for)


def _uuid(person: Person | None) -> UUID | None:
    return person.uuid if person else None
