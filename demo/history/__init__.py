"""Two years of development conversations, held, signed and locked.

Whose turn it was, with whom, is asked of the conversations app itself, as it was on a day of the
year: so alternate years (requirement 23) are obeyed. Texts, ratings, goals and needs are picked by
seeds; a person's level moves from year to year. Written in bulk, a few hundred talks at a time.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta

from django.db import transaction

from conversations.content import contents_of, hash_of
from conversations.models import Conversation, Round, Side, Signature, SignedCopy
from conversations.services.rounds import ensure_round
from conversations.turns import Turn, turns
from core.documents import as_json
from demo.history.contents import (
    BATCH,
    Rows,
    Versions,
    agree,
    at,
    held,
    prepare,
    rate,
    set_goals,
)
from demo.people import ANCHOR, random_for, uuid_for
from organization.models import Membership, Person
from organization.selectors import employed_on

YEARS = (2024, 2025)
CHUNK = 400
PLACES = ("esihenkilön työhuone", "neuvotteluhuone", "kahvihuone", "Teams")


def opening_day(year: int) -> date:
    return date(year, 1, 15)


def write_year(year: int) -> Iterator[tuple[int, int]]:
    """One year's talks of those who still work on the anchor day: what leavers had said was erased
    half a year after they left. Yields (done, total)."""
    day = opening_day(year)
    opened = ensure_round(year=year)
    Round.objects.filter(pk=opened.pk).update(opened_at=at(day, time(9)))
    still = employed_on(ANCHOR).filter(pk__in=employed_on(day)).order_by("pk")
    ids = list(still.exclude(conversations__round=opened).values_list("pk", flat=True))
    versions = Versions.of(opened)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        with transaction.atomic():
            _fill(opened, versions, day, chunk)
        yield min(start + CHUNK, len(ids)), len(ids)


def _fill(opened: Round, versions: Versions, day: date, employments: list[int]) -> None:
    places = {
        row.employment_id: row
        for row in Membership.objects.on(day)
        .filter(employment__in=employments)
        .select_related("unit", "employment__person")
    }
    talks = list(_hold(opened, day, places))
    Conversation.objects.bulk_create(talks, batch_size=BATCH)
    rows = Rows()
    for talk in talks:
        rng = random_for("texts", opened.year, talk.employment.uuid)
        unit = places[talk.employment_id].unit
        prepare(rows, talk, versions, unit, opened.year, rng)
        agree(rows, talk, versions, unit, opened.year)
        rate(rows, talk, versions, opened.year)
        set_goals(rows, talk, versions, unit, opened.year, rng)
    rows.write()
    _sign(talks, opened.year)


def _working_day(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def _hold(opened: Round, day: date, places: Mapping[int, Membership]) -> Iterator[Conversation]:
    """The talks of those whose turn it was, held on a day of the year's first window."""
    due = [row for row in turns(opened.year, day, places) if row.turn is Turn.YES]
    supervisors = Person.objects.in_bulk([row.supervisor for row in due])
    for row in due:
        place = places[row.employment]
        rng = random_for("talk", opened.year, place.employment.uuid)
        when = _working_day(date(opened.year, 1, 22) + timedelta(days=rng.randint(0, 64)))
        moment = at(when, time(rng.randint(8, 14), rng.choice((0, 0, 30))))
        supervisor = supervisors[row.supervisor]
        yield Conversation(
            uuid=uuid_for("talk", opened.year, place.employment.uuid),
            round=opened,
            employment=place.employment,
            supervisor=supervisor,
            for_supervisor=row.leads,
            state=Conversation.State.HELD,
            opened_at=at(day, time(9)),
            meets_at=moment,
            held_at=moment,
            place=rng.choice(PLACES),
            held_by=supervisor,
            held_unit=place.unit,
            held_job_title=place.job_title,
        )


def _sign(talks: list[Conversation], year: int) -> None:
    """Both sign what the conversations app itself says was agreed, and it is locked."""
    contents = contents_of(talks)
    signatures, copies = [], []
    for talk in talks:
        content = as_json(contents[talk.pk])
        talk.content_hash = hash_of(content)
        rng = random_for("signing", year, talk.employment.uuid)
        signed = held(talk)
        for side, person in (
            (Side.SUPERVISOR, talk.supervisor),
            (Side.EMPLOYEE, talk.employment.person),
        ):
            signed += timedelta(days=rng.randint(0, 4), minutes=rng.randint(20, 240))
            signatures.append(
                Signature(
                    uuid=uuid_for("signature", talk.uuid, side),
                    conversation=talk,
                    side=side,
                    person=person,
                    content_hash=talk.content_hash,
                    signed_at=signed,
                )
            )
        talk.state, talk.version, talk.locked_at = Conversation.State.LOCKED, 4, signed
        copies.append(
            SignedCopy(
                conversation=talk,
                content=content,
                content_hash=talk.content_hash,
                made_at=signed,
            )
        )
    Signature.objects.bulk_create(signatures, batch_size=BATCH)
    SignedCopy.objects.bulk_create(copies, batch_size=200)
    Conversation.objects.bulk_update(
        talks, ["state", "version", "content_hash", "locked_at"], batch_size=400
    )
