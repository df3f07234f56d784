"""Who may read the decisions and the summaries of the strategic conversation."""

from typing import Any, Self

from django.db import models

from core import clock
from organization.models import BodyKind
from organization.selectors import (
    bodies_of,
    is_hr,
    leads_people,
    person_of,
    stands_in,
)

GROUPS = (BodyKind.CITY_LEADERSHIP, BodyKind.AREA_LEADERSHIP)


def reads_summary(user: Any) -> bool:
    """Leadership groups, supervisors with their deputies, and HR (requirement 31)."""
    person = person_of(user)
    if person is None:
        return False
    today = clock.today()
    return (
        is_hr(user)
        or leads_people(person, today)
        or stands_in(person, today)
        or bodies_of(person, today).filter(kind__in=GROUPS).exists()
    )


class DecisionQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        """Confirmed, and not replaced by a later decision."""
        return self.filter(state="confirmed", replaced_by__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """What has been decided: everybody in the house, since lines, competences and ways of
        learning are everybody's. What is only being prepared: policies.can_prepare."""
        person = person_of(user)
        return self.filter(state="confirmed") if person else self.none()


class SummaryQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Those with whom HR shares it (requirement 31)."""
        return self.all() if reads_summary(user) else self.none()
