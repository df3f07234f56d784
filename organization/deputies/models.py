"""What has been decided about deputies, kept when the row itself is shortened or taken away."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from core import clock
from organization.models import Person


class DeputyChange(models.Model):
    """One decision: a deputy named, changed or ended; the interval and rights are those after it.

    `rights` are the names of organization.services.RIGHTS with spaces between.
    """

    class Kind(models.TextChoices):
        NAMED = "named", pgettext_lazy("deputy", "named")
        CHANGED = "changed", pgettext_lazy("deputy", "changed")
        ENDED = "ended", pgettext_lazy("deputy", "ended")

    supervisor = models.ForeignKey(Person, models.CASCADE, related_name="+")
    deputy = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    rights = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["supervisor", "at"], name="organization_deputy_log")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["named", "changed", "ended"]),
                name="organization_deputy_change",
            )
        ]

    def __str__(self) -> str:
        return f"{self.deputy} {self.kind}"

    @property
    def last_day(self) -> date | None:
        return self.valid_until - timedelta(days=1) if self.valid_until else None
