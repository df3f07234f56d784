"""What a reorganisation does to plans that are not ready (organization.reorganisation.effects)."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit.services import record
from organization.models import UnitKind, UnitPeriod
from organization.reorganisation.effects import Change, Effect, follow, provide
from training_plans.models import Package, Plan
from training_plans.services.plans import TEXTS, add_area_plans


@provide
def effects(change: Change) -> Iterator[Effect]:
    """Plans whose writer changes, those of ended units among them. One query."""
    rows = (
        Plan.objects.exclude(package__state=Package.State.CONFIRMED)
        .exclude(level=Plan.Level.CENTRALISED)
        .order_by("package__year", "pk")
        .values_list("uuid", "unit_id", "package__year")
    )
    names, stranded = [], False
    for uuid, unit, year in rows:
        if unit not in change.before.units:
            continue
        heir = change.ended.get(unit, unit)
        before = change.before.leader_at_or_above(unit)
        after = change.after.leader_at_or_above(heir) if heir is not None else None
        stranded = stranded or after is None
        if before != after or heir != unit:
            change.handed[uuid] = (before, after)
            names.append(
                f"{change.before.name(unit)} {year}: {change.name(before)} → "
                f"{change.name(after) or _('nobody')}"
            )
    if names:
        title = ngettext(
            "%(n)s unfinished training plan goes to another writer",
            "%(n)s unfinished training plans go to another writer",
            len(names),
        ) % {"n": len(names)}
        yield Effect(title, names, warning=stranded)


@follow
def follow_areas(day: date) -> None:
    """While plans are gathered: new service areas get theirs, and an empty one of what is no
    service area any more goes, since nobody could submit it."""
    areas = UnitPeriod.objects.on(day).filter(kind=UnitKind.SERVICE_AREA).values("unit")
    for package in Package.objects.filter(state=Package.State.GATHERING):
        with transaction.atomic():
            add_area_plans(package, day)
            idle = Plan.objects.filter(
                package=package,
                level=Plan.Level.SERVICE_AREA,
                state=Plan.State.DRAFT,
                items=None,
                **dict.fromkeys(TEXTS, ""),
            ).exclude(unit__in=areas)
            for plan in idle:
                record(None, "training_plans.empty_plan_removed", plan)
                plan.delete()
