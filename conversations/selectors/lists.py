"""Lists of conversations: one's own, the team's, and everybody's for HR and directors.

Each is a constant number of queries, however many rows there are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competencies.models import Competence, Framework, Level
from conversations.models import Conversation, Layer, Rating, Round
from conversations.obligations import ACTIONS, url_of
from conversations.querysets import any_deputy_right
from conversations.selectors.standing import DOING, TODO, Owed, day_of, held_on, standing
from core.look.formats import local
from core.look.parts import Cell, Column, Matrix, MatrixRow
from core.look.parts import Level as LookLevel
from core.policies import Words
from organization.models import (
    Deputy,
    Employment,
    Membership,
    Person,
    ReportingLine,
    UnitAncestor,
    UnitKind,
    UnitPeriod,
)
from organization.selectors import employed_on, is_hr, person_of, units_in_line_of

State = Conversation.State


@dataclass(frozen=True)
class Line:
    """A conversation in a list, with what its reader does next."""

    conversation: Conversation
    name: str
    job_title: str
    status: str
    words: Words
    when: date | None
    held: date | None
    action: Words
    url: str
    todo: Words = ""
    late: bool = False
    urgent: tuple[bool, date] = (True, date.max)


@dataclass(frozen=True)
class Earlier:
    """That one held a conversation with somebody one no longer leads; nothing of what was said."""

    name: str
    year: int
    held: date | None
    led_until: date | None


def own(person: Person, today: date) -> list[Line]:
    """One's own conversations, all years, the newest first."""
    rows = _loaded(Conversation.objects.filter(employment__person=person), today)
    return [_line(c, "employee", today) for c in rows.order_by("-round__year", "pk")]


def held_earlier(person: Person, today: date) -> list[Earlier]:
    """Those that `person` held and whose employees somebody else leads now."""
    led = ReportingLine.objects.on(today).filter(supervisor=person).values("employment")
    rows = list(
        Conversation.objects.filter(held_by=person)
        .exclude(employment__in=led)
        .exclude(employment__person=person)
        .select_related("round", "employment__person")
        .order_by("-held_at", "pk")
    )
    until = {
        line.employment_id: line.valid_until
        for line in ReportingLine.objects.filter(
            supervisor=person, employment__in=[c.employment_id for c in rows]
        ).order_by("valid_from")
    }
    return [
        Earlier(str(c.employment.person), c.round.year, held_on(c), until.get(c.employment_id))
        for c in rows
    ]


def _loaded(rows: QuerySet[Conversation], today: date) -> Any:
    return rows.with_people().prefetch_related("preparations", "signatures")  # type: ignore[attr-defined]


def _line(c: Conversation, side: str, today: date, job_title: str = "") -> Line:
    now = standing(c, today)
    mine, other = now.of(side), now.of("supervisor" if side == "employee" else "employee")
    name = str(c.employment.person)
    open_url = reverse("conversations:detail", args=[c.uuid])
    status, words, late = "done", _("Ready, both have signed"), False
    action: Words = pgettext("button", "Open")
    url = open_url
    urgent = (True, date.max)
    todo = ""
    if mine is not None:
        late = mine.late(today)
        status = "late" if late else "turn"
        words = _sentence(_("Late: {what}") if late else _("Your turn: {what}"), TODO[mine.step])
        todo = f"{TODO[mine.step]}: {name}"
        action, url = ACTIONS[mine.step], url_of(c, mine.step)
        urgent = (False, mine.due)
    elif other is not None:
        late = other.late(today)
        who = str(c.supervisor if side == "employee" else c.employment.person)
        status = "late" if late else "other"
        words = f"{who} {DOING[other.step]}"
        urgent = (not late, other.due)
    return Line(
        conversation=c,
        name=name,
        job_title=job_title or c.held_job_title,
        status=status,
        words=words,
        when=_when(c, mine or other),
        held=held_on(c),
        action=action,
        url=url,
        todo=todo,
        late=late,
        urgent=urgent,
    )


def _sentence(pattern: str, what: Words) -> str:
    return pattern.format(what=what)


def _when(c: Conversation, owed: Owed | None) -> date | None:
    """The day of the talk, or else by when the next step is due."""
    if c.state == State.PREPARING:
        return day_of(c) or (owed.due if owed else None)
    return owed.due if owed else None


# The team


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
        Deputy.objects.on(today)
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
        .select_related("person")
        .order_by("person__last_name", "person__first_name", "pk")
    )
    titles = _titles(employments, today)
    newest = Round.objects.filter(year__lte=today.year).order_by("-year").first()
    rows: list[Conversation] = []
    if newest is not None:
        rows = list(
            _loaded(Conversation.objects.filter(round=newest, employment__in=employments), today)
        )
    lines = [_line(c, "supervisor", today, titles.get(c.employment_id, "")) for c in rows]
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
        deputy_for=[d.supervisor for d in deputies],
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


# Everybody: that it exists, its dates and state


