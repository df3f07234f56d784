"""A year's round and one employment's conversation in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competencies.models import Catalogue, Framework
from conversations.models.templates import Template
from conversations.querysets import (
    ConversationQuerySet,
)
from core import clock
from core.models import PublicModel
from organization.models import Employment, Person, Unit


class Round(PublicModel):
    """One year's development conversations for the whole city, with the versions they use."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    template = models.ForeignKey(Template, models.PROTECT)
    staff_framework = models.ForeignKey(Framework, models.PROTECT, related_name="+")
    supervisor_framework = models.ForeignKey(Framework, models.PROTECT, related_name="+")
    catalogue = models.ForeignKey(Catalogue, models.PROTECT)
    due_on = models.DateField(_("talks held by"))
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.year)


class Conversation(PublicModel):
    """One employment's development conversation in one round.

    `supervisor` is who holds it now (a change of supervisor hands it over); `unled_since`: nobody
    leads the employee since that day, and `supervisor` is the last who did. `held_by`, `held_unit`
    and `held_job_title` are the snapshot taken when it is held, `held_for` the supervisor whose
    deputy held it. `version` guards the state; each text has a version of its own. `unsigned`: why
    it was locked although not both signed; empty: both did. `silence_from`: from which day the days
    of silence before such a locking run (None: from the talk), `silence_told`: when it was foretold.
    """

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
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    held_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    held_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    held_job_title = models.CharField(max_length=120, blank=True)
    locked_at = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
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
    def data_subject(self) -> object:
        """Whose data this is, for the event log."""
        return self.employment.person.uuid
