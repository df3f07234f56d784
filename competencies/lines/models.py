"""The decisions behind a unit's lines: when, by whom, and what each set (requirement 43)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from competencies.querysets import OpenQuerySet
from core import clock
from core.fields import TranslatedField
from core.models import PublicModel
from organization.models import Unit


class LineDecision(PublicModel):
    """One decision on a unit's lines for a year. A later one (a greater `number`) replaces it;
    `texts` is what it set, in order, and never changes. Who wrote it down is in the event log."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="line_decisions")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("version"))
    texts = models.JSONField(default=list)
    decided_by = TranslatedField(_("decided by"))
    decided_on = models.DateField(_("decided on"))
    reason = models.TextField(_("what changed and why"), blank=True)
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["year", "unit", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="competencies_line_decision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}/{self.number}"
