"""What the clock tells of group conversations: one's own groups', how far they are."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from annual_clock.defaults import (
    AREA_LEADERSHIP_CONVERSATIONS,
    LEADERS_GROUP_CONVERSATION,
    TEAM_CONVERSATIONS,
)
from annual_clock.milestones import Status, Told, tells
from annual_clock.models import Milestone
from conversations.groups.models import GroupConversation
from conversations.groups.querysets import led
from core.look import formats
from organization.models import Person

Kind = GroupConversation.Kind
State = GroupConversation.State


def _teller(*kinds: str) -> Callable[[Person, Milestone, date], Told | None]:
    def tell(person: Person, milestone: Milestone, today: date) -> Told | None:
        own = led(person, today)
        rows = list(
            GroupConversation.objects.filter(year=milestone.year, kind__in=kinds)
            .filter(own | Q(participants__person=person))
            .distinct()
        )
        if not rows:
            return None
        leading = set(
            GroupConversation.objects.filter(own, pk__in=[c.pk for c in rows]).values_list(
                "pk", flat=True
            )
        )
        first = min(rows, key=lambda c: (c.state == State.CLOSED, c.pk not in leading, c.pk))
        url = (
            reverse("groups:detail", args=[first.uuid])
            if len(rows) == 1
            else reverse("groups:index")
        )
        return Told(_status(first, first.pk in leading, today), when=_when(first), url=url)

    return tell


def _status(c: GroupConversation, leads: bool, today: date) -> Status:
    if c.state == State.CLOSED:
        return "done"
    if not leads:
        return "turn" if c.state == State.COLLECTING else "other"
    return "late" if c.due_on < today else "turn"


def _when(c: GroupConversation) -> str:
    if c.state == State.CLOSED and c.closed_at:
        return _("closed {day}").format(day=formats.fin_date(c.closed_at, "bare"))
    return formats.fin_moment(c.meets_at) if c.meets_at else ""


tells(TEAM_CONVERSATIONS)(_teller(Kind.TEAM, Kind.RESPONSIBILITY_AREA))
tells(LEADERS_GROUP_CONVERSATION)(_teller(Kind.HEADS))
tells(AREA_LEADERSHIP_CONVERSATIONS)(_teller(Kind.LEADERSHIP))
