"""Times offered for development conversations: by oneself as a supervisor, and to oneself."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.own_data.talks import chapter, who
from conversations.scheduling.models import OfferedTime, TimeOffer
from core.personal import Column, Subject


def _taken(row: Any, subject: Subject) -> str:
    talk = row.taken_by
    return subject.name(talk.employment.person.uuid) if talk else ""


def _offered_to(row: Any, subject: Subject) -> str:
    """Those who chose are not told to whom else it was offered."""
    if subject.person not in (row.supervisor.uuid, getattr(row.offered_by, "uuid", None)):
        return ""
    people = (talk.employment.person.uuid for talk in row.offered_to.all())
    return ", ".join(subject.name(person) for person in people)


@chapter.table(
    "conversations.OfferedTime",
    title=_("Times you have offered or chosen for a conversation"),
    columns={
        "starts_at": pgettext_lazy("own data", "when"),
        "minutes": _("length, minutes"),
        "place": _("place"),
        "supervisor": who("supervisor"),
        "offered_by": Column(
            pgettext_lazy("own data", "offered by"),
            lambda row, subject: subject.name(row.offered_by.uuid) if row.offered_by else "",
        ),
        "offered_to": Column(pgettext_lazy("own data", "to whom"), _offered_to),
        "taken_by": Column(pgettext_lazy("own data", "chosen by"), _taken),
        "created_at": pgettext_lazy("own data", "offered"),
        "withdrawn_at": pgettext_lazy("own data", "taken back"),
    },
    source=_("Your supervisor, or you as a supervisor; you, when you chose."),
    readers=_(
        "Those to whom the time was offered, without each other's names, and the supervisor."
    ),
    kept="conversation",
)
def times(subject: Subject) -> Any:
    mine = Q(supervisor__uuid=subject.person) | Q(offered_by__uuid=subject.person)
    rows = OfferedTime.objects.filter(
        mine | Q(taken_by__employment__person__uuid=subject.person)
    ).distinct()
    return (
        rows.select_related("supervisor", "offered_by", "taken_by__employment__person")
        .prefetch_related("offered_to__employment__person")
        .order_by("starts_at", "pk")
    )


@chapter.table(
    "conversations.TimeOffer",
    title=_("Times offered to you for a conversation"),
    columns={
        "conversation": Column(
            pgettext_lazy("own data", "when"), lambda row, subject: row.time.starts_at
        )
    },
    source=_("Your supervisor."),
    readers=_("You and your supervisor."),
    kept="conversation",
)
def offers(subject: Subject) -> Any:
    rows = TimeOffer.objects.filter(conversation__employment__person__uuid=subject.person)
    return rows.select_related("time").order_by("pk")
