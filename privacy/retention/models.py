"""Periods as HR has decided them, runs of erasing, what they leave behind."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.models import PublicModel
from organization.models import Person, Unit


class PeriodChange(models.Model):
    """A rule's period as decided by the city (906/2019 21 §). The newest row holds; rows are only
    added, so that one sees which period held when."""

    rule = models.CharField(max_length=40)
    period = models.PositiveSmallIntegerField(_("period"))
    reference = models.CharField(_("decision"), max_length=200)
    decided_on = models.DateField(_("decided on"))
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["rule", "at"], name="privacy_period_rule")]

    def __str__(self) -> str:
        return f"{self.rule} {self.period}"


class ErasureRun(PublicModel):
    """One run. It erases what was due on `day` by the periods it was listed with.

    `counts` is the list ({eraser: {year: number}}), `marks` a digest of exactly which rows it
    means, `erased` what has gone so far, written in the transaction of each batch.
    """

    class Kind(models.TextChoices):
        YEARLY = "yearly", pgettext_lazy("erasure", "yearly run")
        NIGHT = "night", pgettext_lazy("erasure", "nightly, by standing rules")

    class State(models.TextChoices):
        LISTED = "listed", pgettext_lazy("erasure", "listed, to be confirmed")
        ERASING = "erasing", pgettext_lazy("erasure", "erasing")
        DONE = "done", pgettext_lazy("erasure", "erased")
        CANCELLED = "cancelled", pgettext_lazy("erasure", "given up")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.YEARLY)
    state = models.CharField(max_length=10, choices=State, default=State.LISTED)
    version = models.PositiveIntegerField(default=0)
    day = models.DateField()
    periods = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    erased = models.JSONField(default=dict)
    reference = models.CharField(_("decision"), max_length=200, blank=True)
    prepared_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    prepared_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["listed", "erasing", "done", "cancelled"]),
                name="privacy_run_state",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["yearly", "night"]), name="privacy_run_kind"
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind="yearly", state__in=["listed", "erasing"]),
                name="privacy_run_one_open",
            ),
            models.UniqueConstraint(
                fields=["day"], condition=Q(kind="night"), name="privacy_run_one_a_night"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"

    @property
    def total(self) -> int:
        return _sum(self.counts)

    @property
    def gone(self) -> int:
        return _sum(self.erased)


def _sum(counts: dict[str, dict[str, int]]) -> int:
    return sum(number for years in counts.values() for number in years.values())


class DestructionRecord(PublicModel):
    """What was erased, how much, by which rule, when, who decided. Written once, never changed;
    its PDF is drawn from `content`, and its hash is computed anew by verify_documents."""

    run = models.OneToOneField(ErasureRun, models.CASCADE, related_name="record")
    day = models.DateField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return str(self.day)


class YearSum(models.Model):
    """A figure that stays when the conversations of a year go: anonymous, frozen once when the year
    has closed. Empty `value`: too few people to show (core.disclosure); the number itself is not
    kept."""

    class Figure(models.TextChoices):
        TALKS = "talks", _("people whose conversation was held")
        RATING = "rating", _("mean of agreed ratings")

    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    figure = models.CharField(max_length=10, choices=Figure)
    competence = models.SlugField(max_length=60, blank=True)
    value = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    frozen_on = models.DateField(default=clock.today)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "unit", "figure", "competence"], name="privacy_sum_once"
            ),
            models.CheckConstraint(
                condition=Q(figure__in=["talks", "rating"]), name="privacy_sum_figure"
            ),
        ]
