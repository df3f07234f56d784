"""What the pages of retention show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from competencies.models import Competence
from core import clock, retention
from core.disclosure import Figure, Published, Suppressed
from core.look.parts import StatusKind, Step
from core.retention import Rule
from organization.models import Person, Unit, UnitKind
from organization.selectors import periods_of
from privacy.retention.models import DestructionRecord, ErasureRun, PeriodChange, YearSum
from privacy.retention.periods import Decided, decided
from privacy.retention.sums import LEVELS
from privacy.retention.words import keeps, year_words

State = ErasureRun.State
STATUS: dict[str, StatusKind] = {
    State.LISTED: "turn",
    State.ERASING: "other",
    State.DONE: "done",
    State.CANCELLED: "coming",
}


@dataclass(frozen=True)
class RuleLine:
    """One rule in words. `due`: how many rows the next run would take (None: nothing by run)."""

    key: str
    name: str
    keeps: str
    counted_from: str
    erased: str
    how: str
    why: str
    decision: PeriodChange | None
    changeable: bool
    due: int | None


def rule_lines() -> list[RuleLine]:
    today, rows = clock.today(), decided()
    due: dict[str, int] = {}
    for eraser in retention.erasers(nightly=False):
        number = sum(eraser.count(rows[eraser.rule].cutoff(today)).values())
        due[eraser.rule] = due.get(eraser.rule, 0) + number
    # What people decide on comes first, what is never erased last.
    order = sorted(
        rows.values(), key=lambda o: (o.rule.unit == retention.Unit.PERMANENT, o.rule.nightly)
    )
    return [rule_line(one, due.get(one.rule.key)) for one in order]


def rule_line(one: Decided, due: int | None = None) -> RuleLine:
    rule = one.rule
    return RuleLine(
        key=rule.key,
        name=str(rule.name),
        keeps=keeps(rule.unit, one.period),
        counted_from="" if rule.unit == retention.Unit.PERMANENT else str(rule.counted_from),
        erased=str(rule.erased),
        how=_how(one),
        why=str(rule.why),
        decision=one.change,
        changeable=rule.changeable,
        due=due,
    )


def _how(one: Decided) -> str:
    if one.rule.unit == retention.Unit.PERMANENT:
        return _("not erased by age")
    return _("by itself") if one.rule.nightly else _("in the yearly run")


@dataclass(frozen=True)
class Kind:
    """One kind of a list or of what has gone, with its years."""

    name: str
    rule: str
    keeps: str
    years: Sequence[tuple[str, int]]
    total: int
    names: Sequence[str]

    @property
    def more(self) -> int:
        return self.total - len(self.names)


def kinds_of(
    run: ErasureRun,
    counts: Mapping[str, Mapping[str, int]],
    names: Mapping[str, Sequence[str]] | None = None,
) -> list[Kind]:
    out = []
    for eraser in retention.erasers():
        years = counts.get(eraser.key)
        if not years:
            continue
        rule = retention.rule_of(eraser.rule)
        out.append(
            Kind(
                name=str(eraser.name),
                rule=str(rule.name),
                keeps=keeps(rule.unit, run.periods[rule.key]),
                years=[(str(year_words(year)), n) for year, n in years.items()],
                total=sum(years.values()),
                names=(names or {}).get(eraser.key, ()),
            )
        )
    return out


def steps(run: ErasureRun) -> list[Step]:
    """The way of a run, span by span."""
    titles = [_("List what is due"), _("Confirm the list"), _("Erase"), _("Destruction record")]
    place = {State.LISTED: 1, State.ERASING: 2, State.DONE: 4, State.CANCELLED: 1}[State(run.state)]
    out = []
    for index, title in enumerate(titles):
        if index < place:
            out.append(Step("done", title))
        elif index == place and run.state == State.ERASING:
            out.append(Step("other", title, _("under way")))
        elif index == place and run.state == State.LISTED:
            out.append(Step("now", title))
        else:
            out.append(Step("coming", title))
    return out


def runs() -> QuerySet[ErasureRun]:
    """Runs that people prepared, newest first."""
    rows = ErasureRun.objects.filter(kind=ErasureRun.Kind.YEARLY)
    return rows.select_related("prepared_by", "confirmed_by", "record")


def records() -> QuerySet[DestructionRecord]:
    return DestructionRecord.objects.select_related("run").order_by("-made_at", "-pk")


@dataclass(frozen=True)
class Past:
    """One decision on a period."""

    reference: str
    decided_on: date
    words: str
    at: datetime
    changed_by: Person | None


def history(rule: Rule) -> list[Past]:
    changes = PeriodChange.objects.filter(rule=rule.key).select_related("changed_by")[:100]
    return [
        Past(c.reference, c.decided_on, keeps(rule.unit, c.period), c.at, c.changed_by)
        for c in changes
    ]


@dataclass(frozen=True)
class SumTable:
    """A year's frozen figures: talks of every area, ratings of the city and its service areas."""

    year: int
    talks: Sequence[tuple[str, Figure]]
    units: Sequence[str]
    ratings: Sequence[tuple[str, Sequence[tuple[str, Figure]]]]


def frozen_years() -> list[int]:
    years = YearSum.objects.order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def sum_table(year: int) -> SumTable:
    """The city first, then the areas in the order of their depth and name."""
    figures = {
        (row.unit_id, row.competence): _figure(row.value)
        for row in YearSum.objects.filter(year=year)
    }
    day = date(year, 12, 31)
    periods = periods_of(Unit.objects.filter(pk__in={unit for unit, _key in figures}), day)
    order = {kind: place for place, kind in enumerate(LEVELS)}
    units = sorted(periods.values(), key=lambda p: (order.get(UnitKind(p.kind), 9), str(p.name)))
    upper = [p for p in units if p.kind != UnitKind.RESPONSIBILITY_AREA]
    keys = sorted({key for _unit, key in figures if key})
    words = _competences(keys, year)
    nothing = _figure(None)
    return SumTable(
        year,
        [(str(p.name), figures.get((p.unit_id, ""), nothing)) for p in units],
        [str(p.name) for p in upper],
        [
            (
                words.get(key, key),
                [(str(p.name), figures.get((p.unit_id, key), nothing)) for p in upper],
            )
            for key in keys
        ],
    )


def _competences(keys: Sequence[str], year: int) -> dict[str, str]:
    rows = Competence.objects.filter(key__in=keys, framework__year=year)
    return {row.key: str(row.name) for row in rows}


def _figure(value: Any) -> Figure:
    """Too few people, or everyone alike: why is not kept."""
    return Suppressed(_("Not shown (too few people)")) if value is None else Published(value)
