"""The way of a package over the bridge: compiled, commented, treated, decided, frozen."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.documents import content_hash
from core.policies import Denied, Refused
from organization.selectors import cooperation_committee, person_of
from training_plans.content import package_content
from training_plans.documents import request_package_pdf
from training_plans.models import (
    CommitteeMeeting,
    EmployerDecision,
    FrozenPackage,
    Package,
    Treatment,
)
from training_plans.workflow import PACKAGE


def locked(package: Package) -> Package:
    return Package.objects.select_for_update().get(pk=package.pk)


@transaction.atomic
def compile_package(*, user: Any, package: Package, comments_due_on: date) -> Package:
    """Bring the areas' plans and the centralised one together for the leadership groups
    (requirements 25 and 26). Raises Refused and Stale."""
    package = locked(package)
    PACKAGE.run("compile", user=user, obj=package)
    package.comments_due_on, package.compiled_at = comments_due_on, clock.now()
    package.save(update_fields=["comments_due_on", "compiled_at"])
    return package


@transaction.atomic
def give_back(*, user: Any, package: Package, reason: str) -> Package:
    """Give the plans back to the areas. Raises Refused and Stale."""
    package = locked(package)
    PACKAGE.run("back_to_areas", user=user, obj=package, reason=reason)
    package.reviews.all().delete()
    return package


@transaction.atomic
def bring_to_committee(
    *,
    user: Any,
    package: Package,
    meets_at: datetime,
    place: str = "",
    item_number: str = "",
) -> FrozenPackage:
    """Bring the package to a meeting of the cooperation committee (requirements 25, 49): the
    members read a frozen version, whose PDF is ordered here. Raises Refused and Stale."""
    package = locked(package)
    body = cooperation_committee()
    if body is None:
        raise Refused(Denied(_("There is no cooperation committee yet.")))
    PACKAGE.run("bring", user=user, obj=package)
    CommitteeMeeting.objects.create(
        package=package, body=body, meets_at=meets_at, place=place, item_number=item_number
    )
    return freeze(package, user=user)


@transaction.atomic
def take_back(*, user: Any, package: Package, reason: str) -> Package:
    """Take the package back from the committee, to be mended. Raises Refused and Stale."""
    package = locked(package)
    PACKAGE.run("take_back", user=user, obj=package, reason=reason)
    return package


@transaction.atomic
def record_treatment(
    *,
    user: Any,
    package: Package,
    treated_on: date,
    outcome: str,
    dissents: str = "",
    minutes_reference: str = "",
) -> Treatment:
    """Write down the committee's treatment: unanimous, or with dissenting opinions (449/2007 16 §).
    Raises Refused and Stale."""
    package = locked(package)
    if treated_on > clock.today():
        raise Refused(Denied(_("The day is in the future.")))
    PACKAGE.run("treat", user=user, obj=package)
    treatment = Treatment(
        package=package,
        meeting=package.meetings.last(),
        treated_on=treated_on,
        outcome=outcome,
        dissents=dissents.strip(),
        minutes_reference=minutes_reference,
        recorded_by=person_of(user),
    )
    treatment.full_clean(exclude=["package", "meeting", "recorded_by"])
    treatment.save()
    return treatment


@transaction.atomic
def record_decision(
    *, user: Any, package: Package, decided_by: str, decided_on: date, section: str
) -> FrozenPackage:
    """Write down the employer's decision (449/2007 5 §): the package is confirmed, frozen for
    good, and its PDF ordered. Raises Refused and Stale."""
    package = locked(package)
    if decided_on > clock.today():
        raise Refused(Denied(_("The day is in the future.")))
    treatment = Treatment.objects.filter(package=package).first()
    if treatment and decided_on < treatment.treated_on:
        raise Refused(Denied(_("The employer decides after the committee's treatment.")))
    PACKAGE.run("confirm", user=user, obj=package)
    EmployerDecision.objects.create(
        package=package,
        decided_by=decided_by,
        decided_on=decided_on,
        section=section,
        recorded_by=person_of(user),
    )
    package.confirmed_at = clock.now()
    package.save(update_fields=["confirmed_at"])
    return freeze(package, user=user, confirmed=True)


def freeze(package: Package, *, user: Any = None, confirmed: bool = False) -> FrozenPackage:
    """Keep the package as it is now, under its hash, and owe its PDF."""
    package.refresh_from_db()
    content = package_content(package)
    last = package.frozen.order_by("number").last()
    frozen = FrozenPackage.objects.create(
        package=package,
        number=last.number + 1 if last else 1,
        confirmed=confirmed,
        content=content,
        content_hash=content_hash(content),
        made_at=clock.now(),
    )
    request_package_pdf(frozen, requested_by=getattr(user, "uuid", None))
    return frozen
