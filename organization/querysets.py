"""The one place that says who may read people, employments and units as lists.

What a development conversation or a plan shows of a person is said by its own app.
"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from core import clock
from core.models import DatedQuerySet


class UnitQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """A municipality's organisation is public: every person of the house sees its units."""
        from organization.selectors import person_of

        return self.all() if person_of(user) else self.none()


class EmploymentQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Those that hold on `day` (half-open: the end is the first day they no longer do)."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))

    def visible_to(self, user: Any, day: date | None = None) -> Self:
        """HR sees all, a supervisor those led on `day` (today), everyone one's own."""
        from organization.models import ReportingLine
        from organization.selectors import is_hr, person_of

        person = person_of(user)
        if person is None:
            return self.none()
        if is_hr(user):
            return self.all()
        led = ReportingLine.objects.on(day or clock.today()).filter(supervisor=person)
        return self.filter(Q(person=person) | Q(pk__in=led.values("employment")))


class PersonQuerySet(models.QuerySet[Any]):
    def working(self, day: date) -> Self:
        """Those who work on `day`: whoever names a deputy chooses among them by name."""
        from organization.models import Employment

        return self.filter(pk__in=Employment.objects.on(day).values("person"))

    def visible_to(self, user: Any, day: date | None = None) -> Self:
        """As employments; HR also sees people without one (an elected chair)."""
        from organization.models import Employment
        from organization.selectors import is_hr, person_of

        person = person_of(user)
        if person is None:
            return self.none()
        if is_hr(user):
            return self.all()
        seen = Employment.objects.visible_to(user, day)
        return self.filter(Q(pk=person.pk) | Q(pk__in=seen.values("person")))


class DeputyQuerySet(DatedQuerySet):
    def in_force(self, day: date) -> Self:
        """Those that hold on `day`: of their interval, and of deputies who are employed on it."""
        from organization.models import Employment

        employed = Employment.objects.on(day).values("person")
        return self.on(day).filter(deputy__in=employed)

    def visible_to(self, user: Any) -> Self:
        """HR sees all, a supervisor one's own deputies, a deputy for whom one stands in."""
        from organization.selectors import is_hr, person_of

        person = person_of(user)
        if person is None:
            return self.none()
        if is_hr(user):
            return self.all()
        return self.filter(Q(supervisor=person) | Q(deputy=person))


class AbsenceQuerySet(DatedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """HR sees all, a supervisor those of the people led today, everyone one's own."""
        from organization.models import Employment

        return self.filter(employment__in=Employment.objects.visible_to(user))
