"""Is the log whole and unchanged? What `manage.py verify_audit` and the tests ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max

from audit import guards, sealing
from audit.erasure import hash_of
from audit.models import Door, Event, Pending, Seal, Tombstone


@dataclass(frozen=True)
class Head:
    """The last seal. Kept outside the database it shows a later loss of the log's end."""

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


def head() -> Head:
    last = Seal.objects.order_by("-number").first()
    return Head(last.number, last.digest) if last else Head(0, sealing.NOTHING_BEFORE)


def faults(known: Mapping[int, str] | None = None) -> Iterator[str]:
    """Every gap or change found, in words. `known`: heads kept elsewhere, number -> digest."""
    for name in guards.missing(connection):
        yield f"the guard {name} is missing or changed"
    if Door.objects.exists():
        yield "the door of erasure stands open"
    stones = list(Tombstone.objects.order_by("pk"))
    erased = {stone.pk: _seals_under(stone) for stone in stones}
    yield from _tombstones(stones, erased)
    gone = {seal.number for seals in erased.values() for seal in seals}
    covered: list[range] = []
    yield from _chain(gone, covered, known or {})
    yield from _unsealed(covered)


def _seals_under(stone: Tombstone) -> list[Seal]:
    numbers = (stone.first_seal, stone.last_seal)
    return list(Seal.objects.filter(month=stone.month, number__range=numbers).order_by("number"))


def _chain(gone: set[int], covered: list[range], known: Mapping[int, str]) -> Iterator[str]:
    number, digest = 0, sealing.NOTHING_BEFORE
    for seal in Seal.objects.order_by("number").iterator(200):
        if seal.number != number + 1:
            yield f"seals {number + 1}-{seal.number - 1} are missing"
        if seal.previous != digest:
            yield f"seal {seal.number} does not follow from the one before"
        if seal.number in known and known[seal.number] != seal.digest:
            yield f"seal {seal.number} is not the one that was known"
        number, digest = seal.number, seal.digest
        covered += sealing.ranges_of(seal.ids)
        yield from _content(seal, seal.number in gone)
    if lost := [n for n in known if n > number]:
        yield f"the end is missing: seal {max(lost)} was known, the last one now is {number}"


def _content(seal: Seal, gone: bool) -> Iterator[str]:
    wanted = sealing.ids_of(seal)
    events = sealing.load(wanted)
    if gone:
        if events:
            yield f"events of seal {seal.number} stand again though they were erased"
        return
    absent = set(wanted) - {event["id"] for event in events}
    if absent:
        yield f"seal {seal.number}: events missing: {sealing.as_ranges(sorted(absent))}"
    elif seal.count != len(wanted) or sealing.digest_of(seal, events) != seal.digest:
        yield f"seal {seal.number}: the seal or an event in it has been changed"


def _tombstones(stones: list[Tombstone], erased: Mapping[int, list[Seal]]) -> Iterator[str]:
    for stone in stones:
        seals = erased[stone.pk]
        if sum(s.count for s in seals) != stone.count or hash_of(seals) != stone.hash:
            yield f"the tombstone of {stone.month:%Y-%m} does not agree with its seals"
        month = sealing.month_of(stone.erased_at)
        told = Event.objects.filter(action="audit.erased", object_id=stone.uuid).exists()
        if not told and not any(other.month == month for other in stones):
            yield f"the tombstone of {stone.month:%Y-%m} has no event of its own"


def _unsealed(covered: list[range]) -> Iterator[str]:
    """Events in no seal and not waiting, waiting ones that are gone, ids sealed twice."""
    merged: list[tuple[int, int]] = []
    for numbers in sorted(covered, key=lambda r: r.start):
        if merged and numbers.start < merged[-1][1]:
            yield f"event {numbers.start} is in two seals"
        if merged and numbers.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], numbers.stop))
        else:
            merged.append((numbers.start, numbers.stop))
    waiting = set(Pending.objects.values_list("pk", flat=True))
    spans = iter([*merged, (2**63, 2**63)])
    start, stop = next(spans)
    stray: list[int] = []
    for pk in Event.objects.order_by("pk").values_list("pk", flat=True).iterator(5000):
        while pk >= stop:
            start, stop = next(spans)
        if pk < start and pk not in waiting:
            stray.append(pk)
        waiting.discard(pk)
    if stray:
        yield f"events neither sealed nor waiting: {sealing.as_ranges(stray)}"
    if waiting:
        yield f"events removed before they were sealed: {sealing.as_ranges(sorted(waiting))}"


def counts() -> dict[str, int]:
    return {
        "events": Event.objects.count(),
        "seals": Seal.objects.aggregate(last=Max("number"))["last"] or 0,
        "waiting": Pending.objects.count(),
        "erased months": Tombstone.objects.count(),
    }
