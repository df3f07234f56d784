"""The published results as rows of a spreadsheet: from the same snapshot as the page."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from conversations.results.selectors import Results, Shown


def head(found: Results) -> list[str]:
    return [
        pgettext("results", "For whom"),
        _("Competence"),
        _("Area"),
        _("Mean {year}").format(year=found.year),
        _("Mean {year}").format(year=found.last_year or found.year - 1),
        _("Target level"),
        _("At the target or above, %"),
        _("People rated"),
    ]


def rows(found: Results) -> Iterator[list[Any]]:
    for each in found.lists:
        for line in each.lines:
            parts = [(_("The whole city"), line.city)]
            parts += [(str(part.name), part.figure) for part in line.areas]
            for name, figure in parts:
                yield [str(each.title), str(line.name), name, *_cells(figure, line.target)]


def _cells(figure: Shown, target: int | None) -> list[Any]:
    hidden = _("not shown")
    return [
        hidden if figure.mean is None else figure.mean,
        "" if figure.last is None else figure.last,
        target or "",
        hidden if figure.reached is None else figure.reached,
        figure.people,
    ]
