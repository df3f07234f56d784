"""Two years of development conversations, held, signed and locked.

Whose turn it was, with whom, is asked of the conversations app itself, as it was on a day of the
year: so alternate years (requirement 23) are obeyed. Texts, ratings, goals and needs are picked by
seeds; a person's level moves from year to year. Written in bulk, a few hundred talks at a time.
"""

from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random

from django.db import transaction

from conversations.content import contents_of, hash_of
from conversations.models import Conversation, Round, Side, Signature, SignedCopy
from conversations.services.rounds import ensure_round, make_chunk
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
from organization.models import Membership
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
            make_chunk(opened, day, chunk)
            _fill(opened, versions, day, chunk)
        yield min(start + CHUNK, len(ids)), len(ids)


def _fill(opened: Round, versions: Versions, day: date, employments: list[int]) -> None:
    mine = Conversation.objects.filter(round=opened, employment__in=employments)
    talks = list(mine.select_related("employment__person", "supervisor").order_by("pk"))
    places = {
        row.employment_id: row
        for row in Membership.objects.on(day)
        .filter(employment__in=employments)
        .select_related("unit")
    }
    rows = Rows()
    for talk in talks:
        rng = random_for("talk", opened.year, talk.employment.uuid)
        _hold(talk, places[talk.employment_id], opened.year, rng)
        unit = places[talk.employment_id].unit
        prepare(rows, talk, versions, unit, opened.year, rng)
        agree(rows, talk, versions, unit, opened.year)
        rate(rows, talk, versions, opened.year)
        set_goals(rows, talk, versions, unit, opened.year, rng)
    _save(talks)
    rows.write()
    _sign(talks, opened.year)


def _working_day(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def _hold(talk: Conversation, place: Membership, year: int, rng: Random) -> None:
    day = _working_day(date(year, 1, 22) + timedelta(days=rng.randint(0, 64)))
    talk.uuid = uuid_for("talk", year, talk.employment.uuid)
    talk.opened_at = at(opening_day(year), time(9))
    talk.meets_at = talk.held_at = at(day, time(rng.randint(8, 14), rng.choice((0, 0, 30))))
    talk.place = rng.choice(PLACES)
    talk.held_by = talk.supervisor
    talk.held_unit = place.unit
    talk.held_job_title = place.job_title


def _save(talks: list[Conversation]) -> None:
    Conversation.objects.bulk_update(
        talks,
        [
            "uuid",
            "opened_at",
            "meets_at",
            "held_at",
            "place",
            "held_by",
            "held_unit",
            "held_job_title",
        ],
        batch_size=200,
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
