"""How long what is kept, and how it goes (906/2019 21 §, GDPR 5(1)(e); domain.md 3.4).

An app says in its `retention.py` which rules it has (`rule`) and which rows each rule erases
(`eraser`). Every rule has a row of the same key in docs/privacy.toml. A rule with `nightly` needs
no decision and is followed each night; the others wait for the yearly run, which people decide on.
`privacy.retention` knows the periods as HR has decided them, and runs both.

An app above keeps what it still needs of an app below with `keep`, a restriction of processing
(GDPR 18) keeps a person's rows with `hold`, and `forgets` removes what is tied to a row by nothing
but its random id: letters, documents, drafts, the log of its steps.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone

from core.policies import Words


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    # Whole years after the year that the thing belongs to.
    CALENDAR_YEARS = "calendar_years"
    # Never erased by age.
    PERMANENT = "permanent"


@dataclass(frozen=True)
class Rule:
    """A period and what it is counted from. HR may change it between `least` and `most`; without
    them it is fixed (by what the pages promise, or because it is permanent)."""

    key: str
    name: Words
    unit: Unit
    default: int
    counted_from: Words
    erased: Words
    least: int | None = None
    most: int | None = None
    nightly: bool = False
    # A nightly rule whose erasures leave a destruction record too.
    recorded: bool = False
    why: Words = ""

    @property
    def changeable(self) -> bool:
        return self.least is not None and self.most is not None

    def cutoff(self, day: date, period: int) -> date:
        """What ended before this day is due on `day`."""
        match self.unit:
            case Unit.CALENDAR_YEARS:
                return date(day.year - period, 1, 1)
            case Unit.YEARS:
                return months_before(day, 12 * period)
            case Unit.MONTHS:
                return months_before(day, period)
            case Unit.DAYS:
                return day - timedelta(days=period)
        return day


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moment(day: date) -> datetime:
    """The beginning of a day in Finland: what was stamped before it is older than the day."""
    return timezone.make_aware(datetime.combine(day, time()))


@dataclass(frozen=True)
class Erased:
    """What one batch took: how many of each year, and whose (label, id, person) for the log."""

    years: Mapping[int, int] = field(default_factory=dict)
    subjects: Sequence[tuple[str, UUID, UUID]] = ()

    @property
    def number(self) -> int:
        return sum(self.years.values())


class Eraser(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def name(self) -> Words: ...

    def count(self, cutoff: date) -> dict[int, int]:
        """How many are due, by the year they belong to (0: to none)."""
        ...

    def samples(self, cutoff: date, most: int) -> list[str]:
        """A few of them in words, for those who may see names."""
        ...

    def mark(self, cutoff: date) -> str:
        """A digest of exactly what is due: changes when anything joins or leaves."""
        ...

    def batch(self, cutoff: date, user: Any = None) -> Erased:
        """Erase some of what is due, by the decision of `user`; nothing left: none. Runs in its
        caller's transaction."""
        ...


