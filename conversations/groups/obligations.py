"""What group conversations ask of people: begin, send thoughts, gather and close."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annual_clock.obligations import Obligation, provide
from conversations.groups.membership import leaders_of
from conversations.groups.models import GroupConversation, GroupParticipant
from conversations.groups.naming import names_of
from conversations.groups.querysets import units_led
from organization.models import Person
from organization.selectors import employed_on

State = GroupConversation.State
Collection = GroupConversation.Collection

TITLES = {
    State.PLANNED: _("Begin the group conversation: {group}"),
    State.COLLECTING: _("End the collection of thoughts: {group}"),
    State.WRITING: _("Write and close the group conversation: {group}"),
}


@provide
def obligations(today: date, people: Iterable[Person] | None) -> Iterator[Obligation]:
    """Open conversations of this year and the last, for their leaders; thoughts for the members. A
    constant number of queries."""
    chosen = None if people is None else {p.pk for p in people}
    rows = GroupConversation.objects.exclude(state=State.CLOSED).filter(
        year__gte=today.year - 1, year__lte=today.year
    )
    if chosen is not None:
        rows = rows.filter(
            Q(unit__in=units_led(list(chosen), today)) | Q(participants__person__in=chosen)
        ).distinct()
    found = list(rows.with_names().order_by("pk"))
    if not found:
        return
    names, leaders = names_of(found, today), leaders_of(found, today)
    wanted = set(leaders.values()) if chosen is None else chosen & set(leaders.values())
    known = {p.pk: p for p in Person.objects.filter(pk__in=wanted).select_related("user")}
    for c in found:
        leader = known.get(leaders.get(c.pk, 0))
        if leader is not None:
            yield _of_leader(c, leader, names[c.pk], today)
    yield from _of_members(found, names, today, chosen)


def _of_leader(c: GroupConversation, leader: Person, name: str, today: date) -> Obligation:
    due = c.due_on
    if c.state == State.COLLECTING and c.collect_until:
        due = c.collect_until
    elif c.state == State.WRITING and c.closed_at:
        due = max(c.due_on, today)
    return Obligation(
        person=leader,
        kind=f"group_{c.state}",
        subject=c.uuid,
        title=format_lazy(TITLES[State(c.state)], group=name),
        due=due,
        url=reverse("groups:detail", args=[c.uuid]),
        action=pgettext_lazy("button", "Open the conversation"),
    )


def _of_members(
    found: list[GroupConversation], names: dict[int, str], today: date, chosen: set[int] | None
) -> Iterator[Obligation]:
    """A wish rather than a duty, so without reminders: who has sent is not known of those without
    names, and of the others it is nobody's business."""
    collecting = {c.pk: c for c in found if c.state == State.COLLECTING}
    rows = GroupParticipant.objects.filter(
        conversation__in=collecting, person__in=employed_on(today).values("person")
    ).select_related("person__user")
    if chosen is None:
        return
    for row in rows.filter(person__in=chosen):
        c = collecting[row.conversation_id]
        if c.collect_until is None or c.collect_until < today:
            continue
        yield Obligation(
            person=row.person,
            kind="group_thoughts",
            subject=c.uuid,
            title=format_lazy(_("Send your thoughts: {group}"), group=names[c.pk]),
            due=c.collect_until,
            url=reverse("groups:detail", args=[c.uuid]),
            action=pgettext_lazy("button", "Send thoughts"),
            minutes=10,
            remind=False,
        )
