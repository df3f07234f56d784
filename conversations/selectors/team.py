"""A supervisor's team: open conversations with whose turn, and who can what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.matrix.selectors import Table, TeamLevels, team_levels
from conversations.models import Conversation, Round
from conversations.querysets import any_deputy_right
from conversations.rounds.selectors import Without, without
from conversations.selectors.lists import Line, line_of, loaded
from core.look.parts import Column, Matrix, MatrixRow
from core.look.parts import Level as LookLevel
from organization.models import (
    Deputy,
    Employment,
    Membership,
    Person,
    ReportingLine,
)
from organization.selectors import employed_on

State = Conversation.State


@dataclass(frozen=True)
class TeamTable:
    """One framework's agreed levels of the team."""

    table: Table
    matrix: Matrix


@dataclass(frozen=True)
class Team:
    round: Round | None
    open: list[Line]
    ready: list[Line]
    without: list[Without]
    waits_for_round: bool
    tables: list[TeamTable]
    levels: TeamLevels
    deputy_for: list[Person]

    @property
    def total(self) -> int:
        return len(self.open) + len(self.ready)

    @property
    def held(self) -> int:
        return sum(1 for line in [*self.open, *self.ready] if line.held)

    @property
    def first(self) -> Line | None:
        """The most urgent of the supervisor's own turns."""
        return next((line for line in self.open if line.status in ("turn", "late")), None)

    @property
    def turns(self) -> int:
        return sum(1 for line in self.open if line.urgent[0] is False)


def team(person: Person, today: date) -> Team:
    """The open conversations of those one leads (or is a deputy for), and who can what.

    Levels only of those whose agreed ratings the reader may see (conversations.matrix.people).
    """
    deputies = list(
        Deputy.objects.in_force(today)
        .filter(any_deputy_right(), deputy=person)
        .select_related("supervisor")
    )
    led = ReportingLine.objects.on(today).filter(
        Q(supervisor=person) | Q(supervisor__in=[d.supervisor_id for d in deputies])
    )
    leader_of = dict(led.values_list("employment", "supervisor"))
    employments = list(
        employed_on(today)
        .filter(pk__in=leader_of)
        .exclude(person=person)
        .select_related("person")
        .order_by("person__last_name", "person__first_name", "pk")
    )
    titles = _titles(employments, today)
    newest = Round.objects.opened().filter(year__lte=today.year).order_by("-year").first()
    rows: list[Conversation] = []
    if newest is not None:
        rows = list(
            loaded(Conversation.objects.filter(round=newest, employment__in=employments), today)
        )
    stands_in_for = {d.supervisor_id: str(d.supervisor) for d in deputies}
    lines = [
        line_of(
            c,
            "supervisor",
            today,
            titles.get(c.employment_id, ""),
            stands_in_for.get(leader_of[c.employment_id], ""),
        )
        for c in rows
    ]
    having = {c.employment_id for c in rows}
    levels = team_levels(person, today)
    rest = [e for e in employments if e.pk not in having]
    this_year = newest is not None and newest.year == today.year
    lacking = without(newest, rest, today) if newest and this_year else []
    return Team(
        round=newest,
        open=sorted(
            (line for line in lines if line.status != "done"), key=lambda x: (x.urgent, x.name)
        ),
        ready=sorted((line for line in lines if line.status == "done"), key=lambda x: x.name),
        without=lacking,
        waits_for_round=bool(rest) and not this_year,
        tables=[TeamTable(table, as_matrix(table)) for table in levels.tables],
        levels=levels,
        deputy_for=list({d.supervisor_id: d.supervisor for d in deputies}.values()),
    )


def _titles(employments: Iterable[Employment], today: date) -> dict[int, str]:
    return dict(
        Membership.objects.on(today)
        .filter(employment__in=list(employments))
        .values_list("employment", "job_title")
    )


def as_matrix(table: Table) -> Matrix:
    """A table as the component draws it. A target that is not the same for all stands in no row of
    its own; the cells say how far each is from theirs."""
    return Matrix(
        caption=_("Agreed levels by person and competence: {audience}").format(
            audience=table.framework.title
        ),
        columns=[
            Column(breakable(str(c.competence.name)), _short(str(c.competence.name)))
            for c in table.columns
        ],
        rows=[
            MatrixRow(
                title=row.name,
                cells=row.cells,
                url=(
                    reverse("conversations:talk_ratings", args=[row.talk.uuid]) if row.talk else ""
                ),
            )
            for row in table.rows
        ],
        targets=[
            c.target[0] if c.target and c.target[0] == c.target[1] else None for c in table.columns
        ],
        levels=[LookLevel(step.number, step.name) for step in table.levels],
    )


def breakable(name: str) -> str:
    """A soft hyphen where a long compound may break: a column is narrow."""
    return re.sub(r"(?<=\w)(osaami|ratkaisu|kompetens|lösning)", "\u00ad\\1", name)


def _short(name: str) -> str:
    return name[:3]
