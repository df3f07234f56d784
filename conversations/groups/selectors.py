"""Lists: one's own groups' conversations, summaries by service area, practices that are shared."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.groups.membership import leaders_of
from conversations.groups.models import GroupConversation, Practice
from conversations.groups.naming import names_of, title
from conversations.groups.querysets import led
from core.look import formats
from core.look.parts import StatusKind
from organization.models import UnitAncestor, UnitKind, UnitPeriod
from organization.selectors import person_of

State = GroupConversation.State


@dataclass(frozen=True)
class Line:
    """One conversation in a list: what it is, how far, whose turn."""

    conversation: GroupConversation
    name: str
    title: str
    status: StatusKind
    words: str
    leads: bool
    late: bool = False


def own(user: Any, day: date) -> list[Line]:
    """Conversations of the groups one is in or leads, the newest first. A few queries."""
    person = person_of(user)
    if person is None:
        return []
    rows = list(
        GroupConversation.objects.open_to(user).with_names().order_by("-year", "due_on", "pk")[:100]
    )
    leading = set(
        GroupConversation.objects.filter(led(person, day), pk__in=[c.pk for c in rows]).values_list(
            "pk", flat=True
        )
    )
    names = names_of(rows, day)
    return [
        Line(c, names[c.pk], title(c), *_standing(c, c.pk in leading, day), c.pk in leading)
        for c in rows
    ]


def _standing(c: GroupConversation, leads: bool, day: date) -> tuple[StatusKind, str]:
    mine: StatusKind = "turn" if leads else "other"
    if c.state == State.CLOSED:
        closed = formats.fin_date(c.closed_at, "bare") if c.closed_at else ""
        return "done", _("closed {day}").format(day=closed)
    if c.state == State.COLLECTING:
        until = formats.fin_date(c.collect_until, "bare") if c.collect_until else ""
        return "turn", _("send your thoughts by {day}").format(day=until)
    if c.state == State.WRITING:
        return mine, _("the leader gathers and writes") if not leads else _("gather and write")
    if c.due_on < day and leads:
        return "late", _("not begun")
    return mine, _("not begun")


@dataclass(frozen=True)
class Koonti:
    """A summary in the list of its area."""

    conversation: GroupConversation
    name: str
    title: str
    kind: str
    closed: Any


@dataclass(frozen=True)
class AreaSummaries:
    """Requirement 37: summaries by service area."""

    name: str
    ready: Sequence[Koonti]
    open: Sequence[Line]


def summaries(user: Any, year: int, day: date) -> list[AreaSummaries]:
    """By service area, the city's own first; what is still open beside. A few queries."""
    rows = list(
        GroupConversation.objects.visible_to(user)
        .filter(year=year)
        .with_names()
        .order_by("kind", "pk")
    )
    names = names_of(rows, day)
    areas = dict(
        UnitAncestor.objects.on(day)
        .filter(
            unit__in={c.unit_id for c in rows},
            ancestor__in=UnitPeriod.objects.on(day)
            .filter(kind=UnitKind.SERVICE_AREA)
            .values("unit"),
        )
        .values_list("unit_id", "ancestor_id")
    )
    words = {
        p.unit_id: str(p.name)
        for p in UnitPeriod.objects.on(day).filter(unit__in=set(areas.values()))
    }
    ready: dict[str, list[Koonti]] = defaultdict(list)
    still: dict[str, list[Line]] = defaultdict(list)
    for c in rows:
        area = words.get(areas.get(c.unit_id, 0), "")
        if c.state == State.CLOSED:
            ready[area].append(Koonti(c, names[c.pk], title(c), c.get_kind_display(), c.closed_at))
        else:
            status, said = _standing(c, False, day)
            still[area].append(
                Line(c, names[c.pk], title(c), status, said, False, late=c.due_on < day)
            )
    return [
        AreaSummaries(
            area or _("The whole city"),
            sorted(ready[area], key=lambda k: k.name),
            sorted(still[area], key=lambda k: k.name),
        )
        for area in sorted({*ready, *still})
    ]


def years(user: Any) -> list[int]:
    return list(
        GroupConversation.objects.visible_to(user)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )


@dataclass(frozen=True)
class Shared:
    """A practice as everybody sees it."""

    practice: Practice
    unit: str
    with_units: str


def practices(user: Any, day: date, *, words: str = "", unit: int | None = None) -> Any:
    """Practices that are shared now, by words and by unit (its own, or one it is shared with)."""
    rows = Practice.objects.visible_to(user).select_related("contact", "unit")
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(how__icontains=words))
    if unit is not None:
        below = UnitAncestor.objects.on(day).filter(ancestor=unit).values("unit")
        rows = rows.filter(Q(unit__in=below) | Q(with_units=unit) | Q(everybody=True)).distinct()
    return rows.order_by("title", "pk").prefetch_related("with_units")


def shown(rows: Sequence[Practice], day: date) -> list[Shared]:
    """A page of them with the units' names. One query."""
    units = {row.unit_id for row in rows} | {u.pk for row in rows for u in row.with_units.all()}
    names: dict[int, str] = {}
    periods = UnitPeriod.objects.filter(unit__in=units, valid_from__lte=day)
    for period in periods.order_by("valid_from"):
        names[period.unit_id] = str(period.name)
    return [
        Shared(
            row,
            names.get(row.unit_id, ""),
            _("everybody in the city")
            if row.everybody
            else ", ".join(sorted(names.get(u.pk, "") for u in row.with_units.all())),
        )
        for row in rows
    ]


def leader_names(rows: Sequence[GroupConversation], day: date) -> dict[int, str]:
    """Who leads each, by name. A few queries."""
    from organization.models import Person

    leaders = leaders_of(rows, day)
    people = Person.objects.in_bulk(set(leaders.values()))
    return {pk: str(people[person]) for pk, person in leaders.items() if person in people}


def url_of(conversation: GroupConversation) -> str:
    return reverse("groups:detail", args=[conversation.uuid])
