"""What of the organisation is about one person: oneself, employments, supervisors, seats, roles."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import personal
from core.personal import Column, Subject, by_key
from organization.models import (
    BodyMembership,
    Deputy,
    Employment,
    Leadership,
    Membership,
    Person,
    ReportingLine,
    RoleGrant,
    SupervisorOverride,
)
from organization.selectors import unit_name

chapter = personal.section("person", order=10, title=_("You and your employment"))

FROM_HR = _("The city's HR system, and HR services who keep it here.")
READERS = _("You, your supervisor and those above in the line, and HR services.")
DATES: dict[str, Any] = {
    "valid_from": pgettext_lazy("own data", "from"),
    "valid_until": pgettext_lazy("own data", "until (the first day it no longer holds)"),
}


def _unit(row: Any, subject: Subject) -> str:
    return str(unit_name(row.unit, row.valid_from))


def _employment(row: Any, subject: Subject) -> str:
    return row.employment.external_id or str(row.employment.person)


def _whose(row: Any, subject: Subject) -> str:
    return subject.name(row.employment.person.uuid)


@chapter.table(
    "organization.Person",
    title=_("Who you are"),
    columns={
        "first_name": _("first name"),
        "last_name": _("last name"),
        "employee_number": _("employee number"),
        "email": _("work e-mail"),
        "user": Column(
            pgettext_lazy("own data", "account"),
            lambda row, subject: row.user.email if row.user else "",
        ),
    },
    source=FROM_HR,
    readers=READERS,
    kept="organisation",
)
def person(subject: Subject) -> Any:
    return Person.objects.filter(uuid=subject.person).select_related("user")


@chapter.table(
    "organization.Employment",
    title=_("Employments"),
    columns={
        "person": Column(_("whose"), lambda row, subject: subject.name(row.person.uuid)),
        "external_id": _("employment number"),
        "contract": _("contract"),
        "percent": _("working time, %"),
        "starts_on": _("starts"),
        "ends_on": pgettext_lazy("own data", "ends (the first day it no longer holds)"),
    },
    source=FROM_HR,
    readers=READERS,
    kept="organisation",
)
def employments(subject: Subject) -> Any:
    rows = Employment.objects.filter(person__uuid=subject.person)
    return rows.select_related("person").order_by("starts_on", "pk")


@chapter.table(
    "organization.Membership",
    title=_("Units and job titles"),
    columns={
        "employment": Column(_("employment"), _employment),
        "unit": Column(pgettext_lazy("own data", "unit"), _unit),
        "job_title": _("job title"),
        **DATES,
    },
    source=FROM_HR,
    readers=READERS,
    kept="organisation",
)
def memberships(subject: Subject) -> Any:
    rows = Membership.objects.filter(employment__person__uuid=subject.person)
    return rows.select_related("employment__person", "unit").order_by("valid_from", "pk")


@chapter.table(
    "organization.ReportingLine",
    title=_("Your supervisors"),
    columns={
        "employment": Column(_("employment"), _employment),
        "supervisor": _("supervisor"),
        **DATES,
    },
    source=_("Worked out of the units and their leaders."),
    readers=READERS,
    kept="organisation",
)
def supervisors(subject: Subject) -> Any:
    rows = ReportingLine.objects.filter(employment__person__uuid=subject.person)
    return rows.select_related("employment__person", "supervisor").order_by("valid_from", "pk")


@chapter.table(
    "organization.SupervisorOverride",
    title=_("Supervisors named for you, and those you were named to lead"),
    columns={
        "employment": Column(pgettext_lazy("own data", "employee"), _whose),
        "supervisor": Column(
            _("supervisor"), lambda row, subject: subject.name(row.supervisor.uuid)
        ),
        **DATES,
    },
    source=_("HR services."),
    readers=READERS,
    kept="organisation",
)
def overrides(subject: Subject) -> Any:
    rows = SupervisorOverride.objects.filter(
        Q(employment__person__uuid=subject.person) | Q(supervisor__uuid=subject.person)
    )
    return rows.select_related("employment__person", "supervisor").order_by("valid_from", "pk")


@chapter.table(
    "organization.Leadership",
    title=_("Units you lead or have led"),
    columns={
        "unit": Column(pgettext_lazy("own data", "unit"), _unit),
        "person": Column(_("leader"), lambda row, subject: subject.name(row.person.uuid)),
        **DATES,
    },
    source=FROM_HR,
    readers=_("Everyone in the city's service: who leads a unit is public."),
    kept="organisation",
)
def leaderships(subject: Subject) -> Any:
    rows = Leadership.objects.filter(person__uuid=subject.person)
    return rows.select_related("unit", "person").order_by("valid_from", "pk")


@chapter.table(
    "organization.Deputy",
    title=_("Deputies: those you stand in for, and those who stand in for you"),
    columns={
        "supervisor": Column(
            _("supervisor"), lambda row, subject: subject.name(row.supervisor.uuid)
        ),
        "deputy": Column(_("deputy"), lambda row, subject: subject.name(row.deputy.uuid)),
        "named_by": Column(pgettext_lazy("own data", "decided by"), by_key("named_by")),
        **DATES,
    },
    source=_("The supervisor, or HR services."),
    readers=_("The supervisor, the deputy, HR services, and in words those whom it concerns."),
    kept="organisation",
)
def deputies(subject: Subject) -> Any:
    rows = Deputy.objects.filter(
        Q(supervisor__uuid=subject.person) | Q(deputy__uuid=subject.person)
    )
    return rows.select_related("supervisor", "deputy", "named_by").order_by("valid_from", "pk")


@chapter.table(
    "organization.BodyMembership",
    title=_("Seats in leadership groups and committees"),
    columns={
        "body": pgettext_lazy("own data", "body"),
        "person": Column(
            pgettext_lazy("own data", "member"), lambda row, subject: subject.name(row.person.uuid)
        ),
        "role": _("role"),
        "side": pgettext_lazy("committee", "side"),
        **DATES,
    },
    source=_("HR services."),
    readers=_("HR services and the members of the body."),
    kept="committee",
)
def seats(subject: Subject) -> Any:
    rows = BodyMembership.objects.filter(person__uuid=subject.person)
    return rows.select_related("body", "person").order_by("valid_from", "pk")


@chapter.table(
    "organization.RoleGrant",
    title=_("Your roles in this service"),
    columns={
        "person": Column(_("whose"), lambda row, subject: subject.name(row.person.uuid)),
        "role": _("role"),
        **DATES,
    },
    source=_("The HR main user."),
    readers=_("HR services and the data-protection officer."),
    kept="organisation",
)
def roles(subject: Subject) -> Any:
    rows = RoleGrant.objects.filter(person__uuid=subject.person)
    return rows.select_related("person").order_by("valid_from", "pk")
