"""What else becomes of a conversation at its end: refusals, later remarks, reopenings, codes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conversations.models.conversation import Conversation
from conversations.models.texts import Side
from core import clock
from core.models import PublicModel
from organization.models import Person


class Reopening(PublicModel):
    """HR opened a locked conversation again, for a reason that both parties see.

    It keeps the copy that was locked, with its hash, as `SignedCopy` had it; the signatures and
    refusals that closed it point here. `unsigned` as the conversation had it.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="reopenings")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(_("why it is reopened"))
    at = models.DateTimeField(default=clock.now)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    locked_at = models.DateTimeField()
    unsigned = models.CharField(max_length=10, choices=Conversation.Unsigned, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.conversation} {self.at:%Y-%m-%d}"


class Refusal(models.Model):
    """One side does not sign this text. It blocks nothing and is no signature.

    An edit of the text voids it as it voids signatures; whoever signs after all withdraws it.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="refusals")
    side = models.CharField(max_length=10, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    deputy_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(_("why you do not sign"), blank=True)
    content_hash = models.CharField(max_length=64)
    refused_at = models.DateTimeField(default=clock.now)
    voided_at = models.DateTimeField(null=True)
    reopening = models.ForeignKey(
        Reopening, models.CASCADE, null=True, related_name="refusals", editable=False
    )

    class Meta:
        ordering = ["refused_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "side"],
                condition=Q(voided_at__isnull=True),
                name="conversations_refusal_once",
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="conversations_refusal_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation} {self.person}"


class Remark(models.Model):
    """Added by either party after locking, beside what was signed. It is never changed."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="remarks")
    side = models.CharField(max_length=10, choices=Side)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    deputy_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("remark"))
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="conversations_remark_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation} {self.author}"


class SigningCode(models.Model):
    """A one-time code by which an employee without an account signs one conversation on the
    supervisor's device. HR hands it over on paper; only its hash is kept, and that until it is
    used, replaced, expired or tried wrong too often (`closed_at`)."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="signing_codes")
    code_hash = models.CharField(max_length=128, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_on = models.DateField()  # the last day it works
    wrong = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(closed_at__isnull=True),
                name="conversations_code_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation} {self.made_at:%Y-%m-%d}"
