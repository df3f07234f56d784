"""Who stands in for whom: now, coming and before. Each list is a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from core.policies import Words
from organization.absences.selectors import Away, away
from organization.deputies.models import DeputyChange
from organization.deputies.services import WORDS, rights_of
from organization.models import Deputy, Person, ReportingLine
from organization.selectors import employed_on
from organization.selectors.people import Found, found, leaders


@dataclass(frozen=True)
class Line:
    """A deputy's row as it is shown. `coming`: has not begun; `away`: the deputy is on leave."""

    row: Deputy
    rights: Sequence[Words]
    coming: bool
    away: Away | None


@dataclass(frozen=True)
class Decided:
    """One decision of the past."""

    kind: Words
    deputy: str
    supervisor: str
    rights: Sequence[Words]
    interval: DeputyChange
    by: str
    at: datetime


@dataclass(frozen=True)
class Page:
    """A supervisor's deputies, and for whom the person stands in."""

    person: Person
    deputies: Sequence[Line]
    stands_in: Sequence[Line]
    history: Sequence[Decided]


def page(person: Person, day: date) -> Page:
    rows = list(
        _open(day)
        .filter(Q(supervisor=person) | Q(deputy=person))
        .select_related("supervisor", "deputy", "named_by")
    )
    shown = lines(rows, day)
    return Page(
        person,
        [line for line in shown if line.row.supervisor_id == person.pk],
        [line for line in shown if line.row.deputy_id == person.pk],
        decided(DeputyChange.objects.filter(Q(supervisor=person) | Q(deputy=person))),
    )


def _open(day: date) -> QuerySet[Deputy]:
    """Now and coming."""
    rows: QuerySet[Deputy] = Deputy.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    )
    return rows.order_by("valid_from", "pk")


def everybody(day: date) -> QuerySet[Deputy]:
    """All deputies now and coming, for HR, by supervisor."""
    return (
        _open(day)
        .select_related("supervisor", "deputy", "named_by")
        .order_by("supervisor__last_name", "supervisor__first_name", "valid_from", "pk")
    )


def lines(rows: Iterable[Deputy], day: date) -> list[Line]:
    rows = list(rows)
    absent = away({row.deputy_id for row in rows}, day)
    return [
        Line(
            row,
            [WORDS[right] for right in rights_of(row)],
            row.valid_from > day,
            absent.get(row.deputy_id),
        )
        for row in rows
    ]


def decided(rows: QuerySet[DeputyChange]) -> list[Decided]:
    """The newest fifty decisions."""
    found = rows.select_related("deputy", "supervisor", "by").order_by("-at", "-pk")[:50]
    return [
        Decided(
            row.get_kind_display(),
            str(row.deputy),
            str(row.supervisor),
            [WORDS[right] for right in row.rights.split()],
            row,
            str(row.by or ""),
            row.at,
        )
        for row in found
    ]


def suggested(supervisor: Person, day: date) -> list[Found]:
    """Whom one might name: the next supervisor, and those of the same one who lead people."""
    own = ReportingLine.objects.on(day).filter(employment__person=supervisor)
    bosses = own.values("supervisor")
    peers = ReportingLine.objects.on(day).filter(supervisor__in=bosses)
    rows = employed_on(day).filter(
        Q(person__in=bosses)
        | Q(pk__in=peers.values("employment")) & Q(pk__in=leaders(day).values("pk"))
    )
    return found(rows.exclude(person=supervisor), day)
