"""Who may read plans. Every list, page, document and export loads through `visible_to`.

Plans of teams and areas: their leader and the leader's deputies with that right, the leaders above
in the line, and HR. Areas' plans also, once submitted, the area's own leadership group and the
city manager's; the centralised plan the same, and the areas' groups when it is in review. A
package as a whole: HR; the leadership groups and the leaders of city and service areas from review
on; the cooperation committee from the day it is brought to it (its frozen version); and, when it
has been confirmed, everybody in the city's service: a confirmed plan is public (621/1999). The
system administrator's role opens nothing.
"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q, QuerySet

from core import clock
from organization.models import (
    BodyKind,
    Leadership,
    Person,
    Unit,
    UnitAncestor,
    UnitKind,
    UnitPeriod,
)
from organization.selectors import (
    bodies_of,
    employed_on,
    in_body,
    is_hr,
    person_of,
    principals_of,
)
from training_plans.succession import answered_for, with_carried

WITH_COMMITTEE = ("committee", "treated", "confirmed")


def represented(person: Person, day: date) -> QuerySet[Person]:
    """The person, and those for whom they may decide on plans as a deputy."""
    principals = principals_of(person, "plan", day)
    return Person.objects.filter(Q(pk=person.pk) | Q(pk__in=principals.values("pk")))


def units_written_by(person: Person, day: date) -> QuerySet[Unit]:
    """The units whose plan the person writes on `day`, as their leader or as a deputy: also those
    that have ended or have no leader of their own (training_plans.succession)."""
    led = Leadership.objects.on(day).filter(person__in=represented(person, day).values("pk"))
    return answered_for(Unit.objects.filter(pk__in=led.values("unit")), day)


def units_in_line(person: Person, day: date) -> QuerySet[Unit]:
    """Those units with all below them."""
    rows = UnitAncestor.objects.on(day).filter(
        ancestor__in=units_written_by(person, day).values("pk")
    )
    return with_carried(rows, day)


def leads_widely(person: Person, day: date) -> bool:
    """Whether the person leads the city or a service area, or stands in for one who does."""
    wide = UnitPeriod.objects.on(day).filter(kind__in=[UnitKind.CITY, UnitKind.SERVICE_AREA])
    return units_written_by(person, day).filter(pk__in=wide.values("unit")).exists()


class PlanQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        person = person_of(user)
        if person is None:
            return self.none()
        if is_hr(user):
            return self.all()
        day = clock.today()
        may = Q(unit__in=units_in_line(person, day).values("pk"))
        submitted_area = Q(
            state="submitted", level__in=["responsibility_area", "service_area", "centralised"]
        )
        groups = dict(bodies_of(person, day).values_list("kind", "unit_id"))
        if BodyKind.CITY_LEADERSHIP in groups:
            may |= submitted_area
        if BodyKind.AREA_LEADERSHIP in groups:
            areas = bodies_of(person, day, BodyKind.AREA_LEADERSHIP).values("unit")
            own = UnitAncestor.objects.on(day).filter(ancestor__in=areas).values("unit")
            may |= submitted_area & Q(unit__in=own)
            may |= Q(level="centralised", state="submitted") & ~Q(package__state="gathering")
        return self.filter(may)


class ItemQuerySet(models.QuerySet[Any]):
    def active(self) -> Self:
        """What stands in the plan: not withdrawn, not merged into another."""
        return self.filter(withdrawn_at__isnull=True, merged_into__isnull=True)

    def visible_to(self, user: Any) -> Self:
        from training_plans.models import Plan

        return self.filter(plan__in=Plan.objects.visible_to(user).values("pk"))


class CommentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        from training_plans.models import Plan

        return self.filter(plan__in=Plan.objects.visible_to(user).values("pk"))

    def unanswered(self) -> Self:
        return self.filter(needs_answer=True, answered_at__isnull=True)


class PackageQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The packages that the reader may open as a whole."""
        person = person_of(user)
        if person is None:
            return self.none()
        if is_hr(user):
            return self.all()
        day = clock.today()
        may = Q(pk__in=[])
        if employed_on(day).filter(person=person).exists():
            may |= Q(state="confirmed")
        if in_body(person, BodyKind.COOPERATION, day):
            may |= Q(state__in=WITH_COMMITTEE)
        if works_on_packages(person, day):
            may |= ~Q(state="gathering")
        return self.filter(may)


def works_on_packages(person: Person, day: date) -> bool:
    """Whether the person reads packages while they are being prepared (requirements 25, 43, 44)."""
    return (
        in_body(person, BodyKind.CITY_LEADERSHIP, day)
        or in_body(person, BodyKind.AREA_LEADERSHIP, day)
        or leads_widely(person, day)
    )


class DocumentedQuerySet(models.QuerySet[Any]):
    """Frozen packages: who may read the package from review on, and readers of what was brought."""

    def visible_to(self, user: Any) -> Self:
        from training_plans.models import Package

        return self.filter(package__in=Package.objects.visible_to(user).values("pk"))
