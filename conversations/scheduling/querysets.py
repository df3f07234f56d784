"""Who sees times that are offered: the supervisor, a deputy who may hold the talks, and those to
whom they are offered."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from core import clock
from organization.models import Deputy, Person
from organization.selectors import person_of


def calendars_of(person: Person) -> list[int]:
    """The supervisors whose times one looks after: oneself, and those one holds talks for."""
    principals = Deputy.objects.in_force(clock.today()).filter(deputy=person, may_hold=True)
    return [person.pk, *principals.values_list("supervisor", flat=True)]


class OfferedTimeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Also taken ones, whose taker only the supervisor's side is told."""
        person = person_of(user)
        if person is None:
            return self.none()
        return self.filter(
            Q(supervisor__in=calendars_of(person)) | Q(offered_to__employment__person=person)
        ).distinct()

    def kept_by(self, user: Any) -> Self:
        """Those of which the reader is the supervisor, or a deputy who may hold."""
        person = person_of(user)
        return self.filter(supervisor__in=calendars_of(person)) if person else self.none()

    def open(self) -> Self:
        """Free to choose: still ahead, taken by nobody, not withdrawn."""
        return self.filter(
            withdrawn_at__isnull=True, taken_by__isnull=True, starts_at__gt=clock.now()
        )
