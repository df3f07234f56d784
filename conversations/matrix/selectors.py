"""People by competences: agreed levels beside today's targets, and what the team should look at."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from competencies.frameworks.applying import Targets, own_frameworks, places_of
from competencies.frameworks.selectors import rated
from competencies.models import Competence, Framework, Level
from conversations.matrix.people import Led, agreed_levels, led_by, seen_talks
from conversations.models import Conversation, Rating, Round
from conversations.rounds.selectors import standing_employments
from core.look.parts import Cell
from organization.models import Person, ReportingLine


@dataclass(frozen=True)
class Row:
    """One person. `below`: competences under the target; `missing`: levels short in all of them."""

    led: Led
    job_title: str
    talk: Conversation | None
    cells: Sequence[Cell]

    @property
    def name(self) -> str:
        return str(self.led.person)

    @property
    def below(self) -> int:
        return sum(1 for cell in self.cells if cell.gap)

    @property
    def missing(self) -> int:
        return sum(cell.gap for cell in self.cells)

    @property
    def rated(self) -> int:
        return sum(1 for cell in self.cells if cell.level is not None)


@dataclass(frozen=True)
class Column:
    """A competence and how the team stands in it."""

    competence: Competence
    area: Competence | None
    target: tuple[int, int] | None  # the lowest and the highest of those shown
    rated: int
    reaching: Sequence[str]  # who is at the target or above
    above: Sequence[str]  # who is above it, and could advise others
    below: Sequence[str]
    missing: int

    @property
    def alone(self) -> str:
        """The one person who reaches the target, when others were rated too; else nobody."""
        return self.reaching[0] if len(self.reaching) == 1 and self.rated > 1 else ""

    @property
    def strong(self) -> bool:
        """Two at least were rated, and nobody is below the target."""
        return self.target is not None and self.rated > 1 and not self.below


@dataclass(frozen=True)
class Table:
    """One framework: the people it concerns, whoever is filtered out of `rows` too in the columns'
    sums."""

    framework: Framework
    columns: Sequence[Column]
    rows: Sequence[Row]
    people: int
    levels: Sequence[Level]

    @property
    def strong(self) -> list[Column]:
        return [c for c in self.columns if c.strong]

    @property
    def alone(self) -> list[Column]:
        return [c for c in self.columns if c.alone]

    @property
    def gaps(self) -> list[Column]:
        """The widest first."""
        short = [c for c in self.columns if c.below]
        return sorted(short, key=lambda c: (-c.missing, -len(c.below), c.competence.order))


@dataclass(frozen=True)
class TeamLevels:
    """Everything the reader sees of the levels of those led. `read`: from which talks, and as whose
    deputy, for the log."""

    year: int | None = None
    tables: Sequence[Table] = ()
    read: Sequence[tuple[Conversation, Person | None]] = ()
    hidden: Sequence[str] = field(default_factory=list)  # led as a deputy without that right

    @property
    def rated(self) -> bool:
        return any(row.rated for table in self.tables for row in table.rows)


def team_levels(person: Person, today: date) -> TeamLevels:
    """The newest agreed level of each person on each competence that concerns them now. The same
    number of queries for a team of any size."""
    newest = (
        Round.objects.opened()
        .filter(year__lte=today.year)
        .select_related("staff_framework", "supervisor_framework")
        .order_by("-year")
        .first()
    )
    everybody = led_by(person, today)
    people = [led for led in everybody if led.states]
    hidden = [str(led.person) for led in everybody if not led.states]
    if newest is None or not people:
        return TeamLevels(newest.year if newest else None, hidden=hidden)
    seen = seen_talks(people, newest.year)
    stand = standing_employments(newest, {talk.employment_id for talk in seen}, today)
    seen = [t for t in seen if t.employment_id in stand or t.round.year == newest.year]
    talks = {talk.employment_id: talk for talk in seen}
    levels = agreed_levels(seen)
    places = places_of([led.employment.pk for led in people], today)
    own = own_frameworks(newest.year, places.values(), today)
    concerned: dict[Framework, list[Led]] = defaultdict(list)
    leaders = set(
        ReportingLine.objects.on(today)
        .filter(supervisor__in=[led.person.pk for led in people])
        .values_list("supervisor", flat=True)
    )
    for led in people:
        place = places.get(led.employment.pk)
        for framework in [
            *_shared(newest, led, leaders, talks),
            *(own.get(place, []) if place else []),
        ]:
            concerned[framework].append(led)
    trees: dict[int, list[Competence]] = defaultdict(list)
    for competence in Competence.objects.filter(framework__in=list(concerned)).order_by(
        "order", "pk"
    ):
        trees[competence.framework_id].append(competence)
    used = {f.pk for f in concerned} | {r.competence.framework_id for r in levels.values()}
    scales: dict[int, list[Level]] = defaultdict(list)
    for step in Level.objects.filter(framework__in=used).order_by("number"):
        scales[step.framework_id].append(step)
    targets = Targets([c for tree in trees.values() for c in tree], places.values(), today)

    def cell(led: Led, competence: Competence) -> Cell:
        found = levels.get((led.employment.pk, competence.key))
        target = targets.of(competence, places.get(led.employment.pk))
        return Cell(_comparable(found, competence, scales), target)

    tables = []
    for framework in sorted(concerned, key=_order):
        competences = rated(trees[framework.pk])
        if not competences:
            continue
        rows = [
            Row(
                led,
                places[led.employment.pk].job_title if led.employment.pk in places else "",
                talks.get(led.employment.pk),
                [cell(led, competence) for competence in competences],
            )
            for led in concerned[framework]
        ]
        tables.append(
            Table(
                framework,
                _columns(competences, rows, {c.pk: c for c in trees[framework.pk]}),
                rows,
                len(rows),
                scales[framework.pk],
            )
        )
    boss = {led.employment.pk: led.deputy_for for led in people}
    read = {rating.conversation_id for rating in levels.values()}
    return TeamLevels(
        newest.year,
        tables,
        [(talk, boss[talk.employment_id]) for talk in seen if talk.pk in read],
        hidden,
    )


def _shared(
    newest: Round, led: Led, leaders: set[int], talks: dict[int, Conversation]
) -> list[Framework]:
    talk = talks.get(led.employment.pk)
    if led.person.pk not in leaders and not (talk and talk.for_supervisor):
        return [newest.staff_framework]
    if newest.supervisor_framework.both_lists:
        return [newest.staff_framework, newest.supervisor_framework]
    return [newest.supervisor_framework]


def _order(framework: Framework) -> tuple[int, str, int]:
    order = ["all_staff", "supervisors", "unit", "profession"]
    return order.index(framework.audience), framework.title, framework.pk


def _comparable(
    rating: Rating | None, competence: Competence, scales: dict[int, list[Level]]
) -> int | None:
    """A level of an earlier year counts as long as the scale has as many steps."""
    if rating is None:
        return None
    then, now = scales[rating.competence.framework_id], scales[competence.framework_id]
    return rating.level if len(then) == len(now) else None


def _columns(
    competences: Sequence[Competence], rows: Sequence[Row], all_: dict[int, Competence]
) -> list[Column]:
    found = []
    for index, competence in enumerate(competences):
        cells = [(row.name, row.cells[index]) for row in rows]
        targets = [cell.target for _name, cell in cells if cell.target is not None]
        given = [(name, cell) for name, cell in cells if cell.level is not None]
        found.append(
            Column(
                competence,
                all_.get(competence.parent_id) if competence.parent_id else None,
                (min(targets), max(targets)) if targets else None,
                len(given),
                [n for n, c in given if c.target is not None and not c.gap],
                [n for n, c in given if c.target is not None and (c.level or 0) > c.target],
                [n for n, c in given if c.gap],
                sum(c.gap for _n, c in given),
            )
        )
    return found


def arranged(table: Table, *, sort: str = "", below: int = 0, competence: str = "") -> Table:
    """The table sorted by `sort` (name, gap or a competence's key, "-" before it for the other way
    round) with those only who are at least `below` levels under a target, in `competence` when it
    is named."""
    keys = [c.competence.key for c in table.columns]
    rows: Iterable[Row] = table.rows
    if competence and competence in keys:
        place = keys.index(competence)
        rows = [row for row in rows if row.cells[place].gap >= max(1, below)]
    elif competence:
        rows = []
    elif below:
        rows = [row for row in rows if any(cell.gap >= below for cell in row.cells)]
    name = sort.removeprefix("-")
    reverse = sort.startswith("-")
    ordered = list(rows)
    if name == "name":
        ordered = sorted(rows, key=_by_name, reverse=reverse)
    elif name == "gap":
        ordered = sorted(rows, key=lambda r: (r.missing, r.below), reverse=not reverse)
    elif name in keys:
        place = keys.index(name)
        given = [row for row in rows if row.cells[place].level is not None]
        given.sort(key=lambda r: r.cells[place].level or 0, reverse=not reverse)
        ordered = given + [row for row in rows if row.cells[place].level is None]
    return Table(table.framework, table.columns, ordered, table.people, table.levels)


def _by_name(row: Row) -> tuple[str, str]:
    return row.led.person.last_name.casefold(), row.led.person.first_name.casefold()
