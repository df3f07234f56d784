"""What the city wants people to be able to do: strategy, shared competences and their levels, and
the 70-20-10 catalogue of ways of learning. Everything is versioned by year; nothing is deleted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competencies.querysets import FrameworkQuerySet, OpenQuerySet
from core.fields import TranslatedField
from core.models import PublicModel
from organization.models import Unit


class StrategyItem(PublicModel):
    """A value (requirement 6) or a strategy goal (requirement 7) of the city."""

    class Kind(models.TextChoices):
        VALUE = "value", pgettext_lazy("strategy", "value")
        GOAL = "goal", _("strategy goal")

    kind = models.CharField(max_length=5, choices=Kind)
    name = TranslatedField()
    order = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["value", "goal"]), name="competencies_strategy_kind"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class Line(PublicModel):
    """A line (linjaus) that a leadership group set for a year; lower conversations are held in its
    light (requirements 43, 44, 46). The unit is the city or a service area."""

    year = models.PositiveSmallIntegerField(_("year"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="lines")
    text = TranslatedField(pgettext_lazy("strategy", "line"))
    order = models.PositiveSmallIntegerField(default=0)

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["year", "unit", "order"]

    def __str__(self) -> str:
        return str(self.text)


class Audience(models.TextChoices):
    ALL_STAFF = "all_staff", _("all staff")
    SUPERVISORS = "supervisors", _("supervisors")


class Framework(PublicModel):
    """One year's set of shared competences for an audience (requirements 32-34), with the decision
    that set it. A published version never changes."""

    audience = models.CharField(max_length=12, choices=Audience)
    year = models.PositiveSmallIntegerField()
    decided_by = TranslatedField(_("decided by"))
    decided_on = models.DateField(_("decided on"), null=True)
    published_at = models.DateTimeField(null=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "year"], name="competencies_framework_once"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["all_staff", "supervisors"]),
                name="competencies_framework_audience",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()} {self.year}"


class Level(models.Model):
    """One step of a framework's scale (A9: by default 1-5; not assessed is the absence of a
    level)."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    name = TranslatedField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="competencies_level_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(number__lte=9), name="competencies_level_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Competence(PublicModel):
    """A competence as one year's framework words it. `key` is the same from year to year, so that
    last year's rating finds its place beside this year's."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="competences")
    key = models.SlugField(max_length=60)
    name = TranslatedField()
    description = TranslatedField()
    example = TranslatedField()
    order = models.PositiveSmallIntegerField(default=0)
    target = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["framework", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "key"], name="competencies_competence_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class LevelText(models.Model):
    """What a level looks like in everyday work, for one competence."""

    competence = models.ForeignKey(Competence, models.CASCADE, related_name="level_texts")
    number = models.PositiveSmallIntegerField()
    text = TranslatedField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["competence", "number"], name="competencies_level_text_once"
            )
        ]


class Catalogue(PublicModel):
    """A version of the 70-20-10 catalogue, reviewed yearly (requirements 15-18)."""

    year = models.PositiveSmallIntegerField(unique=True)
    decided_by = TranslatedField(_("decided by"))
    decided_on = models.DateField(_("decided on"), null=True)

    objects = OpenQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.year)


class Share(models.IntegerChoices):
    """How one learns. A direction, not a quota (domain.md section 6)."""

    WORK = 70, _("learning at work")
    TOGETHER = 20, _("learning together")
    TRAINING = 10, pgettext_lazy("share", "training")


class LearningWay(PublicModel):
    """A way of learning in one year's catalogue. `key` is the same from year to year."""

    catalogue = models.ForeignKey(Catalogue, models.CASCADE, related_name="ways")
    key = models.SlugField(max_length=60, blank=True)
    share = models.PositiveSmallIntegerField(choices=Share)
    name = TranslatedField()
    description = TranslatedField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-share", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__in=[70, 20, 10]), name="competencies_way_share"
            ),
            models.UniqueConstraint(
                fields=["catalogue", "key"],
                condition=~Q(key=""),
                name="competencies_way_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
