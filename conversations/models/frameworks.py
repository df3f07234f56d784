"""With which frameworks a talk was held."""

from django.db import models

from competencies.models import Framework
from conversations.models.conversation import Conversation


class UsedFramework(models.Model):
    """A framework that a talk was held with, and the target levels of that day (`targets`, by the
    competence's key), in the order of the page. Written when the talk is held, so that a later
    move, target or framework changes nothing in it."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="used_frameworks")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="+")
    targets = models.JSONField(default=dict)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "framework"], name="conversations_framework_once"
            )
        ]
