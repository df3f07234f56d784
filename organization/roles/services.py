"""Giving and ending roles and seats: each is an event in the log and a letter to whom it concerns.

The rows themselves are written by organization.services, which import and provisioning use too.
"""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.services import record
from core import mail
from core.policies import require
from organization import services
from organization.models import Body, BodyMembership, Person, RoleGrant
from organization.roles.policies import can_change_roles_of, can_end_role
from organization.selectors import recipient_of

GIVEN, ENDED = "role_given", "role_ended"
mail.name_kind(GIVEN, _("A role or a seat was given"))
mail.name_kind(ENDED, _("A role or a seat ends"))


@transaction.atomic
def grant(
    *, user: Any, person: Person, role: str, valid_from: date, valid_until: date | None
) -> None:
    """Give a role from a day on. Raises `Refused`, or ValidationError for an impossible interval
    and for a main user without an end who would get one, when there is no other."""
    _lock()
    require(can_change_roles_of(user, person))
    if valid_until is not None and role == RoleGrant.Role.HR_MAIN:
        held = RoleGrant.objects.on(valid_from).filter(person=person, role=role)
        if held.exists():
            require(can_end_role(user, person, role, valid_until))
    services.grant_role(person=person, role=role, valid_from=valid_from, valid_until=valid_until)
    record(user, f"organization.role_given.{role}", person, data_subject=person.uuid)
    _write(GIVEN, person, RoleGrant.Role(role).label, valid_from, valid_until)


@transaction.atomic
def end(*, user: Any, person: Person, role: str, day: date) -> None:
    """End a role: `day` is the first without it. Raises `Refused`."""
    _lock()
    require(can_end_role(user, person, role, day))
    rows = RoleGrant.objects.filter(person=person, role=role)
    if not (rows.on(day).exists() or rows.filter(valid_from__gte=day).exists()):
        raise ValidationError(_("The role has ended already."))
    services.revoke_role(person=person, role=role, day=day)
    record(user, f"organization.role_ended.{role}", person, data_subject=person.uuid)
    _write(ENDED, person, RoleGrant.Role(role).label, day, None)


@transaction.atomic
def seat(
    *,
    user: Any,
    body: Body,
    person: Person,
    role: str,
    side: str,
    valid_from: date,
    valid_until: date | None,
) -> None:
    """Give a seat in a body over a term. Raises `Refused`, or ValidationError."""
    require(can_change_roles_of(user, person))
    services.seat_in_body(
        body=body,
        person=person,
        role=role,
        side=side,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    record(user, "organization.seat_given", body, data_subject=person.uuid)
    label = BodyMembership.Role(role).label
    _write(GIVEN, person, label, valid_from, valid_until, body=body)


@transaction.atomic
def leave(*, user: Any, body: Body, person: Person, day: date) -> None:
    """End a seat: `day` is the first without it. Raises `Refused`."""
    require(can_change_roles_of(user, person))
    rows = BodyMembership.objects.filter(body=body, person=person)
    row = rows.on(day).first() or rows.filter(valid_from__gte=day).first()
    if row is None:
        raise ValidationError(_("The seat has ended already."))
    label = BodyMembership.Role(row.role).label
    services.leave_body(body=body, person=person, day=day)
    record(user, "organization.seat_ended", body, data_subject=person.uuid)
    _write(ENDED, person, label, day, None, body=body)


def _lock() -> None:
    """Two main users who end each other's role at once come one after the other."""
    list(
        RoleGrant.objects.select_for_update()
        .filter(role=RoleGrant.Role.HR_MAIN)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _write(
    kind: str,
    person: Person,
    what: str | Promise,
    day: date,
    until: date | None,
    *,
    body: Body | None = None,
) -> None:
    # The last day as people say it: of an ending, the day before the first one without.
    last = (until or day) - timedelta(days=1)
    mail.write_letter(
        recipient_of(person),
        kind=kind,
        subject_id=person.uuid,
        occasion=str(uuid4()),
        context={"what": what, "body": body, "day": day, "until": until, "until_last": last},
    )
