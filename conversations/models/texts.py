"""What the two sides prepare and what they agree: texts and levels, by layer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competencies.models import Competence
from conversations.models.conversation import Conversation
from conversations.models.templates import Question
from conversations.querysets import (
    AnswerQuerySet,
    PreparationQuerySet,
    RatingQuerySet,
)
from core import clock
from organization.models import Person


class Side(models.TextChoices):
    EMPLOYEE = "employee", _("employee")
    SUPERVISOR = "supervisor", _("supervisor")


class Layer(models.TextChoices):
    """Whose text or rating it is: one side's preparation, or what was agreed together."""

    EMPLOYEE = "employee", _("employee")
    SUPERVISOR = "supervisor", _("supervisor")
    AGREED = "agreed", _("agreed")


class Preparation(models.Model):
    """One side's preparation. It opens to the other when its author shares it.

    Text not shared when the talk is held, or when the supervisor changes, is shared or deleted by
    its author, and deleted by itself after `delete_after` (14 days). `deputy_for`: whose deputy the
    author was; `earlier`: the author's time on the supervisor's side is over.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="preparations")
    side = models.CharField(max_length=10, choices=Side)
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    deputy_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    earlier = models.BooleanField(default=False)
    shared_at = models.DateTimeField(null=True)
    delete_after = models.DateField(null=True)

    objects = PreparationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "side", "author"], name="conversations_preparation_once"
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="conversations_preparation_side"
            ),
        ]


class Answer(models.Model):
    """A text to a question: a side's preparation (with its author) or what was agreed.

    `version` grows by one at each save; a save names the version it was typed over, and a clash is
    shown to the second writer.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    layer = models.CharField(max_length=10, choices=Layer)
    author = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "question", "layer", "author"],
                name="conversations_answer_once",
            ),
            models.UniqueConstraint(
                fields=["conversation", "question"],
                condition=Q(layer="agreed"),
                name="conversations_agreed_once",
            ),
            models.CheckConstraint(
                condition=Q(layer__in=Layer.values), name="conversations_answer_layer"
            ),
            models.CheckConstraint(
                condition=Q(layer="agreed", author__isnull=True)
                | (~Q(layer="agreed") & Q(author__isnull=False)),
                name="conversations_answer_author",
            ),
        ]

    @property
    def shown(self) -> str:
        """The answer in words, in the present language; needs `question`."""
        from conversations.answers import shown

        return shown(self.question, self.text)


class Rating(models.Model):
    """A level on a competence: self, supervisor's or agreed. No `level`: "not assessed" chosen."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="ratings")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="+")
    layer = models.CharField(max_length=10, choices=Layer)
    author = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    updated_at = models.DateTimeField(default=clock.now)

    objects = RatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "competence", "layer", "author"],
                name="conversations_rating_once",
            ),
            models.UniqueConstraint(
                fields=["conversation", "competence"],
                condition=Q(layer="agreed"),
                name="conversations_agreed_rating_once",
            ),
            models.CheckConstraint(
                condition=Q(layer__in=Layer.values), name="conversations_rating_layer"
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | (Q(level__gte=1) & Q(level__lte=9)),
                name="conversations_rating_level",
            ),
        ]
