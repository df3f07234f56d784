"""Opening a year's conversations, and keeping them with the right people through the year."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from annual_clock.defaults import DEVELOPMENT_CONVERSATIONS, SUPERVISOR_CONVERSATIONS
from annual_clock.models import Milestone, Variant
from audit.services import record
from competencies.defaults import ensure_in_force
from competencies.models import Audience
from competencies.selectors import catalogue_for, framework_for
from conversations.defaults import ensure_template
from conversations.groups.opening import follow_people, make_group_conversations
from conversations.models import Conversation, Round
from conversations.policies import can_open_round
from conversations.services.handover import hand_over
from conversations.services.preparing import delete_expired
from conversations.signing import silence
from conversations.turns import Rules, Turn, turns
from core import clock, faults, work
from core.models import Work
from core.policies import Denied, Refused, require
from core.work import Progress
from organization.selectors import employed_on, person_of

CHUNK = 200  # employments in one short transaction
OPEN_ROUND = "conversations.open_round"
DAILY = "conversations.daily"
_nothing_published = Denied(
    _("Publish the competences and the ways of learning first: this year has none in force.")
)


def open_round(*, user: Any, year: int) -> Round:
    """Open the year by what HR has chosen, or by the defaults: the conversations are made by
    background work. Pressing the button again changes nothing."""
    require(can_open_round(user))
    with transaction.atomic():
        draft_round(year=year)
        opened = Round.objects.select_for_update().get(year=year)
        if not opened.is_open:
            opened.is_open, opened.opened_at = True, clock.now()
            opened.opened_by = person_of(user)
            opened.save(update_fields=["is_open", "opened_at", "opened_by"])
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
    """The year's open round, with the versions it uses."""
    draft_round(year=year)
    now = clock.now()
    Round.objects.filter(year=year, is_open=False).update(
        is_open=True, opened_by=opened_by, opened_at=now
    )
    return Round.objects.get(year=year)


def draft_round(*, year: int) -> Round:
    """The year's round, opened or not. A new one uses what is published last: the templates, the
    frameworks and the catalogue of the year; the last days are those of the annual clock."""
    existing = Round.objects.filter(year=year).first()
    if existing is not None:
        return existing
    ensure_in_force(year)
    staff, supervisors = (
        framework_for(audience, year) for audience in (Audience.ALL_STAFF, Audience.SUPERVISORS)
    )
    catalogue = catalogue_for(year)
    if staff is None or supervisors is None or catalogue is None:
        raise Refused(_nothing_published)
    opened, _created = Round.objects.get_or_create(
        year=year,
        defaults={
            "template": ensure_template(),
            "staff_framework": staff,
            "supervisor_framework": supervisors,
            "catalogue": catalogue,
            **last_days(year),
            "is_open": False,
            "opened_at": clock.now(),
        },
    )
    return opened


def last_days(year: int) -> dict[str, date | None]:
    """By when the talks are held (requirements 20-22): of the annual clock, else the end of the
    first window. A day of one's own only where it is another."""
    rows = Milestone.objects.filter(
        year=year, kind__in=(DEVELOPMENT_CONVERSATIONS, SUPERVISOR_CONVERSATIONS)
    ).order_by("order", "pk")
    known = {(row.kind, row.variant): row.due_on for row in rows}

    def day(kind: str, variant: str) -> date | None:
        return known.get((kind, variant)) or known.get((kind, Variant.BOTH))

    due = day(DEVELOPMENT_CONVERSATIONS, Variant.GENERAL) or date(year, 3, 31)
    education = day(DEVELOPMENT_CONVERSATIONS, Variant.EDUCATION)
    supervisors = day(SUPERVISOR_CONVERSATIONS, Variant.GENERAL)
    return {
        "due_on": due,
        "education_due_on": education if education != due else None,
        "supervisors_due_on": supervisors if supervisors != due else None,
    }


@work.handler(OPEN_ROUND, name=_("Opening the year's conversations"))
def make_conversations(owed: Work) -> Iterator[Progress]:
    """Chunk by chunk over everybody employed today, then over the groups. Killed between chunks it
    goes on from what it finds: whoever has a conversation in this round is passed by."""
    opened = Round.objects.get(year=owed.payload["year"])
    yield from _make(opened, clock.today())


def _make(opened: Round, day: date) -> Iterator[Progress]:
    ids = list(employed_on(day).order_by("pk").values_list("pk", flat=True))
    rules = Rules.of(opened.year, day, opened)
    for start in range(0, len(ids), CHUNK):
        make_chunk(opened, day, ids[start : start + CHUNK], rules)
        yield Progress(min(start + CHUNK, len(ids)), len(ids))
    for progress in make_group_conversations(opened, day):
        yield Progress(len(ids) + progress.done, len(ids) + progress.total)


def make_chunk(opened: Round, day: date, employments: list[int], rules: Rules | None = None) -> int:
    """Conversations of these employments whose turn it is; a constant number of queries. Returns
    how many were made. One opened outside the round counts: nobody is given two."""
    rules = rules or Rules.of(opened.year, day, opened)
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
                due_on=row.due,
                opened_at=now,
            )
            for row in turns(opened.year, day, employments, rules)
            if row.turn is Turn.YES and row.employment not in having and row.supervisor
        ]
        Conversation.objects.bulk_create(wanted, ignore_conflicts=True)
        faults.point("round.written")
    return len(wanted)


@work.handler(DAILY, name=_("Daily upkeep of conversations"))
def daily(owed: Work) -> Iterator[Progress]:
    """Once a day: late joiners get theirs, open talks follow a change of supervisor, text that
    nobody shared in time goes, and what nobody signs in time is locked."""
    day = clock.today()
    yield from hand_over(day)
    delete_expired(day)
    yield from silence.run(day)
    follow_people(day)
    opened = Round.objects.opened().filter(year=day.year).first()
    if opened is not None:
        yield from _make(opened, day)


def _uuid(user: Any) -> UUID | None:
    return getattr(user, "uuid", None)
