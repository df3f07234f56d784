"""What the city wants people to be able to do: strategy, shared competences and their levels, and
the 70-20-10 catalogue of ways of learning. Everything is versioned by year; nothing is deleted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competencies.querysets import (
    CatalogueQuerySet,
    FrameworkQuerySet,
    LineQuerySet,
    OpenQuerySet,
)
from core import clock
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
    # A later decision left it out; it stays for what leans on it (competencies.lines).
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["year", "unit", "order"]

    def __str__(self) -> str:
        return str(self.text)


class Audience(models.TextChoices):
    ALL_STAFF = "all_staff", _("all staff")
    SUPERVISORS = "supervisors", _("supervisors")
    UNIT = "unit", _("own to a unit")
    PROFESSION = "profession", _("own to a profession")


class Framework(PublicModel):
    """One year's set of competences for an audience (requirements 32-34), with the decision that
    set it. A published version never changes; what is no longer used is archived, never deleted.

    A unit's own (`unit`, with all below it) and a profession's own (`job_titles`) have a `name` and
    a `key` that is the same from year to year. `raters`: who rates before the talk, where the level
    is agreed. `both_lists`, of the supervisors': they are rated on the list of all staff too (A9).
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("framework", "draft")
        PUBLISHED = "published", pgettext_lazy("framework", "published")
        ARCHIVED = "archived", pgettext_lazy("framework", "archived")

    class Raters(models.TextChoices):
        BOTH = "both", _("the employee and the supervisor")
        SELF = "self", _("the employee only")
        SUPERVISOR = "supervisor", _("the supervisor only")

    audience = models.CharField(max_length=12, choices=Audience)
    key = models.SlugField(max_length=60, blank=True)
    name = TranslatedField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="frameworks")
    job_titles = models.JSONField(default=list, blank=True)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    raters = models.CharField(max_length=10, choices=Raters, default=Raters.BOTH)
    both_lists = models.BooleanField(default=True)
    decided_by = TranslatedField(_("decided by"))
    decided_on = models.DateField(_("decided on"), null=True)
    published_at = models.DateTimeField(null=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "key", "year"],
                condition=~Q(state="archived"),
                name="competencies_framework_once",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["all_staff", "supervisors"], unit__isnull=True, key="")
                | (Q(audience="unit", unit__isnull=False) & ~Q(key=""))
                | (Q(audience="profession", unit__isnull=True) & ~Q(key="")),
                name="competencies_framework_audience",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "archived"])
                | Q(state="published", published_at__isnull=False),
                name="competencies_framework_state",
            ),
            models.CheckConstraint(
                condition=Q(raters__in=["both", "self", "supervisor"]),
                name="competencies_framework_raters",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"

    @property
    def title(self) -> str:
        """The name of an own one; else the audience."""
        return str(self.name) or str(self.get_audience_display())


class Level(models.Model):
    """One step of a framework's scale (A9: by default 1-5; not assessed is the absence of a
    level). `text`: what the step looks like at work, where a competence has no words of its own."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    name = TranslatedField()
    text = TranslatedField()

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
    last year's rating finds its place beside this year's.

    Competences are a tree: one that has others below it is a heading, and nobody is rated on it.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="competences")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
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


class CompetenceTarget(PublicModel):
    """A target level that differs from the competence's own: in a unit with all below it, for a job
    title, or for a job title in a unit. The most specific one holds (selectors.targets)."""

    competence = models.ForeignKey(Competence, models.CASCADE, related_name="targets")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(_("target level"))

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["competence", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["competence", "unit", "job_title"],
                condition=Q(unit__isnull=False),
                name="competencies_target_unit_once",
            ),
            models.UniqueConstraint(
                fields=["competence", "job_title"],
                condition=Q(unit__isnull=True),
                name="competencies_target_title_once",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(job_title=""),
                name="competencies_target_whose",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1) & Q(level__lte=9), name="competencies_target_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competence} {self.level}"


class Catalogue(PublicModel):
    """A version of the 70-20-10 catalogue, reviewed yearly (requirements 15-18). A published one
    never changes; the greatest `number` of a year is in force. A draft has no `published_at`."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    version = models.PositiveIntegerField(default=0)
    decided_by = TranslatedField(_("decided by"))
    decided_on = models.DateField(_("decided on"), null=True)
    published_at = models.DateTimeField(null=True, blank=True, default=clock.now)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="competencies_catalogue_once"),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(published_at__isnull=True),
                name="competencies_catalogue_one_draft",
            ),
        ]

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


# A room's own models live beside its rules; Django finds them here.
from competencies.lines.models import LineDecision  # noqa: E402, F401