@dataclass(frozen=True)
class Existing:
    """A row for HR or a director: no content, no link to it."""

    name: str
    unit: Words
    supervisor: str
    state: Words
    status: str
    meets: date | None
    held: date | None
    locked: date | None


STATUS = {State.PREPARING: "other", State.HELD: "next", State.LOCKED: "done"}


def overview(user: Any, year: int, filters: dict[str, str], sort: str, today: date) -> Any:
    """A queryset of what `user` may know to exist, filtered and sorted for a page of rows."""
    rows = Conversation.objects.visible_to(user).filter(round__year=year)
    words = filters.get("q", "").split()
    for word in words:
        rows = rows.filter(
            Q(employment__person__last_name__icontains=word)
            | Q(employment__person__first_name__icontains=word)
        )
    if filters.get("state"):
        rows = rows.filter(state=filters["state"])
    if filters.get("unit"):
        below = UnitAncestor.objects.on(today).filter(ancestor__uuid=filters["unit"])
        members = Membership.objects.on(today).filter(unit__in=below.values("unit"))
        rows = rows.filter(employment__in=members.values("employment"))
    orders = {
        "name": ["employment__person__last_name", "employment__person__first_name"],
        "supervisor": ["supervisor__last_name", "supervisor__first_name"],
        "state": ["state", "employment__person__last_name"],
        "meets": ["meets_at", "employment__person__last_name"],
    }
    fields = orders.get(sort.lstrip("-"), orders["name"])
    if sort.startswith("-"):
        fields = [f"-{fields[0]}", *fields[1:]]
    return rows.select_related("employment__person", "supervisor").order_by(*fields, "pk")


def existing(rows: Iterable[Conversation], today: date) -> list[Existing]:
    """One page's rows with their units' names: two queries more."""
    rows = list(rows)
    units = dict(
        Membership.objects.on(today)
        .filter(employment__in=[c.employment_id for c in rows])
        .values_list("employment", "unit")
    )
    names = {
        p.unit_id: p.name for p in UnitPeriod.objects.on(today).filter(unit__in=units.values())
    }
    return [
        Existing(
            name=str(c.employment.person),
            unit=names.get(units.get(c.employment_id, 0), ""),
            supervisor=str(c.supervisor),
            state=c.get_state_display(),
            status=STATUS[State(c.state)],
            meets=day_of(c),
            held=held_on(c),
            locked=local(c.locked_at).date() if c.locked_at else None,
        )
        for c in rows
    ]


@dataclass(frozen=True)
class Share:
    """How far a unit is, in coarse words (completion lists are personal data: domain.md 3.6)."""

    name: Words
    words: Words
    status: str


def by_area(user: Any, year: int, today: date) -> list[Share]:
    """How far each service area and responsibility area is. Four queries."""
    states = dict(
        Conversation.objects.visible_to(user)
        .filter(round__year=year)
        .values_list("employment", "state")
    )
    unit_of = dict(Membership.objects.on(today).values_list("employment", "unit"))
    periods = UnitPeriod.objects.on(today).filter(
        kind__in=(UnitKind.SERVICE_AREA, UnitKind.RESPONSIBILITY_AREA)
    )
    areas = {p.unit_id: p for p in periods}
    above: dict[int, list[int]] = defaultdict(list)
    for unit, ancestor in (
        UnitAncestor.objects.on(today).filter(ancestor__in=areas).values_list("unit", "ancestor")
    ):
        above[unit].append(ancestor)
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for employment, state in states.items():
        for area in above.get(unit_of.get(employment, 0), ()):
            counts[area][0] += state != State.PREPARING
            counts[area][1] += 1
    ordered = sorted(
        (p for p in areas.values() if p.unit_id in counts),
        key=lambda p: (p.kind != UnitKind.SERVICE_AREA, str(p.name)),
    )
    return [Share(p.name, *_coarse(*counts[p.unit_id])) for p in ordered]


def _coarse(held: int, total: int) -> tuple[Words, str]:
    """Under the limit of five nothing is said of how far it is."""
    if total < 5:
        return _("Not shown (fewer than five people)"), "coming"
    if held == 0:
        return _("not begun"), "coming"
    if held == total:
        return _("all held"), "done"
    if held * 4 < total:
        return _("begun"), "next"
    if held * 4 < 3 * total:
        return _("about half held"), "next"
    return _("most held"), "next"


def units_for_filter(user: Any, today: date) -> list[tuple[str, str]]:
    """The service areas and responsibility areas that the list can be narrowed to."""
    periods = UnitPeriod.objects.on(today).filter(
        kind__in=(UnitKind.SERVICE_AREA, UnitKind.RESPONSIBILITY_AREA)
    )
    if not is_hr(user):
        person = person_of(user)
        if person is None:
            return []
        periods = periods.filter(unit__in=units_in_line_of(person, today))
    return sorted(
        ((str(p.unit.uuid), str(p.name)) for p in periods.select_related("unit")),
        key=lambda pair: pair[1],
    )
