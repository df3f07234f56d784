"""A supervisor's team: open conversations with whose turn, and who can what."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from competencies.models import Competence, Framework, Level
from conversations.models import Conversation, Layer, Rating, Round
from conversations.querysets import any_deputy_right
from conversations.selectors.lists import Line, line_of, loaded
from core.look.parts import Cell, Column, Matrix, MatrixRow
from core.look.parts import Level as LookLevel
from core.policies import Words
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
class Gap:
    """A competence in which people of the team are below the target."""

    name: Words
    below: int
    rated: int


@dataclass(frozen=True)
class TeamTable:
    """One framework's agreed levels of the team."""

    matrix: Matrix
    below: list[tuple[int, int]]
    gaps: list[Gap]
    year: int


@dataclass(frozen=True)
class Team:
    round: Round | None
    open: list[Line]
    ready: list[Line]
    without: list[str]
    tables: list[TeamTable]
    shown: list[Conversation]
    deputy_for: list[Person]
    leader_of: dict[int, int]

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

    Levels only of those whose agreed ratings the reader may see: one's own team's, and as a deputy
    with the right to see history.
    """
    deputies = list(
        Deputy.objects.in_force(today)
        .filter(any_deputy_right(), deputy=person)
        .select_related("supervisor")
    )
    led = ReportingLine.objects.on(today).filter(
        Q(supervisor=person) | Q(supervisor__in=[d.supervisor_id for d in deputies])
    )
    seen_leaders = {person.pk, *(d.supervisor_id for d in deputies if d.may_see_history)}
    leader_of = dict(led.values_list("employment", "supervisor"))
    employments = list(
        employed_on(today)
        .filter(pk__in=leader_of)
        .exclude(person=person)
        .select_related("person")
        .order_by("person__last_name", "person__first_name", "pk")
    )
    titles = _titles(employments, today)
    newest = Round.objects.filter(year__lte=today.year).order_by("-year").first()
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
    shown = [e for e in employments if leader_of[e.pk] in seen_leaders]
    tables, read = _tables(shown, today)
    return Team(
        round=newest,
        open=sorted(
            (line for line in lines if line.status != "done"), key=lambda x: (x.urgent, x.name)
        ),
        ready=sorted((line for line in lines if line.status == "done"), key=lambda x: x.name),
        without=[str(e.person) for e in employments if e.pk not in having],
        tables=tables,
        shown=read,
        deputy_for=list({d.supervisor_id: d.supervisor for d in deputies}.values()),
        leader_of=leader_of,
    )


def _titles(employments: Iterable[Employment], today: date) -> dict[int, str]:
    return dict(
        Membership.objects.on(today)
        .filter(employment__in=list(employments))
        .values_list("employment", "job_title")
    )


def _tables(
    employments: list[Employment], today: date
) -> tuple[list[TeamTable], list[Conversation]]:
    """The newest agreed level of each person on each competence of the newest frameworks, and the
    conversations it was read from."""
    newest = (
        Round.objects.filter(year__lte=today.year)
        .select_related("staff_framework", "supervisor_framework")
        .order_by("-year")
        .first()
    )
    if newest is None or not employments:
        return [], []
    rows = list(
        Conversation.objects.filter(
            employment__in=employments,
            state__in=(State.HELD, State.LOCKED),
            round__year__lte=newest.year,
            restricted_at=None,
        )
        .select_related("round", "employment__person")
        .order_by("round__year")
    )
    latest = {c.employment_id: c for c in rows}
    levels: dict[tuple[int, str, str], int] = {}
    for rating in Rating.objects.filter(
        conversation__in=list(latest.values()), layer=Layer.AGREED, level__isnull=False
    ).select_related("competence__framework", "conversation"):
        competence = rating.competence
        key = (rating.conversation.employment_id, competence.framework.audience, competence.key)
        levels[key] = rating.level  # type: ignore[assignment]
    competences: dict[int, list[Competence]] = defaultdict(list)
    frameworks = [newest.staff_framework, newest.supervisor_framework]
    for competence in Competence.objects.filter(framework__in=frameworks).order_by("order", "pk"):
        competences[competence.framework_id].append(competence)
    scales: dict[int, list[Level]] = defaultdict(list)
    for level in Level.objects.filter(framework__in=frameworks).order_by("number"):
        scales[level.framework_id].append(level)
    leads = {c.employment_id for c in latest.values() if c.for_supervisor}
    tables = []
    for framework in frameworks:
        people = employments
        if framework == newest.supervisor_framework:
            people = [e for e in employments if e.pk in leads]
        if people and competences[framework.pk]:
            tables.append(
                _table(
                    framework,
                    people,
                    competences[framework.pk],
                    scales[framework.pk],
                    levels,
                    latest,
                )
            )
    return tables, list(latest.values())


def _table(
    framework: Framework,
    people: list[Employment],
    competences: list[Competence],
    scale: list[Level],
    levels: dict[tuple[int, str, str], int],
    latest: dict[int, Conversation],
) -> TeamTable:
    def level(employment: Employment, competence: Competence) -> int | None:
        return levels.get((employment.pk, framework.audience, competence.key))

    rows = [
        MatrixRow(
            title=str(employment.person),
            cells=[Cell(level(employment, c), c.target) for c in competences],
            url=(
                reverse("conversations:talk_ratings", args=[latest[employment.pk].uuid])
                if employment.pk in latest
                else ""
            ),
        )
        for employment in people
    ]
    below, gaps = [], []
    for index, competence in enumerate(competences):
        cells = [row.cells[index] for row in rows if row.cells[index].level is not None]
        under = sum(1 for cell in cells if cell.gap)
        below.append((under, len(cells)))
        if under:
            gaps.append(Gap(competence.name, under, len(cells)))
    return TeamTable(
        matrix=Matrix(
            caption=_("Agreed levels by person and competence: {audience}").format(
                audience=framework.get_audience_display()
            ),
            columns=[Column(_breakable(str(c.name)), _short(str(c.name))) for c in competences],
            rows=rows,
            targets=[c.target for c in competences],
            levels=[LookLevel(step.number, step.name) for step in scale],
        ),
        below=below,
        gaps=sorted(gaps, key=lambda gap: -gap.below),
        year=framework.year,
    )


def _breakable(name: str) -> str:
    """A soft hyphen where a long compound may break: a column is narrow."""
    return re.sub(r"(?<=\w)(osaami|ratkaisu|kompetens|lösning)", "\u00ad\\1", name)


def _short(name: str) -> str:
    return name[:3]
