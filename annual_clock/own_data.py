"""Reminders that one person has got, or that were about one's late matter."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annual_clock.models import Reminder
from core import personal
from core.personal import Column, Subject, by_id

chapter = personal.section("letters", order=40, title=_("Letters and reminders"))


@chapter.table(
    "annual_clock.Reminder",
    title=_("Reminders to you, and about what you were late with"),
    columns={
        "recipient": Column(pgettext_lazy("own data", "to whom"), by_id("recipient")),
        "person": Column(pgettext_lazy("own data", "whose matter"), by_id("person")),
        "kind": pgettext_lazy("own data", "what it was about"),
        "subject": Column(pgettext_lazy("own data", "random id of the matter"), on_page=False),
        "stage": pgettext_lazy("own data", "stage"),
        "written_on": pgettext_lazy("own data", "when"),
    },
    source=_("The service reminds by itself of what is due."),
    readers=_("The recipient. HR services see that a letter went, not its text."),
    kept="letter",
)
def reminders(subject: Subject) -> Any:
    mine = Q(recipient__in=subject.ids) | Q(person__in=subject.ids)
    return Reminder.objects.filter(mine).order_by("-written_on", "-pk")
