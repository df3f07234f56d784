"""What the pages of times show; a fixed number of queries, however many people and times."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from conversations.models import Conversation
from conversations.scheduling.models import OfferedTime, TimeOffer
from conversations.scheduling.querysets import calendars_of
from core import clock
from core.look import formats
from core.retention import moment
from organization.models import Person, ReportingLine
from organization.selectors import employed_on


@dataclass(frozen=True)
class Talk:
    """Somebody's conversation that is still ahead. `offered`: free times this person can choose
    from."""

    conversation: Conversation
    name: str
    offered: int


@dataclass(frozen=True)
class Span:
    """From a moment until another, that one no longer in it."""

    begins: datetime
    ends: datetime

    def meets(self, other: "Span") -> bool:
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True)
class Day:
    day: date
    times: list[OfferedTime]


@dataclass(frozen=True)
class Times:
    """The page of a supervisor, or of a deputy who may hold."""

    talks: list[Talk]
    days: list[Day]

    @property
    def without(self) -> list[Talk]:
        return [talk for talk in self.talks if talk.conversation.meets_at is None]

    @property
    def can_choose(self) -> list[Talk]:
        """Those without a time who have an account to choose one with."""
        return [talk for talk in self.without if talk.conversation.employment.person.user_id]


def ahead(person: Person, today: date) -> Any:
    """Conversations that are still ahead, of those whose talks `person` holds."""
    lines = ReportingLine.objects.on(today).filter(supervisor__in=calendars_of(person))
    return (
        Conversation.objects.filter(
            state=Conversation.State.PREPARING,
            restricted_at=None,
            employment__in=lines.values("employment"),
        )
        .filter(employment__in=employed_on(today).values("pk"))
        .exclude(employment__person=person)
        .select_related("employment__person__user", "round")
        .order_by("employment__person__last_name", "employment__person__first_name", "pk")
    )


def times(user: Any, person: Person, today: date) -> Times:
    """The people, and the times from today on with who has chosen which."""
    rows = list(ahead(person, today))
    open_times = OfferedTime.objects.open()
    offered = Counter(
        TimeOffer.objects.filter(conversation__in=rows, time__in=open_times).values_list(
            "conversation", flat=True
        )
    )
    kept = (
        OfferedTime.objects.kept_by(user)
        .filter(withdrawn_at__isnull=True, starts_at__gte=moment(today))
        .select_related("taken_by__employment__person", "supervisor")
        .order_by("starts_at", "pk")
    )
    return Times(
        talks=[Talk(c, str(c.employment.person), offered[c.pk]) for c in rows],
        days=_by_day(list(kept)),
    )


def choices(conversation: Conversation) -> list[Day]:
    """The free times that the present supervisor offers for this conversation, and the one that
    has been chosen, while it is ahead."""
    found = OfferedTime.objects.open().filter(
        offers__conversation=conversation, supervisor=conversation.supervisor
    )
    mine = OfferedTime.objects.filter(taken_by=conversation, starts_at__gt=clock.now())
    return _by_day(sorted({*found, *mine}, key=lambda time: (time.starts_at, time.pk)))


def busy(supervisors: Collection[int], moments: Sequence[datetime]) -> list[Span]:
    """When these supervisors' talks, and the free times they offer, stand around some moments. A
    free time that begins at one of them is no hindrance: it is offered to more people."""
    if not moments:
        return []
    first, last = min(moments) - timedelta(days=1), max(moments) + timedelta(days=1)
    talks = Conversation.objects.filter(
        state=Conversation.State.PREPARING,
        supervisor__in=supervisors,
        meets_at__gte=first,
        meets_at__lte=last,
    )
    free = OfferedTime.objects.open().filter(
        supervisor__in=supervisors, starts_at__gte=first, starts_at__lte=last
    )
    spans: list[tuple[Any, int]] = [
        *talks.values_list("meets_at", "minutes"),
        *free.exclude(starts_at__in=moments).values_list("starts_at", "minutes"),
    ]
    return [Span(start, start + timedelta(minutes=minutes)) for start, minutes in spans]


def _by_day(rows: list[OfferedTime]) -> list[Day]:
    days = groupby(rows, key=lambda time: formats.local(time.starts_at).date())
    return [Day(day, list(group)) for day, group in days]
