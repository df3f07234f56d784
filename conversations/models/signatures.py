"""Signatures and the copy that was signed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.models.closing import Reopening
from conversations.models.conversation import Conversation
from conversations.models.texts import Side
from core import clock
from core.models import PublicModel
from organization.models import Person


class Signature(PublicModel):
    """A signature bound to a content hash. An edit before locking voids it (`voided_at`).

    `was_present` false: the talk was held by somebody else, and the signer closes it for the
    supervisor's side as one who was not there. `way`: how it was given; of one that was not given
    by the signer's own account `recorded_by` is at whose device or by whom it was recorded, and
    `paper_on` the day on the paper. `remark`: the signer's own words beside the signature, with
    `differs` as a differing view; `remark_hash` binds them to the content. `reopening`: the
    signature belongs to the copy that was locked before HR reopened the conversation.
    """

    class Way(models.TextChoices):
        ACCOUNT = "account", pgettext_lazy("way of signing", "with one's own account")
        CODE = (
            "code",
            pgettext_lazy("way of signing", "on the supervisor's device, with a code of one's own"),
        )
        PAPER = "paper", pgettext_lazy("way of signing", "on paper")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    deputy_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    was_present = models.BooleanField(default=True)
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)
    voided_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=10, choices=Way, default=Way.ACCOUNT)
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    paper_on = models.DateField(null=True)
    remark = models.TextField(_("remark"), blank=True)
    differs = models.BooleanField(default=False)
    remark_hash = models.CharField(max_length=64, blank=True)
    reopening = models.ForeignKey(
        Reopening, models.CASCADE, null=True, related_name="signatures", editable=False
    )

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
            models.CheckConstraint(
                condition=~Q(way="paper") | Q(paper_on__isnull=False),
                name="conversations_signature_paper",
            ),
        ]


class SignedCopy(models.Model):
    """The immutable content as it was signed or locked; the PDF is drawn from it."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="signed_copy")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)
