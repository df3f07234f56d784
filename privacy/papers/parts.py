"""A paper: sections of paragraphs, facts and tables, drawn as a page and as a Word document."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.policies import Words


@dataclass(frozen=True)
class Table:
    head: Sequence[Words]
    rows: Sequence[Sequence[Words]]


@dataclass(frozen=True)
class Section:
    title: Words
    paragraphs: Sequence[Words] = ()
    # (what it is, what it says)
    facts: Sequence[tuple[Words, Words]] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Paper:
    title: Words
    lead: Words
    sections: Sequence[Section]
