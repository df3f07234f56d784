"""From needs to a confirmed plan (requirements 25-29, 43-49; 449/2007 4 a §).

A plan belongs to a unit (team, responsibility area, service area) or, centralised, to the city.
Plans of the areas and the centralised plan go together in a package to the cooperation committee.
A person's need never stands in a plan (requirement 27): the link from an item to needs is the
supervisor's own, above the team items know only items.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competencies.models import Competence, LearningWay
from conversations.models import DevelopmentNeed
from core import clock
from core.models import PublicModel
from organization.models import Body, Person, Unit
from training_plans.querysets import (
    CommentQuerySet,
    DocumentedQuerySet,
    ItemQuerySet,
    PackageQuerySet,
    PlanQuerySet,
)
from training_plans.words import months


class Package(PublicModel):
    """One plan year's plans together, on their way over the bridge.

    States: gathering (areas compile), compiled (HR has brought them together, leadership groups
    comment), at committee, treated, confirmed (the employer has decided; frozen).
    """

    class State(models.TextChoices):
        GATHERING = "gathering", _("being gathered")
        REVIEW = "review", _("with the leadership groups")
        COMMITTEE = "committee", _("with the cooperation committee")
        TREATED = "treated", _("treated in the cooperation committee")
        CONFIRMED = "confirmed", _("confirmed")

    year = models.PositiveSmallIntegerField(_("plan year"), unique=True)
    state = models.CharField(max_length=12, choices=State, default=State.GATHERING)
    version = models.PositiveIntegerField(default=0)
    areas_due_on = models.DateField(_("areas' plans ready by"))
    comments_due_on = models.DateField(_("comments by"), null=True)
    opened_at = models.DateTimeField(default=clock.now)
    compiled_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = PackageQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["gathering", "review", "committee", "treated", "confirmed"]),
                name="training_plans_package_state",
            )
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def answers_due_on(self) -> date | None:
        """Two weeks from the last day of comments."""
        return self.comments_due_on and self.comments_due_on + timedelta(days=14)


class Plan(PublicModel):
    """The plan of one unit for one year. `submitted`: handed up (team) or ready for HR (area)."""

    class Level(models.TextChoices):
        TEAM = "team", _("team")
        RESPONSIBILITY_AREA = "responsibility_area", _("responsibility area")
        SERVICE_AREA = "service_area", _("service area")
        CENTRALISED = "centralised", _("centralised")

    class State(models.TextChoices):
        DRAFT = "draft", _("being written")
        SUBMITTED = "submitted", _("submitted")

    package = models.ForeignKey(Package, models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    level = models.CharField(max_length=20, choices=Level)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    # Requirement 28 and M4 of 449/2007 4 a §: what the plan rests on and how it is followed.
    starting_points = models.TextField(_("starting points and focus areas"), blank=True)
    competence_estimate = models.TextField(_("estimate of competence"), blank=True)
    follow_up = models.TextField(_("follow-up"), blank=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # As whose deputy it was submitted and last changed.
    submitted_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    updated_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # Guards the three texts; `version` guards the state.
    text_version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # What looked like a name and the writer said is something else (training_plans.names).
    confirmed_words = models.JSONField(default=list, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["package", "unit", "level"], name="training_plans_plan_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    level__in=["team", "responsibility_area", "service_area", "centralised"]
                ),
                name="training_plans_plan_level",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"]), name="training_plans_plan_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package} {self.unit}"


class PlanItem(PublicModel):
    """One planned action, of a group, never of a person (requirement 27).

    `cost` in euros for all (empty: not estimated yet, 0: costs nothing), `days` per participant.
    An item that an upper plan was gathered from is never deleted but withdrawn, and one that was
    merged into another stays beneath it: each item still knows what it came from.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    focus = models.CharField(_("focus area"), max_length=120, blank=True)
    topic = models.CharField(_("what is learned"), max_length=200)
    target_group = models.CharField(_("for whom"), max_length=200)
    way = models.ForeignKey(LearningWay, models.PROTECT, related_name="+", verbose_name=_("way"))
    competence = models.ForeignKey(
        Competence, models.PROTECT, null=True, blank=True, related_name="+"
    )
    estimated_people = models.PositiveIntegerField(_("estimated people"), null=True, blank=True)
    days = models.DecimalField(
        _("days per person"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    cost = models.DecimalField(_("cost, €"), max_digits=10, decimal_places=2, null=True, blank=True)
    starts_month = models.PositiveSmallIntegerField(_("from month"), default=1)
    ends_month = models.PositiveSmallIntegerField(_("to month"), default=12)
    responsible = models.CharField(_("responsible role or unit"), max_length=120)
    order = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # As whose deputy it was last changed.
    updated_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    confirmed_words = models.JSONField(default=list, blank=True)
    sources = models.ManyToManyField(
        "self",
        through="ItemSource",
        through_fields=("item", "source"),
        symmetrical=False,
        related_name="gathered_into",
    )
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged_from"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_month__gte=1)
                & Q(ends_month__lte=12)
                & Q(ends_month__gte=models.F("starts_month")),
                name="training_plans_item_months",
                violation_error_message=_("The last month cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="training_plans_item_cost",
                violation_error_message=_("The cost cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(days__gte=0), name="training_plans_item_days"
            ),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def when(self) -> str:
        return months(self.starts_month, self.ends_month)


class ItemSource(models.Model):
    """From which item of a plan below an item came, and how that item was then."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="source_links")
    source = models.ForeignKey(PlanItem, models.CASCADE, related_name="item_links")
    source_version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "source"], name="training_plans_source_once"),
            models.CheckConstraint(
                condition=~Q(item=models.F("source")), name="training_plans_source_other"
            ),
        ]


class ItemNeed(models.Model):
    """Which needs a team's item answers. Only the supervisor reads it; it goes when the
    conversation goes."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="need_links")
    need = models.ForeignKey(DevelopmentNeed, models.CASCADE, related_name="item_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "need"], name="training_plans_need_once")
        ]


class Comment(PublicModel):
    """What a leadership group or HR says of a plan in review, and the answer to it.

    `body` is the group in whose name it is said (none: HR); `about` a focus area of the plan.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="comments")
    body = models.ForeignKey(Body, models.SET_NULL, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    about = models.CharField(_("what it is about"), max_length=120, blank=True)
    text = models.TextField(_("comment"))
    needs_answer = models.BooleanField(_("needs an answer"), default=True)
    at = models.DateTimeField(default=clock.now)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]


class BodyReview(models.Model):
    """A leadership group has gone through a package (requirement 25)."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="reviews")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    reviewed_on = models.DateField()
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["package", "body"], name="training_plans_review_once")
        ]


class CommitteeMeeting(PublicModel):
    """A meeting of the cooperation committee to which a package is brought."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="meetings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    meets_at = models.DateTimeField(_("time"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    item_number = models.CharField(_("agenda item"), max_length=20, blank=True)

    class Meta:
        ordering = ["meets_at", "pk"]


class Treatment(PublicModel):
    """The committee's treatment (449/2007 16 §; A11, A17): what was the outcome, who dissented
    why."""

    class Outcome(models.TextChoices):
        UNANIMOUS = "unanimous", _("unanimous")
        DISSENT = "dissent", _("with dissenting opinions")

    package = models.OneToOneField(Package, models.CASCADE, related_name="treatment")
    meeting = models.ForeignKey(CommitteeMeeting, models.PROTECT, related_name="+")
    treated_on = models.DateField(_("date"))
    outcome = models.CharField(max_length=10, choices=Outcome)
    dissents = models.TextField(_("dissenting opinions"), blank=True)
    minutes_reference = models.CharField(_("minutes"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="unanimous", dissents="")
                | (Q(outcome="dissent") & ~Q(dissents="")),
                name="training_plans_treatment_dissent",
                violation_error_message=_("Write the dissenting opinions, and only then."),
            )
        ]


class EmployerDecision(PublicModel):
    """The employer decides after the treatment (449/2007 5 §): which body, when, under which
    section."""

    package = models.OneToOneField(Package, models.CASCADE, related_name="decision")
    decided_by = models.CharField(_("decided by"), max_length=120)
    decided_on = models.DateField(_("date"))
    section = models.CharField(_("section (§)"), max_length=40)
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)


class FrozenPackage(PublicModel):
    """The immutable content of a package as it went to the committee (`number` 1, 2, ...) or as it
    was confirmed, from which its PDF is drawn. Nothing ever writes over it."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="frozen")
    number = models.PositiveSmallIntegerField()
    confirmed = models.BooleanField(default=False)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)

    objects = DocumentedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "number"], name="training_plans_frozen_once"
            ),
            models.UniqueConstraint(
                fields=["package"],
                condition=Q(confirmed=True),
                name="training_plans_confirmed_once",
            ),
        ]


class PlanCopy(PublicModel):
    """One plan's content as it was when somebody asked for its PDF."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="copies")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "content_hash"], name="training_plans_copy_once"
            )
        ]
