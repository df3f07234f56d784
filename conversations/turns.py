"""Whose turn a personal development conversation is in a year (requirements 22, 23, 41; A15, A16).

Everybody employed on the day, yearly; but staff of units that follow the alternate-year model talk
as a group in the years of the unit's parity. Supervisors talk yearly also there. HR may choose
otherwise for a unit (`UnitChoice`) or for one employment (`Arrangement`) in one round.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from django.db.models import QuerySet

from conversations.models import Arrangement, Round, UnitChoice
from core import disclosure
from core.disclosure import Figure
from organization.models import (
    Absence,
    ClockVariant,
    Employment,
    GroupYears,
    Leadership,
    Membership,
    ReportingLine,
    UnitAncestor,
    UnitPeriod,
)
from organization.selectors import employed_on

Way = UnitChoice.Way
Decision = Arrangement.Decision


class Turn(Enum):
    YES = "yes"
    GROUP_YEAR = "group year"  # the unit talks as a group this year
    NO_SUPERVISOR = "no supervisor"  # nobody leads this employment today
    NO_UNIT = "no unit"  # employed, but in no unit today
    ON_LEAVE = "on leave"  # gets the conversation on return
    NEW = "new"  # gets it when the round's first weeks of employment have passed
    LATER = "later"  # HR has named the day
    LEFT_OUT = "left out"  # by HR, with a reason
    NOT_CHOSEN = "not chosen"  # the unit has no conversations this year


@dataclass(frozen=True)
class Row:
    """One employment. `supervisor` and `employment` are primary keys. `due`: the last day of the
    talk, when there is a round. `leaving`: the employment ends before that."""

    employment: int
    turn: Turn
    supervisor: int | None
    leads: bool
    variant: str
    due: date | None = None
    leaving: bool = False


def is_group_year(group_years: str, year: int) -> bool:
    """Requirement 23: the start parity is a setting of each unit."""
    return group_years == (GroupYears.EVEN if year % 2 == 0 else GroupYears.ODD)


def talks_as_group(way: str | None, group_years: str, year: int) -> bool:
    """Whether staff talk as a group: what HR chose for this round (`way`), else the setting."""
    return way == Way.GROUP or (way is None and is_group_year(group_years, year))


@dataclass(frozen=True)
class Rules:
    """What HR has decided for a whole round, read once. `ways`: unit -> way."""

    year: int
    round: Round | None = None
    ways: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, year: int, day: date, opened: Round | None = None) -> "Rules":
        """Of the round as it stands on `day`, opened or not. Three queries at most."""
        found = opened or Round.objects.filter(year=year).first()
        return cls(year, found, ways_on(found, day) if found and found.pk else {})

    def due(self, *, leads: bool, variant: str) -> date | None:
        """The last day of the talk (requirement 20: each has a window)."""
        if self.round is None:
            return None
        own = None
        if leads:
            own = self.round.supervisors_due_on
        elif variant == ClockVariant.EDUCATION:
            own = self.round.education_due_on
        return own or self.round.due_on

    def settled_in(self, day: date) -> date | None:
        """Whoever was employed on this day is not new on `day`; None: nobody is."""
        weeks = self.round.new_weeks if self.round else 0
        return day - timedelta(weeks=weeks) if weeks else None


def ways_on(opened: Round, day: date) -> dict[int, str]:
    """Unit -> the way HR chose for it, or for the nearest unit above it. Two queries."""
    chosen = dict(UnitChoice.objects.filter(round=opened).values_list("unit", "way"))
    if not chosen:
        return {}
    below = UnitAncestor.objects.on(day).filter(ancestor__in=chosen).order_by("-depth")
    return {unit: chosen[above] for unit, above in below.values_list("unit", "ancestor")}


def turns(
    year: int, day: date, employments: Iterable[int], rules: Rules | None = None
) -> Iterator[Row]:
    """Each employment's turn. Eleven queries at most, however many there are."""
    rules = rules or Rules.of(year, day)
    rows = list(
        Employment.objects.filter(pk__in=employments)
        .order_by("pk")
        .values_list("pk", "person", "ends_on")
    )
    facts = _Facts([pk for pk, _p, _e in rows], {person for _pk, person, _e in rows}, day, rules)
    for pk, person, ends_on in rows:
        group_years, variant = facts.period(pk)
        leads = person in facts.leaders
        due = rules.due(leads=leads, variant=variant)
        turn = facts.turn(pk, person, group_years, leads)
        leaving = bool(ends_on and due and ends_on <= due)
        yield Row(pk, turn, facts.lines.get(pk), leads, variant, due, leaving)


