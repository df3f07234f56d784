"""A year's round and one employment's conversation in it."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competencies.models import Catalogue, Framework
from conversations.models.templates import Template
from conversations.querysets import (
    ConversationQuerySet,
)
from core import clock
from core.models import PublicModel
from organization.models import Employment, Person, Unit


class RoundQuerySet(models.QuerySet[Any]):
    def opened(self) -> Self:
        """Without those that HR is still preparing."""
        return self.filter(is_open=True)


class Round(PublicModel):
    """One year's conversations for the whole city, with the versions they use.

    `is_open`: False while HR prepares it. `due_on` is the last day of general staff's talks; of
    those in education and of supervisors there may be days of their own (None: the same day).
    `new_weeks`: who has been employed for less gets the talk when that time has passed (0: at
    once). `carries_over` (A15): in a year of group talks the goals and ratings last agreed stand
    as the present ones. `version` guards HR's choices.
    """

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    template = models.ForeignKey(Template, models.PROTECT)
    staff_framework = models.ForeignKey(Framework, models.PROTECT, related_name="+")
    supervisor_framework = models.ForeignKey(Framework, models.PROTECT, related_name="+")
    catalogue = models.ForeignKey(Catalogue, models.PROTECT)
    # None: the group talks use the one published last.
    group_template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("talks held by"))
    education_due_on = models.DateField(null=True)
    supervisors_due_on = models.DateField(null=True)
    new_weeks = models.PositiveSmallIntegerField(default=0)
    carries_over = models.BooleanField(default=True)
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    objects = RoundQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.year)


class Conversation(PublicModel):
    """One employment's development conversation in one round.

    `supervisor` is who holds it now (a change of supervisor hands it over); `unled_since`: nobody
    leads the employee since that day, and `supervisor` is the last who did. `held_by`, `held_unit`
    and `held_job_title` are the snapshot taken when it is held, `held_for` the supervisor whose
    deputy held it. `version` guards the state; each text has a version of its own. `unsigned`: why
    it was locked although not both signed; empty: both did. `silence_from`: from which day the days
    of silence before such a locking run (None: from the talk), `silence_told`: when that was told.
    `occasion`: why it was opened, `opened_by` by whom when it is not the round's own; `due_on`: its
    own last day (None: the round's).
    """

    class Occasion(models.TextChoices):
        ROUND = "round", pgettext_lazy("occasion", "the year's round")
        RETURN = "return", pgettext_lazy("occasion", "after a long leave")
        NEW_TASK = "new_task", pgettext_lazy("occasion", "a new task")
        REQUEST = "request", pgettext_lazy("occasion", "asked for by the employee")
        FOLLOW_UP = "follow_up", pgettext_lazy("occasion", "to go on from the last conversation")
        OTHER = "other", pgettext_lazy("occasion", "another reason")

    class State(models.TextChoices):
        PREPARING = "preparing", _("preparing")
        HELD = "held", _("held, to be signed")
        LOCKED = "locked", _("signed and locked")

    class Unsigned(models.TextChoices):
        REFUSED = "refused", _("locked, not signed by both")
        SILENCE = "silence", _("locked, not signed in time")

    round = models.ForeignKey(Round, models.PROTECT, related_name="conversations")
    employment = models.ForeignKey(Employment, models.CASCADE, related_name="conversations")
    supervisor = models.ForeignKey(Person, models.PROTECT, related_name="led_conversations")
    unled_since = models.DateField(null=True, blank=True)
    for_supervisor = models.BooleanField(_("for a supervisor"), default=False)
    state = models.CharField(max_length=12, choices=State, default=State.PREPARING)
    version = models.PositiveIntegerField(default=0)
    meets_at = models.DateTimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length, minutes"), default=60)
    place = models.CharField(_("place"), max_length=120, blank=True)
    invitation_sequence = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(default=clock.now)
    occasion = models.CharField(max_length=10, choices=Occasion, default=Occasion.ROUND)
    occasion_note = models.CharField(max_length=300, blank=True)
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField(null=True)
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    held_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    held_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    held_job_title = models.CharField(max_length=120, blank=True)
    locked_at = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    # Why no goal was agreed, when none was; agreed text like the others (requirement 40).
    no_goal_reason = models.CharField(_("why there is no goal"), max_length=500, blank=True)
    unsigned = models.CharField(max_length=10, choices=Unsigned, blank=True)
    silence_from = models.DateField(null=True, blank=True)
    silence_told = models.DateField(null=True, blank=True)
    # While set, the processing is restricted (GDPR 18): only kept, read by the employee alone.
    restricted_at = models.DateTimeField(null=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "employment"],
                name="conversations_one_open",
                condition=~Q(state="locked"),
                violation_error_message=_("This employment already has an open conversation."),
            ),
            models.UniqueConstraint(
                fields=["round", "employment"],
                name="conversations_one_of_round",
                condition=Q(occasion="round"),
                violation_error_message=_("The round has given this employment its conversation."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["preparing", "held", "locked"]),
                name="conversations_state",
            ),
            models.CheckConstraint(
                condition=Q(state="preparing") | Q(held_at__isnull=False),
                name="conversations_held",
            ),
        ]
        indexes = [
            models.Index(fields=["supervisor", "state"], name="conversations_led"),
            models.Index(fields=["employment", "round"], name="conversations_employment"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.employment}"

    @property
    def outside_round(self) -> bool:
        """Opened for one person, not by the year's round."""
        return self.occasion != self.Occasion.ROUND

    @property
    def last_day(self) -> date:
        """The last day for the talk."""
        return self.due_on or self.round.due_on

    @property
    def data_subject(self) -> object:
        """Whose data this is, for the event log."""
        return self.employment.person.uuid
