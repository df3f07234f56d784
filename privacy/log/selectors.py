"""The log as people read it: ids become names in one query, codes become words.

Whoever has been erased stays an id: the log outlives people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Event, Outcome
from audit.services import VISIT
from conversations.models import Conversation
from organization.models import Person
from organization.selectors import person_of
from privacy.log import words


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of people by their own id and by that of their account. One query."""
    wanted: set[UUID] = {i for i in ids if i is not None}
    if not wanted:
        return {}
    rows = Person.objects.filter(Q(uuid__in=wanted) | Q(user__uuid__in=wanted)).values_list(
        "uuid", "user__uuid", "first_name", "last_name"
    )
    return {
        key: f"{first} {last}"
        for own, account, first, last in rows
        for key in (own, account)
        if key
    }


def years_of(events: Iterable[Event]) -> dict[UUID, int]:
    """The year of each conversation spoken of. One query."""
    ids = {
        e.object_id
        for e in events
        if e.object_id is not None and e.object_type == "conversations.conversation"
    }
    return dict(Conversation.objects.filter(uuid__in=ids).values_list("uuid", "round__year"))


# Who has looked


@dataclass
class Visit:
    """One reader's reading without a long pause, in one role: from, until, what."""

    who: str
    role: str
    begun: datetime
    ended: datetime
    actor: UUID | None
    key: tuple[str, UUID | None]
    what: list[str] = field(default_factory=list)

    @property
    def long(self) -> bool:
        return self.begun.replace(second=0, microsecond=0) != self.ended.replace(
            second=0, microsecond=0
        )


def looks_at(user: Any) -> QuerySet[Event]:
    """Events in which somebody else looked at the user's data, newest first."""
    person = person_of(user)
    if person is None:
        return Event.objects.none()
    return (
        Event.objects.filter(
            data_subject__in=[person.uuid, user.uuid],
            action__in=words.LOOKS,
            outcome=Outcome.OK,
            actor__isnull=False,
        )
        .exclude(actor=user.uuid)
        .order_by("-at", "-pk")
    )


def visits(events: Sequence[Event]) -> list[Visit]:
    """Events, newest first, as visits. Two queries, however many."""
    names = names_of([i for e in events for i in (e.actor, e.deputy_for)])
    years = years_of(events)
    found: list[Visit] = []
    open_: dict[tuple[Any, ...], Visit] = {}
    for event in events:
        key = (event.actor, event.role, event.deputy_for)
        visit = open_.get(key)
        if visit is None or visit.begun - event.at >= VISIT:
            visit = open_[key] = Visit(
                who=names.get(event.actor, _("somebody who no longer works here")),  # type: ignore[arg-type]
                role=role_of(event, names),
                begun=event.at,
                ended=event.at,
                actor=event.actor,
                key=(event.role, event.deputy_for),
            )
            found.append(visit)
        visit.begun = event.at
        what = words.look_words(event.action, years.get(event.object_id))  # type: ignore[arg-type]
        if what not in visit.what:
            visit.what.insert(0, what)
    return found


def role_of(event: Event, names: dict[UUID, str]) -> str:
    """ "supervisor", or "as deputy for Mervi Aaltonen"."""
    if event.deputy_for:
        principal = names.get(event.deputy_for, _("somebody who no longer works here"))
        return _("as deputy for {name}").format(name=principal)
    return words.role_words(event.role)


# The search


@dataclass(frozen=True)
class Query:
    """What is searched; `person`: as actor, as data subject or either (`side`)."""

    first: date
    last: date
    person: Person | None = None
    ident: UUID | None = None
    side: str = ""
    group: str = ""
    outcome: str = ""

    @property
    def subject(self) -> UUID | None:
        return self.person.uuid if self.person else self.ident


@dataclass(frozen=True)
class Line:
    at: datetime
    who: str
    role: str
    group: str
    action: str
    kind: str
    object_id: UUID | None
    whose: str
    outcome: str
    ok: bool
    request_id: str


def search(query: Query) -> QuerySet[Event]:
    found = Event.objects.filter(
        at__gte=_start(query.first), at__lt=_start(query.last + timedelta(days=1))
    )
    ids = [query.ident] if query.ident else []
    if query.person:
        account = query.person.user
        ids = [query.person.uuid, *([account.uuid] if account else [])]
    if ids:
        actor, subject = Q(actor__in=ids), Q(data_subject__in=ids)
        either = actor | subject | Q(deputy_for__in=ids)
        found = found.filter({"actor": actor, "subject": subject}.get(query.side, either))
    for key, _words, beginnings in words.GROUPS:
        if key == query.group:
            wanted = Q()
            for beginning in beginnings:
                wanted |= Q(action__startswith=beginning)
            found = found.filter(wanted)
    if query.outcome:
        found = found.filter(outcome=query.outcome)
    return found.order_by("-at", "-pk")


def _start(day: date) -> datetime:
    """The first moment of a day in Finland."""
    return timezone.make_aware(datetime.combine(day, time()))


def lines(events: Sequence[Event]) -> list[Line]:
    """Events in words. One query for all names."""
    names = names_of([i for e in events for i in (e.actor, e.deputy_for, e.data_subject)])

    def name(ident: UUID | None) -> str:
        return names.get(ident, str(ident)) if ident else ""

    return [
        Line(
            at=event.at,
            who=name(event.actor),
            role=role_of(event, names),
            group=words.action_words(event.action),
            action=event.action,
            kind=event.object_type,
            object_id=event.object_id,
            whose=name(event.data_subject),
            outcome=words.outcome_words(event.outcome),
            ok=event.outcome == Outcome.OK,
            request_id=event.request_id,
        )
        for event in events
    ]


def people_called(text: str, most: int = 20) -> list[Person]:
    """People whose name or employee number has every word of the text."""
    found = Person.objects.select_related("user")
    for word in text.split():
        found = found.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(employee_number=word)
        )
    return list(found[:most])
