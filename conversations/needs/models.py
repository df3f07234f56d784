"""The one publication of a round's needs: sums without names, frozen (requirements 42, A13)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conversations.models.conversation import Round
from core import clock
from core.fields import TranslatedField
from core.models import PublicModel
from organization.models import Person, Unit


class NeedsPublication(PublicModel):
    """HR closed the collection of a round. Once for each round: of two publications one could
    subtract what a single person added in between (domain.md 3.6)."""

    class State(models.TextChoices):
        OWED = "owed", _("being counted")
        READY = "ready", _("published")

    round = models.OneToOneField(Round, models.PROTECT, related_name="needs_publication")
    state = models.CharField(max_length=5, choices=State, default=State.OWED)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(default=clock.now)
    # The day whose organisation the figures follow.
    day = models.DateField()
    ready_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="owed") | Q(state="ready", ready_at__isnull=False),
                name="conversations_needs_published",
            )
        ]

    def __str__(self) -> str:
        return str(self.round)


class NeedFigure(models.Model):
    """How many people of a unit, with all below it, need a competence: in all (`share` and
    `horizon` empty) or by way and horizon. `value` none: not shown.

    `share` 0: no way was chosen. `competence` empty: none of the shared competences. `name` is the
    competence as it was called then.
    """

    publication = models.ForeignKey(NeedsPublication, models.CASCADE, related_name="figures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    competence = models.CharField(max_length=60, blank=True)
    name = TranslatedField()
    order = models.PositiveSmallIntegerField(default=0)
    share = models.PositiveSmallIntegerField(null=True)
    horizon = models.CharField(max_length=6, blank=True)
    value = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["publication", "unit", "order", "pk"]
        indexes = [models.Index(fields=["publication", "unit"], name="conversations_need_figure")]
        constraints = [
            models.CheckConstraint(
                # The database too keeps what could tell of one person.
                condition=Q(value__isnull=True) | Q(value__gte=5),
                name="conversations_need_figure_five",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.competence}"
