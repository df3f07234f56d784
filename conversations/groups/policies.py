"""Who may do and read what in a group conversation: the rows of docs/architecture.md stand in
`GroupReader` one by one; the rest guards the verbs, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.groups.models import GroupConversation, GroupParticipant, Practice
from conversations.groups.querysets import bodies_chaired, under, units_led
from core import clock
from core.policies import Allowed, Decision, Denied, all_of
from organization.models import Person
from organization.selectors import is_hr, is_hr_main, person_of, principals_of

State = GroupConversation.State
Collection = GroupConversation.Collection

# Without names: so many who may send, besides whoever leads and knows one's own (domain.md 3.6:
# the limit counts the others).
FEWEST = 5

_not_leader = Denied(
    _("Only the leader of the group, or a deputy with that right, can do this."), right=True
)
_not_member = Denied(_("Only members of the group can do this."), right=True)
_closed = Denied(_("This conversation is closed. Its summary stays as it is."))


@dataclass(frozen=True)
class GroupReader:
    """One person in front of one group conversation, today.

    `leads`: by today's lines, oneself or as the deputy of `deputy_for`. `above`: leads a unit
    above.
    """

    conversation: GroupConversation
    person: Person | None
    member: bool = False
    leads: bool = False
    deputy_for: Person | None = None
    above: bool = False
    hr: bool = False
    hr_main: bool = False
    uuid: Any = field(default=None)

    @property
    def role(self) -> str:
        """The word for the event log."""
        if self.deputy_for is not None:
            return "deputy"
        if self.leads:
            return "supervisor"
        if self.member:
            return "employee"
        if self.hr:
            return "hr_main" if self.hr_main else "hr_planner"
        return "director" if self.above else ""

    # The table, row by row

    @property
    def sees_content(self) -> bool:
        """Collected thoughts, agreed texts while they are written, items, attendance."""
        return self.member or self.leads

    @property
    def sees_thoughts(self) -> bool:
        """Only after the closing of the collection, and then everybody at once."""
        return self.sees_content and self.conversation.state in (State.WRITING, State.CLOSED)

    @property
    def sees_summary(self) -> bool:
        """The koonti: the group, the leaders above, HR (requirement 37)."""
        return self.conversation.state == State.CLOSED and (
            self.sees_content or self.above or self.hr
        )


def reader_of(user: Any, conversation: GroupConversation) -> GroupReader:
    """The user's place in this conversation today. A few queries, the same for every size."""
    person = person_of(user)
    if person is None:
        return GroupReader(conversation, None)
    day = clock.today()
    own = _leads([person.pk], conversation, day)
    deputy_for = None if own else _deputy_for(person, conversation, day)
    return GroupReader(
        conversation,
        person,
        member=GroupParticipant.objects.filter(conversation=conversation, person=person).exists(),
        leads=own or deputy_for is not None,
        deputy_for=deputy_for,
        above=under(person, day).filter(pk=conversation.unit_id).exists(),
        hr=is_hr(user),
        hr_main=is_hr_main(user),
        uuid=user.uuid,
    )


def _leads(people: list[int], conversation: GroupConversation, day: date) -> bool:
    return conversation.unit_id in units_led(people, day) or (
        conversation.body_id is not None and conversation.body_id in bodies_chaired(people, day)
    )


def _deputy_for(person: Person, conversation: GroupConversation, day: date) -> Person | None:
    for principal in principals_of(person, "hold", day).order_by("pk"):
        if _leads([principal.pk], conversation, day):
            return principal
    return None


def _as_reader(user: Any, conversation: GroupConversation) -> GroupReader:
    return user if isinstance(user, GroupReader) else reader_of(user, conversation)


# ---------------------------------------------------------------------------- verbs


def can_lead(user: Any, conversation: GroupConversation) -> Decision:
    """Whatever the leader does while the conversation is open."""
    reader = _as_reader(user, conversation)
    if not reader.leads:
        return _not_leader
    return _closed if conversation.state == State.CLOSED else Allowed()


def can_choose_collection(user: Any, conversation: GroupConversation) -> Decision:
    """Write down how the group wants to send its thoughts: before the collection begins."""
    return all_of(
        can_lead(user, conversation),
        Allowed()
        if conversation.state == State.PLANNED
        else Denied(_("The collection has begun: how thoughts are sent no longer changes.")),
    )


