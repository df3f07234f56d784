"""The year of competence management: windows and milestones. It knows dates and kinds, never
conversations or plans: the apps above register what is owed and how far a milestone is."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from core import clock
from core.fields import TranslatedField
from core.models import Letter, PublicModel


class Window(models.Model):
    """A stretch of months (A1: January-March, May-September, October-December; never April)."""

    year = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    name = TranslatedField()
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="last day, inclusive")

    class Meta:
        ordering = ["year", "order"]
        constraints = [
            models.UniqueConstraint(fields=["year", "order"], name="annual_clock_window_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="annual_clock_window_interval"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Ring(models.TextChoices):
    """The wheel's rings, from the outside in; education has one more (requirement 22)."""

    CITY = "city", pgettext_lazy("ring", "city")
    SERVICE_AREA = "service_area", pgettext_lazy("ring", "service area")
    LEADERS = "leaders", pgettext_lazy("ring", "principals and heads")
    TEAM = "team", pgettext_lazy("ring", "team")
    EMPLOYEE = "employee", pgettext_lazy("ring", "employee")


class Variant(models.TextChoices):
    BOTH = "both", pgettext_lazy("annual clock", "everyone")
    GENERAL = "general", pgettext_lazy("annual clock", "general")
    EDUCATION = (
        "education",
        pgettext_lazy("annual clock", "education and early childhood education"),
    )


class Milestone(PublicModel):
    """One thing that happens in a year at one level (requirements 19-24). `kind` is the name by
    which the apps above tell how far it is."""

    year = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    kind = models.SlugField(max_length=60)
    ring = models.CharField(max_length=15, choices=Ring)
    variant = models.CharField(max_length=10, choices=Variant, default=Variant.BOTH)
    title = TranslatedField()
    short_title = TranslatedField()
    whose = TranslatedField()
    starts_on = models.DateField()
    due_on = models.DateField(help_text="last day, inclusive")

    class Meta:
        ordering = ["year", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind", "variant"], name="annual_clock_milestone_once"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="annual_clock_milestone_interval"
            ),
            models.CheckConstraint(condition=Q(ring__in=Ring.values), name="annual_clock_ring"),
            models.CheckConstraint(
                condition=Q(variant__in=Variant.values), name="annual_clock_variant"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Reminder(models.Model):
    """That `recipient` has been told of what `person` owes, at one stage: never a second time.

    Written together with the letter, which may tell of many things at once. People, subjects and
    kinds are those of annual_clock.obligations; the clock knows no more of them.
    """

    class Stage(models.TextChoices):
        BEFORE = "before"
        DUE = "due"
        AFTER = "after"
        SUPERVISOR = "supervisor"

    recipient = models.UUIDField()
    person = models.UUIDField()
    kind = models.CharField(max_length=60)
    subject = models.UUIDField()
    stage = models.CharField(max_length=10, choices=Stage)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="+")
    written_on = models.DateField(default=clock.today)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "person", "kind", "subject", "stage"],
                name="annual_clock_reminder_once",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["before", "due", "after", "supervisor"]),
                name="annual_clock_reminder_stage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.stage}"
