"""The matrix as rows of a spreadsheet: a person a row, a competence a column."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from conversations.matrix.selectors import Row, Table


def head(tables: Sequence[Table]) -> list[str]:
    return [
        pgettext("column", "Name"),
        _("Job title"),
        _("Agreed in"),
        *[str(c.competence.name) for table in tables for c in table.columns],
        _("Competences below the target"),
        _("Levels below in all"),
    ]


def rows(tables: Sequence[Table]) -> Iterator[list[Any]]:
    """The targets first where everybody has the same, then the people in the order of the page."""
    yield [
        _("Target level"),
        "",
        "",
        *[_target(c.target) for table in tables for c in table.columns],
        "",
        "",
    ]
    people: dict[int, dict[int, Row]] = {}
    for number, table in enumerate(tables):
        for row in table.rows:
            people.setdefault(row.led.employment.pk, {})[number] = row
    for mine in people.values():
        one = next(iter(mine.values()))
        levels: list[Any] = []
        for number, table in enumerate(tables):
            found = mine.get(number)
            levels += [c.level for c in found.cells] if found else [None] * len(table.columns)
        yield [
            one.name,
            one.job_title,
            one.talk.round.year if one.talk else None,
            *levels,
            sum(row.below for row in mine.values()),
            sum(row.missing for row in mine.values()),
        ]


def _target(target: tuple[int, int] | None) -> Any:
    if target is None:
        return None
    return target[0] if target[0] == target[1] else f"{target[0]}–{target[1]}"
