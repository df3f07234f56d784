"""Units that a complete units file does not have: they end, but never with people in them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from core import clock
from organization.importing.decisions import Decision, as_json, iso
from organization.importing.timeline import at, clip, difference
from organization.models import Membership, UnitKind

if TYPE_CHECKING:
    from organization.importing.units import UnitPlanner


def people_in(units: Collection[int], day: date | None = None) -> set[int]:
    """Those of the units in which somebody works on the day (today) or later."""
    day = day or clock.today()
    later = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    working = Q(employment__ends_on__isnull=True) | Q(employment__ends_on__gt=day)
    rows = Membership.objects.filter(later, working, unit__in=units)
    return set(rows.values_list("unit_id", flat=True))


def missing_units(planner: "UnitPlanner", decisions: Sequence[Decision]) -> list[Decision]:
    """One decision for each standing unit with a code that the file does not know. The city stays;
    so does whatever people or staying units stand in, with the reason."""
    units, day = planner.units, planner.day
    standing = {
        unit.pk: unit
        for unit in units.by_pk.values()
        if unit.code and unit.code not in planner.first and unit.stands(day)
    }
    standing = {
        pk: unit for pk, unit in standing.items() if at(unit.line(), day)["kind"] != UnitKind.CITY
    }
    inhabited = people_in(standing, day)
    stays: set[int | None] = {*inhabited, *_parents_in_file(planner)}
    above = {pk: (at(u.line(), day) or {}).get("parent_id") for pk, u in units.by_pk.items()}
    refused = {d.key for d in decisions if d.outcome == "refuse"}
    for unit in units.by_pk.values():
        # Who is not in the list of the missing stays where it stands, unless the file moves it.
        told = planner.first.get(unit.code or "")
        unmoved = told is None or unit.code in refused or not told.get("parent")
        if unit.pk not in standing and unmoved:
            stays.add(above.get(unit.pk))
    while more := {above[pk] for pk in stays & standing.keys() if pk} - stays:
        stays |= more
    return [_decide(planner, pk, pk in stays, pk in inhabited) for pk in sorted(standing)]


def _parents_in_file(planner: "UnitPlanner") -> set[int]:
    """The units under which the file puts something."""
    codes = {row.get("parent") for row in planner.first.values() if row.get("parent")}
    return {planner.units.by_code[code].pk for code in codes if code in planner.units.by_code}


def _decide(planner: "UnitPlanner", pk: int, stays: bool, inhabited: bool) -> Decision:
    unit, day = planner.units.by_pk[pk], planner.day
    title = str((at(unit.line(), day)["name"] or {}).get("fi", ""))
    out = Decision(None, "end", unit.code or "", title)
    if stays:
        out.outcome = "refuse"
        out.reasons.append(["unit_has_people" if inhabited else "unit_has_units", {}])
        return out
    out.notes.append(["missing", {}])
    out.changes.append(["ends_on", None, iso(day), None])
    first = min(span[0] for _, span in unit.periods)
    out.plan = {"unit": pk, "code": unit.code, "ends": True}
    for name, stored in (("periods", unit.periods), ("leaders", unit.leaders)):
        edit = difference(stored, clip([span for _, span in stored], first, day))
        if edit:
            out.plan[name] = as_json(edit)
    out.fingerprint = planner.units.fingerprint(unit.code or "")
    return out
