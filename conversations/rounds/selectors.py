"""Reads of the year's round. Each is a constant number of queries, however many rows it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from conversations.models import Arrangement, Conversation, Round, UnitChoice
from conversations.rounds import words
from conversations.turns import Rules, Turn, turns, ways_on
from core.policies import Words
from organization.models import (
    ClockVariant,
    Employment,
    GroupYears,
    Leadership,
    Membership,
    Person,
    Unit,
    UnitPeriod,
)
from organization.selectors import employed_on, led_employments

Decision = Arrangement.Decision
State = Conversation.State


# Why somebody has no conversation of one's own


@dataclass(frozen=True)
class Without:
    """An employment without a conversation in the year's round, and why, in words for others."""

    employment: Employment
    turn: Turn
    words: str
    group_years: str
    opens: date | None = None
    arrangement: Arrangement | None = None

    @property
    def name(self) -> str:
        return str(self.employment.person)


def without(opened: Round, employments: Iterable[Employment], today: date) -> list[Without]:
    """Of those who have no conversation in the round, why. A constant number of queries."""
    people = {e.pk: e for e in employments}
    if not people:
        return []
    rules = Rules.of(opened.year, today, opened)
    arranged = {
        row.employment_id: row
        for row in Arrangement.objects.filter(round=opened, employment__in=people)
    }
    settings = _group_years(people, today)
    rows = {row.employment: row.turn for row in turns(opened.year, today, people, rules)}
    found = []
    for pk, employment in people.items():
        row, turn = arranged.get(pk), rows[pk]
        years = settings.get(pk, GroupYears.NEVER.value)
        opens = _opens(turn, row, employment, opened)
        if turn is Turn.LEFT_OUT and row is not None:
            why = words.left_out_words(row)
        else:
            why = words.others_words(turn, years, opened.year, opens=opens)
        found.append(Without(employment, turn, why, years, opens, row))
    return found


def _group_years(employments: Iterable[int], today: date) -> dict[int, str]:
    units = dict(
        Membership.objects.on(today)
        .filter(employment__in=list(employments))
        .values_list("employment", "unit")
    )
    years = dict(
        UnitPeriod.objects.on(today)
        .filter(unit__in=set(units.values()))
        .values_list("unit", "group_years")
    )
    return {pk: years[unit] for pk, unit in units.items() if unit in years}


def _opens(
    turn: Turn, row: Arrangement | None, employment: Employment, opened: Round
) -> date | None:
    if turn is Turn.LATER and row is not None:
        return row.from_day
    if turn is Turn.NEW:
        return employment.starts_on + timedelta(weeks=opened.new_weeks)
    return None


@dataclass(frozen=True)
class Own:
    """To the employee: why there is no conversation of one's own in the year's round, or when it
    opens. `carried`: the conversation whose goals and ratings stand meanwhile (A15); `stands`:
    whether they do."""

    words: str
    left_out: bool = False
    stands: bool | None = None
    carried: Conversation | None = None


def own(person: Person, today: date) -> list[Own]:
    """One for each of the person's employments that has no conversation in this year's open round.
    A constant number of queries."""
    opened = Round.objects.opened().filter(year=today.year).first()
    if opened is None:
        return []
    having = Conversation.objects.filter(round=opened, employment__person=person)
    mine = list(
        employed_on(today)
        .filter(person=person)
        .exclude(pk__in=having.values("employment"))
        .select_related("person")
    )
    rows = without(opened, mine, today)
    last = _last_agreed(mine, opened) if rows else {}
    return [found for row in rows if (found := _own(row, opened, last)) is not None]


def _own(row: Without, opened: Round, last: dict[int, Conversation]) -> Own | None:
    if row.turn is Turn.LEFT_OUT and row.arrangement is not None:
        return Own(words.left_out_words(row.arrangement), left_out=True)
    said = words.own_words(row.turn, row.group_years, opened.year, opens=row.opens)
    if not said:
        return None
    if row.turn is not Turn.GROUP_YEAR:
        return Own(said)
    return Own(
        said, stands=opened.carries_over, carried=last.get(row.employment.pk)
    )  # fmt: skip


def _last_agreed(employments: Iterable[Employment], opened: Round) -> dict[int, Conversation]:
    """The newest locked conversation of each before this round."""
    rows = Conversation.objects.filter(
        employment__in=list(employments), state=State.LOCKED, round__year__lt=opened.year
    )
    return {
        c.employment_id: c for c in rows.select_related("round").order_by("round__year", "held_at")
    }


