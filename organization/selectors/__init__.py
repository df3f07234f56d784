"""Questions about the organisation on a day. Each is one query, or a fixed number."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from core import clock
from core.fields import Translated
from core.mail import Recipient
from organization.models import (
    Body,
    BodyKind,
    Deputy,
    Employment,
    Leadership,
    Person,
    ReportingLine,
    RoleGrant,
    Unit,
    UnitAncestor,
    UnitKind,
    UnitPeriod,
)

HR_ROLES = (RoleGrant.Role.HR_PLANNER, RoleGrant.Role.HR_MAIN)


def valid(day: date, prefix: str = "") -> Q:
    """The condition "valid on `day`" for a dated row reached through `prefix` (half-open)."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": day})
    )


# People and accounts


def person_of(user: Any) -> Person | None:
    """The person behind an account, or None (a stranger, an account without a person)."""
    if not getattr(user, "is_authenticated", False):
        return None
    # Asked on the object itself: request.user is lazy and keeps its attributes elsewhere.
    if not hasattr(user, "_person"):
        user._person = Person.objects.filter(user=user).first()
    person: Person | None = user._person
    return person


def recipient_of(person: Person) -> Recipient:
    """Where a person's letters go: the work e-mail, in the language of the account."""
    user = person.user
    return Recipient(
        uuid=person.uuid,
        email=person.email or (user.email if user else None),
        language=user.language if user else "fi",
        name=str(person),
    )


def roles_of(user: Any, day: date | None = None) -> frozenset[str]:
    """The task-based roles held on `day` (today)."""
    person = person_of(user)
    if person is None:
        return frozenset()
    day = day or clock.today()
    if not hasattr(user, "_roles"):
        user._roles = {}
    cache = user._roles
    if day not in cache:
        cache[day] = frozenset(
            RoleGrant.objects.on(day).filter(person=person).values_list("role", flat=True)
        )
    roles: frozenset[str] = cache[day]
    return roles


def is_hr(user: Any) -> bool:
    return bool(roles_of(user) & set(HR_ROLES))


def hr_people(day: date) -> list[Person]:
    """Those who do HR's work on `day`."""
    rows = RoleGrant.objects.on(day).filter(role__in=HR_ROLES).select_related("person__user")
    return list({row.person_id: row.person for row in rows.order_by("pk")}.values())


def is_hr_main(user: Any) -> bool:
    """Who also decides on rights: roles, retention periods, accounts from outside (906/2019 16 §).
    An HR planner runs the year and does none of these."""
    return RoleGrant.Role.HR_MAIN in roles_of(user)


def is_data_protection(user: Any) -> bool:
    """The data-protection officer: logs and reports, no content (GDPR 38-39)."""
    return RoleGrant.Role.DATA_PROTECTION in roles_of(user)


# Who leads whom


def supervisor_of(employment: Employment, day: date) -> Person | None:
    """Who led this employment on `day` (also in the past)."""
    line = (
        ReportingLine.objects.on(day)
        .filter(employment=employment)
        .select_related("supervisor__user")
        .first()
    )
    return line.supervisor if line else None


def led_employments(person: Person, day: date) -> QuerySet[Employment]:
    """The employments that `person` leads on `day` and that hold on it."""
    lines = ReportingLine.objects.on(day).filter(supervisor=person)
    return employed_on(day).filter(pk__in=lines.values("employment"))


def employed_on(day: date) -> QuerySet[Employment]:
    return Employment.objects.filter(starts_on__lte=day).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    )


def left(people: Iterable[Person], day: date) -> set[int]:
    """Keys of those who had an employment and have none on `day`. An elected chair never had one,
    and stays."""
    ids = {person.pk for person in people}
    had = set(Employment.objects.filter(person__in=ids).values_list("person", flat=True))
    has = set(employed_on(day).filter(person__in=ids).values_list("person", flat=True))
    return had - has


