"""Times that a supervisor offers for development conversations."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conversations.models.conversation import Conversation
from conversations.scheduling.querysets import OfferedTimeQuerySet
from core import clock
from core.models import PublicModel
from organization.models import Person


class OfferedTime(PublicModel):
    """A time in a supervisor's day, offered to some of those they lead; the first to choose it has
    it. `taken_by` is that conversation; freed when another time is chosen or set."""

    supervisor = models.ForeignKey(Person, models.CASCADE, related_name="+")
    offered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    starts_at = models.DateTimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("length, minutes"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    offered_to = models.ManyToManyField(
        Conversation, through="TimeOffer", related_name="offered_times"
    )
    taken_by = models.ForeignKey(
        Conversation, models.SET_NULL, null=True, related_name="taken_times"
    )
    withdrawn_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = OfferedTimeQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supervisor", "starts_at"],
                condition=Q(withdrawn_at__isnull=True),
                name="conversations_time_once",
            ),
            models.UniqueConstraint(
                fields=["taken_by"],
                condition=Q(taken_by__isnull=False),
                name="conversations_time_taken_once",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=15) & Q(minutes__lte=240),
                name="conversations_time_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def data_subject(self) -> object:
        """Whose data this is, for the event log."""
        return self.supervisor.uuid


class TimeOffer(models.Model):
    """That a time is offered to the employee of this conversation."""

    time = models.ForeignKey(OfferedTime, models.CASCADE, related_name="offers")
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["time", "conversation"], name="conversations_offer_once"
            )
        ]