class _Facts:
    """What decides the turns of some employments on a day."""

    def __init__(self, ids: Sequence[int], people: set[int], day: date, rules: Rules) -> None:
        self.day, self.rules = day, rules
        self.unit_of = dict(
            Membership.objects.on(day).filter(employment__in=ids).values_list("employment", "unit")
        )
        self.periods = {
            unit: (group_years, variant)
            for unit, group_years, variant in UnitPeriod.objects.on(day)
            .filter(unit__in=set(self.unit_of.values()))
            .values_list("unit", "group_years", "clock_variant")
        }
        lines = ReportingLine.objects.on(day).filter(employment__in=ids)
        self.lines = dict(lines.values_list("employment", "supervisor"))
        leaders = Leadership.objects.on(day).filter(person__in=people)
        self.leaders = set(leaders.values_list("person", flat=True))
        away = Absence.objects.on(day).filter(employment__in=ids)
        self.away = set(away.values_list("employment", flat=True))
        self.arranged: dict[int, tuple[str, date | None]] = {}
        if rules.round and rules.round.pk:
            self.arranged = {
                pk: (decision, from_day)
                for pk, decision, from_day in Arrangement.objects.filter(
                    round=rules.round, employment__in=ids
                ).values_list("employment", "decision", "from_day")
            }
        self.known: set[int] | None = None
        since = rules.settled_in(day)
        if since is not None:
            known = Employment.objects.on(since).filter(person__in=people)
            self.known = set(known.values_list("person", flat=True))

    def period(self, pk: int) -> tuple[str, str]:
        nowhere = (GroupYears.NEVER.value, ClockVariant.GENERAL.value)
        return self.periods.get(self.unit_of.get(pk, 0), nowhere)

    def turn(self, pk: int, person: int, group_years: str, leads: bool) -> Turn:
        unit = self.unit_of.get(pk)
        decision, from_day = self.arranged.get(pk, ("", None))
        if decision == Decision.LEFT_OUT:
            return Turn.LEFT_OUT
        if unit not in self.periods:
            return Turn.NO_UNIT
        way = self.rules.ways.get(unit)
        if way == Way.NONE:
            return Turn.NOT_CHOSEN
        if talks_as_group(way, group_years, self.rules.year) and not leads:
            return Turn.GROUP_YEAR
        if pk not in self.lines:
            return Turn.NO_SUPERVISOR
        if decision == Decision.OPEN:
            return Turn.YES
        if from_day is not None and from_day > self.day:
            return Turn.LATER
        if pk in self.away:
            return Turn.ON_LEAVE
        if self.known is not None and person not in self.known and not decision:
            return Turn.NEW
        return Turn.YES


def everybody(year: int, day: date) -> Iterator[Row]:
    """Everybody employed on `day`, a thousand at a time."""
    ids = list(employed_on(day).order_by("pk").values_list("pk", flat=True))
    rules = Rules.of(year, day)
    for start in range(0, len(ids), 1000):
        yield from turns(year, day, ids[start : start + 1000], rules)


@dataclass(frozen=True)
class Preview:
    """Who gets what, before HR presses the button, and how many need a decision."""

    general: Figure
    education: Figure
    supervisors: Figure
    group_year: Figure
    not_chosen: Figure
    on_leave: Figure
    new: Figure
    leaving: Figure
    no_supervisor: Figure
    settled: Figure
    nobody: bool


# Whom HR is asked about, in the order of the page.
ODD_TURNS = (Turn.NO_SUPERVISOR, Turn.NO_UNIT, Turn.ON_LEAVE, Turn.NEW)
SETTLED_TURNS = (Turn.LEFT_OUT, Turn.LATER)


