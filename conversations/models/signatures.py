"""Signatures and the copy that was signed."""

from django.db import models
from django.db.models import Q

from conversations.models.conversation import Conversation
from conversations.models.texts import Side
from core import clock
from core.models import PublicModel
from organization.models import Person


class Signature(PublicModel):
    """A signature bound to a content hash. An edit before locking voids it (`voided_at`).

    `was_present` false: the talk was held by somebody else, and the signer closes it for the
    supervisor's side as one who was not there.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    deputy_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    was_present = models.BooleanField(default=True)
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "side"],
                condition=Q(voided_at__isnull=True),
                name="conversations_signature_once",
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="conversations_signature_side"
            ),
        ]


class SignedCopy(models.Model):
    """The immutable content as it was signed; the PDF is drawn from it (architecture, idea 5)."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="signed_copy")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)
