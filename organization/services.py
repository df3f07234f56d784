"""Verbs that change the organisation. Each keeps the derived tables true.

A change holds from a day on. It ends what held before, and holds until the next change already
known, or until the `valid_until` given. Past days are corrected with the same verbs.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import DatedModel
from organization import closure
from organization.models import (
    Body,
    BodyMembership,
    ClockVariant,
    Deputy,
    Employment,
    GroupYears,
    Leadership,
    Membership,
    Person,
    RoleGrant,
    SupervisorOverride,
    Unit,
    UnitAncestor,
    UnitKind,
    UnitPeriod,
)

RIGHTS = ("prepare", "hold", "see_history", "sign", "plan")


# Units


@transaction.atomic
def create_unit(
    *,
    name: str | Mapping[str, str],
    kind: UnitKind | str,
    parent: Unit | None,
    valid_from: date,
    code: str | None = None,
    clock_variant: ClockVariant | str = ClockVariant.GENERAL,
    group_years: GroupYears | str = GroupYears.NEVER,
    is_directors_area: bool = False,
    is_balance_unit: bool = False,
) -> Unit:
    """Found a unit. Raises ValidationError when its parent does not stand on that day."""
    if parent is not None:
        _require_standing(parent, valid_from)
    unit: Unit = Unit.objects.create(code=code)
    UnitPeriod.objects.create(
        unit=unit,
        name=name,
        kind=kind,
        parent=parent,
        clock_variant=clock_variant,
        group_years=group_years,
        is_directors_area=is_directors_area,
        is_balance_unit=is_balance_unit,
        valid_from=valid_from,
    )
    closure.rebuild_ancestors()
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, valid_from: date, **changes: Any) -> UnitPeriod:
    """Rename, move or otherwise change a unit from a day on (the fields of `UnitPeriod`)."""
    before = _require_standing(unit, valid_from)
    parent = changes.get("parent")
    if parent is not None:
        _require_standing(parent, valid_from)
        below = UnitAncestor.objects.on(valid_from).filter(ancestor=unit, unit=parent)
        if below.exists():
            raise ValidationError(_("A unit cannot stand below itself."))
    kept = {
        field.attname: getattr(before, field.attname)
        for field in UnitPeriod._meta.concrete_fields
        if field.name not in {"id", "unit", "valid_from", "valid_until"}
    }
    period = _from(
        UnitPeriod,
        {"unit": unit},
        valid_from,
        before.valid_until,
        {k: v for k, v in kept.items() if k.removesuffix("_id") not in changes} | changes,
    )
    closure.rebuild()
    return period


@transaction.atomic
def end_unit(*, unit: Unit, day: date) -> None:
    """Close a unit: `day` is the first on which it no longer stands. Raises ValidationError when
    somebody is still a member of it, or another unit still stands below it."""
    below = UnitPeriod.objects.on(day).filter(parent=unit)
    members = Membership.objects.on(day).filter(
        unit=unit, employment__in=Employment.objects.on(day)
    )
    if below.exists() or members.exists():
        raise ValidationError(_("Move the people and units below it first."))
    _end(UnitPeriod, {"unit": unit}, day)
    _end(Leadership, {"unit": unit}, day)
    closure.rebuild()


@transaction.atomic
def appoint_leader(
    *, unit: Unit, person: Person, valid_from: date, valid_until: date | None = None
) -> Leadership:
    """Make a person the leader of a unit; the leader before ends."""
    _require_standing(unit, valid_from)
    row = _from(Leadership, {"unit": unit}, valid_from, valid_until, {"person": person})
    closure.rebuild_reporting_lines(_members_below(unit))
    return row


@transaction.atomic
def end_leadership(*, unit: Unit, day: date) -> None:
    """Leave a unit without a leader: its people then have the nearest one above."""
    _end(Leadership, {"unit": unit}, day)
    closure.rebuild_reporting_lines(_members_below(unit))


# People and employments


@transaction.atomic
def employ(
    *,
    person: Person,
    unit: Unit,
    job_title: str,
    starts_on: date,
    ends_on: date | None = None,
    contract: str = Employment.Contract.PERMANENT,
    percent: float = 100,
    external_id: str | None = None,
) -> Employment:
    """Begin a service relationship in a unit. A person may have several at once."""
    _require_standing(unit, starts_on)
    employment: Employment = Employment.objects.create(
        person=person,
        external_id=external_id,
        contract=contract,
        percent=percent,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    Membership.objects.create(
        employment=employment,
        unit=unit,
        job_title=job_title,
        valid_from=starts_on,
        valid_until=ends_on,
    )
    closure.rebuild_reporting_lines([employment.pk])
    return employment


@transaction.atomic
def move(
    *, employment: Employment, unit: Unit, valid_from: date, job_title: str | None = None
) -> Membership:
    """Move an employment to another unit, or to another job title, from a day on."""
    _require_standing(unit, valid_from)
    before = Membership.objects.on(valid_from).filter(employment=employment).first()
    title = job_title or (before.job_title if before else "")
    row = _from(
        Membership,
        {"employment": employment},
        valid_from,
        employment.ends_on,
        {"unit": unit, "job_title": title},
    )
    closure.rebuild_reporting_lines([employment.pk])
    return row


@transaction.atomic
def end_employment(*, employment: Employment, day: date) -> None:
    """End a service relationship: `day` is the first on which it no longer holds."""
    if day <= employment.starts_on:
        raise ValidationError(_("The end must be after the beginning."))
    employment.ends_on = day
    employment.save(update_fields=["ends_on"])
    _end(Membership, {"employment": employment}, day)
    _end(SupervisorOverride, {"employment": employment}, day)
    closure.rebuild_reporting_lines([employment.pk])


@transaction.atomic
def name_supervisor(
    *,
    employment: Employment,
    supervisor: Person,
    valid_from: date,
    valid_until: date | None = None,
) -> SupervisorOverride:
    """Name a supervisor for one employment, against the tree."""
    if supervisor.pk == employment.person_id:
        raise ValidationError(_("Nobody is one's own supervisor."))
    row = _from(
        SupervisorOverride,
        {"employment": employment},
        valid_from,
        valid_until,
        {"supervisor": supervisor},
    )
    closure.rebuild_reporting_lines([employment.pk])
    return row


@transaction.atomic
def name_deputy(
    *,
    supervisor: Person,
    deputy: Person,
    rights: Iterable[str],
    valid_from: date,
    valid_until: date | None = None,
) -> Deputy:
    """Let a person stand in for a supervisor with chosen rights: prepare, hold, see_history, sign,
    plan."""
    if supervisor.pk == deputy.pk:
        raise ValidationError(_("Nobody is one's own deputy."))
    chosen = set(rights)
    if not chosen or chosen - set(RIGHTS):
        raise ValidationError(_("Choose what the deputy may do."))
    row: Deputy = Deputy.objects.create(
        supervisor=supervisor,
        deputy=deputy,
        valid_from=valid_from,
        valid_until=valid_until,
        **{f"may_{right}": right in chosen for right in RIGHTS},
    )
    return row


# Bodies and roles


@transaction.atomic
def seat_in_body(
    *,
    body: Body,
    person: Person,
    valid_from: date,
    valid_until: date | None = None,
    role: str = BodyMembership.Role.MEMBER,
    side: str = BodyMembership.Side.NONE,
) -> BodyMembership:
    """Give a person a seat over a term (cooperation committee: four years, 449/2007 14 §)."""
    return _from(
        BodyMembership,
        {"body": body, "person": person},
        valid_from,
        valid_until,
        {"role": role, "side": side},
    )


@transaction.atomic
def leave_body(*, body: Body, person: Person, day: date) -> None:
    _end(BodyMembership, {"body": body, "person": person}, day)


@transaction.atomic
def grant_role(
    *, person: Person, role: str, valid_from: date, valid_until: date | None = None
) -> RoleGrant:
    """Give a task-based role over an interval. What a directory's group gives stands beside."""
    key = {"person": person, "role": role, "source": RoleGrant.Source.PEOPLE}
    return _from(RoleGrant, key, valid_from, valid_until, {})


