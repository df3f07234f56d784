"""A paper: sections of paragraphs and tables, drawn as a page and as a document to go on from."""

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
    table: Table | None = None


@dataclass(frozen=True)
class Paper:
    title: Words
    lead: Words
    sections: Sequence[Section]
