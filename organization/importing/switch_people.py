"""The switch of a people file."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from core.bulk import Insert, Snapshot, Update, reserve_keys
from core.models import DatedModel
from core.policies import Stale
from organization import closure
from organization.importing.models import ImportRow
from organization.importing.state import People, Stored, some
from organization.importing.switch import Edits, Lines, as_day, interval, of_employments, tree
from organization.models import (
    Deputy,
    Employment,
    Leadership,
    Membership,
    Person,
    ReportingLine,
    RoleGrant,
    SupervisorOverride,
)

LEFT: dict[str, type[DatedModel]] = {
    "leadership": Leadership,
    "rolegrant": RoleGrant,
    "deputy": Deputy,
}


class PeopleSwitch:
    """Everything is read and computed in the constructor. Raises `Stale` when a person or an
    employment is not as the preview saw it."""

    def __init__(self, rows: Sequence[ImportRow]) -> None:
        self.rows = rows
        self.touched = [row.employment for row in rows if row.employment]
        self.touched += [row.plan["frees"] for row in rows if "frees" in row.plan]
        leavers = self._leavers()
        self.led = set(
            ReportingLine.objects.filter(supervisor__in=leavers).values_list(
                "employment_id", flat=True
            )
        )
        known = set(self.touched) | self.led
        numbers = {row.key for row in rows if row.key}
        self.snapshot = Snapshot(
            [
                *tree(),
                *(
                    people.values_list(
                        "pk", "employee_number", "first_name", "last_name", "email", "user_id"
                    )
                    for people in some(Person, "employee_number", numbers)
                ),
                *of_employments(known),
            ]
        )
        self.people = People(numbers, employments=known)
        self._compare()
        self.members, self.overrides = Edits(Membership), Edits(SupervisorOverride)
        self.left = {name: Edits(model) for name, model in LEFT.items()}
        self.new_people: dict[str, Person] = {}
        self.new_employments: dict[int, Employment] = {}
        self.changed_people: dict[int, dict[str, Any]] = {}
        self.changed_employments: dict[int, dict[str, Any]] = {}
        self.users: dict[int, dict[str, Any]] = {}
        self._people()
        self._employments()
        for edits in (self.members, self.overrides, *self.left.values()):
            edits.seal()
        self.lines = self._lines(known | self.new_employments.keys())
        self.writes: list[Any] = [
            Insert(Person, self.new_people.values()),
            Update(Person, self.changed_people),
            Update(User, self.users),
            # First the changes: a returner's number leaves the old employment for the new one.
            Update(Employment, self.changed_employments),
            Insert(Employment, self.new_employments.values()),
        ]

    def write(self) -> None:
        for statement in self.writes:
            statement.execute()
        for edits in (self.members, self.overrides, *self.left.values()):
            edits.write()
        self.lines.write()

    def _leavers(self) -> set[int]:
        keys = [
            pk
            for row in self.rows
            for pk, *_rest in (
                *row.plan.get("leave", {}).get("leadership", {}).get("end", []),
                *((k,) for k in row.plan.get("leave", {}).get("leadership", {}).get("delete", [])),
            )
        ]
        return set(Leadership.objects.filter(pk__in=keys).values_list("person_id", flat=True))

    def _compare(self) -> None:
        if any(
            self.people.fingerprint(row.plan.get("key"), row.employment) != row.fingerprint
            for row in self.rows
        ):
            raise Stale

    def _people(self) -> None:
        for row in self.rows:
            person = row.plan.get("person")
            if person and person["pk"] is None:
                number = person["number"]
                self.new_people.setdefault(number, Person(employee_number=number, **person["set"]))
            elif person:
                self.changed_people[person["pk"]] = person["set"]
                if "user" in person:
                    self.users[person["user"]] = {"email": person["set"]["email"]}
        keys = reserve_keys(Person, len(self.new_people))
        for person, key in zip(self.new_people.values(), keys, strict=True):
            person.pk = key

    def _employments(self) -> None:
        new = [r for r in self.rows if r.plan.get("employment", {}).get("pk", 0) is None]
        keys = dict(zip((r.pk for r in new), reserve_keys(Employment, len(new)), strict=True))
        for row in self.rows:
            told = row.plan.get("employment")
            if freed := row.plan.get("frees"):
                self.changed_employments[freed] = {"external_id": None}
            key = keys.get(row.pk) or row.employment or 0
            if row.pk in keys:
                values = _values(told["set"])
                self.new_employments[keys[row.pk]] = Employment(
                    pk=key, person_id=self._key_of(row.key), **values
                )
            elif told:
                self.changed_employments[told["pk"]] = _values(told["set"])
            self._spans(row.plan, key)

    def _key_of(self, number: str) -> int:
        """The person of a number, in the database or in the file."""
        if number in self.new_people:
            return int(self.new_people[number].pk)
        if number in self.people.by_number:
            return self.people.by_number[number].pk
        raise Stale

    def _spans(self, plan: dict[str, Any], key: int) -> None:
        if edit := plan.get("members"):
            self.members.take(edit)
            for start, end, (unit, title) in edit["add"]:
                self.members.new.append(
                    Membership(
                        employment_id=key, unit_id=unit, job_title=title, **interval(start, end)
                    )
                )
        if edit := plan.get("overrides"):
            self.overrides.take(edit)
            for start, end, boss in edit["add"]:
                # Somebody whom the file itself brings in is known by number until now.
                known = boss if isinstance(boss, int) else self._key_of(boss)
                self.overrides.new.append(
                    SupervisorOverride(
                        employment_id=key, supervisor_id=known, **interval(start, end)
                    )
                )
        for name, edit in plan.get("leave", {}).items():
            self.left[name].take(edit)

    def _lines(self, keys: set[int]) -> Lines:
        """Who will lead whom, from what will stand."""
        stored = {key: self.people.employments[key] for key in keys - self.new_employments.keys()}
        rows = [(e.pk, e.person_id, e.starts_on, e.ends_on) for e in self.new_employments.values()]
        for key, old in stored.items():
            new = self.changed_employments.get(key, {})
            starts, ends = new.get("starts_on", old.starts_on), new.get("ends_on", old.ends_on)
            rows.append((key, old.person, starts, ends))
        units = [
            (key, start, end, unit)
            for key, start, end, (unit, _title) in _after(
                self.members, {key: old.members for key, old in stored.items()}
            )
        ]
        units += [
            (m.employment_id, m.valid_from, m.valid_until, m.unit_id) for m in self.members.new
        ]
        bosses = _after(self.overrides, {key: old.overrides for key, old in stored.items()})
        bosses += [
            (o.employment_id, o.valid_from, o.valid_until, o.supervisor_id)
            for o in self.overrides.new
        ]
        leaderships = [
            (pk, (start, end, (unit, person)))
            for pk, unit, person, start, end in Leadership.objects.values_list(
                "pk", "unit_id", "person_id", "valid_from", "valid_until"
            )
        ]
        leaders = closure.timelines(
            (unit, start, end, person)
            for start, end, (unit, person) in self.left["leadership"].after(leaderships)
        )
        found = closure.reporting_lines(
            rows,
            closure.timelines(units),
            closure.timelines(bosses),
            closure.Leaders(None, leaders),
        )
        return Lines(keys, found)


def _after(edits: Edits, stored: dict[int, Stored]) -> list[tuple[int, date, date | None, Any]]:
    """What is left of stored rows, as (employment, from, until, value)."""
    flat = [
        (pk, (start, end, (key, value)))
        for key, rows in stored.items()
        for pk, (start, end, value) in rows
    ]
    return [(key, start, end, value) for start, end, (key, value) in edits.after(flat)]


def _values(stored: dict[str, Any]) -> dict[str, Any]:
    """An employment's fields out of a plan."""
    read: dict[str, Any] = {"starts_on": as_day, "ends_on": as_day, "percent": Decimal}
    return {n: read[n](v) if n in read else v for n, v in stored.items()}
