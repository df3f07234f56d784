"""A whole team's goals, and what is noted of any goal during the year (requirements 14, 40)."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competencies.models import Competence, LearningWay, Line, StrategyItem
from conversations.goals.querysets import TeamGoalQuerySet
from conversations.models.items import Goal, Progress
from core import clock
from core.models import PublicModel
from organization.models import Person, Unit


class TeamGoal(PublicModel):
    """A goal of a unit as a whole. Its leader looks after it; everybody in the unit sees it.

    `origin`: the random id of the group or strategic conversation in which it was agreed, if any.
    """

    Status = Goal.Status

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="team_goals")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    origin = models.UUIDField(null=True, blank=True)
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
    status = models.CharField(max_length=10, choices=Goal.Status, default=Goal.Status.OPEN)
    progress = models.PositiveSmallIntegerField(choices=Progress, default=Progress.NOT_BEGUN)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    objects = TeamGoalQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "done", "dropped"]),
                name="conversations_team_goal_status",
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=3), name="conversations_team_goal_progress"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def data_subject(self) -> object:
        """For the event log: it names nobody but whoever wrote it."""
        return self.author.uuid if self.author else None


class CheckIn(models.Model):
    """One note of how a goal goes, by either of the pair. Written once, never changed: what was
    thought in spring is still there in autumn."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="check_ins")
    team_goal = models.ForeignKey(TeamGoal, models.CASCADE, null=True, related_name="check_ins")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    deputy_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Goal.Status)
    progress = models.PositiveSmallIntegerField(choices=Progress)
    note = models.CharField(_("what has happened, and what next"), max_length=1000, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=False, team_goal__isnull=True)
                | Q(goal__isnull=True, team_goal__isnull=False),
                name="conversations_check_in_of_one",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "done", "dropped"]) & Q(progress__lte=3),
                name="conversations_check_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_progress_display()}"
