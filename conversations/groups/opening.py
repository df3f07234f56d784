"""Opening group conversations: the whole city's year, or one's own group.

`make_group_conversations` is called from the work that opens the year; `follow_people` from the
daily upkeep, so that those who come and go in the group do so in its conversation too.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from annual_clock.defaults import (
    AREA_LEADERSHIP_CONVERSATIONS,
    LEADERS_GROUP_CONVERSATION,
    STRATEGIC_CONVERSATION,
    TEAM_CONVERSATIONS,
)
from annual_clock.models import Milestone, Variant
from audit.services import record
from conversations.groups.membership import Group, groups
from conversations.groups.models import GroupConversation, GroupParticipant
from conversations.groups.policies import can_open
from conversations.groups.querysets import bodies_chaired, represented, units_led
from conversations.groups.template import group_template
from conversations.models import Round
from conversations.turns import ways_on
from core import clock, faults
from core.policies import require
from core.work import Progress
from organization.selectors import person_of

Kind = GroupConversation.Kind
State = GroupConversation.State
CHUNK = 50  # groups in one short transaction

MILESTONE = {
    Kind.TEAM: TEAM_CONVERSATIONS,
    Kind.RESPONSIBILITY_AREA: TEAM_CONVERSATIONS,
    Kind.HEADS: LEADERS_GROUP_CONVERSATION,
    Kind.LEADERSHIP: AREA_LEADERSHIP_CONVERSATIONS,
    Kind.STRATEGIC: STRATEGIC_CONVERSATION,
}
# Requirement 20: the windows of teams and of leadership groups, when the clock says nothing.
LAST_DAY = {Kind.LEADERSHIP: (11, 30), Kind.STRATEGIC: (11, 14)}


def make_group_conversations(opened: Round, day: date) -> Iterator[Progress]:
    """The year's conversations of every group whose year it is (requirements 23, 36). Killed
    between chunks it goes on from what it finds: a group that has one is passed by."""
    ways = ways_on(opened, day)
    wanted = [group for group in groups(day) if group.talks_in(opened.year, ways.get(group.unit))]
    for start in range(0, len(wanted), CHUNK):
        make_chunk(wanted[start : start + CHUNK], opened.year, opened)
        yield Progress(min(start + CHUNK, len(wanted)), len(wanted))


def make_chunk(
    wanted: Iterable[Group],
    year: int,
    opened: Round | None = None,
    opened_by: Any = None,
) -> list[GroupConversation]:
    """Conversations of those groups that have none this year. A constant number of queries."""
    rows = {(group.kind, group.unit): group for group in wanted}
    due = _due_days(year)
    with transaction.atomic():
        having = set(
            GroupConversation.objects.filter(
                year=year, unit__in={unit for _kind, unit in rows}
            ).values_list("kind", "unit")
        )
        templates = {kind: group_template(kind) for kind in {kind for kind, _unit in rows}}
        if opened is not None and opened.group_template is not None:
            # The round names the version that the year's group conversations use.
            templates |= {k: opened.group_template for k in templates if k != Kind.STRATEGIC}
        now = clock.now()
        made = GroupConversation.objects.bulk_create(
            [
                GroupConversation(
                    year=year,
                    kind=group.kind,
                    unit_id=group.unit,
                    body_id=group.body,
                    round=opened,
                    template=templates[group.kind],
                    due_on=due[(group.kind, group.variant)],
                    opened_by=opened_by,
                    opened_at=now,
                )
                for key, group in rows.items()
                if key not in having
            ],
            ignore_conflicts=True,
        )
        fresh = list(GroupConversation.objects.filter(year=year, uuid__in=[c.uuid for c in made]))
        GroupParticipant.objects.bulk_create(
            [
                GroupParticipant(conversation=c, person_id=person)
                for c in fresh
                for person in sorted(rows[(c.kind, c.unit_id)].people)
            ],
            ignore_conflicts=True,
        )
        faults.point("groups.written")
    return fresh


def _due_days(year: int) -> dict[tuple[str, str], date]:
    """The last day of each kind and variant of the clock. One query."""
    rows = Milestone.objects.filter(year=year, kind__in=set(MILESTONE.values()))
    found = {(row.kind, variant): row.due_on for row in rows for variant in _variants(row.variant)}
    return {
        (kind, variant): found.get(
            (MILESTONE[kind], variant), date(year, *LAST_DAY.get(kind, (3, 31)))
        )
        for kind in Kind
        for variant in ("general", "education")
    }


def _variants(variant: str) -> tuple[str, ...]:
    return ("general", "education") if variant == Variant.BOTH else (variant,)


def follow_people(day: date) -> int:
    """Those who have come to a group are in its open conversation from today; those who have left
    it before the collection began are no longer. Returns how many rows changed.

    Nobody is taken out later: what somebody thought or was present at stays theirs.
    """
    open_ones = list(GroupConversation.objects.filter(state__in=[State.PLANNED, State.COLLECTING]))
    now = {(g.kind, g.unit): g.people for g in groups(day)} if open_ones else {}
    known: dict[int, set[int]] = {}
    for pk, person in GroupParticipant.objects.filter(conversation__in=open_ones).values_list(
        "conversation", "person"
    ):
        known.setdefault(pk, set()).add(person)
    changed = 0
    for c in open_ones:
        people, had = now.get((c.kind, c.unit_id)), known.get(c.pk, set())
        if people is None or people == had:
            continue
        with transaction.atomic():
            GroupParticipant.objects.bulk_create(
                [GroupParticipant(conversation=c, person_id=p) for p in sorted(people - had)],
                ignore_conflicts=True,
            )
            if c.state == State.PLANNED:
                GroupParticipant.objects.filter(conversation=c, person__in=had - people).delete()
        changed += len(people ^ had)
    return changed


def own_groups(user: Any, day: date) -> list[Group]:
    """The groups that the user leads on `day`, oneself or as a deputy."""
    person = person_of(user)
    if person is None:
        return []
    leaders = represented(person, day)
    units, bodies = units_led(leaders, day), bodies_chaired(leaders, day)
    from organization.models import Body

    of_bodies = set(Body.objects.filter(pk__in=bodies).values_list("unit", flat=True))
    return [
        group
        for group in groups(day, units=units | of_bodies)
        if group.unit in units or group.body in bodies
    ]


def open_one(*, user: Any, kind: str, unit: int, year: int) -> GroupConversation:
    """Open the conversation of a group of one's own, also outside the year's round. Opening again
    returns the one that is there. Raises `Refused`, or ValidationError for a group that is not."""
    day = clock.today()
    require(can_open(user, day))
    group = next((g for g in own_groups(user, day) if (g.kind, g.unit) == (kind, unit)), None)
    if group is None:
        raise ValidationError(_("Choose one of your own groups."))
    if year not in (day.year, day.year + 1):
        raise ValidationError(_("A conversation is opened for this year or the next."))
    with transaction.atomic():
        make_chunk([group], year, Round.objects.filter(year=year).first(), person_of(user))
        opened = GroupConversation.objects.get(year=year, kind=kind, unit=unit)
        record(user, "conversations.group_open", opened)
    return opened
