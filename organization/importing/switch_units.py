"""The switch of a units file."""

from collections.abc import Sequence
from typing import Any

from core.bulk import Insert, Snapshot, reserve_keys
from core.policies import Stale
from organization import closure
from organization.importing.missing_units import people_in
from organization.importing.models import ImportRow
from organization.importing.state import Units
from organization.importing.switch import Edits, Lines, interval, of_employments, tree
from organization.models import (
    Employment,
    Leadership,
    Membership,
    SupervisorOverride,
    Unit,
    UnitAncestor,
    UnitPeriod,
)


class UnitSwitch:
    """Everything is read and computed in the constructor. Raises `Stale` when a unit is not as the
    preview saw it. A unit's place decides about all below it, so all lines are derived anew."""

    def __init__(self, rows: Sequence[ImportRow]) -> None:
        everyone = set(Employment.objects.values_list("pk", flat=True))
        self.snapshot = Snapshot([*tree(), *of_employments(everyone)])
        self.units = Units()
        ending = [row.plan["unit"] for row in rows if row.plan.get("ends")]
        if ending and people_in(ending):
            raise Stale
        if any(self.units.fingerprint(row.plan["code"]) != row.fingerprint for row in rows):
            raise Stale
        self.periods, self.leaders = Edits(UnitPeriod), Edits(Leadership)
        codes = [row.plan["code"] for row in rows if row.plan["unit"] is None]
        self.new = dict(zip(codes, reserve_keys(Unit, len(codes)), strict=True))
        for row in rows:
            self._take(row.plan)
        self.periods.seal()
        self.leaders.seal()
        self.insert = Insert(Unit, [Unit(pk=pk, code=code) for code, pk in self.new.items()])
        parents, leaders = self._parents(), self._leaders()
        self.ancestors = Insert(UnitAncestor, closure.ancestors(parents))
        self.lines = Lines(everyone, self._lines(closure.Leaders(parents, leaders)))

    def write(self) -> None:
        self.insert.execute()
        self.periods.write()
        self.leaders.write()
        UnitAncestor.objects.all().delete()
        self.ancestors.execute()
        self.lines.write()

    def _take(self, plan: dict[str, Any]) -> None:
        unit = plan["unit"] or self.new[plan["code"]]
        if edit := plan.get("periods"):
            self.periods.take(edit)
            for start, end, value in edit["add"]:
                above = value["parent_id"]
                if isinstance(above, str):
                    if above not in self.new:
                        raise Stale
                    value = {**value, "parent_id": self.new[above]}
                self.periods.new.append(UnitPeriod(unit_id=unit, **interval(start, end), **value))
        if edit := plan.get("leaders"):
            self.leaders.take(edit)
            for start, end, person in edit["add"]:
                self.leaders.new.append(
                    Leadership(unit_id=unit, person_id=person, **interval(start, end))
                )

    def _parents(self) -> Any:
        stored = [
            (pk, (start, end, (unit.pk, value["parent_id"])))
            for unit in self.units.by_pk.values()
            for pk, (start, end, value) in unit.periods
        ]
        rows = [(unit, s, e, parent) for s, e, (unit, parent) in self.periods.after(stored)]
        rows += [(p.unit_id, p.valid_from, p.valid_until, p.parent_id) for p in self.periods.new]
        return closure.timelines(rows)

    def _leaders(self) -> Any:
        stored = [
            (pk, (start, end, (unit.pk, person)))
            for unit in self.units.by_pk.values()
            for pk, (start, end, person) in unit.leaders
        ]
        rows = [(unit, s, e, person) for s, e, (unit, person) in self.leaders.after(stored)]
        rows += [(x.unit_id, x.valid_from, x.valid_until, x.person_id) for x in self.leaders.new]
        return closure.timelines(rows)

    def _lines(self, leaders: closure.Leaders) -> Any:
        def spans(model: Any, value: str) -> Any:
            return closure.timelines(
                model.objects.values_list("employment_id", "valid_from", "valid_until", value)
            )

        return closure.reporting_lines(
            Employment.objects.values_list("pk", "person_id", "starts_on", "ends_on"),
            spans(Membership, "unit_id"),
            spans(SupervisorOverride, "supervisor_id"),
            leaders,
        )
