"""What the database holds of the people an import speaks of, read in a fixed number of queries."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet

from accounts.models import User
from organization.importing.timeline import Line, Span, at
from organization.models import (
    Deputy,
    DirectoryAccount,
    Employment,
    Leadership,
    Membership,
    Person,
    RoleGrant,
    SupervisorOverride,
    Unit,
    UnitPeriod,
)

Stored = list[tuple[int, Span]]
# Above this, one scan of a table is quicker than asking for its rows by key.
SCAN = 5_000


@dataclass
class PersonState:
    pk: int
    uuid: str
    number: str | None
    first_name: str
    last_name: str
    email: str | None
    user: int | None


@dataclass
class EmploymentState:
    pk: int
    person: int
    number: str | None
    contract: str
    percent: Decimal
    starts_on: date
    ends_on: date | None
    members: Stored = field(default_factory=list)
    overrides: Stored = field(default_factory=list)

    def line(self) -> Line:
        return [span for _, span in self.members]


@dataclass
class UnitState:
    pk: int
    code: str | None
    periods: Stored = field(default_factory=list)
    leaders: Stored = field(default_factory=list)

    def line(self) -> Line:
        return [span for _, span in self.periods]

    def stands(self, day: date) -> bool:
        return at(self.line(), day) is not None

    def first_day(self) -> date | None:
        return min((span[0] for _, span in self.periods), default=None)


def some(model: type[Model], name: str, keys: Collection[Any]) -> Iterator[QuerySet]:
    """The rows whose `name` is one of the keys; many keys are asked for in batches or by a scan
    (callers keep what they need)."""
    rows = model._default_manager.all()
    if len(keys) > SCAN:
        yield rows
        return
    batch = sorted(keys)
    for start in range(0, len(batch), 900):
        yield rows.filter(**{f"{name}__in": batch[start : start + 900]})


class People:
    """People by employee number, their employments, and who else holds an e-mail address."""

    def __init__(
        self,
        numbers: Iterable[str],
        employment_numbers: Iterable[str] = (),
        emails: Iterable[str] = (),
        *,
        employments: Iterable[int] = (),
    ) -> None:
        self.by_number: dict[str, PersonState] = {}
        self.by_pk: dict[int, PersonState] = {}
        self.by_employment: dict[str, EmploymentState] = {}
        self.employments: dict[int, EmploymentState] = {}
        self.of_person: dict[int, list[EmploymentState]] = defaultdict(list)
        self._people(set(numbers), set(employment_numbers), set(employments))
        self._spans()
        self.sign_in = self._addresses({e for e in emails if e})
        # Whose address the directory keeps (organization.provisioning): the file does not.
        self.of_directory = set(DirectoryAccount.objects.values_list("user_id", flat=True))

    def _people(self, numbers: set[str], named: set[str], keys: set[int]) -> None:
        for rows in some(Person, "employee_number", numbers):
            self._add_people(rows)
        owners: set[int] = set()
        for name, values in (("external_id", named), ("pk", keys)):
            for rows in some(Employment, name, values):
                owners.update(rows.values_list("person_id", flat=True))
        for rows in some(Person, "pk", owners - self.by_pk.keys()):
            self._add_people(rows)
        for rows in some(Employment, "person", self.by_pk.keys()):
            fields = ("pk", "person_id", "external_id", "contract", "percent")
            for row in rows.values_list(*fields, "starts_on", "ends_on"):
                if row[1] in self.by_pk:
                    employment = EmploymentState(*row)
                    self.employments[employment.pk] = employment
                    self.of_person[employment.person].append(employment)
                    if employment.number:
                        self.by_employment[employment.number] = employment

    def _add_people(self, rows: QuerySet) -> None:
        fields = ("pk", "uuid", "employee_number", "first_name", "last_name", "email", "user_id")
        for pk, uuid, *rest in rows.order_by("pk").values_list(*fields):
            person = PersonState(pk, str(uuid), *rest)
            self.by_pk[pk] = person
            if person.number:
                self.by_number[person.number] = person

    def _spans(self) -> None:
        for rows in some(Membership, "employment", self.employments.keys()):
            for pk, owner, start, end, unit, title in rows.order_by("valid_from").values_list(
                "pk", "employment_id", "valid_from", "valid_until", "unit_id", "job_title"
            ):
                if owner in self.employments:
                    self.employments[owner].members.append((pk, (start, end, (unit, title))))
        for rows in some(SupervisorOverride, "employment", self.employments.keys()):
            for pk, owner, start, end, boss in rows.order_by("valid_from").values_list(
                "pk", "employment_id", "valid_from", "valid_until", "supervisor_id"
            ):
                if owner in self.employments:
                    self.employments[owner].overrides.append((pk, (start, end, boss)))

    def _addresses(self, emails: set[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for rows in some(User, "email", emails):
            found.update(rows.exclude(email=None).values_list("email", "pk"))
        return found

    def held(self, person: int, end: date) -> dict[str, list[tuple[int, date]]]:
        """What somebody who leaves on `end` still holds then: rows to end, by model, with their
        first day."""
        held: dict[str, list[tuple[int, date]]] = {}
        later = Q(valid_until__isnull=True) | Q(valid_until__gt=end)
        for model, owner in (
            (Leadership, Q(person=person)),
            (RoleGrant, Q(person=person)),
            (Deputy, Q(deputy=person) | Q(supervisor=person)),
        ):
            rows = list(
                model._default_manager.filter(owner & later).values_list("pk", "valid_from")
            )
            if rows:
                held[model._meta.model_name or ""] = rows
        return held

    def fingerprint(self, number: str | None, employment: int | None) -> str:
        """What a decision about this person and employment rested on."""
        person = self.by_number.get(number or "")
        if person is None and employment in self.employments:
            person = self.by_pk[self.employments[employment].person]
        facts: list[Any] = [person]
        if person:
            # All of the person's employments: whether this is the last one matters too.
            facts += sorted(self.of_person[person.pk], key=lambda e: e.pk)
        return hashlib.sha256(repr(facts).encode()).hexdigest()


class Units:
    """All units with their periods and leaders, by code and by key."""

    def __init__(self) -> None:
        self.by_pk: dict[int, UnitState] = {
            pk: UnitState(pk, code) for pk, code in Unit.objects.values_list("pk", "code")
        }
        fields = (
            "name", "parent_id", "kind", "clock_variant", "group_years", "is_directors_area",
            "is_balance_unit",
        )  # fmt: skip
        for pk, unit, start, end, *values in UnitPeriod.objects.order_by("valid_from").values_list(
            "pk", "unit_id", "valid_from", "valid_until", *fields
        ):
            value = dict(zip(fields, values, strict=True))
            self.by_pk[unit].periods.append((pk, (start, end, value)))
        for pk, unit, start, end, person in Leadership.objects.order_by("valid_from").values_list(
            "pk", "unit_id", "valid_from", "valid_until", "person_id"
        ):
            self.by_pk[unit].leaders.append((pk, (start, end, person)))
        self.by_code = {unit.code: unit for unit in self.by_pk.values() if unit.code}

    def name(self, pk: int | None, day: date) -> str:
        """ "K12 Siivouspalvelut" as it is called on the day."""
        if pk is None or pk not in self.by_pk:
            return ""
        unit = self.by_pk[pk]
        line = unit.line()
        period = at(line, day) or (line[-1][2] if line else None)
        words = (period["name"] or {}).get("fi", "") if period else ""
        return f"{unit.code or ''} {words}".strip()

    def fingerprint(self, code: str) -> str:
        return hashlib.sha256(repr(self.by_code.get(code)).encode()).hexdigest()
