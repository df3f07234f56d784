"""Which letters and jobs that wait for a decision a reader may see."""

from typing import Any

from django.db.models import QuerySet

from annual_clock.policies import can_look_after_letters, can_look_after_work
from core.models import Letter, Work


def letters_visible_to(user: Any) -> QuerySet[Letter]:
    """To whom, which kind, when and how it went; the views never show a text."""
    return Letter.objects.all() if can_look_after_letters(user) else Letter.objects.none()


def work_visible_to(user: Any) -> QuerySet[Work]:
    return Work.objects.all() if can_look_after_work(user) else Work.objects.none()
