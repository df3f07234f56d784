"""The ZIP of a person's own data: one page for eyes, the same as JSON, and the documents."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core import clock, personal
from core.personal import Subject, Table
from organization.models import Person
from privacy.log.words import action_words
from privacy.retention.periods import decided
from privacy.retention.words import keeps
from training_plans.names import Name, Team

# More rows than this are only in the JSON: nobody reads a page of ten thousand lines.
ROWS_ON_PAGE = 500
PAGE, DATA, DOCUMENTS = "omat-tiedot.html", "omat-tiedot.json", "asiakirjat"


class Names:
    """Who the random ids are, and how others' names are covered. Loaded when first asked for."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @cached_property
    def people(self) -> list[Person]:
        return list(Person.objects.select_related("user"))

    @cached_property
    def by_id(self) -> dict[Any, str]:
        found = {p.uuid: str(p) for p in self.people}
        return found | {p.user.uuid: str(p) for p in self.people if p.user}

    @cached_property
    def others(self) -> Team:
        return Team(Name(p.first_name, p.last_name) for p in self.people if p.pk != self.person.pk)

    def cover(self, text: str) -> str:
        return self.others.covered(text, _("[name covered]"))


def subject_of(person: Person) -> Subject:
    user = person.user
    names = Names(person)
    addresses = {person.email, user.email if user else None}
    return Subject(
        person=person.uuid,
        account=user.uuid if user else None,
        addresses=tuple(sorted(a for a in addresses if a)),
        names=names.by_id,
        cover=names.cover,
        say=action_words,
    )


@dataclass(frozen=True)
class ShownRow:
    title: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class ShownTable:
    """A table as the page shows it: a table of short values, or a list with headings."""

    key: str
    table: Table
    kept: list[str]
    head: list[str]
    rows: list[ShownRow]
    number: int

    @property
    def listed(self) -> bool:
        """Rows with long texts are a list with headings."""
        return self.table.name is not None

    @property
    def more(self) -> int:
        return self.number - len(self.rows)


@dataclass
class ShownSection:
    key: str
    title: str
    tables: list[ShownTable] = field(default_factory=list)

    @property
    def filled(self) -> list[ShownTable]:
        return [table for table in self.tables if table.number]

    @property
    def empty(self) -> list[ShownTable]:
        return [table for table in self.tables if not table.number]


@dataclass
class Package:
    """Gathers table by table; `steps()` yields after each of `total`, then `content` is there."""

    person: Person
    language: str
    content: bytes = b""
    sha256: str = ""

    @property
    def total(self) -> int:
        return sum(len(section.tables) for section in personal.sections()) + 1

    def steps(self) -> Iterator[int]:
        with translation.override(self.language):
            subject = subject_of(self.person)
            periods = _periods()
        shown, stored, done = [], [], 0
        for section in personal.sections():
            with translation.override(self.language):
                chapter = ShownSection(section.key, str(section.title))
                rows: list[dict[str, Any]] = []
                shown.append(chapter)
                stored.append({"key": section.key, "title": section.title, "tables": rows})
            for number, table in enumerate(section.tables, start=1):
                with translation.override(self.language):
                    key = f"{section.key}-{number}"
                    one, raw = _gather(key, table, subject, periods)
                chapter.tables.append(one)
                rows.append(raw)
                done += 1
                yield done
        with translation.override(self.language):
            self.content = self._zip(subject, shown, stored)
        self.sha256 = hashlib.sha256(self.content).hexdigest()
        yield done + 1

    def _zip(
        self, subject: Subject, shown: list[ShownSection], stored: list[dict[str, Any]]
    ) -> bytes:
        made_at = clock.now()
        files = list(personal.files_of(subject))
        context = {
            "person": self.person,
            "language": self.language,
            "made_at": made_at,
            "sections": shown,
            "withheld": personal.withheld(),
            "files": [f"{DOCUMENTS}/{file.name}" for file in files],
            "data_name": DATA,
        }
        page = render_to_string("documents/own_data.html", context)
        data = {
            "person": {"name": str(self.person), "id": self.person.uuid},
            "made_at": made_at,
            "language": self.language,
            "sections": stored,
            "withheld": [
                {"model": w.model, "fields": w.fields, "what": w.what, "why": w.why}
                for w in personal.withheld()
            ],
        }
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as package:
            package.writestr(PAGE, page)
            package.writestr(DATA, json.dumps(data, cls=_Json, ensure_ascii=False, indent=1))
            for file in files:
                package.writestr(f"{DOCUMENTS}/{file.name}", file.content)
        return out.getvalue()


class _Json(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        return str(o) if isinstance(o, Promise) else super().default(o)


def _gather(
    key: str, table: Table, subject: Subject, periods: dict[str, str]
) -> tuple[ShownTable, dict[str, Any]]:
    raw_subject = replace(subject, raw=True)
    kept = [periods[k] for k in table.kept if k in periods]
    shown = {
        name: _capital(str(column.label))
        for name, column in table.columns.items()
        if column.on_page
    }
    rows, raw, number = [], [], 0
    for row in table.rows(subject):
        number += 1
        raw.append(table.values(row, raw_subject))
        if number <= ROWS_ON_PAGE:
            values = table.values(row, subject)
            facts = [(label, personal.words(values[name])) for name, label in shown.items()]
            rows.append(ShownRow(str(table.name(row)) if table.name else "", facts))
    one = ShownTable(key, table, kept, list(shown.values()), rows, number)
    stored = {
        "model": table.model,
        "title": table.title,
        "fields": {name: column.label for name, column in table.columns.items()},
        "source": table.source,
        "readers": table.readers,
        "kept": kept,
        "note": table.note,
        "rows": raw,
    }
    return one, stored


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _periods() -> dict[str, str]:
    """Each rule of keeping in words, as it is decided now."""
    found = {}
    for key, one in decided().items():
        period = _capital(keeps(one.rule.unit, one.period))
        found[key] = _("{period}, counted from {start}. {how}").format(
            period=period, start=one.rule.counted_from, how=one.rule.erased
        )
    return found
