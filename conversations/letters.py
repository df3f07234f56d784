"""Letters of conversations: invitations with their calendar part, notices of voided signatures.

They carry no content: what, when, where, with whom (architecture, "Decided in the model").
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar as ICalendar
from icalendar import Event, vCalAddress, vText

from conversations.models import Conversation
from core import clock
from core.mail import Calendar, name_kind, write_letter
from organization.models import Person
from organization.selectors import person_of, recipient_of, supervisor_of

INVITATION = "conversation_invitation"
CANCELLED = "conversation_cancelled"
VOIDED = "conversation_signature_voided"
name_kind(INVITATION, gettext_lazy("Invitation to a development conversation"))
name_kind(CANCELLED, gettext_lazy("A development conversation's time was cancelled"))
name_kind(VOIDED, gettext_lazy("The agreed text changed after a signature"))


def invite(conversation: Conversation, user: Any) -> None:
    """The invitation, or its update, to both."""
    _send(conversation, user, INVITATION, "REQUEST")


def cancel(conversation: Conversation, user: Any) -> None:
    _send(conversation, user, CANCELLED, "CANCEL")


def tell_voided(conversation: Conversation) -> None:
    """Both get to know that the text changed after a signature."""
    for person in parties(conversation):
        write_letter(
            recipient_of(person),
            kind=VOIDED,
            subject_id=conversation.uuid,
            occasion=str(conversation.version),
            context=_context(conversation, person),
        )


def parties(conversation: Conversation) -> list[Person]:
    """The employee and the present supervisor."""
    supervisor = supervisor_of(conversation.employment, clock.today()) or conversation.supervisor
    return [conversation.employment.person, supervisor]


def _send(conversation: Conversation, user: Any, kind: str, method: str) -> None:
    people = parties(conversation)
    organizer = person_of(user)
    if organizer not in people[1:]:
        # A deputy set the time and will be there: the invitation is theirs too.
        people = [*people, organizer] if organizer else people
    for person in people:
        recipient = recipient_of(person)
        with translation.override(recipient.language):
            body = calendar(conversation, people, organizer or people[1], method)
        write_letter(
            recipient,
            kind=kind,
            subject_id=conversation.uuid,
            occasion=str(conversation.invitation_sequence),
            context=_context(conversation, person),
            calendar=Calendar(body, method),
        )


def _context(conversation: Conversation, person: Person) -> dict[str, Any]:
    employee, supervisor = parties(conversation)
    other = supervisor if person == employee else employee
    url = settings.BASE_URL + reverse("conversations:detail", args=[conversation.uuid])
    return {"conversation": conversation, "other": other, "url": url}


def calendar(
    conversation: Conversation, people: list[Person], organizer: Person, method: str
) -> str:
    """An iCalendar body (RFC 5545, 5546): a stable UID, SEQUENCE grows at each change, private."""
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
    event.add("summary", _("Development conversation"))
    if conversation.place:
        event.add("location", conversation.place)
    event.add("class", "PRIVATE")
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
