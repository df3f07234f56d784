"""Letters of group conversations: the invitation with its calendar part, that thoughts are being
collected, that the summary is ready. They carry no content."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy
from icalendar import Calendar as ICalendar
from icalendar import Event, vCalAddress, vText

from conversations.groups.membership import leaders_of
from conversations.groups.models import GroupConversation
from conversations.groups.naming import group_name, title
from core import clock
from core.mail import Calendar, name_kind, write_letter
from organization.models import Leadership, Person, UnitAncestor
from organization.selectors import hr_people, left, person_of, recipient_of

INVITATION = "group_invitation"
CANCELLED = "group_cancelled"
COLLECTING = "group_collecting"
READY = "group_summary_ready"
name_kind(INVITATION, gettext_lazy("Invitation to a group conversation"))
name_kind(CANCELLED, gettext_lazy("A group conversation's time was cancelled"))
name_kind(COLLECTING, gettext_lazy("Thoughts are collected for a group conversation"))
name_kind(READY, gettext_lazy("The summary of a group conversation is ready"))


def members(conversation: GroupConversation) -> list[Person]:
    """The group with its leader, those still in the house. A few queries."""
    people = list(
        Person.objects.filter(pk__in=conversation.participants.values("person")).select_related(
            "user"
        )
    )
    leader = leaders_of([conversation], clock.today()).get(conversation.pk)
    if leader and leader not in {p.pk for p in people}:
        people += Person.objects.filter(pk=leader).select_related("user")
    gone = left(people, clock.today())
    return [p for p in people if p.pk not in gone]


def invite(conversation: GroupConversation, user: Any) -> None:
    _send(conversation, user, INVITATION, "REQUEST")


def cancel(conversation: GroupConversation, user: Any) -> None:
    _send(conversation, user, CANCELLED, "CANCEL")


def tell_collecting(conversation: GroupConversation) -> None:
    """To everybody in the group: thoughts may be sent, how and until when."""
    for person in members(conversation):
        _tell(conversation, person, COLLECTING, f"{conversation.version}")


def tell_ready(conversation: GroupConversation, number: int) -> None:
    """To the group, the leaders above and HR, who shares the summaries (requirement 37)."""
    day = clock.today()
    above = Leadership.objects.on(day).filter(
        unit__in=UnitAncestor.objects.on(day)
        .filter(unit=conversation.unit, depth__gt=0)
        .values("ancestor")
    )
    people = {p.pk: p for p in members(conversation)}
    people |= {row.person_id: row.person for row in above.select_related("person__user")}
    people |= {p.pk: p for p in hr_people(day)}
    for person in people.values():
        _tell(conversation, person, READY, f"{number}", url=_url("summary", conversation))


def _tell(
    conversation: GroupConversation, person: Person, kind: str, occasion: str, **more: Any
) -> None:
    recipient = recipient_of(person)
    write_letter(
        recipient,
        kind=kind,
        subject_id=conversation.uuid,
        occasion=occasion,
        context={**_context(conversation, recipient.language), **more},
        bulk=True,
    )


def _send(conversation: GroupConversation, user: Any, kind: str, method: str) -> None:
    people = members(conversation)
    organizer = person_of(user) or people[0]
    if organizer not in people:
        # A deputy set the time and will be there: the invitation is theirs too.
        people.append(organizer)
    for person in people:
        recipient = recipient_of(person)
        context = _context(conversation, recipient.language)
        write_letter(
            recipient,
            kind=kind,
            subject_id=conversation.uuid,
            occasion=str(conversation.invitation_sequence),
            context=context,
            calendar=Calendar(
                calendar(conversation, people, organizer, method, context["title"]), method
            ),
        )


def _context(conversation: GroupConversation, language: str) -> dict[str, Any]:
    with translation.override(language):
        return {
            "conversation": conversation,
            "title": title(conversation),
            "group": group_name(conversation, clock.today()),
            "anonymous": conversation.collection == GroupConversation.Collection.ANONYMOUS,
            "url": _url("detail", conversation),
        }


def _url(name: str, conversation: GroupConversation) -> str:
    return settings.BASE_URL + reverse(f"groups:{name}", args=[conversation.uuid])


def calendar(
    conversation: GroupConversation,
    people: list[Person],
    organizer: Person,
    method: str,
    summary: str,
) -> str:
    """An iCalendar body (RFC 5545, 5546): a stable UID, SEQUENCE grows at each change."""
    starts = conversation.meets_at
    if starts is None:
        raise ValueError("no time has been set")
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    event = Event()
    event.add("uid", f"{conversation.uuid}@{host}")
    event.add("sequence", conversation.invitation_sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=conversation.minutes))
    event.add("summary", summary)
    if conversation.place:
        event.add("location", conversation.place)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event["organizer"] = _address(organizer)
    for person in people:
        attendee = _address(person)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["RSVP"] = vText("TRUE")
        event.add("attendee", attendee, encode=False)
    body = ICalendar()
    body.add("prodid", "-//Heinola Osaaminen//FI")
    body.add("version", "2.0")
    body.add("method", method)
    body.add_component(event)
    return body.to_ical().decode()


def _address(person: Person) -> vCalAddress:
    email = recipient_of(person).email or settings.DEFAULT_FROM_EMAIL
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(str(person))
    return address
