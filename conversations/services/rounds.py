"""Opening a year's conversations, and keeping them with the right people through the year."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from annual_clock.defaults import DEVELOPMENT_CONVERSATIONS
from annual_clock.models import Milestone
from audit.services import record
from competencies.defaults import ensure_defaults
from competencies.models import Audience, Catalogue
from competencies.selectors import framework_for
from conversations.defaults import ensure_template
from conversations.models import Conversation, Round
from conversations.policies import can_open_round
from conversations.services.handover import hand_over
from conversations.services.preparing import delete_expired
from conversations.turns import Turn, turns
from core import clock, faults, work
from core.models import Work
from core.policies import require
from core.work import Progress
from organization.selectors import employed_on, person_of

CHUNK = 200  # employments in one short transaction
OPEN_ROUND = "conversations.open_round"
DAILY = "conversations.daily"


def open_round(*, user: Any, year: int) -> Round:
    """Open the year for the whole city: the conversations are made by background work. Pressing the
    button again changes nothing."""
    require(can_open_round(user))
    with transaction.atomic():
        opened = ensure_round(year=year, opened_by=person_of(user))
        work.owe(OPEN_ROUND, f"{year}:1", {"year": year}, requested_by=_uuid(user))
        record(user, "conversations.open_round", opened)
    return opened


def fetch_new(*, user: Any, year: int) -> Work:
    """Make conversations for those who have joined since (HR's button). While such work is owed,
    the same work is returned."""
    require(can_open_round(user))
    with transaction.atomic():
        rounds = Work.objects.filter(kind=OPEN_ROUND, key__startswith=f"{year}:")
        newest = rounds.order_by("-pk").first()
        if newest is not None and newest.state == Work.State.OWED:
            return newest
        # Not by counting: finished work is deleted after a while.
        number = int(newest.key.partition(":")[2]) + 1 if newest else 1
        return work.owe(OPEN_ROUND, f"{year}:{number}", {"year": year}, requested_by=_uuid(user))


def work_of(year: int) -> Work | None:
    """The newest piece of work that makes this year's conversations."""
    return Work.objects.filter(kind=OPEN_ROUND, key__startswith=f"{year}:").order_by("-pk").first()


def ensure_round(*, year: int, opened_by: Any = None) -> Round:
    """The year's round with the versions it uses: the published template, the frameworks and the
    catalogue of the year."""
    existing = Round.objects.filter(year=year).first()
    if existing is not None:
        return existing
    ensure_defaults(year)
    milestone = (
        Milestone.objects.filter(year=year, kind=DEVELOPMENT_CONVERSATIONS)
        .order_by("order", "pk")
        .first()
    )
    opened, _created = Round.objects.get_or_create(
        year=year,
        defaults={
            "template": ensure_template(),
            "staff_framework": framework_for(Audience.ALL_STAFF, year),
            "supervisor_framework": framework_for(Audience.SUPERVISORS, year),
            "catalogue": Catalogue.objects.get(year=year),
            # Requirement 20: the first window ends with March.
            "due_on": milestone.due_on if milestone else date(year, 3, 31),
            "opened_by": opened_by,
            "opened_at": clock.now(),
        },
    )
    return opened


@work.handler(OPEN_ROUND, name=_("Opening the year's conversations"))
def make_conversations(owed: Work) -> Iterator[Progress]:
    """Chunk by chunk over everybody employed today. Killed between chunks it goes on from what it
    finds: whoever has a conversation in this round is passed by."""
    opened = Round.objects.get(year=owed.payload["year"])
    yield from _make(opened, clock.today())


def _make(opened: Round, day: date) -> Iterator[Progress]:
    ids = list(employed_on(day).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        make_chunk(opened, day, ids[start : start + CHUNK])
        yield Progress(min(start + CHUNK, len(ids)), len(ids))


def make_chunk(opened: Round, day: date, employments: list[int]) -> int:
    """Conversations of these employments whose turn it is; a constant number of queries. Returns
    how many were made."""
    with transaction.atomic():
        having = set(
            Conversation.objects.filter(round=opened, employment__in=employments).values_list(
                "employment", flat=True
            )
        )
        now = clock.now()
        wanted = [
            Conversation(
                round=opened,
                employment_id=row.employment,
                supervisor_id=row.supervisor,
                for_supervisor=row.leads,
                opened_at=now,
            )
            for row in turns(opened.year, day, employments)
            if row.turn is Turn.YES and row.employment not in having and row.supervisor
        ]
        Conversation.objects.bulk_create(wanted, ignore_conflicts=True)
        faults.point("round.written")
    return len(wanted)


@work.handler(DAILY, name=_("Daily upkeep of conversations"))
def daily(owed: Work) -> Iterator[Progress]:
    """Once a day: late joiners get theirs, open talks follow a change of supervisor, and text that
    nobody shared in time goes."""
    day = clock.today()
    yield from hand_over(day)
    delete_expired(day)
    opened = Round.objects.filter(year=day.year).first()
    if opened is not None:
        yield from _make(opened, day)


def _uuid(user: Any) -> UUID | None:
    return getattr(user, "uuid", None)
