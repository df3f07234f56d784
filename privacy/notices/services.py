"""Marking the notice as read, and asking whether it has been."""

from organization.models import Person
from privacy.notices.models import NoticeRead
from privacy.notices.texts import VERSION


def has_read(person: Person) -> bool:
    """Whether the present version has been shown to the person."""
    return NoticeRead.objects.filter(person=person, version=VERSION).exists()


def mark_read(person: Person) -> None:
    """Idempotent: the first time counts."""
    NoticeRead.objects.get_or_create(person=person, version=VERSION)
