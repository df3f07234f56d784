"""What became of units, and how the areas of one day map to those of another (A8).

Everything that speaks of figures of old sectors asks here. Dates are the days themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from core.fields import Translated
from organization.models import Unit, UnitAncestor, UnitKind, UnitPeriod, UnitSuccessor
from organization.reorganisation.models import Reorganisation


def became(unit: Unit, day: date) -> QuerySet[Unit]:
    """The units standing on `day` that continue `unit`: itself while it stands, otherwise its
    successors (several after a split; none when it has not been founded yet). One query."""
    standing = UnitPeriod.objects.on(day).filter(unit=unit)
    later = UnitSuccessor.objects.on(day).filter(unit=unit)
    return Unit.objects.filter(
        Q(pk__in=standing.values("unit")) | Q(pk__in=later.values("successor"))
    )


def continued_by(unit: Unit, day: date) -> list[tuple[Unit, Translated]]:
    """The successors of an ended unit with their names on `day`. Two queries."""
    rows = UnitSuccessor.objects.on(day).filter(unit=unit).select_related("successor")
    units = [row.successor for row in rows.order_by("-carries_on", "pk")]
    names = dict(UnitPeriod.objects.on(day).filter(unit__in=units).values_list("unit_id", "name"))
    return [(u, names[u.pk]) for u in units if u.pk in names]


def carriers(units: Iterable[int], day: date) -> dict[int, int]:
    """For ended units, the unit that answers on `day` for what they left unfinished. One query."""
    rows = UnitSuccessor.objects.on(day).filter(unit__in=list(units), carries_on=True)
    return dict(rows.values_list("unit_id", "successor_id"))


def record(
    *, unit: Unit, successors: Sequence[Unit], day: date, reorganisation: Reorganisation | None
) -> None:
    """Write that `unit` ends on `day` and who continues it, the one that carries on first. Units
    that had gone into `unit` go on to the same successors."""
    before = list(UnitSuccessor.objects.on(day).filter(successor=unit).exclude(unit__in=successors))
    UnitSuccessor.objects.on(day).filter(successor=unit, valid_from__lt=day).update(valid_until=day)
    UnitSuccessor.objects.filter(successor=unit, valid_from=day).delete()
    held = {
        (row.unit_id, row.successor_id)
        for row in UnitSuccessor.objects.on(day).filter(unit__in=[unit, *(r.unit for r in before)])
    }
    rows = [
        UnitSuccessor(
            unit_id=source,
            successor=successor,
            carries_on=carries and place == 0,
            reorganisation=reorganisation,
            valid_from=day,
        )
        for source, carries in [(unit.pk, True), *((r.unit_id, r.carries_on) for r in before)]
        for place, successor in enumerate(successors)
        if (source, successor.pk) not in held
    ]
    UnitSuccessor.objects.bulk_create(rows)


@dataclass(frozen=True)
class Place:
    """One area of the later day and the units of the earlier area that now stand in it."""

    area: Unit
    name: Translated
    units: Sequence[Translated]


@dataclass(frozen=True)
class Area:
    """One area of the earlier day with where its units stand on the later day. `gone`: units that
    nobody continues (a whole operation that left the city, requirement 82)."""

    area: Unit
    name: Translated
    places: Sequence[Place]
    gone: Sequence[Translated] = ()


def areas_then_and_now(then: date, now: date, kind: str = UnitKind.SERVICE_AREA) -> list[Area]:
    """Each area (`kind`) of `then` with the areas of `now` in which its units stand. A fixed number
    of queries.

    A figure by area of `then` is read through the units of `then` (their own dated rows); this
    tells to which areas of `now` it is to be compared.
    """
    names_then = {p.unit_id: p for p in UnitPeriod.objects.on(then).select_related("unit")}
    names_now = {p.unit_id: p for p in UnitPeriod.objects.on(now).select_related("unit")}
    above = _above_of_kind(names_then, kind, then)
    above_now = _above_of_kind(names_now, kind, now)
    next_of: dict[int, list[int]] = {unit: [unit] for unit in names_then if unit in names_now}
    for unit, successor in UnitSuccessor.objects.on(now).values_list("unit_id", "successor_id"):
        next_of.setdefault(unit, []).append(successor)
    out = []
    for pk, period in names_then.items():
        if period.kind != kind:
            continue
        # What only holds others together is told through them.
        units = [u for u, area in above.items() if area == pk and u != pk] or [pk]
        places: dict[int, list[Translated]] = {}
        gone = []
        for unit in units:
            found = {above_now.get(s) for s in next_of.get(unit, [])} - {None}
            for area in found:
                places.setdefault(area or 0, []).append(names_then[unit].name)
            if not found:
                gone.append(names_then[unit].name)
        out.append(
            Area(
                period.unit,
                period.name,
                [
                    Place(names_now[a].unit, names_now[a].name, sorted(rows, key=str))
                    for a, rows in sorted(places.items(), key=lambda p: str(names_now[p[0]].name))
                ],
                sorted(gone, key=str),
            )
        )
    return sorted(out, key=lambda area: str(area.name))


def _above_of_kind(periods: dict[int, UnitPeriod], kind: str, day: date) -> dict[int, int]:
    """The area at or above each unit."""
    areas = [pk for pk, period in periods.items() if period.kind == kind]
    rows = UnitAncestor.objects.on(day).filter(ancestor__in=areas).order_by("-depth")
    return dict(rows.values_list("unit_id", "ancestor_id"))
