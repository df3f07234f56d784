"""Sealing: what requests wrote as plain rows gets a digest that holds on to the one before.

No page waits for this: a job takes the queue within `UNSEALED_WINDOW` of the row being written,
while beat and a worker run. Until then only the database's triggers guard a row.
"""

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit import guards
from audit.models import Event, Pending, Seal
from core import clock, work
from core.models import Work
from core.work import Progress

log = logging.getLogger(__name__)

UNSEALED_WINDOW = timedelta(minutes=2)
BATCH = 1000
SEAL = "audit.seal"
KEY = "events"
NOTHING_BEFORE = "0" * 64
FIELDS = (
    "id", "at", "actor", "role", "deputy_for", "action",
    "object_type", "object_id", "data_subject", "outcome", "request_id",
)  # fmt: skip


def owe_sealing() -> None:
    """Owe the job, when there is something to seal. Called by beat, which also says in the log when
    somebody has taken the guards off."""
    if absent := guards.missing(connection):
        log.error("audit guards missing or changed: %s", ", ".join(absent))
    if Pending.objects.exists():
        work.owe_again(SEAL, KEY)


@work.handler(SEAL, name=_("Sealing of the event log"))
def _seal(owed: Work) -> Iterator[Progress]:
    total = done = Pending.objects.count()
    while sealed := seal_batch():
        done = sealed if done == total else done + sealed
        yield Progress(done, max(done, total))


def seal_batch(limit: int = BATCH) -> int:
    """Seal the longest waiting events, one seal for each month among them. Returns how many.

    Two sealers at once: the second gets IntegrityError on the seal's number and writes nothing.
    """
    with transaction.atomic():
        here = Event.objects.filter(pk=OuterRef("pk"))
        ids = list(
            Pending.objects.filter(Exists(here)).order_by("pk").values_list("pk", flat=True)[:limit]
        )
        if not ids:
            return 0
        events = load(ids)
        last = Seal.objects.order_by("-number").first()
        number, digest = (last.number, last.digest) if last else (0, NOTHING_BEFORE)
        by_month = sorted(events, key=lambda e: (month_of(e["at"]), e["id"]))
        for month, group in groupby(by_month, key=lambda e: month_of(e["at"])):
            rows = list(group)
            seal = Seal(
                number=number + 1,
                month=month,
                ids=as_ranges([row["id"] for row in rows]),
                count=len(rows),
                previous=digest,
                sealed_at=clock.real_now(),
            )
            seal.digest = digest_of(seal, rows)
            seal.save(force_insert=True)
            number, digest = seal.number, seal.digest
            transaction.on_commit(lambda seal=seal: _tell(seal))  # type: ignore[misc]
        for some in chunks(ids):
            Pending.objects.filter(pk__in=some).delete()
    return len(ids)


def _tell(seal: Seal) -> None:
    """The head goes out to the process's log: kept elsewhere, it shows a later loss of the end."""
    log.info("audit seal %s:%s", seal.number, seal.digest)


def load(ids: Sequence[int]) -> list[dict[str, Any]]:
    """The events of these ids that exist, in order."""
    found: list[dict[str, Any]] = []
    for some in chunks(ids):
        found += Event.objects.filter(pk__in=some).order_by("pk").values(*FIELDS)
    return found


def digest_of(seal: Seal, events: Iterable[dict[str, Any]]) -> str:
    """SHA-256 over the seal's own head and every field of its events."""
    whole = hashlib.sha256()
    head = [seal.number, seal.month, seal.ids, seal.count, seal.previous, seal.sealed_at]
    whole.update(_line(head))
    for event in events:
        whole.update(_line([event[field] for field in FIELDS]))
    return whole.hexdigest()


def _line(values: list[Any]) -> bytes:
    return json.dumps([_plain(v) for v in values], ensure_ascii=False).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if value is None or isinstance(value, int) else str(value)


def month_of(at: datetime) -> date:
    """The first day of the month in Finland."""
    return timezone.localdate(at).replace(day=1)  # noqa: TID251 - of a given moment, not of now


def as_ranges(ids: Sequence[int]) -> str:
    """[1, 2, 3, 7] -> "1-3,7"."""
    parts = []
    for _key, run in groupby(enumerate(ids), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _index, number in run]
        parts.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}")
    return ",".join(parts)


def ranges_of(text: str) -> list[range]:
    """ "1-3,7" -> [range(1, 4), range(7, 8)]."""
    ends = (part.partition("-") for part in text.split(",") if part)
    return [range(int(first), int(last or first) + 1) for first, _dash, last in ends]


def ids_of(seal: Seal) -> list[int]:
    return [number for numbers in ranges_of(seal.ids) for number in numbers]


def chunks(ids: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
