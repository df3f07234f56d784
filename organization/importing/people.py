"""What each row of a people file will do: decided from its values and what the database holds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from core import clock
from organization import closure
from organization.importing import history
from organization.importing.circles import Chain
from organization.importing.decisions import Decision, as_json, iso, leave, rest, text
from organization.importing.state import EmploymentState, People, Units
from organization.importing.timeline import Edit, at, difference, put, reach
from organization.importing.values import Parsed

PERSON = ("first_name", "last_name", "email")
NEEDED = ("job_title", "starts_on")


class File:
    """What is true of the file as a whole: who stands on which rows."""

    def __init__(self, rows: Sequence[Parsed]) -> None:
        self.first_of_person: dict[str, Parsed] = {}
        self.first_of_employment: dict[tuple[str, Any], int] = {}
        self.of_person: dict[str, list[Parsed]] = defaultdict(list)
        for row in rows:
            number = row.get("employee_number")
            if not number:
                continue
            self.first_of_person.setdefault(number, row)
            self.of_person[number].append(row)
            self.first_of_employment.setdefault(self.identity(row), row.number)

    @staticmethod
    def identity(row: Parsed) -> tuple[str, Any]:
        if row.get("employment_number"):
            return "", row.get("employment_number")
        return row.get("employee_number"), row.get("starts_on")

    def latest_end(self, number: str) -> date | None:
        """The first day on which nobody of this number works any more; None: somebody does."""
        ends = [row.get("ends_on") for row in self.of_person[number]]
        return None if None in ends else max(ends, default=None)


class Planner:
    """Decides about rows. `day`: from when changes hold unless a row has a day of its own."""

    def __init__(self, file: File, units: Units, day: date) -> None:
        self.file, self.units, self.day = file, units, day
        self.leaders = closure.Leaders()
        self.today = clock.today()
        self.chain = Chain(file.of_person, day)

    def plan(self, rows: Iterable[Parsed]) -> list[Decision]:
        rows = list(rows)
        people = People(
            {n for r in rows for n in (r.get("employee_number"), r.get("supervisor")) if n},
            {r.get("employment_number") for r in rows if r.get("employment_number")},
            {r.get("email") for r in rows if r.get("email")},
        )
        return [_Row(self, people, row).decide() for row in rows]

    def missing(self, keys: Sequence[int], position: int = 0) -> list[Decision]:
        """The employments that a complete file does not have end before `day`."""
        people = People((), employments=keys)
        out = []
        for key in keys:
            employment = people.employments[key]
            person = people.by_pk[employment.person]
            title = f"{person.last_name} {person.first_name}"
            decision = Decision(None, "end", person.number or "", title, employment=key)
            decision.notes.append(["missing", {}])
            old = employment.ends_on
            decision.changes.append(["ends_on", iso(old), iso(self.day), None])
            decision.plan = {"employment": {"pk": key, "set": {"ends_on": self.day.isoformat()}}}
            rest(decision, people, employment, employment.starts_on, self.day)
            others = [e for e in people.of_person[person.pk] if e.pk not in set(keys)]
            decision.kind = history.Kind.ENDS_ONE
            if all(e.ends_on and e.ends_on <= self.day for e in others):
                decision.kind = history.Kind.LEAVES
                leave(decision, people, person, self.day)
            decision.corrects_from = history.corrected_from(decision.changes, self.today)
            decision.fingerprint = people.fingerprint(person.number, key)
            out.append(decision)
        return out


class _Row:
    """The decision about one row."""

    def __init__(self, planner: Planner, people: People, row: Parsed) -> None:
        self.planner, self.people, self.row = planner, people, row
        self.number = row.get("employee_number") or ""
        self.person = people.by_number.get(self.number)
        title = f"{row.get('last_name') or ''} {row.get('first_name') or ''}".strip()
        self.out = Decision(row.number, "same", self.number, title[:200])
        self.out.reasons = list(row.reasons)

    def refuse(self, why: str, **parameters: Any) -> None:
        self.out.reasons.append([why, parameters])

    def decide(self) -> Decision:
        out = self.out
        if not out.reasons:
            self._check_file()
        employment = self._employment() if not out.reasons else None
        out.employment = employment.pk if employment else None
        if not out.reasons:
            self._person()
            self._new(employment) if employment is None else self._change(employment)
        if out.reasons:
            out.outcome, out.plan, out.changes, out.notes, out.needs = "refuse", {}, [], [], ""
        elif out.plan:
            if out.outcome == "change":
                out.kind = history.of_change(employment, out.changes, self.planner.today)
            if out.outcome != "create":
                out.corrects_from = history.corrected_from(out.changes, self.planner.today)
            out.fingerprint = self.people.fingerprint(self.number, out.employment)
            out.plan["key"] = self.number
        return out

    def _check_file(self) -> None:
        row, file = self.row, self.planner.file
        first = file.first_of_person[self.number]
        if first is not row and any(first.get(n) != row.get(n) for n in PERSON):
            self.refuse("other_name", row=first.number)
        twice = file.first_of_employment[file.identity(row)]
        if twice != row.number:
            self.refuse("twice", row=twice)
        if row.get("supervisor") == self.number:
            self.refuse("own_supervisor")
        elif row.get("supervisor") and (way := self.planner.chain.circle(self.number)):
            self.refuse("supervisor_circle", way=" → ".join(way))
        owner = self.people.sign_in.get(row.get("email") or "")
        if owner and (self.person is None or self.person.user != owner):
            self.refuse("email_taken")

    def _employment(self) -> EmploymentState | None:
        """The stored employment that the row means, by its number, else by its first day."""
        own = self.people.of_person[self.person.pk] if self.person else []
        starts, number = self.row.get("starts_on"), self.row.get("employment_number")
        if number:
            found = self.people.by_employment.get(number)
            if found and (self.person is None or found.person != self.person.pk):
                self.refuse("other_person")
            elif found and history.begins_anew(found, starts):
                # The number goes along to the new employment; what was lived stays as it was.
                self.out.plan["frees"] = found.pk
                found = None
            return found or next(
                (e for e in own if e.number is None and e.starts_on == starts), None
            )
        if starts:
            return next((e for e in own if e.starts_on == starts), None)
        going = [e for e in own if e.ends_on is None or e.ends_on > self.planner.day]
        if len(going) > 1:
            self.refuse("which")
        return going[0] if going else None

    def _person(self) -> None:
        row, person = self.row, self.person
        told = {name: row.get(name) for name in PERSON if row.get(name)}
        if person is None:
            self.out.plan["person"] = {"pk": None, "number": self.number, "set": told}
            return
        if self.planner.file.first_of_person[self.number] is not row:
            return
        changed = {n: v for n, v in told.items() if (getattr(person, n) or "") != v}
        if "email" in changed and (person.email or "").lower() == changed["email"]:
            del changed["email"]
        if "email" in changed and person.user in self.people.of_directory:
            del changed["email"]
            self.out.notes.append(["directory_keeps_email", {}])
        if not changed:
            return
        self.out.plan["person"] = {"pk": person.pk, "number": self.number, "set": changed}
        for name, value in changed.items():
            self.out.changes.append([name, getattr(person, name), value, None])
        if "email" in changed and person.user:
            self.out.plan["person"]["user"] = person.user
            self.out.notes.append(["sign_in_changes", {}])
        self.out.outcome = "change"

    def _unit(self, day: date) -> int | None:
        code = self.row.get("unit")
        unit = self.planner.units.by_code.get(code)
        if unit is None:
            self.refuse("unknown_unit", code=code)
            return None
        if not unit.stands(day):
            self.refuse("unit_not_standing", code=code, day=day.isoformat())
            return None
        return unit.pk

    def _contract(self, ends: date | None) -> str:
        return self.row.get("contract") or ("fixed_term" if ends else "permanent")

    def _new(self, employment: None) -> None:
        row, day = self.row, self.planner.day
        for name in NEEDED:
            if row.get(name) is None:
                self.refuse("new_needs", field=name)
        if self.out.reasons:
            return
        starts, ends = row.get("starts_on"), row.get("ends_on")
        wanted = row.get("unit_from") or self._within(day, starts, ends)
        unit = self._unit(wanted)
        if unit is None:
            return
        first = self.planner.units.by_pk[unit].first_day() or starts
        begins = max(starts, row.get("unit_from") or first)
        title = row.get("job_title")
        self.out.outcome = "create"
        others = self.people.of_person[self.person.pk] if self.person else []
        self.out.kind = history.of_new(others, starts)
        self.out.plan["employment"] = {
            "pk": None,
            "set": {
                "external_id": row.get("employment_number"),
                "contract": self._contract(ends),
                "percent": str(row.get("percent") or 100),
                "starts_on": starts.isoformat(),
                "ends_on": iso(ends),
            },
        }
        self.out.plan["members"] = as_json(Edit(add=[(begins, ends, [unit, title])]))
        self.out.changes += [
            ["unit", None, self.planner.units.name(unit, wanted), iso(begins)],
            ["job_title", None, title, None],
            ["starts_on", None, iso(starts), None],
        ]
        if ends:
            self.out.changes.append(["ends_on", "", iso(ends), None])
        self._supervisor(None, unit, begins, ends)

    @staticmethod
    def _within(day: date, starts: date, ends: date | None) -> date:
        """The day, moved into [starts, ends)."""
        if ends is not None and day >= ends:
            day = ends - timedelta(days=1)
        return max(day, starts)

    def _change(self, old: EmploymentState) -> None:
        row, out = self.row, self.out
        starts = history.first_day(old, row.get("starts_on"), self.planner.today)
        if row.get("starts_on") and starts != row.get("starts_on"):
            out.notes.append(["keeps_start", {"day": old.starts_on.isoformat()}])
        ends = row.get("ends_on") or (None if "ends_on" in row.empty else old.ends_on)
        if ends is not None and ends <= starts:
            self.refuse("ends_before")
            return
        told = {
            "external_id": row.get("employment_number") or old.number,
            "contract": row.get("contract") or old.contract,
            "percent": row.get("percent") or old.percent,
            "starts_on": starts,
            "ends_on": ends,
        }
        before = {
            "external_id": old.number, "contract": old.contract, "percent": old.percent,
            "starts_on": old.starts_on, "ends_on": old.ends_on,
        }  # fmt: skip
        changed = {n: v for n, v in told.items() if v != before[n]}
        day = self._within(row.get("unit_from") or self.planner.day, starts, ends)
        line = reach(old.line(), (old.starts_on, old.ends_on), (starts, ends))
        present = at(line, day) or (None, "")
        unit = self._unit(day)
        if unit is None:
            return
        value = (unit, row.get("job_title") or present[1])
        if not value[1]:
            self.refuse("new_needs", field="job_title")
            return
        members = difference(old.members, put(line, day, value))
        if members:
            out.plan["members"] = as_json(members)
        units = self.planner.units
        if present[0] != unit:
            names = units.name(present[0], day), units.name(unit, day)
            out.changes.append(["unit", *names, iso(day)])
        if present[1] != value[1]:
            out.changes.append(["job_title", present[1], value[1], iso(day)])
        for name, new in changed.items():
            shown = "employment_number" if name == "external_id" else name
            out.changes.append([shown, text(before[name]), text(new), None])
        if changed:
            out.plan["employment"] = {
                "pk": old.pk,
                "set": {n: text(v) for n, v in changed.items()},
            }
        self._supervisor(old, unit, day, ends)
        if out.plan:
            out.outcome = "change"
        if "ends_on" in changed and ends and (old.ends_on is None or ends < old.ends_on):
            out.outcome, out.kind = "end", history.Kind.ENDS_ONE
            self._leaving(old, ends)

    def _leaving(self, old: EmploymentState, ends: date) -> None:
        others = [e for e in self.people.of_person[old.person] if e.pk != old.pk]
        last = self.planner.file.latest_end(self.number)
        if last and last <= ends and all(e.ends_on and e.ends_on <= ends for e in others):
            self.out.kind = history.Kind.LEAVES
            leave(self.out, self.people, self.people.by_pk[old.person], ends)

    def _supervisor(
        self, old: EmploymentState | None, unit: int, day: date, ends: date | None
    ) -> None:
        """Name a supervisor only where the tree would give another one."""
        number = self.row.get("supervisor")
        stored = old.overrides if old else []
        line = [span for _, span in stored]
        if old:
            line = reach(
                line,
                (old.starts_on, old.ends_on),
                (history.first_day(old, self.row.get("starts_on"), self.planner.today), ends),
            )
        wanted = line
        present = at(line, day)
        if number:
            boss = self.people.by_number.get(number)
            tree = self.planner.leaders.supervisor(unit, self.person.pk if self.person else 0, day)
            if boss is None and number not in self.planner.file.first_of_person:
                self.out.notes.append(["unknown_supervisor", {}])
            elif boss is None:
                self.out.needs = number
                wanted = put(line, day, number)
            elif present == boss.pk:
                pass
            elif tree == boss.pk:
                wanted = put(line, day, None)
            else:
                wanted = put(line, day, boss.pk)
            if wanted != line:
                shown = self.people.by_pk.get(present)
                before = f"{shown.last_name} {shown.first_name}" if shown else None
                self.out.changes.append(["supervisor", before, number, iso(day)])
        limited = [
            (start, ends if ends and (end is None or end > ends) else end, value)
            for start, end, value in wanted
        ]
        edit = difference(stored, limited)
        if edit:
            self.out.plan["overrides"] = as_json(edit)