def enough_for_anonymous(conversation: GroupConversation, day: date | None = None) -> Decision:
    """At least five who may send besides the leader; else one could tell who wrote what."""
    from conversations.groups.membership import leaders_of

    leader = leaders_of([conversation], day or clock.today()).get(conversation.pk)
    others = conversation.participants.exclude(person=leader).count()
    if others < FEWEST:
        return Denied(
            _(
                "Thoughts without names need at least five people besides the leader. In a "
                "smaller group one could guess who wrote what."
            )
        )
    return Allowed()


def can_start(user: Any, conversation: GroupConversation) -> Decision:
    """Begin the collection."""
    decision = can_lead(user, conversation)
    if not decision:
        return decision
    if conversation.collection == Collection.UNDECIDED or not conversation.group_asked:
        return Denied(_("First ask the group whether thoughts are sent with or without names."))
    if conversation.collection == Collection.ANONYMOUS:
        return enough_for_anonymous(conversation)
    return Allowed()


def can_skip(user: Any, conversation: GroupConversation) -> Decision:
    """Begin to write without collecting anything beforehand."""
    return can_lead(user, conversation)


def can_send(user: Any, conversation: GroupConversation) -> Decision:
    """Send a thought beforehand."""
    reader = _as_reader(user, conversation)
    if not reader.member:
        return _not_member
    if conversation.state == State.PLANNED:
        return Denied(_("Thoughts can be sent when the leader has begun the collection."))
    if conversation.state != State.COLLECTING:
        return Denied(_("The collection is over. Tell your thought in the conversation itself."))
    return Allowed()


def can_end_collection(user: Any, conversation: GroupConversation) -> Decision:
    return can_lead(user, conversation)


def can_write(user: Any, conversation: GroupConversation) -> Decision:
    """Gather thoughts, write the agreed text, focus areas, needs, goals, practices, attendance."""
    decision = can_lead(user, conversation)
    if not decision:
        return decision
    if conversation.state != State.WRITING:
        return Denied(_("Writing begins when the collection of thoughts has ended."))
    return Allowed()


def can_schedule(user: Any, conversation: GroupConversation) -> Decision:
    return can_lead(user, conversation)


def can_close(user: Any, conversation: GroupConversation) -> Decision:
    """Close: something is agreed, it is written who was there, and how the lines were taken."""
    decision = can_lead(user, conversation)
    if not decision:
        return decision
    from conversations.groups.closing import missing

    found = missing(conversation)
    return Denied(found[0]) if found else Allowed()


def can_reopen(user: Any, conversation: GroupConversation) -> Decision:
    """The leader or HR, with a reason that the group sees."""
    reader = _as_reader(user, conversation)
    if not (reader.leads or reader.hr):
        return Denied(_("Only the leader of the group or HR services can do this."), right=True)
    if conversation.state != State.CLOSED:
        return Denied(_("Only a closed conversation can be reopened."))
    return Allowed()


def can_see_summary(user: Any, conversation: GroupConversation) -> Decision:
    """The koonti and its PDF."""
    reader = _as_reader(user, conversation)
    if not (reader.sees_content or reader.hr or reader.above):
        return _not_member
    if conversation.state != State.CLOSED:
        return Denied(_("The summary is ready when the conversation has been closed."))
    return Allowed()


def can_open(user: Any, day: date | None = None) -> Decision:
    """Open a conversation for a group of one's own."""
    person = person_of(user)
    day = day or clock.today()
    if person is not None and (units_led([person.pk], day) or bodies_chaired([person.pk], day)):
        return Allowed()
    return Denied(_("Only those who lead a unit or a group can open a conversation."), right=True)


def can_see_summaries(user: Any) -> Decision:
    """All summaries by service area: HR the city's, directors and leaders those of their line."""
    from organization.models import Leadership

    person = person_of(user)
    if person is not None and (
        is_hr(user) or Leadership.objects.on(clock.today()).filter(person=person).exists()
    ):
        return Allowed()
    return Denied(_("This page is for HR services and for those who lead units."), right=True)


def endable_by(user: Any, practices: Iterable[Practice]) -> set[int]:
    """Keys of the practices that the user may take off the page: who invites, or leads the unit.
    A constant number of queries."""
    person = person_of(user)
    rows = list(practices)
    if person is None or not rows:
        return set()
    led = units_led([person.pk], clock.today())
    return {row.pk for row in rows if row.contact_id == person.pk or row.unit_id in led}


def can_end_practice(user: Any, practice: Practice) -> Decision:
    if endable_by(user, [practice]):
        return Allowed()
    return Denied(_("Only who invites, or leads the unit, can do this."), right=True)