@dataclass(frozen=True)
class Survey:
    """One walk over everybody: the preview, and who is an exception (employment -> row)."""

    preview: Preview
    odd: dict[int, Row]
    settled: dict[int, Row]


def survey(year: int, day: date) -> Survey:
    """A constant number of queries for each thousand people."""
    counts: Counter[str] = Counter()
    odd: dict[int, Row] = {}
    settled: dict[int, Row] = {}
    arranged = set(
        Arrangement.objects.filter(round__year=year).values_list("employment", flat=True)
    )
    for row in everybody(year, day):
        counts["all"] += 1
        if row.turn is Turn.YES:
            counts["leads" if row.leads else row.variant] += 1
        else:
            counts[row.turn.value] += 1
        if row.turn in SETTLED_TURNS or row.employment in arranged:
            settled[row.employment] = row
        elif row.turn in ODD_TURNS or (row.leaving and row.turn is Turn.YES):
            odd[row.employment] = row
            counts["leaving"] += row.turn is Turn.YES
    return Survey(_preview(counts, len(settled)), odd, settled)


def _preview(counts: Counter[str], settled: int) -> Preview:
    return Preview(
        general=disclosure.count(counts[ClockVariant.GENERAL]),
        education=disclosure.count(counts[ClockVariant.EDUCATION]),
        supervisors=disclosure.count(counts["leads"]),
        group_year=disclosure.count(counts[Turn.GROUP_YEAR.value]),
        not_chosen=disclosure.count(counts[Turn.NOT_CHOSEN.value]),
        on_leave=disclosure.count(counts[Turn.ON_LEAVE.value]),
        new=disclosure.count(counts[Turn.NEW.value]),
        leaving=disclosure.count(counts["leaving"]),
        no_supervisor=disclosure.count(
            counts[Turn.NO_SUPERVISOR.value] + counts[Turn.NO_UNIT.value]
        ),
        settled=disclosure.count(settled),
        nobody=not counts["all"],
    )


def preview(year: int, day: date) -> Preview:
    return survey(year, day).preview


@dataclass(frozen=True)
class Unplaced:
    """An exception, and why: nobody leads them, they are in no unit, on leave, just started or
    leaving. `last_day`: of a leave or of the employment, when it is known; `opens`: from when a
    beginner's conversation is opened; `arranged`: what HR decided."""

    employment: Employment
    turn: Turn
    last_day: date | None = None
    leaving: bool = False
    opens: date | None = None
    arranged: Arrangement | None = None


def unplaced(
    rows: dict[int, Row], shown: Iterable[Employment], day: date, year: int
) -> list[Unplaced]:
    """The exceptions among `shown`, in its order. Three queries."""
    employments = list(shown)
    leaves = {
        a.employment_id: a for a in Absence.objects.on(day).filter(employment__in=employments)
    }
    arranged = {
        a.employment_id: a
        for a in Arrangement.objects.filter(round__year=year, employment__in=employments)
    }
    opened = Round.objects.filter(year=year).first()
    weeks = timedelta(weeks=opened.new_weeks if opened else 0)
    found = []
    for employment in employments:
        row = rows[employment.pk]
        last_day = None
        if row.turn is Turn.ON_LEAVE:
            last_day = leaves[employment.pk].last_day
        elif row.leaving:
            last_day = employment.last_day
        found.append(
            Unplaced(
                employment,
                row.turn,
                last_day,
                row.leaving,
                employment.starts_on + weeks if row.turn is Turn.NEW else None,
                arranged.get(employment.pk),
            )
        )
    return found


def exceptions(year: int, day: date) -> list[Unplaced]:
    """For HR to know, or to put right. Those on leave who have a conversation already keep it,
    paused."""
    rows = survey(year, day).odd
    return unplaced(rows, by_name(rows), day, year)


def by_name(rows: Iterable[int]) -> QuerySet[Employment]:
    return (
        Employment.objects.filter(pk__in=list(rows))
        .select_related("person")
        .order_by("person__last_name", "person__first_name", "pk")
    )
