"""One's own conversations, and how a conversation shows as a line of a list.

Each list is a constant number of queries, however many rows there are.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from conversations.models import Conversation, Handover
from conversations.obligations import ACTIONS, url_of
from conversations.selectors.standing import DOING, TODO, Owed, day_of, held_on, standing
from core.look import formats
from core.policies import Words
from organization.absences.selectors import Away
from organization.models import (
    Person,
    ReportingLine,
)

State = Conversation.State


@dataclass(frozen=True)
class Line:
    """A conversation in a list, with what its reader does next."""

    conversation: Conversation
    name: str
    job_title: str
    status: str
    words: Words
    when: date | None
    held: date | None
    action: Words
    url: str
    todo: Words = ""
    late: bool = False
    deputy_for: str = ""
    urgent: tuple[bool, date] = (True, date.max)


@dataclass(frozen=True)
class Earlier:
    """That one held a conversation with somebody one no longer leads; nothing of what was said."""

    name: str
    year: int
    held: date | None
    led_until: date | None


def own(person: Person, today: date) -> list[Line]:
    """One's own conversations, all years, the newest first."""
    rows = loaded(Conversation.objects.filter(employment__person=person), today)
    return [line_of(c, "employee", today) for c in rows.order_by("-round__year", "-pk")]


def held_earlier(person: Person, today: date) -> list[Earlier]:
    """Those that `person` held and whose employees somebody else leads now."""
    led = ReportingLine.objects.on(today).filter(supervisor=person).values("employment")
    rows = list(
        Conversation.objects.filter(held_by=person)
        .exclude(employment__in=led)
        .exclude(employment__person=person)
        .select_related("round", "employment__person")
        .order_by("-held_at", "pk")
    )
    until = {
        line.employment_id: line.valid_until
        for line in ReportingLine.objects.filter(
            supervisor=person, employment__in=[c.employment_id for c in rows]
        ).order_by("valid_from")
    }
    return [
        Earlier(str(c.employment.person), c.round.year, held_on(c), until.get(c.employment_id))
        for c in rows
    ]


@dataclass(frozen=True)
class HandedOver:
    """That an open conversation went from the reader to somebody else; nothing of its content."""

    name: str
    year: int
    to: str
    at: datetime


def handed_over(person: Person, year: int) -> list[HandedOver]:
    """Conversations of the round `year` that have gone from `person` to another, the newest first.
    One query."""
    rows = (
        Handover.objects.filter(earlier=person, conversation__round__year__gte=year)
        .exclude(conversation__supervisor=person, conversation__unled_since__isnull=True)
        .select_related("conversation__round", "conversation__employment__person", "to")
        .order_by("-at")
    )
    return [
        HandedOver(
            str(row.conversation.employment.person),
            row.conversation.round.year,
            str(row.to or ""),
            row.at,
        )
        for row in rows
    ]


def loaded(rows: QuerySet[Conversation], today: date) -> Any:
    return rows.with_people().prefetch_related("preparations", "signatures", "refusals")  # type: ignore[attr-defined]


def line_of(
    c: Conversation, side: str, today: date, job_title: str = "", deputy_for: str = ""
) -> Line:
    now = standing(c, today)
    mine, other = now.of(side), now.of("supervisor" if side == "employee" else "employee")
    name = str(c.employment.person)
    open_url = reverse("conversations:detail", args=[c.uuid])
    status, words, late = "done", ready_words(c), False
    action: Words = pgettext("button", "Open")
    url = open_url
    urgent = (True, date.max)
    todo = ""
    if now.away and mine is None:
        status, words = "other", away_words(now.away)
        urgent = (True, now.away.back_on or date.max)
    elif c.unled_since and c.state != State.LOCKED and side == "employee" and mine is None:
        status, words = "other", _("Waits until a supervisor is named")
    elif mine is not None:
        late = mine.late(today)
        status = "late" if late else "turn"
        words = _sentence(_("Late: {what}") if late else _("Your turn: {what}"), TODO[mine.step])
        todo = f"{TODO[mine.step]}: {name}"
        action, url = ACTIONS[mine.step], url_of(c, mine.step)
        urgent = (False, mine.due)
    elif other is not None:
        late = other.late(today)
        who = str(c.supervisor if side == "employee" else c.employment.person)
        status = "late" if late else "other"
        words = f"{who} {DOING[other.step]}"
        urgent = (not late, other.due)
    return Line(
        conversation=c,
        name=name,
        job_title=job_title or c.held_job_title,
        status=status,
        words=words,
        when=_when(c, mine or other),
        held=held_on(c),
        action=action,
        url=url,
        todo=todo,
        late=late,
        urgent=urgent,
        deputy_for=deputy_for,
    )


def ready_words(c: Conversation) -> Words:
    """Of a locked conversation: how it was closed."""
    return c.get_unsigned_display() if c.unsigned else _("Ready, both have signed")


def away_words(away: Away) -> str:
    """Of an employee on leave: dates only, never a reason."""
    if away.last_day is None:
        return _("On leave. The conversation waits.")
    return _("On leave until {day} The conversation waits.").format(
        day=formats.fin_date(away.last_day, "bare")
    )


def _sentence(pattern: str, what: Words) -> str:
    return pattern.format(what=what)


def _when(c: Conversation, owed: Owed | None) -> date | None:
    """The day of the talk, or else by when the next step is due."""
    if c.state == State.PREPARING:
        return day_of(c) or (owed.due if owed else None)
    return owed.due if owed else None
