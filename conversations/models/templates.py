"""Templates of conversations: versions of themes and questions (requirement 39)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.fields import TranslatedField
from core.models import PublicModel


class Template(PublicModel):
    """A version of the conversation's themes and questions. Once published it never changes."""

    class Kind(models.TextChoices):
        DEVELOPMENT = "development", _("development conversation")

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DEVELOPMENT)
    number = models.PositiveSmallIntegerField(_("version"))
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="conversations_template_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Theme(PublicModel):
    """A theme of the talk (requirement 39). `supervisors_only`: theme 4."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="themes")
    key = models.SlugField(max_length=60)
    title = TranslatedField()
    order = models.PositiveSmallIntegerField()
    supervisors_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="conversations_theme_once")
        ]

    def __str__(self) -> str:
        return str(self.title)


class Sensitivity(models.TextChoices):
    ORDINARY = "ordinary", _("ordinary")
    WELLBEING = "wellbeing", _("wellbeing")
    FEEDBACK = "feedback", _("feedback on the supervisor")


class Question(PublicModel):
    """A subtheme with its help text. `key` is the same from version to version, so that last year's
    agreed answer stands beside."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    title = TranslatedField()
    help = TranslatedField()
    sensitivity = models.CharField(max_length=10, choices=Sensitivity, default=Sensitivity.ORDINARY)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "key"], name="conversations_question_once"),
            models.CheckConstraint(
                condition=Q(sensitivity__in=Sensitivity.values),
                name="conversations_question_sensitivity",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)
