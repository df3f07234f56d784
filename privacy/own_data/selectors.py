"""What the pages of own data show."""

from typing import Any

from django.db.models import Q, QuerySet

from core import clock
from core.models import Work
from organization.models import Employment, Person
from organization.selectors import is_hr, person_of
from privacy.own_data.models import DataFile, Delivery
from privacy.own_data.policies import is_officer
from privacy.own_data.services import MAKE


def own_files(user: Any) -> QuerySet[DataFile]:
    """One's own packages, without their bytes."""
    person = person_of(user)
    rows = DataFile.objects.filter(person=person, for_delivery=False)
    return rows.defer("content") if person else rows.none()


def work_of(file: DataFile | None) -> Work | None:
    return Work.objects.filter(kind=MAKE, key=str(file.uuid)).first() if file else None


def deliveries(user: Any) -> QuerySet[Delivery]:
    """HR and the data-protection officer see that there are deliveries, and how far."""
    rows = Delivery.objects.select_related("person", "ordered_by", "released_by")
    return rows if is_hr(user) or is_officer(user) else rows.none()


def find_leavers(user: Any, words: str) -> list[Person]:
    """People by name for HR's order: those who have left, at most twenty."""
    if not is_hr(user) or not words.strip():
        return []
    rows = Person.objects.visible_to(user)
    for word in words.split():
        rows = rows.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    today = clock.today()
    working = Employment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today))
    rows = rows.exclude(pk__in=working.values("person")).order_by("last_name", "first_name")
    return list(rows[:20])
