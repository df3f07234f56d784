"""The data that components are drawn from. Selectors build these; templates only draw them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from core.policies import Words

StepState = Literal["done", "now", "other", "next", "coming"]
StatusKind = Literal["turn", "done", "late", "other", "next", "coming"]


@dataclass(frozen=True)
class Step:
    """A span of the bridge: done, now (reader's turn), other (somebody else's), next, coming."""

    state: StepState
    title: Words
    note: Words = ""


@dataclass(frozen=True)
class RailItem:
    title: Words
    url: str
    status: StatusKind
    words: Words
    current: bool = False


@dataclass(frozen=True)
class RailGroup:
    title: Words
    items: Sequence[RailItem]


@dataclass(frozen=True)
class TodoItem:
    """One row of a to-do list. `due` with a time shows the time too; `late` says so in words."""

    title: Words
    url: str
    action: Words
    due: date | datetime | None = None
    text: Words = ""
    minutes: int | None = None
    notes: Sequence[Words] = ()
    late: bool = False


@dataclass(frozen=True)
class Level:
    """A step of a scale with its behavioural text."""

    number: int
    text: Words


@dataclass(frozen=True)
class RatingRow:
    """One competence on its scale.

    `value` is what the form holds (the one rating now being given: one's own, or the agreed one).
    The other numbers are marks around the scale; None means not given or not to be seen.
    """

    name: str
    title: Words
    levels: Sequence[Level]
    value: int | None = None
    own: int | None = None
    supervisor: int | None = None
    target: int | None = None
    last: int | None = None
    last_year: int | None = None
    locked: bool = False
    value_name: Words = ""
    description: Words = ""
    note: Words = ""
    error: Words = ""
    clearable: bool = False  # also "not rated" can be chosen (A9)


@dataclass(frozen=True)
class Cell:
    """A rating in the matrix; `target` draws how far below it is."""

    level: int | None
    target: int | None = None

    @property
    def gap(self) -> int:
        if self.level is None or self.target is None:
            return 0
        return max(0, self.target - self.level)


@dataclass(frozen=True)
class Column:
    title: Words
    short: Words


@dataclass(frozen=True)
class MatrixRow:
    title: Words
    cells: Sequence[Cell]
    note: Words = ""
    url: str = ""


@dataclass(frozen=True)
class Matrix:
    """Who can what: people as rows, competences as columns. No means (a team is below ten)."""

    caption: Words
    columns: Sequence[Column]
    rows: Sequence[MatrixRow]
    targets: Sequence[int | None] = ()
    levels: Sequence[Level] = field(default_factory=list)


@dataclass(frozen=True)
class WayShare:
    """How many actions are learnt in one way (70, 20 or 10), and what they cost in euros."""

    way: int
    label: Words
    count: int
    cost: Decimal = Decimal()
