"""What the strategic conversation decides for a year, and the summary that HR shares of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.groups.models import GroupConversation
from conversations.strategic.querysets import DecisionQuerySet, SummaryQuerySet
from core import clock
from core.fields import TranslatedField
from core.models import PublicModel


class StrategicDecision(PublicModel):
    """One decision for one year: prepared, then confirmed once, in which moment it takes effect.
    A later decision on the same replaces it (`replaces`) and says why. Who wrote it is in the event
    log; `decided_by` is the group.

    `content`: lines and the focus of training hold their texts; competences and the catalogue name
    the version that was published, and what changed in it.
    """

    class Kind(models.TextChoices):
        FOCUS = "focus", _("focus of centralised training")
        COMPETENCES = "competences", _("shared competences and scale")
        CATALOGUE = "catalogue", _("70-20-10 catalogue")
        LINES = "lines", pgettext_lazy("decision", "lines")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("decision", "being prepared")
        CONFIRMED = "confirmed", pgettext_lazy("decision", "confirmed")

    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(max_length=12, choices=Kind)
    conversation = models.ForeignKey(
        GroupConversation, models.SET_NULL, null=True, related_name="decisions"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    content = models.JSONField(default=dict)
    decided_by = TranslatedField(_("decided by"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    reason = models.TextField(_("what changed and why"), blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["year", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind"],
                condition=Q(state="draft"),
                name="conversations_decision_one_draft",
            ),
            models.UniqueConstraint(
                fields=["year", "kind"],
                condition=Q(state="confirmed", replaces__isnull=True),
                name="conversations_decision_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["focus", "competences", "catalogue", "lines"]),
                name="conversations_decision_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", confirmed_at__isnull=True)
                | Q(state="confirmed", confirmed_at__isnull=False, decided_on__isnull=False),
                name="conversations_decision_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


class StrategicSummary(PublicModel):
    """The summary (koonti) that HR compiled and shared (requirement 31): frozen, and drawn as PDF
    from `content`. When decisions are corrected HR shares a new one, with the next number."""

    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("version"))
    conversation = models.ForeignKey(
        GroupConversation, models.SET_NULL, null=True, related_name="+"
    )
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    shared_at = models.DateTimeField(default=clock.now)

    objects = SummaryQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], name="conversations_strategic_summary_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"
