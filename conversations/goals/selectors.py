"""What the pages of goals show. Each page is a fixed number of queries, however many goals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from conversations.goals.models import CheckIn, TeamGoal
from conversations.models import Goal
from core.look import formats
from organization.models import Deputy, Employment, Leadership, Person, ReportingLine, Unit
from organization.selectors import periods_of


@dataclass(frozen=True)
class Line:
    """One goal in a list."""

    goal: Any
    newest: CheckIn | None
    late: bool
    due: str
    continued: bool = False


@dataclass
class OfEmployment:
    """The goals of one employment. `proposed`: not agreed yet; `over`: reached, dropped or carried
    on by a newer one."""

    employment: Employment
    proposed: list[Line] = field(default_factory=list)
    open: list[Line] = field(default_factory=list)
    over: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class OfTeam:
    """The goals of one unit as a whole."""

    unit: Unit
    name: str
    open: Sequence[Line]
    over: Sequence[Line]


def line(goal: Any, today: date, *, continued: bool = False) -> Line:
    notes = list(goal.check_ins.all())
    is_open = goal.status == Goal.Status.OPEN and not continued
    return Line(
        goal,
        notes[0] if notes else None,
        late=bool(is_open and goal.due_on and goal.due_on < today),
        due=due_words(goal, today) if is_open else "",
        continued=continued,
    )


def due_words(goal: Any, today: date) -> str:
    """By when, as one says it; what is late says so."""
    if goal.due_on is None:
        return ""
    day = formats.fin_date(goal.due_on, "short")
    if goal.due_on < today:
        return _("It was to be ready by {day}").format(day=day)
    return _("Ready by {day}").format(day=day)


def _with_all(rows: Any) -> Any:
    return rows.select_related(
        "way", "competence", "line", "strategy_item", "author"
    ).prefetch_related("check_ins__author", "check_ins__deputy_for")


def own(user: Any, person: Person, today: date) -> list[OfEmployment]:
    """One's own goals by employment, those of all years. Four queries."""
    rows = _with_all(Goal.objects.visible_to(user).filter(employment__person=person))
    employments = Employment.objects.on(today).filter(person=person).select_related("person")
    return _grouped(rows, employments, today)


def led(user: Any, person: Person, today: date) -> list[OfEmployment]:
    """The goals of those whom one leads, or whose supervisor's deputy one is; those without any
    too. Only open and proposed ones, and what ended this year."""
    deputies = Deputy.objects.in_force(today).filter(deputy=person, may_hold=True)
    lines = ReportingLine.objects.on(today).filter(
        Q(supervisor=person) | Q(supervisor__in=deputies.values("supervisor"))
    )
    employments = (
        Employment.objects.on(today)
        .filter(pk__in=lines.values("employment"))
        .exclude(person=person)
        .select_related("person")
        .order_by("person__last_name", "person__first_name", "pk")
    )
    rows = _with_all(
        Goal.objects.visible_to(user)
        .filter(employment__in=employments.values("pk"))
        .filter(Q(status="open") | Q(updated_at__year=today.year))
    )
    return _grouped(rows, employments, today)


def _grouped(rows: Any, employments: Iterable[Employment], today: date) -> list[OfEmployment]:
    found = {each.pk: OfEmployment(each) for each in employments}
    goals = list(rows.select_related("conversation__round").order_by("due_on", "pk"))
    later = set(
        Goal.objects.filter(continues__in=[g.pk for g in goals], agreed=True).values_list(
            "continues", flat=True
        )
    )
    for goal in goals:
        group = found.get(goal.employment_id)
        if group is None:
            continue
        shown = line(goal, today, continued=goal.pk in later)
        if not goal.agreed:
            group.proposed.append(shown)
        elif goal.status == Goal.Status.OPEN and not shown.continued:
            group.open.append(shown)
        else:
            group.over.append(shown)
    return list(found.values())


def teams(user: Any, person: Person, today: date) -> list[OfTeam]:
    """Goals of the units one works in (and of those above), or leads: by unit, with the units one
    leads also when they have none."""
    rows = _with_all(TeamGoal.objects.visible_to(user)).select_related(
        "way", "competence", "line", "strategy_item", "unit"
    )
    groups: dict[int, list[Line]] = defaultdict(list)
    units: dict[int, Unit] = {u.pk: u for u in led_units(person, today)}
    for goal in rows:
        units.setdefault(goal.unit_id, goal.unit)
        groups[goal.unit_id].append(line(goal, today))
    names = periods_of(units.values(), today)
    return [
        OfTeam(
            unit,
            str(names[pk].name) if pk in names else str(unit),
            [each for each in groups[pk] if each.goal.status == "open"],
            [each for each in groups[pk] if each.goal.status != "open"],
        )
        for pk, unit in units.items()
    ]


def led_units(person: Person, today: date) -> Any:
    """The units whose goals one may set: as the leader or the leader's deputy."""
    deputies = Deputy.objects.in_force(today).filter(deputy=person, may_hold=True)
    rows = Leadership.objects.on(today).filter(
        Q(person=person) | Q(person__in=deputies.values("supervisor"))
    )
    return Unit.objects.filter(pk__in=rows.values("unit")).order_by("pk")


def history(goal: Goal, user: Any) -> list[CheckIn]:
    """What has been noted, the newest first; of the goals it carries on too, as far as the reader
    sees them."""
    chain = [goal.pk]
    before = goal.continues_id
    while before is not None and len(chain) < 10:
        row = Goal.objects.visible_to(user).filter(pk=before).first()
        if row is None:
            break
        chain.append(row.pk)
        before = row.continues_id
    return list(
        CheckIn.objects.filter(goal__in=chain).select_related("author", "deputy_for", "goal")
    )