def principals_of(deputy: Person, right: str, day: date) -> QuerySet[Person]:
    """For which supervisors `deputy` holds `right` on `day`: prepare, hold, see_history, sign,
    plan."""
    rows = Deputy.objects.in_force(day).filter(deputy=deputy, **{f"may_{right}": True})
    return Person.objects.filter(pk__in=rows.values("supervisor"))


def stands_in(person: Person, day: date) -> bool:
    """Whether `person` is somebody's deputy on `day`, with whatever rights."""
    return Deputy.objects.in_force(day).filter(deputy=person).exists()


def leads_people(person: Person, day: date) -> bool:
    return Leadership.objects.on(day).filter(person=person).exists() or (
        ReportingLine.objects.on(day).filter(supervisor=person).exists()
    )


# Units


def units_below(unit: Unit, day: date) -> QuerySet[Unit]:
    """The unit with all below it on `day`."""
    return Unit.objects.filter(
        pk__in=UnitAncestor.objects.on(day).filter(ancestor=unit).values("unit")
    )


def units_above(unit: Unit, day: date) -> QuerySet[Unit]:
    """The unit with all above it on `day`."""
    return Unit.objects.filter(
        pk__in=UnitAncestor.objects.on(day).filter(unit=unit).values("ancestor")
    )


def units_of_kind(day: date, *kinds: str) -> QuerySet[Unit]:
    return Unit.objects.filter(
        pk__in=UnitPeriod.objects.on(day).filter(kind__in=kinds).values("unit")
    )


def led_units(person: Person, day: date) -> QuerySet[Unit]:
    """The units that `person` leads on `day`, without those below them."""
    return Unit.objects.filter(
        pk__in=Leadership.objects.on(day).filter(person=person).values("unit")
    )


def units_in_line_of(person: Person, day: date) -> QuerySet[Unit]:
    """The units that `person` leads on `day`, with all below them: a director's whole line."""
    return Unit.objects.filter(
        pk__in=UnitAncestor.objects.on(day)
        .filter(ancestor__in=led_units(person, day))
        .values("unit")
    )


def leader_of(unit: Unit, day: date) -> Person | None:
    row = Leadership.objects.on(day).filter(unit=unit).select_related("person__user").first()
    return row.person if row else None


def period_of(unit: Unit, day: date) -> UnitPeriod | None:
    return UnitPeriod.objects.on(day).filter(unit=unit).first()


def periods_of(units: Iterable[Unit] | QuerySet[Unit], day: date) -> dict[int, UnitPeriod]:
    """The dated row of each unit on `day`, by the unit's pk. One query."""
    return {p.unit_id: p for p in UnitPeriod.objects.on(day).filter(unit__in=units)}


def unit_name(unit: Unit, day: date) -> Translated | str:
    """The name on `day`; a unit that has ended keeps its last name, one to come its first."""
    period = period_of(unit, day) or (
        UnitPeriod.objects.filter(unit=unit).order_by("-valid_from").first()
    )
    return period.name if period else str(unit)


def above_of_kind(unit: Unit, kind: str, day: date) -> Unit | None:
    """The nearest unit of `kind` at or above `unit` on `day` (e.g. its service area)."""
    row = (
        UnitAncestor.objects.on(day)
        .filter(unit=unit)
        .filter(ancestor__in=UnitPeriod.objects.on(day).filter(kind=kind).values("unit"))
        .order_by("depth")
        .select_related("ancestor")
        .first()
    )
    return row.ancestor if row else None


def city(day: date) -> Unit:
    """The city itself. Raises Unit.DoesNotExist when nothing has been brought in."""
    return units_of_kind(day, UnitKind.CITY).get()


# Bodies


def bodies_of(person: Person, day: date, kind: str | None = None) -> QuerySet[Body]:
    seats = person.seats.filter(valid(day))
    bodies = Body.objects.filter(pk__in=seats.values("body"))
    return bodies.filter(kind=kind) if kind else bodies


def in_body(person: Person, kind: str, day: date) -> bool:
    return bodies_of(person, day, kind).exists()


def cooperation_committee() -> Body | None:
    return Body.objects.filter(kind=BodyKind.COOPERATION).first()
