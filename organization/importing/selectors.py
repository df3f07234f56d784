"""What the pages of importing show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.look.parts import StatusKind, Step
from core.models import Work
from organization.importing import words
from organization.importing.models import Import, ImportRow

STATUS: dict[str, StatusKind] = {
    "create": "next",
    "change": "other",
    "end": "coming",
    "refuse": "late",
    "same": "done",
}
State = Import.State


@dataclass(frozen=True)
class Line:
    """One row of the preview in words."""

    number: int | None
    key: str
    title: str
    status: StatusKind
    outcome: str
    changes: Sequence[words.Change]
    reasons: Sequence[str]
    notes: Sequence[str]
    kind: str = ""
    corrects_from: date | None = None


def rows_of(source: Import, outcome: str = "", q: str = "") -> QuerySet[ImportRow]:
    rows = source.rows.order_by("position")
    if outcome:
        rows = rows.filter(outcome=outcome)
    for word in q.lower().split():
        rows = rows.filter(search__contains=word)
    return rows


def lines(source: Import, rows: Sequence[ImportRow]) -> list[Line]:
    return [
        Line(
            row.number,
            row.key,
            row.title,
            STATUS[row.outcome],
            row.get_outcome_display(),
            words.changes(source.kind, row.changes),
            words.sentences(source.kind, row.reasons, words.REASONS),
            words.sentences(source.kind, row.notes, words.NOTES),
            row.get_kind_display(),
            row.corrects_from,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Count:
    outcome: str
    label: str
    status: StatusKind
    rows: int


def counts(source: Import) -> list[Count]:
    """How many rows do what; outcomes that do not occur are left out."""
    return [
        Count(value, str(label), STATUS[value], source.counts[value])
        for value, label in ImportRow.Outcome.choices
        if source.counts.get(value)
    ]


def work_of(source: Import) -> Work | None:
    """The background work of the present state."""
    kind = {
        State.STAGING: "organization.stage_import",
        State.APPLYING: "organization.apply_import",
    }.get(State(source.state))
    if kind is None:
        return None
    return Work.objects.filter(kind=kind, key=f"{source.uuid}:{source.run}").first()


def steps(source: Import) -> list[Step]:
    """The way of the file, span by span."""
    order = [State.COLUMNS, State.PREVIEW, State.APPLIED]
    at = {
        State.STAGING: State.PREVIEW,
        State.OUTDATED: State.PREVIEW,
        State.APPLYING: State.APPLIED,
    }.get(State(source.state), State(source.state))
    place = order.index(at) if source.state != State.APPLIED else len(order)
    busy = source.state in (State.STAGING, State.APPLYING)
    titles = [
        pgettext("step", "Choose the file"),
        pgettext("step", "Say what the columns hold"),
        pgettext("step", "Check the preview"),
        pgettext("step", "Bring in"),
    ]
    out = [Step("done", titles[0])]
    for index, title in enumerate(titles[1:]):
        if index < place:
            out.append(Step("done", title))
        elif index == place:
            out.append(Step("other", title, _("under way")) if busy else Step("now", title))
        else:
            out.append(Step("coming", title))
    return out


def samples(source: Import) -> list[Any]:
    """The first values of each column, to recognise it by."""
    return [
        {"heading": heading, "values": [row[i] for row in source.sample if i < len(row)]}
        for i, heading in enumerate(source.headers)
    ]
