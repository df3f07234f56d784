"""What HR decides of one year's round: for units, and for single people."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.models.conversation import Round
from core import clock
from core.models import PublicModel
from organization.models import Employment, Person, Unit


class UnitChoice(PublicModel):
    """How a unit, with all below it that has no choice of its own, talks in one round.

    Without a row the unit's own setting decides (requirement 23).
    """

    class Way(models.TextChoices):
        PERSONAL = "personal", pgettext_lazy("way of talking", "one by one")
        GROUP = "group", pgettext_lazy("way of talking", "as a group")
        NONE = "none", pgettext_lazy("way of talking", "not this year")

    round = models.ForeignKey(Round, models.CASCADE, related_name="unit_choices")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    way = models.CharField(max_length=8, choices=Way)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "unit"], name="conversations_unit_choice_once"
            ),
            models.CheckConstraint(
                condition=Q(way__in=["personal", "group", "none"]),
                name="conversations_unit_choice_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.unit} {self.way}"


class Arrangement(PublicModel):
    """What HR decided for one employment against the round's own rule: opened at once, opened from
    a day on, or left out with a reason. Deleting the row takes it back.

    `from_day`: the first day on which the conversation is opened. `note`: never health data; the
    page says so.
    """

    class Decision(models.TextChoices):
        OPEN = "open", pgettext_lazy("arrangement", "open now")
        LATER = "later", pgettext_lazy("arrangement", "open later")
        LEFT_OUT = "left_out", pgettext_lazy("arrangement", "leave out of this year's round")

    class Reason(models.TextChoices):
        AWAY = "away", pgettext_lazy("left out", "away for the whole time")
        LEAVING = "leaving", pgettext_lazy("left out", "the employment ends")
        NEW = "new", pgettext_lazy("left out", "has just started")
        SHORT = "short", pgettext_lazy("left out", "a short or occasional employment")
        ELSEWHERE = "elsewhere", pgettext_lazy("left out", "talks in another employment")
        TALKED = "talked", pgettext_lazy("left out", "has just had a conversation")
        OTHER = "other", pgettext_lazy("left out", "another reason")

    round = models.ForeignKey(Round, models.CASCADE, related_name="arrangements")
    employment = models.ForeignKey(Employment, models.CASCADE, related_name="arrangements")
    decision = models.CharField(max_length=8, choices=Decision)
    from_day = models.DateField(null=True)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "employment"], name="conversations_arrangement_once"
            ),
            models.CheckConstraint(
                condition=Q(decision="open", from_day__isnull=True, reason="")
                | Q(decision="later", from_day__isnull=False, reason="")
                | (Q(decision="left_out", from_day__isnull=True) & ~Q(reason="")),
                name="conversations_arrangement_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.employment} {self.decision}"

    @property
    def data_subject(self) -> object:
        """Whose data this is, for the event log."""
        return self.employment.person.uuid
