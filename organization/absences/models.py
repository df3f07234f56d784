"""Long leave: that somebody is away, from when and until when. Never why (759/2004 3 and 5 §)."""

from django.db import models

from core.models import DatedModel, PublicModel
from organization.models import Employment
from organization.querysets import AbsenceQuerySet


class Absence(PublicModel, DatedModel):
    """An employment is away over the interval; `valid_until` is the first day back, or not yet
    known. There is no field for a reason, and must not be."""

    employment = models.ForeignKey(Employment, models.CASCADE, related_name="absences")

    no_overlap = ("employment",)

    objects = AbsenceQuerySet.as_manager()  # type: ignore[misc]

    class Meta(DatedModel.Meta):
        indexes = [models.Index(fields=["employment", "valid_from"], name="organization_away")]

    def __str__(self) -> str:
        return f"{self.employment} {self.valid_from}"