@dataclass(frozen=True)
class Rows:
    """The ordinary eraser: rows of a table, deleted with all that hangs on them.

    `due` gives the rows that ended before the cutoff; `year` the expression they are counted by;
    `people` the paths to the uuid of those whose data a row is, for restrictions, the first also
    for the log when `logged`; `ids` further random ids by which other tables know a row; `erase`
    replaces plain deleting, and `stays` says that it only empties the row.
    """

    key: str
    rule: str
    name: Words
    due: Callable[[date], QuerySet[Any]]
    year: Any
    people: Sequence[str] = ()
    logged: bool = False
    ids: Callable[[Sequence[Any]], Iterable[UUID]] | None = None
    erase: Callable[[QuerySet[Any]], object] | None = None
    stays: bool = False
    label: Callable[[Any], str] = str
    related: Sequence[str] = ()
    size: int = 200

    def rows(self, cutoff: date) -> QuerySet[Any]:
        rows = self.due(cutoff)
        for kept in _kept.get(rows.model._meta.label, ()):
            rows = rows.exclude(pk__in=kept())
        held = held_people() if self.people else []
        for path in self.people if held else ():
            # Written so that a row without that person stays in.
            rows = rows.exclude(Q(**{f"{path}__in": held}) & Q(**{f"{path}__isnull": False}))
        return rows

    def count(self, cutoff: date) -> dict[int, int]:
        rows = self.rows(cutoff).order_by().annotate(_year=self._year())
        found = rows.values("_year").annotate(_rows=Count("pk", distinct=True))
        return {year or 0: number for year, number in found.values_list("_year", "_rows")}

    def samples(self, cutoff: date, most: int) -> list[str]:
        return [self.label(row) for row in self._loaded(cutoff).order_by("pk")[:most]]

    def mark(self, cutoff: date) -> str:
        digest = sha256(self.key.encode())
        for (pk,) in self.rows(cutoff).order_by("pk").values_list("pk").iterator(2_000):
            digest.update(f" {pk}".encode())
        return digest.hexdigest()

    def batch(self, cutoff: date, user: Any = None) -> Erased:
        chunk = list(self._loaded(cutoff).annotate(_year=self._year()).order_by("pk")[: self.size])
        if not chunk:
            return Erased()
        subjects = self._subjects(chunk) if self.logged else ()
        these = self.due(cutoff).model._base_manager.filter(pk__in=[row.pk for row in chunk])
        ids = [row.uuid for row in chunk if hasattr(row, "uuid") and not self.stays]
        ids += self.ids(chunk) if self.ids else ()
        self.erase(these) if self.erase else these.delete()
        forget(ids)
        return Erased(Counter(row._year or 0 for row in chunk), subjects)

    def _loaded(self, cutoff: date) -> QuerySet[Any]:
        rows = self.rows(cutoff)
        return rows.select_related(*self.related) if self.related else rows

    def _year(self) -> Any:
        return ExtractYear(self.year) if isinstance(self.year, str) else self.year

    def _subjects(self, chunk: Sequence[Any]) -> list[tuple[str, UUID, UUID]]:
        model = type(chunk[0])
        rows = model._base_manager.filter(pk__in=[row.pk for row in chunk])
        return [
            (model._meta.label_lower, uuid, person)
            for uuid, person in rows.values_list("uuid", self.people[0])
            if person
        ]


# ---------------------------------------------------------------------------- registry

Forgetter = Callable[[Sequence[UUID]], object]
_rules: dict[str, Rule] = {}
_erasers: dict[str, Eraser] = {}
_kept: dict[str, list[Callable[[], Any]]] = {}
_holds: list[Callable[[], Iterable[UUID]]] = []
_forgetters: list[Forgetter] = []


def rule(key: str, **rest: Any) -> Rule:
    _rules[key] = Rule(key=key, **rest)
    return _rules[key]


def eraser(one: Eraser) -> Eraser:
    """Register who erases what. Erasers of a rule run in the order of their registration."""
    _erasers[one.key] = one
    return one


def keep(label: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """`@keep("organization.Person")`: the function gives keys of rows that must stay for now."""

    def register(function: Callable[[], Any]) -> Callable[[], Any]:
        found = _kept.setdefault(label, [])
        if function not in found:
            found.append(function)
        return function

    return register


def hold(function: Callable[[], Iterable[UUID]]) -> Callable[[], Iterable[UUID]]:
    """The function gives the uuids of people (and of their accounts) whose data must not be erased
    until a restriction is lifted (GDPR 18)."""
    if function not in _holds:
        _holds.append(function)
    return function


def forgets(function: Forgetter) -> Forgetter:
    """The function removes what is known only by one of the random ids it is given, and takes the
    id away from what stays."""
    if function not in _forgetters:
        _forgetters.append(function)
    return function


def rules() -> list[Rule]:
    return list(_rules.values())


def rule_of(key: str) -> Rule:
    return _rules[key]


def erasers(*, nightly: bool | None = None) -> list[Eraser]:
    """All, those that run each night, or those that wait for a decision."""
    return [
        one for one in _erasers.values() if nightly is None or _rules[one.rule].nightly is nightly
    ]


def held_people() -> list[UUID]:
    return list({uuid for function in _holds for uuid in function()})


def forget(ids: Sequence[UUID]) -> None:
    if ids:
        for function in _forgetters:
            function(ids)
