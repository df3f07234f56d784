"""Verbs that change the organisation. Each keeps the derived tables true.

A change holds from a day on. It ends what held before, and holds until the next change already
known, or until the `valid_until` given. Past days are corrected with the same verbs. `by`: the
account of the person who does it, for the log; a job that does what people decided has none.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.services import record
from organization import closure
from organization.dated import begin, end
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
    by: Any = None,
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
    _log(by, "organization.create_unit", unit)
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, valid_from: date, by: Any = None, **changes: Any) -> UnitPeriod:
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
    period = begin(
        UnitPeriod,
        {"unit": unit},
        valid_from,
        before.valid_until,
        {k: v for k, v in kept.items() if k.removesuffix("_id") not in changes} | changes,
    )
    closure.rebuild()
    _log(by, "organization.change_unit", unit)
    return period


@transaction.atomic
def end_unit(*, unit: Unit, day: date, by: Any = None) -> None:
    """Close a unit: `day` is the first on which it no longer stands. Raises ValidationError when
    somebody is still a member of it, or another unit still stands below it."""
    below = UnitPeriod.objects.on(day).filter(parent=unit)
    members = Membership.objects.on(day).filter(
        unit=unit, employment__in=Employment.objects.on(day)
    )
    if below.exists() or members.exists():
        raise ValidationError(_("Move the people and units below it first."))
    end(UnitPeriod, {"unit": unit}, day)
    end(Leadership, {"unit": unit}, day)
    closure.rebuild()
    _log(by, "organization.end_unit", unit)


@transaction.atomic
def appoint_leader(
    *, unit: Unit, person: Person, valid_from: date, valid_until: date | None = None, by: Any = None
) -> Leadership:
    """Make a person the leader of a unit; the leader before ends."""
    _require_standing(unit, valid_from)
    row = begin(Leadership, {"unit": unit}, valid_from, valid_until, {"person": person})
    closure.rebuild_reporting_lines(_members_below(unit))
    _log(by, "organization.appoint_leader", unit, person.uuid)
    return row


@transaction.atomic
def end_leadership(*, unit: Unit, day: date, by: Any = None) -> None:
    """Leave a unit without a leader: its people then have the nearest one above."""
    end(Leadership, {"unit": unit}, day)
    closure.rebuild_reporting_lines(_members_below(unit))
    _log(by, "organization.end_leadership", unit)


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
    by: Any = None,
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
    _log(by, "organization.employ", employment, person.uuid)
    return employment


@transaction.atomic
def move(
    *,
    employment: Employment,
    unit: Unit,
    valid_from: date,
    job_title: str | None = None,
    by: Any = None,
) -> Membership:
    """Move an employment to another unit, or to another job title, from a day on."""
    _require_standing(unit, valid_from)
    before = Membership.objects.on(valid_from).filter(employment=employment).first()
    title = job_title or (before.job_title if before else "")
    row = begin(
        Membership,
        {"employment": employment},
        valid_from,
        employment.ends_on,
        {"unit": unit, "job_title": title},
    )
    closure.rebuild_reporting_lines([employment.pk])
    _log(by, "organization.move", employment, employment.person.uuid)
    return row


@transaction.atomic
def end_employment(*, employment: Employment, day: date, by: Any = None) -> None:
    """End a service relationship: `day` is the first on which it no longer holds. With the last
    one ends what the person leads (906/2019 16 §)."""
    if day <= employment.starts_on:
        raise ValidationError(_("The end must be after the beginning."))
    employment.ends_on = day
    employment.save(update_fields=["ends_on"])
    end(Membership, {"employment": employment}, day)
    end(SupervisorOverride, {"employment": employment}, day)
    closure.rebuild_reporting_lines([employment.pk])
    others = employment.person.employments.exclude(pk=employment.pk)
    if not others.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day)).exists():
        _let_go(employment.person, day)
    _log(by, "organization.end_employment", employment, employment.person.uuid)


@transaction.atomic
def release_leavers(day: date) -> int:
    """End what those lead whose last employment has ended, however it ended: their people then
    have the next supervisor. Returns how many people. Two queries when there is nobody."""
    had = Employment.objects.values("person")
    has = Employment.objects.on(day).values("person")
    gone = Person.objects.filter(pk__in=had).exclude(pk__in=has)
    leads = Leadership.objects.on(day).filter(person__in=gone).values("person")
    named = SupervisorOverride.objects.on(day).filter(supervisor__in=gone).values("supervisor")
    people = list(Person.objects.filter(Q(pk__in=leads) | Q(pk__in=named)))
    for person in people:
        last = person.employments.filter(ends_on__lte=day).order_by("-ends_on").first()
        _let_go(person, last.ends_on if last and last.ends_on else day)
    return len(people)


def _let_go(person: Person, day: date) -> None:
    """From `day` on the person leads nobody and stands in for nobody."""
    led = Unit.objects.filter(
        pk__in=Leadership.objects.filter(person=person).filter(_later(day)).values("unit")
    )
    members = [pk for unit in led for pk in _members_below(unit)]
    named = SupervisorOverride.objects.filter(supervisor=person).filter(_later(day))
    members += named.values_list("employment_id", flat=True)
    for model, key in (
        (Leadership, {"person": person}),
        (SupervisorOverride, {"supervisor": person}),
        (Deputy, {"deputy": person}),
        (Deputy, {"supervisor": person}),
    ):
        end(model, key, day)
    if members:
        closure.rebuild_reporting_lines(members)


def _later(day: date) -> Q:
    return Q(valid_until__isnull=True) | Q(valid_until__gt=day)


@transaction.atomic
def name_supervisor(
    *,
    employment: Employment,
    supervisor: Person,
    valid_from: date,
    valid_until: date | None = None,
    by: Any = None,
) -> SupervisorOverride:
    """Name a supervisor for one employment, against the tree."""
    if supervisor.pk == employment.person_id:
        raise ValidationError(_("Nobody is one's own supervisor."))
    row = begin(
        SupervisorOverride,
        {"employment": employment},
        valid_from,
        valid_until,
        {"supervisor": supervisor},
    )
    closure.rebuild_reporting_lines([employment.pk])
    _log(by, "organization.name_supervisor", employment, employment.person.uuid)
    return row


@transaction.atomic
def name_deputy(
    *,
    supervisor: Person,
    deputy: Person,
    rights: Iterable[str],
    valid_from: date,
    valid_until: date | None = None,
    by: Any = None,
) -> Deputy:
    """Let a person stand in for a supervisor with chosen rights: prepare, hold, see_history, sign,
    plan. Raises ValidationError when the person is not employed on the first day."""
    if supervisor.pk == deputy.pk:
        raise ValidationError(_("Nobody is one's own deputy."))
    if not Employment.objects.on(valid_from).filter(person=deputy).exists():
        raise ValidationError(_("A deputy must be employed by the city on the first day."))
    chosen = set(rights)
    if not chosen or chosen - set(RIGHTS):
        raise ValidationError(_("Choose what the deputy may do."))
    row: Deputy = Deputy.objects.create(
        supervisor=supervisor,
        deputy=deputy,
        valid_from=valid_from,
        valid_until=valid_until,
        named_by=getattr(by, "person", None),
        **{f"may_{right}": right in chosen for right in RIGHTS},
    )
    _log(by, "organization.name_deputy", row, deputy.uuid)
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
    by: Any = None,
) -> BodyMembership:
    """Give a person a seat over a term (cooperation committee: four years, 449/2007 14 §)."""
    _log(by, "organization.seat_in_body", body, person.uuid)
    return begin(
        BodyMembership,
        {"body": body, "person": person},
        valid_from,
        valid_until,
        {"role": role, "side": side},
    )


@transaction.atomic
def leave_body(*, body: Body, person: Person, day: date, by: Any = None) -> None:
    end(BodyMembership, {"body": body, "person": person}, day)
    _log(by, "organization.leave_body", body, person.uuid)


@transaction.atomic
def grant_role(
    *, person: Person, role: str, valid_from: date, valid_until: date | None = None, by: Any = None
) -> RoleGrant:
    """Give a task-based role over an interval. What a directory's group gives stands beside."""
    key = {"person": person, "role": role, "source": RoleGrant.Source.PEOPLE}
    _log(by, "organization.grant_role", person, person.uuid)
    return begin(RoleGrant, key, valid_from, valid_until, {})


@transaction.atomic
def revoke_role(*, person: Person, role: str, day: date, by: Any = None) -> None:
    end(RoleGrant, {"person": person, "role": role, "source": RoleGrant.Source.PEOPLE}, day)
    _log(by, "organization.revoke_role", person, person.uuid)


def _log(by: Any, action: str, obj: Any, subject: UUID | None = None) -> None:
    if by is not None:
        record(by, action, obj, data_subject=subject)


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
