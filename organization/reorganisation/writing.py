"""Writing the difference of two pictures into the dated rows, from a day on.

Rows that begin after the day stay, but follow when their unit ends: people who are to begin in it,
and units that are to stand below it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from organization import closure
from organization.models import (
    Body,
    BodyKind,
    BodyMembership,
    Leadership,
    Membership,
    Unit,
    UnitKind,
    UnitPeriod,
)
from organization.reorganisation import succession
from organization.reorganisation.models import Reorganisation
from organization.reorganisation.picture import Picture, UnitNow

TABLES = ("unitperiod", "leadership", "membership", "employment")


def hold() -> None:
    """Keep others from writing what is about to be read and changed (SQLite has one writer)."""
    if connection.vendor == "postgresql":
        tables = ", ".join(f'"organization_{name}"' for name in TABLES)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def write(reorganisation: Reorganisation, before: Picture, after: Picture) -> None:
    """All of it, with the derived tables; call inside a transaction that `hold()`s."""
    day = after.day
    units = _found_units(after)
    _periods(before, after, units, day)
    _leaders(before, after, units, day)
    _members(before, after, units, day)
    ended = [key for key in before.units if key not in after.units]
    _seats(before, after, day)
    standing = {u.pk: u for u in Unit.objects.filter(pk__in=units.values())}
    for unit in Unit.objects.filter(pk__in=ended):
        succession.record(
            unit=unit,
            successors=[standing[units[key]] for key in _standing(after, unit.pk)],
            day=day,
            reorganisation=reorganisation,
        )
    closure.rebuild()


def _standing(after: Picture, key: int) -> list[int]:
    """The units that continue an ended one, past those that ended in the same change."""
    found: list[int] = []
    for successor in after.successors.get(key, []):
        more = [successor] if successor in after.units else _standing(after, successor)
        found += [unit for unit in more if unit not in found]
    return found


def _found_units(after: Picture) -> dict[int, int]:
    """The primary key of each unit of the picture; those yet to be founded are made."""
    new = [u for u in after.units.values() if u.key < 0]
    Unit.objects.bulk_create([Unit(uuid=u.uuid, code=u.code) for u in new])
    made = dict(Unit.objects.filter(uuid__in=[u.uuid for u in new]).values_list("uuid", "pk"))
    by_text = {str(uuid): pk for uuid, pk in made.items()}
    return {key: by_text.get(unit.uuid, key) for key, unit in after.units.items()}


def _periods(before: Picture, after: Picture, units: dict[int, int], day: date) -> None:
    ended = [key for key in before.units if key not in after.units]
    changed = [
        unit
        for key, unit in after.units.items()
        if key in before.units and unit != before.units[key]
    ]
    # Units that are to begin below one that ends.
    for key in ended:
        heir = after.heir(key)
        if heir is not None:
            later = UnitPeriod.objects.filter(parent=key, valid_from__gt=day)
            later.exclude(unit__in=ended).update(parent=units[heir])
    _cut(UnitPeriod, {"unit__in": ended}, day)
    ends = _split_rows(UnitPeriod, "unit_id", [unit.key for unit in changed], day)
    new = [unit for key, unit in after.units.items() if key not in before.units]
    UnitPeriod.objects.bulk_create(
        [_period(unit, units, day, ends.get(unit.key)) for unit in [*changed, *new]]
    )


def _period(unit: UnitNow, units: dict[int, int], day: date, until: date | None) -> UnitPeriod:
    return UnitPeriod(
        unit_id=units[unit.key],
        name=unit.name,
        kind=unit.kind,
        parent_id=units[unit.parent] if unit.parent is not None else None,
        clock_variant=unit.clock_variant,
        group_years=unit.group_years,
        is_directors_area=unit.is_directors_area,
        is_balance_unit=unit.is_balance_unit,
        valid_from=day,
        valid_until=until,
    )


def _leaders(before: Picture, after: Picture, units: dict[int, int], day: date) -> None:
    _cut(Leadership, {"unit__in": [key for key in before.units if key not in after.units]}, day)
    changed = [
        key for key in after.units if key > 0 and after.leaders.get(key) != before.leaders.get(key)
    ]
    _split_rows(Leadership, "unit_id", changed, day)
    coming: dict[int, date] = {}
    for unit, begins in Leadership.objects.filter(unit__in=changed, valid_from__gt=day).values_list(
        "unit_id", "valid_from"
    ):
        coming[unit] = min(begins, coming.get(unit, begins))
    founded = [key for key in after.units if key < 0]
    Leadership.objects.bulk_create(
        Leadership(
            unit_id=units[key],
            person_id=after.leaders[key],
            valid_from=day,
            valid_until=coming.get(key),
        )
        for key in [*changed, *founded]
        if key in after.leaders
    )


def _members(before: Picture, after: Picture, units: dict[int, int], day: date) -> None:
    changed = {row: m for row, m in after.members.items() if m != before.members[row]}
    rows = Membership.objects.in_bulk(list(changed))
    started, new = [], []
    for pk, member in changed.items():
        row = rows[pk]
        unit, title = units[member.unit], member.job_title
        if row.valid_from < day:
            new.append(
                Membership(
                    employment_id=row.employment_id,
                    unit_id=unit,
                    job_title=title,
                    valid_from=day,
                    valid_until=row.valid_until,
                )
            )
            started.append(pk)
        else:
            Membership.objects.filter(pk=pk).update(unit=unit, job_title=title)
    for chunk in _chunks(started):
        Membership.objects.filter(pk__in=chunk).update(valid_until=day)
    Membership.objects.bulk_create(new, batch_size=1000)


def _seats(before: Picture, after: Picture, day: date) -> None:
    """The leadership group of an area that is no area any more: its seats end."""
    _cut(BodyMembership, {"body__in": closing_bodies(before, after)}, day)


def closing_bodies(before: Picture, after: Picture) -> list[Body]:
    areas = [
        key
        for key, unit in before.units.items()
        if unit.kind == UnitKind.SERVICE_AREA
        and (key not in after.units or after.units[key].kind != UnitKind.SERVICE_AREA)
    ]
    return list(Body.objects.filter(kind=BodyKind.AREA_LEADERSHIP, unit__in=areas))


def _cut(model: Any, which: dict[str, Any], day: date) -> None:
    """End rows for good: those to come go too."""
    model.objects.filter(**which, valid_from__gte=day).delete()
    model.objects.on(day).filter(**which).update(valid_until=day)


def _split_rows(model: Any, owner: str, keys: Iterable[int], day: date) -> dict[int, date | None]:
    """End the row of the day of each owner; until when it would have held."""
    rows = model.objects.on(day).filter(**{f"{owner}__in": list(keys)})
    ends = dict(rows.values_list(owner, "valid_until"))
    rows.filter(valid_from=day).delete()
    rows.filter(valid_from__lt=day).update(valid_until=day)
    return ends


def _chunks(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + 900] for start in range(0, len(keys), 900))
