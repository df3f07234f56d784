"""Reminders go with the letters that carried them, and with what they reminded of."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annual_clock.models import Reminder
from core.retention import Rows, eraser, forgets

eraser(
    Rows(
        key="annual_clock.reminder",
        rule="letter",
        name=_("Reminders"),
        due=lambda cutoff: Reminder.objects.filter(written_on__lt=cutoff),
        year="written_on",
        people=("person", "recipient"),
        size=1_000,
    )
)


@forgets
def forget(ids: Sequence[UUID]) -> None:
    Reminder.objects.filter(Q(subject__in=ids) | Q(person__in=ids) | Q(recipient__in=ids)).delete()
