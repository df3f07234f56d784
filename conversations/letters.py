"""Letters of conversations: invitations with their calendar part, notices of voided signatures.

They carry no content: what, when, where, with whom (architecture, "Decided in the model").
"""

from datetime import date, timedelta
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar as ICalendar
from icalendar import Event, vCalAddress, vText

from conversations.models import Conversation, Handover, Preparation
from core import clock
from core.mail import Calendar, name_kind, write_letter
from organization.models import Person
from organization.selectors import hr_people, left, person_of, recipient_of, supervisor_of

INVITATION = "conversation_invitation"
CANCELLED = "conversation_cancelled"
VOIDED = "conversation_signature_voided"
name_kind(INVITATION, gettext_lazy("Invitation to a development conversation"))
name_kind(CANCELLED, gettext_lazy("A development conversation's time was cancelled"))
HANDED_OVER = "conversation_handed_over"
HANDED_OVER_TO_YOU = "conversation_handed_over_new"
HANDED_OVER_FROM_YOU = "conversation_handed_over_earlier"
UNLED = "conversation_unled"
name_kind(VOIDED, gettext_lazy("The agreed text changed after a signature"))
name_kind(HANDED_OVER, gettext_lazy("A new supervisor holds the conversation: to the employee"))
name_kind(HANDED_OVER_TO_YOU, gettext_lazy("A new supervisor holds the conversation: to them"))
name_kind(HANDED_OVER_FROM_YOU, gettext_lazy("A conversation moved: to the earlier supervisor"))
name_kind(UNLED, gettext_lazy("Open conversations have no supervisor: to HR"))


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
            context=about(conversation, person),
        )


def parties(conversation: Conversation) -> list[Person]:
    """The employee and the present supervisor, if anybody leads the employee."""
    supervisor = supervisor_of(conversation.employment, clock.today())
    return [conversation.employment.person, *([supervisor] if supervisor else [])]


def _send(conversation: Conversation, user: Any, kind: str, method: str) -> None:
    people = parties(conversation)
    organizer = person_of(user) or people[-1]
    deputy = organizer not in people
    # A deputy set the time and will be there: the invitation is theirs too.
    _write(conversation, [*people, organizer] if deputy else people, organizer, kind, method)


def invite_anew(conversation: Conversation, to: Person) -> None:
    """The time stays although the supervisor has changed: an update to the employee, an
    invitation to the new one."""
    _write(conversation, [conversation.employment.person, to], to, INVITATION, "REQUEST")


def withdraw(conversation: Conversation, earlier: Person, to: Person) -> None:
    """The earlier supervisor's calendar lets the time go."""
    if not left([earlier], clock.today()):
        people = [conversation.employment.person, to, earlier]
        _write(conversation, people, to, CANCELLED, "CANCEL", receivers=[earlier])


def _write(
    conversation: Conversation,
    people: list[Person],
    organizer: Person,
    kind: str,
    method: str,
    receivers: list[Person] | None = None,
) -> None:
    """To all of `people`, or only to `receivers`, from whom the conversation has moved."""
    for person in receivers or people:
        recipient = recipient_of(person)
        with translation.override(recipient.language):
            body = calendar(conversation, people, method)
        write_letter(
            recipient,
            kind=kind,
            subject_id=conversation.uuid,
            occasion=str(conversation.invitation_sequence),
            context={
                **about(conversation, person),
                **_by(conversation, organizer, person),
                **({"moved": True, "url": _url("index")} if receivers else {}),
            },
            calendar=Calendar(body, method),
        )


def _by(conversation: Conversation, organizer: Person, person: Person) -> dict[str, Any]:
    """Who acted as whose deputy, for everybody but the deputy."""
    supervisor = supervisor_of(conversation.employment, clock.today())
    employee = conversation.employment.person
    if supervisor is None or organizer in (supervisor, employee):
        return {}
    return {"deputy": organizer, "deputy_for": supervisor, "to_deputy": organizer == person}


def about(conversation: Conversation, person: Person) -> dict[str, Any]:
    """What every letter about a conversation needs: which, with whom, where it opens."""
    employee = conversation.employment.person
    supervisor = supervisor_of(conversation.employment, clock.today()) or conversation.supervisor
    other = supervisor if person == employee else employee
    return {"conversation": conversation, "other": other, "url": _url("detail", conversation)}


def _url(name: str, *objects: Any) -> str:
    return settings.BASE_URL + reverse(f"conversations:{name}", args=[o.uuid for o in objects])


# When the supervisor changes


def tell_employee(handover: Handover, day: date) -> None:
    """Who holds the conversation now, and what the earlier supervisor no longer sees."""
    _tell(handover.conversation.employment.person, HANDED_OVER, [handover], day)


def tell_new(handovers: list[Handover], day: date) -> None:
    to = handovers[0].to
    if to is not None:
        _tell(to, HANDED_OVER_TO_YOU, handovers, day)


def tell_earlier(handovers: list[Handover], day: date) -> None:
    """That the conversations have moved, and that text not shared is to be settled."""
    earlier = handovers[0].earlier
    if earlier is None:
        return
    waiting = Preparation.objects.waiting().filter(
        author=earlier, conversation__in=[h.conversation_id for h in handovers]
    )
    by = waiting.order_by("delete_after").values_list("delete_after", flat=True).first()
    _tell(earlier, HANDED_OVER_FROM_YOU, handovers, day, settle_by=by)


def tell_hr(handovers: list[Handover], day: date) -> None:
    """Nobody leads these employees: HR names somebody."""
    for person in hr_people(day):
        _tell(person, UNLED, handovers, day)


def _tell(person: Person, kind: str, handovers: list[Handover], day: date, **more: Any) -> None:
    """Nothing to those who have left: they cannot sign in any more."""
    if left([person], day):
        return
    first = handovers[0]
    url = _url("round") if kind == UNLED else _url("index")
    if kind == HANDED_OVER:
        url = _url("detail", first.conversation)
    elif kind == HANDED_OVER_TO_YOU:
        url = _url("team")
    write_letter(
        recipient_of(person),
        kind=kind,
        subject_id=first.uuid,
        occasion="handover",
        context={"handovers": handovers, "first": first, "url": url, **more},
        bulk=True,
    )


def calendar(conversation: Conversation, people: list[Person], method: str) -> str:
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
    event["organizer"] = _organizer(conversation)
    for person in people:
        attendee = _address(person)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["RSVP"] = vText("FALSE")
        event.add("attendee", attendee, encode=False)
    body = ICalendar()
    body.add("prodid", "-//Heinola Osaaminen//FI")
    body.add("version", "2.0")
    body.add("method", method)
    body.add_component(event)
    return body.to_ical().decode()


def _organizer(conversation: Conversation) -> vCalAddress:
    """The service's own address, from which the letters come and which stays when the supervisor
    changes: a calendar takes an update or a cancellation only from the organizer it knows."""
    address = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    leads = supervisor_of(conversation.employment, clock.today()) or conversation.supervisor
    address.params["CN"] = vText(str(leads))
    return address


def _address(person: Person) -> vCalAddress:
    email = recipient_of(person).email or settings.DEFAULT_FROM_EMAIL
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(str(person))
    return address
