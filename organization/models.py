"""The organisation over time: units, people, employments, who leads whom, bodies, roles.

A person, an employment and an account are three things. Foreign keys point to a unit's identity;
what it was called, where it stood and who led it are dated rows (architecture, idea 4). Two tables
are derived from the others and rebuilt by `organization.closure`: `UnitAncestor` and
`ReportingLine`, so that "this unit with all below it on that day" and "who led this employee on
that day" are one join each.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import TranslatedField
from core.models import DatedModel, PublicModel
from organization.querysets import (
    DeputyQuerySet,
    EmploymentQuerySet,
    PersonQuerySet,
    UnitQuerySet,
)


class UnitKind(models.TextChoices):
    CITY = "city", _("city")
    SERVICE_AREA = "service_area", _("service area")
    RESPONSIBILITY_AREA = "responsibility_area", _("responsibility area")
    TEAM = "team", _("team")


class ClockVariant(models.TextChoices):
    """Requirements 21 and 22."""

    GENERAL = "general", pgettext_lazy("annual clock", "general")
    EDUCATION = "education", _("education and early childhood education")


class GroupYears(models.TextChoices):
    """Requirement 23: in which years staff talk as a group instead of one by one."""

    NEVER = "never", _("never")
    EVEN = "even", _("even years")
    ODD = "odd", _("odd years")


class Unit(PublicModel):
    """A unit's identity. `code` is the HR system's, where it has one."""

    code = models.CharField(_("code"), max_length=40, unique=True, null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code or str(self.uuid)


class UnitPeriod(DatedModel):
    """What a unit was called, where it stood and which clock it followed, over an interval."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="periods")
    name = TranslatedField(_("name"))
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    clock_variant = models.CharField(
        _("annual clock"), max_length=10, choices=ClockVariant, default=ClockVariant.GENERAL
    )
    group_years = models.CharField(
        _("group years"), max_length=5, choices=GroupYears, default=GroupYears.NEVER
    )
    # A4-A6: the area that a service area's director leads oneself, and balance-sheet units.
    is_directors_area = models.BooleanField(_("director's own area"), default=False)
    is_balance_unit = models.BooleanField(_("balance-sheet unit"), default=False)

    no_overlap = ("unit",)

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=UnitKind.values), name="organization_unitperiod_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind="city", parent__isnull=True)
                | (~Q(kind="city") & Q(parent__isnull=False)),
                name="organization_unitperiod_parent",
                violation_error_message=_("Only the city stands without a unit above it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class UnitAncestor(DatedModel):
    """Derived: `ancestor` stood `depth` steps above `unit` over the interval (0 = itself)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="above")
    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="below")
    depth = models.PositiveSmallIntegerField()

    class Meta(DatedModel.Meta):
        indexes = [
            models.Index(fields=["ancestor", "valid_from"], name="organization_below"),
            models.Index(fields=["unit", "valid_from"], name="organization_above"),
        ]


class Person(PublicModel):
    """A human being. Has no account until invited; may have several employments, or none."""

    employee_number = models.CharField(
        _("employee number"), max_length=40, unique=True, null=True, blank=True
    )
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("work e-mail"), null=True, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "first_name", "pk"]
        indexes = [models.Index(fields=["last_name", "first_name"], name="organization_name")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Employment(PublicModel):
    """One service relationship. Its end is the first day it no longer holds (half-open)."""

    class Contract(models.TextChoices):
        PERMANENT = "permanent", _("permanent")
        FIXED_TERM = "fixed_term", _("fixed-term")

    person = models.ForeignKey(Person, models.CASCADE, related_name="employments")
    external_id = models.CharField(
        _("employment number"), max_length=60, unique=True, null=True, blank=True
    )
    contract = models.CharField(_("contract"), max_length=12, choices=Contract)
    percent = models.DecimalField(_("working time, %"), max_digits=5, decimal_places=2, default=100)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contract__in=["permanent", "fixed_term"]),
                name="organization_employment_contract",
            ),
            models.CheckConstraint(
                condition=Q(percent__gt=0) & Q(percent__lte=100),
                name="organization_employment_percent",
                violation_error_message=_("Working time is more than 0 and at most 100 per cent."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=models.F("starts_on")),
                name="organization_employment_interval",
                violation_error_message=_("The end must be after the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None


class Membership(DatedModel):
    """In which unit and with which job title an employment is, over an interval."""

    employment = models.ForeignKey(Employment, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    job_title = models.CharField(_("job title"), max_length=120)

    no_overlap = ("employment",)


class Leadership(DatedModel):
    """Who leads a unit over an interval. A service area's leader is its director."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="leaderships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="leaderships")

    no_overlap = ("unit",)


class SupervisorOverride(DatedModel):
    """A supervisor named for one employment, against the tree (the city manager's own talk is held
    by an elected chair who is no employee)."""

    employment = models.ForeignKey(Employment, models.CASCADE, related_name="overrides")
    supervisor = models.ForeignKey(Person, models.CASCADE, related_name="+")

    no_overlap = ("employment",)


class ReportingLine(DatedModel):
    """Derived: who was the supervisor of an employment over an interval."""

    employment = models.ForeignKey(Employment, models.CASCADE, related_name="lines")
    supervisor = models.ForeignKey(Person, models.CASCADE, related_name="led_lines")

    no_overlap = ("employment",)

    class Meta(DatedModel.Meta):
        indexes = [
            models.Index(fields=["supervisor", "valid_from"], name="organization_led"),
            models.Index(fields=["employment", "valid_from"], name="organization_line"),
        ]


class Deputy(PublicModel, DatedModel):
    """Who stands in for a supervisor over an interval, with chosen rights (organization.deputies).

    Ends by itself with its interval, and holds only while the deputy is employed: ask with
    `in_force(day)`.
    """

    supervisor = models.ForeignKey(Person, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(Person, models.CASCADE, related_name="deputy_for")
    may_prepare = models.BooleanField(pgettext_lazy("deputy may", "prepare"), default=False)
    may_hold = models.BooleanField(pgettext_lazy("deputy may", "hold"), default=False)
    may_see_history = models.BooleanField(pgettext_lazy("deputy may", "see history"), default=False)
    may_sign = models.BooleanField(pgettext_lazy("deputy may", "sign"), default=False)
    may_plan = models.BooleanField(pgettext_lazy("deputy may", "decide on plans"), default=False)
    named_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DeputyQuerySet.as_manager()  # type: ignore[misc]

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(supervisor=models.F("deputy")), name="organization_deputy_other"
            ),
        ]


