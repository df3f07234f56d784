"""The log as far as it is about one person: who has read and changed one's data, and what the
person has done oneself."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.models import Event, Tombstone
from core import personal
from core.personal import Column, Subject, by_id

chapter = personal.section("log", order=50, title=_("Who has read and changed"))

SOURCE = _("The service writes it by itself at every read and change (906/2019 17 §).")
READERS = _("You, and the data-protection officer, whose searches are logged too.")


def _action(row: Event, subject: Subject) -> str:
    return row.action if subject.raw else subject.say(row.action)


@chapter.table(
    "audit.Event",
    title=_("Who has read or changed your data"),
    columns={
        "at": pgettext_lazy("own data", "when"),
        "actor": Column(pgettext_lazy("own data", "who"), by_id("actor")),
        "role": _("role"),
        "deputy_for": Column(pgettext_lazy("own data", "as deputy for"), by_id("deputy_for")),
        "action": Column(pgettext_lazy("own data", "what was done"), _action),
        "data_subject": Column(pgettext_lazy("own data", "whose data"), by_id("data_subject")),
        "object_id": Column(pgettext_lazy("own data", "random id of the matter"), on_page=False),
        "outcome": pgettext_lazy("own data", "outcome"),
    },
    source=SOURCE,
    readers=READERS,
    kept="log",
)
def about(subject: Subject) -> Any:
    return Event.objects.filter(data_subject__in=subject.ids).order_by("-at", "-pk")


@chapter.table(
    "audit.Event",
    title=_("What you have done with other people's data"),
    columns={
        "at": pgettext_lazy("own data", "when"),
        "role": _("role"),
        "action": Column(pgettext_lazy("own data", "what was done"), _action),
        "outcome": pgettext_lazy("own data", "outcome"),
    },
    source=SOURCE,
    readers=READERS,
    kept="log",
    note=_("Whose data they were is left out: that is about them."),
)
def by(subject: Subject) -> Any:
    if subject.account is None:
        return Event.objects.none()
    rows = Event.objects.filter(actor=subject.account).exclude(data_subject__in=subject.ids)
    return rows.order_by("-at", "-pk")


@chapter.table(
    "audit.Tombstone",
    title=_("Months of the log that you have had erased"),
    columns={
        "month": pgettext_lazy("own data", "month"),
        "erased_by": Column(pgettext_lazy("own data", "who"), by_id("erased_by")),
        "erased_at": pgettext_lazy("own data", "when"),
    },
    source=SOURCE,
    readers=READERS,
    kept="log",
)
def tombstones(subject: Subject) -> Any:
    return Tombstone.objects.filter(erased_by__in=subject.ids).order_by("pk")
