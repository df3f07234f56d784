"""Goals and development needs: suggested in a preparation, agreed in the talk."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competencies.models import Competence, LearningWay, Line, StrategyItem
from conversations.goals.querysets import GoalQuerySet
from conversations.models.conversation import Conversation
from conversations.querysets import (
    ItemQuerySet,
)
from core import clock
from core.models import PublicModel
from organization.models import Employment, Person, Unit


class Progress(models.IntegerChoices):
    """How far a goal is, in the words that people use."""

    NOT_BEGUN = 0, _("not begun")
    GOING = 1, _("on the way")
    NEARLY = 2, _("nearly there")
    REACHED = 3, pgettext_lazy("goal", "reached")


class Goal(PublicModel):
    """A goal of one employment (requirements 14, 40). `agreed` false: suggested in a preparation by
    `author`, seen by the other side once shared.

    Without a conversation it was set outside the round: both see it, and `agreed_by` is the one who
    agreed on what the other proposed. `continues`: the goal of an earlier conversation that this
    one carries on. `progress` is what the newest check-in said.
    """

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
    line = models.ForeignKey(Line, models.PROTECT, null=True, blank=True, related_name="+")
    strategy_item = models.ForeignKey(
        StrategyItem, models.PROTECT, null=True, blank=True, related_name="+"
    )
    measure = models.CharField(_("how we know it is reached"), max_length=300, blank=True)
    due_on = models.DateField(_("ready by"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    progress = models.PositiveSmallIntegerField(choices=Progress, default=Progress.NOT_BEGUN)
    continues = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="continuations"
    )
    agreed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "done", "dropped"]),
                name="conversations_goal_status",
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=3), name="conversations_goal_progress"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def continued(self) -> bool:
        """Whether a goal agreed in a later conversation carries this one on."""
        return any(goal.agreed for goal in self.continuations.all())

    @property
    def data_subject(self) -> object:
        """Whose data this is, for the event log."""
        return self.employment.person.uuid


class DevelopmentNeed(PublicModel):
    """What somebody needs to learn. Its source is not always a conversation (law, survey, group):
    then it is the `unit`'s with all below it, until `retired_at`. As a wish of a preparation
    (`agreed` false) it is its author's until shared."""

    class Source(models.TextChoices):
        CONVERSATION = "conversation", _("development conversation")
        GROUP = "group", _("group conversation")
        STRATEGIC = "strategic", _("strategic conversation")
        SURVEY = "survey", _("survey")
        LAW = "law", _("law")
        HR = "hr", _("HR services")

    class Horizon(models.TextChoices):
        NOW = "now", _("needed now")
        FUTURE = "future", _("needed in future")

    class Urgency(models.TextChoices):
        HIGH = "high", _("as soon as possible")
        NORMAL = "normal", _("within a year")
        LOW = "low", _("when there is time")

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
    horizon = models.CharField(
        _("now or in future"), max_length=6, choices=Horizon, default=Horizon.NOW
    )
    urgency = models.CharField(
        _("how urgent"), max_length=6, choices=Urgency, default=Urgency.NORMAL
    )
    # Of a unit's need: what it rests on, the year of its making, the conversation it comes from.
    basis = models.CharField(_("what it rests on"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    origin = models.UUIDField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["horizon", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source="conversation", conversation__isnull=False)
                | (~Q(source="conversation") & Q(unit__isnull=False)),
                name="conversations_need_source",
            ),
            models.CheckConstraint(
                condition=Q(horizon__in=["now", "future"])
                & Q(urgency__in=["high", "normal", "low"]),
                name="conversations_need_when",
            ),
        ]

    def __str__(self) -> str:
        return self.topic