def standing_employments(opened: Round, employments: Iterable[int], today: date) -> set[int]:
    """Of these, whose earlier agreed goals and ratings count as the present ones (A15): in a group
    year only when the round carries them over."""
    ids = set(employments)
    if opened.carries_over:
        return ids
    rules = Rules.of(opened.year, today, opened)
    rows = turns(opened.year, today, ids, rules)
    return {row.employment for row in rows if row.turn is not Turn.GROUP_YEAR}


# Who gets what


@dataclass(frozen=True)
class UnitLine:
    """How a unit's staff talk this year and next. `coming`: another setting from a day on."""

    unit: Unit
    name: Words
    above: Words
    words: str
    setting: str
    coming: tuple[date, str] | None = None
    led_by: str = ""


def alternating(day: date) -> QuerySet[UnitPeriod]:
    """Units that alternate, are in education, or for which HR has chosen a way this year."""
    chosen = UnitChoice.objects.filter(round__year=day.year).values("unit")
    return (
        UnitPeriod.objects.on(day)
        .filter(
            ~Q(group_years=GroupYears.NEVER)
            | Q(clock_variant=ClockVariant.EDUCATION)
            | Q(unit__in=chosen)
        )
        .select_related("unit")
        .order_by("parent", "pk")
    )


def unit_lines(periods: Iterable[UnitPeriod], day: date) -> list[UnitLine]:
    """Seven queries at most."""
    rows = list(periods)
    opened = Round.objects.filter(year=day.year).first()
    ways = ways_on(opened, day) if opened else {}
    parents = _periods({row.parent_id for row in rows if row.parent_id}, day)
    leaders = {
        row.unit_id: str(row.person)
        for row in Leadership.objects.on(day)
        .filter(unit__in=[row.unit_id for row in rows])
        .select_related("person")
    }
    coming: dict[int, tuple[date, str]] = {}
    now = {row.unit_id: row.group_years for row in rows}
    for period in UnitPeriod.objects.filter(unit__in=now, valid_from__gt=day).order_by(
        "-valid_from"
    ):
        if period.group_years != now[period.unit_id]:
            coming[period.unit_id] = (
                period.valid_from, words.setting_words(period.group_years, period.valid_from.year)
            )  # fmt: skip
    later = _periods(set(now), date(day.year + 1, 1, 1))
    return [
        UnitLine(
            unit=row.unit,
            name=row.name,
            above=parents[row.parent_id].name if row.parent_id in parents else "",
            words=words.unit_words(
                row.group_years, day.year, ways.get(row.unit_id), _setting(later, row.unit_id)
            ),
            setting=words.setting_words(row.group_years, day.year),
            coming=coming.get(row.unit_id),
            led_by=leaders.get(row.unit_id, ""),
        )
        for row in rows
    ]


def led_units(person: Person, day: date) -> QuerySet[UnitPeriod]:
    """The units in which the person's people are today."""
    members = Membership.objects.on(day).filter(employment__in=led_employments(person, day))
    return (
        UnitPeriod.objects.on(day)
        .filter(unit__in=members.values("unit"))
        .select_related("unit", "parent")
        .order_by("pk")
    )


def _periods(units: set[int], day: date) -> dict[int, UnitPeriod]:
    return {p.unit_id: p for p in UnitPeriod.objects.on(day).filter(unit__in=units)}


@dataclass(frozen=True)
class OwnLine:
    """What the reader gets this year and next, in one employment."""

    unit: Words
    words: str


def own_lines(person: Person, day: date) -> list[OwnLine]:
    """A leader of a unit talks yearly also where staff alternate (A16)."""
    memberships = list(
        Membership.objects.on(day)
        .filter(employment__in=employed_on(day).filter(person=person))
        .order_by("pk")
    )
    periods = _periods({m.unit_id for m in memberships}, day)
    later = _periods({m.unit_id for m in memberships}, date(day.year + 1, 1, 1))
    opened = Round.objects.filter(year=day.year).first()
    ways = ways_on(opened, day) if opened else {}
    leads = Leadership.objects.on(day).filter(person=person).exists()
    lines = []
    for membership in memberships:
        period = periods.get(membership.unit_id)
        if period is None:
            continue
        years = GroupYears.NEVER.value if leads else period.group_years
        way = ways.get(membership.unit_id)
        if leads and way != UnitChoice.Way.NONE:
            way = None
        coming = None if leads else _setting(later, membership.unit_id)
        lines.append(OwnLine(period.name, words.unit_words(years, day.year, way, coming)))
    return lines


def _setting(periods: dict[int, UnitPeriod], unit: int) -> str | None:
    return periods[unit].group_years if unit in periods else None