class BodyKind(models.TextChoices):
    CITY_LEADERSHIP = "city_leadership", _("city manager's leadership group")
    AREA_LEADERSHIP = "area_leadership", _("service area's leadership group")
    COOPERATION = "cooperation", _("cooperation committee")


class Body(PublicModel):
    """A leadership group or the cooperation committee (449/2007 14 §). A7: one body, many names."""

    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="bodies")
    name = TranslatedField(_("name"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "unit"], name="organization_body_once"),
            models.CheckConstraint(
                condition=Q(kind__in=BodyKind.values), name="organization_body_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class BodyMembership(DatedModel):
    """A seat in a body over a term. The side in the cooperation committee may reveal union
    membership and is inventoried as a special category (GDPR 9)."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        SECRETARY = "secretary", _("secretary")
        MEMBER = "member", _("member")
        DEPUTY_MEMBER = "deputy_member", _("deputy member")

    class Side(models.TextChoices):
        NONE = "", _("no side")
        EMPLOYER = "employer", _("employer")
        PERSONNEL = "personnel", _("personnel")

    body = models.ForeignKey(Body, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    role = models.CharField(_("role"), max_length=15, choices=Role, default=Role.MEMBER)
    side = models.CharField(
        pgettext_lazy("committee", "side"),
        max_length=10,
        choices=Side,
        default=Side.NONE,
        blank=True,
    )

    no_overlap = ("body", "person")

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(role__in=["chair", "secretary", "member", "deputy_member"]),
                name="organization_seat_role",
            ),
            models.CheckConstraint(
                condition=Q(side__in=["", "employer", "personnel"]), name="organization_seat_side"
            ),
        ]


class RoleGrant(DatedModel):
    """A task-based role held over an interval. Leading people is not a role: it follows from
    `Leadership`."""

    class Source(models.TextChoices):
        PEOPLE = "people", pgettext_lazy("role given by", "people")
        DIRECTORY = "directory", pgettext_lazy("role given by", "a group of the directory")

    class Role(models.TextChoices):
        HR_PLANNER = "hr_planner", _("HR planner")
        HR_MAIN = "hr_main", _("HR main user")
        SYSTEM_ADMIN = "system_admin", _("system administrator")
        DATA_PROTECTION = "data_protection", _("data-protection officer")

    person = models.ForeignKey(Person, models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    # What people gave a directory never takes, and the other way round.
    source = models.CharField(max_length=10, choices=Source, default=Source.PEOPLE)

    no_overlap = ("person", "role", "source")

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(role__in=["hr_planner", "hr_main", "system_admin", "data_protection"]),
                name="organization_role",
            ),
            models.CheckConstraint(
                condition=Q(source="people")
                | Q(source="directory", role__in=["hr_planner", "data_protection"]),
                name="organization_role_source",
            ),
        ]


# The import's own models live beside its rules; Django finds them here.
from organization.absences.models import Absence  # noqa: E402, F401
from organization.deputies.models import DeputyChange  # noqa: E402, F401
from organization.importing.models import Import, ImportMapping, ImportRow  # noqa: E402, F401
from organization.provisioning.models import (  # noqa: E402, F401
    AccountClosing,
    DirectoryAccount,
    DirectoryGroup,
    ScimToken,
)
from organization.reorganisation.models import (  # noqa: E402, F401
    Reorganisation,
    ReorganisationStep,
    UnitSuccessor,
)
