"""Templates of conversations: versions of themes and questions (requirements 30, 35 and 39).

A template is a draft, published or archived. A published version never changes: whoever wants
other words makes a new draft of it. The database refuses too (conversations.editor.guards).
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conversations.editor.querysets import TemplateQuerySet
from core import clock
from core.fields import TranslatedField
from core.models import PublicModel
from organization.models import Person


class Edited(models.Model):
    """What several of HR write at the same time: a save names the version it was typed over."""

    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True


class Template(PublicModel, Edited):
    """A version of one kind of conversation's themes and questions.

    `number` runs within the kind. `name` tells apart templates of a kind that are used side by
    side; without one it is called by its kind. `note`: what is new in this version, for HR.
    """

    class Kind(models.TextChoices):
        DEVELOPMENT = "development", _("development conversation")
        GROUP = "group", _("group conversation")
        STRATEGIC = "strategic", _("strategic conversation")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        ARCHIVED = "archived", _("archived")

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DEVELOPMENT)
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    name = TranslatedField()
    note = models.CharField(_("what is new"), max_length=200, blank=True)
    made_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="conversations_template_once"),
            models.CheckConstraint(
                # The day is written just before the state (conversations.editor.services).
                condition=Q(state="draft")
                | Q(state__in=["published", "archived"], published_at__isnull=False),
                name="conversations_template_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def title(self) -> str:
        """Its name, or else its kind."""
        return str(self.name) or str(self.get_kind_display())

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class Theme(PublicModel, Edited):
    """A theme of the talk (requirement 39). `supervisors_only`: theme 4. `help` stands at its head,
    for all its questions."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="themes")
    key = models.SlugField(max_length=60)
    title = TranslatedField()
    help = TranslatedField()
    order = models.PositiveSmallIntegerField()
    supervisors_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="conversations_theme_once")
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def about_wellbeing(self) -> bool:
        """Then its page says what does not belong there, whatever its texts are (759/2004)."""
        return any(q.sensitivity == Sensitivity.WELLBEING for q in self.questions.all())


class Sensitivity(models.TextChoices):
    ORDINARY = "ordinary", _("ordinary")
    WELLBEING = "wellbeing", _("wellbeing")
    FEEDBACK = "feedback", _("feedback on the supervisor")


class QuestionKind(models.TextChoices):
    """What is asked, and how. A block asks nothing: it stands where a theme leads to the
    competences, the goals or the needs, which have parts of their own (38, contradiction A14)."""

    TEXT = "text", _("text")
    SCALE = "scale", _("scale")
    CHOICE = "choice", _("choice")
    DATE = "date", _("date")
    COMPETENCES = "competences", _("competences")
    GOALS = "goals", _("goals")
    NEEDS = "needs", _("learning needs")


BLOCKS = (QuestionKind.COMPETENCES, QuestionKind.GOALS, QuestionKind.NEEDS)


class Question(PublicModel, Edited):
    """A subtheme with its help text. `key` is the same from version to version, so that last year's
    agreed answer stands beside.

    A scale and a choice have `options`: [{"key": "1", "label": {"fi": ...}}]; of a scale only the
    ends need a label.
    """

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12, choices=QuestionKind, default=QuestionKind.TEXT)
    title = TranslatedField()
    help = TranslatedField()
    options = models.JSONField(default=list, blank=True)
    supervisors_only = models.BooleanField(default=False)
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
            models.CheckConstraint(
                condition=Q(kind__in=QuestionKind.values), name="conversations_question_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_block(self) -> bool:
        return self.kind in BLOCKS

    def is_asked_in(self, talk: Any) -> bool:
        """Some questions are for supervisors' own talks only."""
        return bool(talk.for_supervisor) or not self.supervisors_only
