"""Who holds which role, and which roles a reader has. A fixed number of queries each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.look import formats
from core.policies import Words
from organization.models import (
    BodyKind,
    BodyMembership,
    Deputy,
    Employment,
    Leadership,
    Membership,
    Person,
    ReportingLine,
    RoleGrant,
    UnitKind,
    UnitPeriod,
)
from organization.roles import texts
from organization.selectors import valid

RIGHTS = {
    "may_prepare": pgettext_lazy("deputy may", "prepare"),
    "may_hold": pgettext_lazy("deputy may", "hold"),
    "may_see_history": pgettext_lazy("deputy may", "see history"),
    "may_sign": pgettext_lazy("deputy may", "sign"),
    "may_plan": pgettext_lazy("deputy may", "decide on plans"),
}
AREAS = (UnitKind.SERVICE_AREA, UnitKind.RESPONSIBILITY_AREA)


@dataclass(frozen=True)
class Explained:
    """A role in words, and why the reader has it (nothing: does not)."""

    text: texts.RoleText
    reasons: Sequence[Words] = field(default_factory=tuple)


def explained(person: Person | None, day: date) -> list[Explained]:
    """Every role; those of the reader first."""
    reasons = _reasons(person, day) if person else {}
    found = [Explained(text, reasons.get(text.key, ())) for text in texts.ROLES]
    return sorted(found, key=lambda role: not role.reasons)


def _reasons(person: Person, day: date) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = {}

    def add(key: str, words: Words) -> None:
        found.setdefault(key, []).append(words)

    titles = Membership.objects.on(day).filter(
        employment__in=Employment.objects.on(day).filter(person=person)
    )
    for row in titles:
        add(texts.EMPLOYEE, row.job_title or _("You work for the city."))
    led = set(Leadership.objects.on(day).filter(person=person).values_list("unit", flat=True))
    for period in UnitPeriod.objects.on(day).filter(unit__in=led):
        words = format_lazy(_("You lead: {unit}"), unit=period.name)
        add(texts.SUPERVISOR, words)
        if period.kind in AREAS:
            add(texts.DIRECTOR, words)
    if (
        texts.SUPERVISOR not in found
        and ReportingLine.objects.on(day).filter(supervisor=person).exists()
    ):
        add(texts.SUPERVISOR, _("You have been named somebody's supervisor."))
    for deputy in Deputy.objects.in_force(day).filter(deputy=person).select_related("supervisor"):
        rights = ", ".join(str(words) for name, words in RIGHTS.items() if getattr(deputy, name))
        words = format_lazy(_("For {name}: {rights}"), name=str(deputy.supervisor), rights=rights)
        add(texts.DEPUTY, words)
    for seat in person.seats.filter(valid(day)).select_related("body"):
        cooperation = seat.body.kind == BodyKind.COOPERATION
        key = texts.COMMITTEE if cooperation else texts.LEADERSHIP_GROUP
        add(key, format_lazy("{body}, {role}", body=seat.body.name, role=seat.get_role_display()))
    for grant in RoleGrant.objects.on(day).filter(person=person):
        add(grant.role, _until(grant.last_day))
    return found


def _until(last: date | None) -> Words:
    if last is None:
        return _("Until further notice.")
    return format_lazy(_("Until {day}."), day=formats.fin_date(last))


# Who holds what


@dataclass(frozen=True)
class Holders:
    grants: Sequence[RoleGrant]
    seats: Sequence[BodyMembership]


def holders(day: date) -> Holders:
    """The roles and seats that hold on the day or begin later."""
    present = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    grants = RoleGrant.objects.filter(present).select_related("person")
    seats = BodyMembership.objects.filter(present).select_related("person", "body")
    by_role = {text.key: place for place, text in enumerate(texts.ROLES)}
    return Holders(
        sorted(grants, key=lambda g: (by_role[g.role], str(g.person), g.valid_from)),
        sorted(seats, key=lambda s: (s.body_id, str(s.person), s.valid_from)),
    )


@dataclass(frozen=True)
class OfPerson:
    """One person's roles and seats: what holds or comes, and what has been."""

    grants: Sequence[RoleGrant]
    seats: Sequence[BodyMembership]
    past: Sequence[RoleGrant | BodyMembership]


def of_person(person: Person, day: date) -> OfPerson:
    grants = list(RoleGrant.objects.filter(person=person).order_by("valid_from", "role"))
    seats = list(person.seats.select_related("body").order_by("valid_from", "pk"))

    def ended(row: RoleGrant | BodyMembership) -> bool:
        return row.valid_until is not None and row.valid_until <= day

    return OfPerson(
        [row for row in grants if not ended(row)],
        [row for row in seats if not ended(row)],
        [*(row for row in grants if ended(row)), *(row for row in seats if ended(row))],
    )


def search(user: Any, words: str) -> QuerySet[Person]:
    """People whose names begin with the words given."""
    return by_name(Person.objects.visible_to(user), words)


def by_name(found: QuerySet[Person], words: str) -> QuerySet[Person]:
    for word in words.split():
        found = found.filter(
            Q(last_name__istartswith=word)
            | Q(last_name__istartswith=word.capitalize())
            | Q(first_name__istartswith=word)
            | Q(first_name__istartswith=word.capitalize())
        )
    return found
