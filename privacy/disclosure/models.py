"""A lawful disclosure: reading outside the table of who sees what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.models import Conversation
from core import clock
from core.models import PublicModel
from organization.models import Person


class Disclosure(PublicModel):
    """An HR main user asks to read named conversations of one person, for a written reason and on a
    legal basis; the data-protection officer or the city manager decides. Only who asked reads,
    until `open_until`. The person is told at once who reads what and why."""

    class Basis(models.TextChoices):
        AUTHORITY = "authority", _("An authority or a court has the right to the data by law.")
        CLAIM = "claim", _("The employer establishes, presents or defends a legal claim.")
        INQUIRY = (
            "inquiry",
            _("The employer must find out about harassment, discrimination or load at work."),
        )
        OTHER = "other", _("Another provision of law.")

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("disclosure", "waiting for the second person")
        APPROVED = "approved", pgettext_lazy("disclosure", "approved")
        REFUSED = "refused", pgettext_lazy("disclosure", "refused")
        ENDED = "ended", pgettext_lazy("disclosure", "ended")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    conversations = models.ManyToManyField(Conversation, related_name="+")
    sensitive = models.BooleanField(_("also wellbeing and feedback"), default=False)
    preparations = models.BooleanField(_("also shared preparations"), default=False)
    days = models.PositiveSmallIntegerField(_("days the reading stays open"), default=7)
    basis = models.CharField(_("legal basis"), max_length=10, choices=Basis)
    statute = models.CharField(_("law and section"), max_length=200)
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(_("why so decided"), blank=True)
    open_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "approved", "refused", "ended"]),
                name="privacy_disclosure_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(open_until__isnull=False),
                name="privacy_disclosure_ends",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1) & Q(days__lte=30), name="privacy_disclosure_days"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(asked_by__isnull=True)
                | ~Q(decided_by=models.F("asked_by")),
                name="privacy_disclosure_two_people",
            ),
        ]
