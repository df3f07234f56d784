"""That a conversation has gone from one supervisor to another."""

from django.db import models

from conversations.models.conversation import Conversation
from core import clock
from core.models import PublicModel
from organization.models import Person


class Handover(PublicModel):
    """A conversation went from `earlier` to `to` because the reporting line changed.

    No `earlier`: somebody leads the employee again; no `to`: nobody does. `state`: how far the
    conversation was. `told` turns true in the transaction that writes the letters about it.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="handovers")
    earlier = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    to = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=Conversation.State)
    at = models.DateTimeField(default=clock.now)
    told = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(
                fields=["to"], condition=models.Q(told=False), name="conversations_untold"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation} {self.at:%Y-%m-%d}"