@transaction.atomic
def revoke_role(*, person: Person, role: str, day: date) -> None:
    _end(RoleGrant, {"person": person, "role": role, "source": RoleGrant.Source.PEOPLE}, day)


# Dated rows


def _from(
    model: type[DatedModel],
    key: dict[str, Any],
    valid_from: date,
    valid_until: date | None,
    values: dict[str, Any],
) -> Any:
    """A row from a day on. The one that held is ended; the next one known is left to begin."""
    if valid_until is not None and valid_until <= valid_from:
        raise ValidationError(_("The end must be after the beginning."))
    rows = model.objects.filter(**key)
    rows.filter(valid_from=valid_from).delete()
    rows.on(valid_from).update(valid_until=valid_from)
    coming = rows.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    if coming is not None and (valid_until is None or valid_until > coming.valid_from):
        valid_until = coming.valid_from
    return model.objects.create(**key, **values, valid_from=valid_from, valid_until=valid_until)


def _end(model: type[DatedModel], key: dict[str, Any], day: date) -> None:
    rows = model.objects.filter(**key)
    rows.filter(valid_from__gte=day).delete()
    rows.on(day).update(valid_until=day)


def _require_standing(unit: Unit, day: date) -> UnitPeriod:
    period: UnitPeriod | None = UnitPeriod.objects.on(day).filter(unit=unit).first()
    if period is None:
        raise ValidationError(_("The unit does not exist on that day."))
    return period


def _members_below(unit: Unit) -> list[int]:
    """Whose supervisor may depend on who leads the unit, on any day."""
    units = UnitAncestor.objects.filter(ancestor=unit).values("unit")
    members = Membership.objects.filter(unit__in=units)
    return list(members.values_list("employment_id", flat=True).distinct())
