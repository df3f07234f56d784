"""What each row of a units file will do."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from organization.importing.circles import led_by_own_people
from organization.importing.decisions import Decision, as_json, iso
from organization.importing.state import People, Units, UnitState
from organization.importing.timeline import Edit, at, difference, put
from organization.importing.values import Parsed
from organization.models import ClockVariant, GroupYears, UnitKind

RANK = {kind: rank for rank, kind in enumerate(UnitKind.values)}


class UnitPlanner:
    """Decides about all rows of a units file at once: units stand under each other."""

    def __init__(self, rows: Sequence[Parsed], units: Units, day: date) -> None:
        self.rows, self.units, self.day = rows, units, day
        self.first: dict[str, Parsed] = {}
        for row in rows:
            if row.get("code"):
                self.first.setdefault(row.get("code"), row)
        self.people = People({r.get("leader") for r in rows if r.get("leader")})
        self.circles = led_by_own_people(self.people.by_pk, day)

    def plan(self) -> list[Decision]:
        decisions = [self._decide(row) for row in self.rows]
        self._refuse_orphans(decisions)
        return decisions

    def _decide(self, row: Parsed) -> Decision:
        code = row.get("code") or ""
        out = Decision(row.number, "same", code, row.get("name_fi") or "")
        out.reasons = list(row.reasons)
        unit = self.units.by_code.get(code)
        if not out.reasons:
            if self.first[code] is not row:
                out.reasons.append(["twice", {"row": self.first[code].number}])
            day = self._from(row, unit)
            self._period(out, row, unit, day)
            if not out.reasons:
                self._leader(out, row, unit, day)
        if out.reasons:
            out.outcome, out.plan, out.changes, out.notes, out.needs = "refuse", {}, [], [], ""
        elif out.plan:
            out.plan |= {"unit": unit.pk if unit else None, "code": code}
            out.fingerprint = self.units.fingerprint(code)
            out.outcome = "change" if unit else "create"
        return out

    def _from(self, row: Parsed, unit: UnitState | None) -> date:
        """A new unit stands from its own first day. Of a known one HR systems repeat the day of its
        founding in each export; that must not rewrite history, a later day counts."""
        told: date | None = row.get("valid_from")
        if unit is None:
            return told or self.day
        period = next((s for s in unit.line() if at([s], self.day)), None)
        return told if told and period and told > period[0] else self.day

    def _period(self, out: Decision, row: Parsed, unit: UnitState | None, day: date) -> None:
        old = at(unit.line(), day) if unit else None
        if unit and old is None:
            out.reasons.append(
                ["unit_not_standing", {"code": row.get("code"), "day": day.isoformat()}]
            )
            return
        kind = row.get("kind") or (old["kind"] if old else None)
        if kind is None:
            out.reasons.append(["kind_missing", {}])
            return
        parent = self._parent(out, row, old, kind, day)
        if out.reasons:
            return
        above = at(self.units.by_pk[parent].line(), day) if isinstance(parent, int) else None
        value = {
            **(old or self._defaults(above)),
            "name": self._name(row, old),
            "parent_id": parent,
            "kind": kind,
        }
        if old == value:
            return
        stored = unit.periods if unit else []
        if isinstance(parent, str):
            out.needs = parent
        line = unit.line() if unit else []
        edit = difference(stored, put(line, day, value)) if unit else Edit(add=[(day, None, value)])
        out.plan["periods"] = as_json(edit)
        before = old or {}
        self._show(
            out, "name_fi", (before.get("name") or {}).get("fi"), value["name"].get("fi"), day
        )
        self._show(
            out, "name_sv", (before.get("name") or {}).get("sv"), value["name"].get("sv"), day
        )
        if before.get("parent_id") != parent:
            name = self.units.name
            new = name(parent, day) if isinstance(parent, int) else parent
            self._show(out, "parent", name(before.get("parent_id"), day), new, day)
        self._show(out, "kind", before.get("kind"), kind, day)

    @staticmethod
    def _show(out: Decision, name: str, before: Any, after: Any, day: date) -> None:
        if before != after and (before or after):
            out.changes.append([name, before, after, iso(day)])

    @staticmethod
    def _defaults(above: dict[str, Any] | None) -> dict[str, Any]:
        """A new unit follows the clock of the one above it."""
        above = above or {}
        return {
            "clock_variant": above.get("clock_variant", ClockVariant.GENERAL),
            "group_years": above.get("group_years", GroupYears.NEVER),
            "is_directors_area": False,
            "is_balance_unit": False,
        }

    @staticmethod
    def _name(row: Parsed, old: dict[str, Any] | None) -> dict[str, str]:
        name = dict(old["name"]) if old else {}
        name["fi"] = row.get("name_fi")
        if row.get("name_sv"):
            name["sv"] = row.get("name_sv")
        return name

    def _parent(
        self, out: Decision, row: Parsed, old: dict[str, Any] | None, kind: str, day: date
    ) -> int | str | None:
        """The key of the unit above, or its code when the file itself brings it in."""
        code = row.get("parent")
        if kind == UnitKind.CITY:
            if code:
                out.reasons.append(["parent_of_city", {}])
            if self._other_city(row.get("code"), day):
                out.reasons.append(["two_cities", {}])
            return None
        if not code:
            if old and old["parent_id"]:
                return int(old["parent_id"])
            out.reasons.append(["parent_missing", {}])
            return None
        if self._circle(row.get("code")):
            out.reasons.append(["circle", {}])
            return None
        unit, beside = self.units.by_code.get(code), self.first.get(code)
        if unit is None and beside is None:
            out.reasons.append(["unknown_parent", {"code": code}])
            return None
        if unit is None:
            begins = beside.get("valid_from") if beside else None
            stands = (begins or self.day) <= day
        else:
            stands = unit.stands(day)
        if not stands:
            out.reasons.append(["parent_not_standing", {"code": code, "day": day.isoformat()}])
            return None
        above = (beside.get("kind") if beside else None) or (
            at(unit.line(), day)["kind"] if unit else None
        )
        higher = above is not None and RANK[above] < RANK[kind]
        if above is not None and not higher and not (above == kind == UnitKind.TEAM):
            out.reasons.append(["level", {}])
        return unit.pk if unit else code

    def _other_city(self, code: str, day: date) -> bool:
        in_file = any(r.get("kind") == UnitKind.CITY and c != code for c, r in self.first.items())
        return in_file or any(
            unit.code != code and (at(unit.line(), day) or {}).get("kind") == UnitKind.CITY
            for unit in self.units.by_pk.values()
        )

    def _circle(self, code: str) -> bool:
        """Whether one comes back to the unit by going up, the file's word before the database's."""
        seen, here = set(), self._above(code)
        while here and here not in seen:
            if here == code:
                return True
            seen.add(here)
            here = self._above(here)
        return False

    def _above(self, code: str) -> str | None:
        row = self.first.get(code)
        if row and row.get("parent"):
            return str(row.get("parent"))
        unit = self.units.by_code.get(code)
        period = at(unit.line(), self.day) if unit else None
        if not period or not period["parent_id"]:
            return None
        return self.units.by_pk[period["parent_id"]].code

    def _leader(self, out: Decision, row: Parsed, unit: UnitState | None, day: date) -> None:
        number = row.get("leader")
        if not number:
            return
        person = self.people.by_number.get(number)
        if person is None:
            out.notes.append(["unknown_leader", {}])
            return
        stored = unit.leaders if unit else []
        line = [span for _, span in stored]
        edit = difference(stored, put(line, day, person.pk))
        if edit and unit and (person.pk, unit.pk) in self.circles:
            out.reasons.append(["leader_circle", {"number": number}])
        elif edit:
            out.plan["leaders"] = as_json(edit)
            before = at(line, day)
            new = f"{person.last_name} {person.first_name}"
            out.changes.append(["leader", self._person(before), new, iso(day)])

    def _person(self, pk: int | None) -> str | None:
        from organization.models import Person

        person = Person.objects.filter(pk=pk).first() if pk else None
        return f"{person.last_name} {person.first_name}" if person else None

    @staticmethod
    def _refuse_orphans(decisions: Sequence[Decision]) -> None:
        """A refused unit takes with it those that the file puts under it."""
        while True:
            given = {d.key for d in decisions if d.outcome != "refuse"}
            orphans = [d for d in decisions if d.needs and d.needs not in given]
            if not orphans:
                return
            for decision in orphans:
                decision.reasons = [["parent_refused", {"code": decision.needs}]]
                decision.outcome, decision.plan, decision.needs = "refuse", {}, ""
                decision.changes, decision.notes = [], []
