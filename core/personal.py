"""What is kept of one person, for the person oneself (GDPR 15 and 20; domain.md 3.2).

Each app says in its `own_data.py` which tables it has: whose rows, which fields with which words,
where they came from, who could read them and by which rules of docs/privacy.toml they are kept. A
field that is not handed out is named with the reason (`withhold`), which the person is told too.
`privacy.own_data` draws it all as pages and as JSON. tests/test_own_data.py holds the inventory
against this: a field declared personal is either in a table or withheld.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from core.look import formats
from core.policies import Words


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True)
class Subject:
    """Whose data. Low layers know random ids only; `names` says who they are.

    `cover` puts a mark in place of other people's names, for texts by others that the person has
    not had before one's eyes (GDPR 15(4)).
    """

    person: UUID
    account: UUID | None = None
    addresses: tuple[str, ...] = ()
    names: Mapping[UUID, str] = field(default_factory=dict)
    cover: Callable[[str], str] = _as_it_is
    say: Callable[[str], str] = _as_it_is
    raw: bool = False

    @property
    def ids(self) -> list[UUID]:
        """Under which random ids the person is known."""
        return [self.person, self.account] if self.account else [self.person]

    def name(self, who: UUID | None) -> str:
        if who is None:
            return ""
        if who in self.ids:
            return _("you")
        return self.names.get(who, "")


Show = Callable[[Any, Subject], Any]


@dataclass(frozen=True)
class Column:
    """One field: its words, and how its value is said when the field itself does not say it.

    `on_page` false: only for a computer (random ids).
    """

    label: Words
    show: Show | None = None
    on_page: bool = True


@dataclass(frozen=True)
class Table:
    """Rows of one model that are about the person, or that the person wrote."""

    model: str
    title: Words
    columns: Mapping[str, Column]
    rows: Callable[[Subject], Iterable[Any]]
    source: Words
    readers: Words
    kept: tuple[str, ...]
    note: Words = ""
    name: Callable[[Any], Any] | None = None

    def values(self, row: Any, subject: Subject) -> dict[str, Any]:
        return {
            name: column.show(row, subject) if column.show else plain(row, name)
            for name, column in self.columns.items()
        }


@dataclass(frozen=True)
class File:
    """A file that goes along as it is: its name without folder, and its bytes."""

    name: str
    content: bytes


@dataclass
class Section:
    """A chapter: tables of one topic, in the order they were registered."""

    key: str
    order: int
    title: Words
    tables: list[Table] = field(default_factory=list)

    def table(
        self,
        model: str,
        *,
        title: Words,
        columns: Mapping[str, Words | Column],
        source: Words,
        readers: Words,
        kept: str | tuple[str, ...],
        note: Words = "",
        name: Callable[[Any], Any] | None = None,
    ) -> Callable[[Callable[[Subject], Iterable[Any]]], Callable[[Subject], Iterable[Any]]]:
        """Register `rows(subject)`. `name`: a heading of each row, for rows with long texts."""

        def register(
            rows: Callable[[Subject], Iterable[Any]],
        ) -> Callable[[Subject], Iterable[Any]]:
            self.tables.append(
                Table(
                    model=model,
                    title=title,
                    columns={
                        key: value if isinstance(value, Column) else Column(value)
                        for key, value in columns.items()
                    },
                    rows=rows,
                    source=source,
                    readers=readers,
                    kept=(kept,) if isinstance(kept, str) else kept,
                    note=note,
                    name=name,
                )
            )
            return rows

        return register


@dataclass(frozen=True)
class Withheld:
    """Fields that are not handed out, and why not."""

    model: str
    fields: tuple[str, ...]
    what: Words
    why: Words


_sections: dict[str, Section] = {}
_withheld: list[Withheld] = []
_files: list[Callable[[Subject], Iterable[File]]] = []


def section(key: str, *, order: int, title: Words) -> Section:
    """The chapter of this key, made when it is not there yet."""
    return _sections.setdefault(key, Section(key, order, title))


def withhold(model: str, *fields: str, what: Words, why: Words) -> None:
    _withheld.append(Withheld(model, fields, what, why))


def files(provider: Callable[[Subject], Iterable[File]]) -> Callable[[Subject], Iterable[File]]:
    """Register files that are handed out as they are."""
    _files.append(provider)
    return provider


def sections() -> list[Section]:
    return sorted(_sections.values(), key=lambda s: s.order)


def withheld() -> list[Withheld]:
    return list(_withheld)


def files_of(subject: Subject) -> Iterable[File]:
    for provider in _files:
        yield from provider(subject)


def accounted_for() -> dict[str, set[str]]:
    """By model, the fields that are handed out or withheld with a reason."""
    found: dict[str, set[str]] = {}
    for chapter in _sections.values():
        for table in chapter.tables:
            found.setdefault(table.model, set()).update(table.columns)
    for row in _withheld:
        found.setdefault(row.model, set()).update(row.fields)
    return found


# ---------------------------------------------------------------------------- values


def plain(row: Any, name: str) -> Any:
    """A field's value: a choice in words, what a key points to by its name, else as it is."""
    shown = getattr(row, f"get_{name}_display", None)
    if shown is not None:
        return shown()
    value = getattr(row, name)
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, QuerySet):
        return [str(each) for each in value]
    return value


def by_id(name: str) -> Show:
    """A field that holds the random id of a person or an account, as that one's name."""
    return lambda row, subject: subject.name(getattr(row, name))


def by_key(name: str) -> Show:
    """A foreign key to a person or an account, as that one's name ("you" when it is oneself)."""

    def show(row: Any, subject: Subject) -> str:
        pointed = getattr(row, name)
        return subject.name(pointed.uuid) if pointed else ""

    return show


def words(value: Any) -> str:
    """A value as people read it, in the present language."""
    if value is None or value == "":
        return "–"
    if value is True:
        return _("yes")
    if value is False:
        return _("no")
    if isinstance(value, datetime):
        return formats.fin_moment(value, "year")
    if isinstance(value, date):
        return formats.fin_date(value, "short")
    if isinstance(value, Decimal):
        return formats.number(value)
    if isinstance(value, list | tuple):
        return ", ".join(words(each) for each in value) or "–"
    return str(value)
