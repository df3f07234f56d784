"""Goals and development needs: suggested in a preparation, agreed in the talk."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competencies.models import Competence, LearningWay
from conversations.models.conversation import Conversation
from conversations.querysets import (
    ItemQuerySet,
)
from core import clock
from core.models import PublicModel
from organization.models import Employment, Person, Unit


class Goal(PublicModel):
    """A goal of one employment (requirements 14, 40). `agreed` false: suggested in a preparation by
    `author`, seen by the other side once shared."""

    class Status(models.TextChoices):
        OPEN = "open", _("in progress")
        DONE = "done", _("reached")
        DROPPED = "dropped", _("dropped")

    employment = models.ForeignKey(Employment, models.CASCADE, related_name="goals")
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, null=True, blank=True, related_name="goals"
    )
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    agreed = models.BooleanField(default=False)
    title = models.CharField(_("goal"), max_length=200)
    way = models.ForeignKey(
        LearningWay, models.PROTECT, related_name="+", verbose_name=_("way of learning")
    )
    competence = models.ForeignKey(
        Competence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("competence"),
    )
    measure = models.CharField(_("how we know it is reached"), max_length=300, blank=True)
    due_on = models.DateField(_("ready by"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "done", "dropped"]),
                name="conversations_goal_status",
            )
        ]

    def __str__(self) -> str:
        return self.title


class DevelopmentNeed(PublicModel):
    """What somebody needs to learn. Its source is not always a conversation (law, survey, group).
    As a wish of a preparation (`agreed` false) it is its author's until shared."""

    class Source(models.TextChoices):
        CONVERSATION = "conversation", _("development conversation")
        GROUP = "group", _("group conversation")
        STRATEGIC = "strategic", _("strategic conversation")
        SURVEY = "survey", _("survey")
        LAW = "law", _("law")
        HR = "hr", _("HR services")

    class Urgency(models.TextChoices):
        NOW = "now", _("needed now")
        FUTURE = "future", _("needed in future")

    source = models.CharField(max_length=12, choices=Source, default=Source.CONVERSATION)
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, null=True, blank=True, related_name="needs"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    agreed = models.BooleanField(default=False)
    topic = models.CharField(_("what needs to be learned"), max_length=200)
    competence = models.ForeignKey(
        Competence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("competence"),
    )
    way = models.ForeignKey(
        LearningWay,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("way of learning"),
    )
    urgency = models.CharField(_("when"), max_length=6, choices=Urgency, default=Urgency.NOW)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["urgency", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source="conversation", conversation__isnull=False)
                | (~Q(source="conversation") & Q(unit__isnull=False)),
                name="conversations_need_source",
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=["now", "future"]), name="conversations_need_urgency"
            ),
        ]

    def __str__(self) -> str:
        return self.topic
