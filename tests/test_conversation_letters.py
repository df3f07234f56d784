"""The time of the talk: invitations with their calendar part."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from conversations.models import Conversation
from conversations.services import scheduling
from core.models import Letter
from core.policies import Refused
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(world: Any) -> Conversation:
    return f.talk_of(world, "tiina")


def events(letters: Any) -> list[Any]:
    return [Calendar.from_ical(letter.calendar).walk("VEVENT")[0] for letter in letters]


def test_the_invitation_goes_to_both(world: Any, talk: Conversation) -> None:
    f.write(world, "tiina", talk, "Salainen sisältö")
    f.book(world, "mervi", talk)
    letters = list(Letter.objects.filter(kind="conversation_invitation"))
    assert {letter.recipient for letter in letters} == {world.tiina.uuid, world.mervi.uuid}
    assert {letter.calendar_method for letter in letters} == {"REQUEST"}
    assert "pe 13.2." in letters[0].subject
    for event in events(letters):
        assert str(event["UID"]).startswith(str(talk.uuid))
        assert event["SEQUENCE"] == 1
        assert event["CLASS"] == "PRIVATE"
        # One organizer for good, or a calendar would not take an update from another.
        assert event["ORGANIZER"] == "mailto:osaaminen@localhost"
        assert event["ORGANIZER"].params["CN"] == "Mervi Aaltonen"
        assert str(event["LOCATION"]) == "Huone Ruotsalainen"
        assert event.decoded("DTSTART") == timezone.make_aware(datetime(2026, 2, 13, 14))
        assert (event.decoded("DTEND") - event.decoded("DTSTART")).seconds == 3600
        attendees = {str(a) for a in event["ATTENDEE"]}
        assert "mailto:tiina.rautio@heinola.example" in attendees
    for letter in letters:
        assert "METHOD:REQUEST" in letter.calendar
        assert "DESCRIPTION" not in letter.calendar
        assert "Salainen" not in letter.text + letter.html + letter.calendar


def test_changing_the_time_updates_and_cancelling_cancels(world: Any, talk: Conversation) -> None:
    f.book(world, "mervi", talk)
    f.book(world, "mervi", talk, day=17)
    talk.refresh_from_db()
    scheduling.cancel_time(user=world.user("mervi"), conversation=talk)
    mine = Letter.objects.filter(recipient=world.tiina.uuid).order_by("pk")
    assert [letter.calendar_method for letter in mine] == ["REQUEST", "REQUEST", "CANCEL"]
    found = events(mine)
    assert [e["SEQUENCE"] for e in found] == [1, 2, 3]
    assert len({str(e["UID"]) for e in found}) == 1
    assert found[2]["STATUS"] == "CANCELLED"
    talk.refresh_from_db()
    assert talk.meets_at is None
    scheduling.cancel_time(user=world.user("mervi"), conversation=talk)
    assert Letter.objects.filter(recipient=world.tiina.uuid).count() == 3


def test_the_same_time_again_sends_nothing(world: Any, talk: Conversation) -> None:
    f.book(world, "mervi", talk)
    f.book(world, "mervi", talk)
    assert Letter.objects.count() == 2


def test_each_reads_in_ones_own_language(world: Any, talk: Conversation) -> None:
    user = world.user("tiina")
    user.language = "sv"
    user.save()
    f.book(world, "mervi", talk)
    letter = Letter.objects.get(recipient=world.tiina.uuid)
    assert "Utvecklingssamtal" in letter.subject
    assert "SUMMARY:Utvecklingssamtal" in letter.calendar


def test_who_has_no_address_gets_no_letter(world: Any) -> None:
    f.book(world, "mervi", f.talk_of(world, "sirpa"))
    assert {letter.recipient for letter in Letter.objects.all()} == {world.mervi.uuid}


def test_a_deputy_sets_the_time_and_is_invited(world: Any, talk: Conversation) -> None:
    world.deputise("heidi", "mervi", "hold")
    f.book(world, "heidi", talk)
    assert {letter.recipient for letter in Letter.objects.all()} == {
        world.tiina.uuid,
        world.mervi.uuid,
        world.heidi.uuid,
    }


def test_the_employee_does_not_set_the_time(world: Any, talk: Conversation) -> None:
    with pytest.raises(Refused):
        f.book(world, "tiina", talk)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"day": "2026-02-08", "at": "9:00", "minutes": "60"}, "day"),  # yesterday
        ({"day": "31.2.2026", "at": "9:00", "minutes": "60"}, "day"),
        ({"day": "2026-02-13", "at": "25:00", "minutes": "60"}, "at"),
        ({"day": "2026-02-13", "at": "9:00", "minutes": "5"}, "minutes"),
        ({"day": "2026-02-13", "at": "9:00", "minutes": "60", "place": "x" * 121}, "place"),
        ({}, "day"),
    ],
)
def test_a_bad_time_is_said_and_what_was_typed_stays(
    world: Any, talk: Conversation, data: dict[str, str], field: str
) -> None:
    url = reverse("conversations:schedule", args=[talk.uuid])
    response = world.client("mervi").post(url, {"place": "Ruotsalainen", **data})
    assert response.status_code == 422
    body = response.content.decode()
    assert f'href="#id_{field}"' in body
    assert data.get("place", "Ruotsalainen") in body
    assert not Letter.objects.exists()


def test_the_finnish_way_of_writing_works(world: Any, talk: Conversation) -> None:
    url = reverse("conversations:schedule", args=[talk.uuid])
    data = {"day": "13.2.2026", "at": "9.30", "minutes": "45", "place": ""}
    assert world.client("mervi").post(url, data).status_code == 302
    talk.refresh_from_db()
    assert timezone.localtime(talk.meets_at).hour == 9
