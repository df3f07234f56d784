"""Everybody's conversations for HR and directors: that they exist, their dates and states.

Each list is a constant number of queries, however many rows there are.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.models import Conversation
from conversations.selectors.standing import day_of, held_on
from core.look.formats import local
from core.policies import Words
from organization.models import (
    Membership,
    UnitAncestor,
    UnitKind,
    UnitPeriod,
)
from organization.selectors import is_hr, person_of, units_in_line_of

State = Conversation.State


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
    reopen: str = ""  # for HR, where a locked one is reopened


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


def existing(rows: Iterable[Conversation], today: date, *, hr: bool = False) -> list[Existing]:
    """One page's rows with their units' names: two queries more. `hr`: the reader may reopen."""
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
            state=_state_words(c, today),
            status=STATUS[State(c.state)],
            meets=day_of(c),
            held=held_on(c),
            locked=local(c.locked_at).date() if c.locked_at else None,
            reopen=reverse("conversations:reopen", args=[c.uuid]) if hr and c.locked_at else "",
        )
        for c in rows
    ]


def _state_words(c: Conversation, today: date) -> Words:
    """The state; of a leaver's, that it was not held."""
    last_day = c.employment.last_day
    if c.state == State.PREPARING and last_day is not None and last_day < today:
        return _("not held, the employment ended")
    return c.get_unsigned_display() if c.unsigned else c.get_state_display()


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
        .filter(round__year=year, occasion=Conversation.Occasion.ROUND)
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
