"""A supervisor offers times, the first to choose has one; the calendars follow."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from annual_clock.obligations import all_obligations
from conversations.models import Conversation
from conversations.scheduling import services
from conversations.scheduling.models import OfferedTime
from conversations.services import scheduling
from core.models import Letter
from core.policies import Refused
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(world: Any) -> Conversation:
    return f.talk_of(world, "tiina")


def choose(world: Any, name: str, talk: Conversation, time: OfferedTime) -> None:
    services.choose_time(user=world.user(name), conversation=talk, time=time)


def event(letter: Letter) -> Any:
    return Calendar.from_ical(letter.calendar).walk("VEVENT")[0]


def test_one_letter_tells_of_all_times_and_sending_twice_tells_once(
    world: Any, talk: Conversation
) -> None:
    f.offer(world, "mervi", [talk], days=(13, 16))
    f.offer(world, "mervi", [talk], days=(13, 16))
    letter = Letter.objects.get(kind="conversation_times_offered")
    assert letter.recipient == world.tiina.uuid
    assert "perjantai 13.2." in letter.text
    assert "maanantai 16.2." in letter.text
    assert OfferedTime.objects.count() == 2


def test_it_is_the_employees_turn_to_choose_and_then_nobody_waits(
    world: Any, talk: Conversation
) -> None:
    def owed(name: str) -> set[str]:
        person = getattr(world, name)
        return {o.kind for o in all_obligations(world.today, [person]) if not o.waiting_for}

    (time,) = f.offer(world, "mervi", [talk])
    assert "conversations.choose" in owed("tiina")
    (choice,) = [
        o for o in all_obligations(world.today, [world.tiina]) if o.kind == "conversations.choose"
    ]
    assert choice.due == date(2026, 2, 13)  # the last of the times, not the round's last day
    page = world.client("tiina").get(reverse("conversations:detail", args=[talk.uuid]))
    assert reverse("conversations:choose_time", args=[talk.uuid]) in page.content.decode()
    choose(world, "tiina", talk, time)
    assert "conversations.choose" not in owed("tiina")
    talk.refresh_from_db()
    assert talk.meets_at == time.starts_at


def test_the_first_to_choose_has_it(world: Any, talk: Conversation) -> None:
    other = f.talk_of(world, "marko")
    first, second = f.offer(world, "mervi", [talk, other], days=(13, 16))
    choose(world, "marko", other, first)
    with pytest.raises(Refused):
        choose(world, "tiina", talk, first)
    answer = world.client("tiina").post(
        reverse("conversations:choose_time", args=[talk.uuid]), {"time": first.uuid}
    )
    assert answer.status_code == 422
    assert "Joku ehti juuri valita tämän ajan" in answer.content.decode()
    assert second.uuid.hex in answer.content.decode().replace("-", "")
    choose(world, "tiina", talk, second)
    # Marko wants another day: his first is free again.
    (third,) = f.offer(world, "mervi", [other], days=(17,))
    choose(world, "marko", other, third)
    choose(world, "tiina", talk, first)
    assert OfferedTime.objects.get(pk=second.pk).taken_by is None


def test_a_choice_made_twice_sends_one_invitation(world: Any, talk: Conversation) -> None:
    (time,) = f.offer(world, "mervi", [talk])
    choose(world, "tiina", talk, time)
    choose(world, "tiina", talk, time)
    letters = Letter.objects.filter(kind="conversation_invitation")
    assert {letter.recipient for letter in letters} == {world.tiina.uuid, world.mervi.uuid}
    assert letters.count() == 2


def test_the_calendar_gets_updates_of_one_event_from_one_organizer(
    world: Any, talk: Conversation
) -> None:
    """Chosen by the employee, moved by a deputy, cancelled by the supervisor."""
    (time,) = f.offer(world, "mervi", [talk])
    choose(world, "tiina", talk, time)
    world.deputise("heidi", "mervi", "hold")
    f.book(world, "heidi", talk, day=20)
    scheduling.cancel_time(
        user=world.user("mervi"), conversation=Conversation.objects.get(pk=talk.pk)
    )
    sent = Letter.objects.filter(recipient=world.tiina.uuid).exclude(calendar="").order_by("pk")
    events = [event(letter) for letter in sent]
    assert [e["SEQUENCE"] for e in events] == [1, 2, 3]
    assert len({str(e["UID"]) for e in events}) == 1
    assert {str(e["ORGANIZER"]) for e in events} == {"mailto:osaaminen@localhost"}
    assert [letter.calendar_method for letter in sent] == ["REQUEST", "REQUEST", "CANCEL"]
    # What did not suit the supervisor is not offered to others.
    assert not OfferedTime.objects.open().exists()


def test_a_time_of_an_earlier_supervisor_is_no_longer_offered(
    world: Any, talk: Conversation
) -> None:
    f.offer(world, "mervi", [talk])
    Conversation.objects.filter(pk=talk.pk).update(supervisor=world.kari)
    page = world.client("tiina").get(reverse("conversations:choose_time", args=[talk.uuid]))
    assert "Aikoja ei ole nyt vapaana" in page.content.decode()


def test_a_passed_time_and_a_strangers_time_cannot_be_chosen(
    world: Any, talk: Conversation
) -> None:
    (time,) = f.offer(world, "mervi", [f.talk_of(world, "marko")])
    url = reverse("conversations:choose_time", args=[talk.uuid])
    assert world.client("tiina").post(url, {"time": time.uuid}).status_code == 404
    for nonsense in ("", "x", "\0", "9" * 5000):
        assert world.client("tiina").post(url, {"time": nonsense}).status_code == 422
    (mine,) = f.offer(world, "mervi", [talk], days=(14,))
    OfferedTime.objects.filter(pk=mine.pk).update(
        starts_at=timezone.make_aware(datetime(2026, 2, 9)) - timedelta(days=1)
    )
    with pytest.raises(Refused):
        choose(world, "tiina", talk, mine)


def post(world: Any, url: str, **data: Any) -> Any:
    form = {"minutes": "60", "place": "Ääni 🎧", **data}
    return world.client("mervi").post(reverse(f"conversations:{url}"), form)


def test_who_has_no_account_is_booked_but_not_asked_to_choose(
    world: Any, talk: Conversation
) -> None:
    offer = world.client("mervi").get(reverse("conversations:times")).context["form"]
    book = world.client("mervi").get(reverse("conversations:book_times")).context["form"]
    assert "Sirpa Kallio" not in dict(offer.fields["people"].choices).values()
    assert "Sirpa Kallio" in [row.name for row in book.talks]


def test_times_over_each_other_are_refused_with_words(world: Any, talk: Conversation) -> None:
    f.book(world, "mervi", f.talk_of(world, "marko"), day=13)  # at 14, for an hour
    form = {"people": [talk.uuid], "day": "13.2.2026", "count": "3", "pause": "0"}
    answer = post(world, "times", **form, at="12.30")
    assert answer.status_code == 422
    assert "menee päällekkäin" in answer.content.decode()
    assert not OfferedTime.objects.exists()
    assert post(world, "times", **form, at="11.00").status_code == 302
    assert OfferedTime.objects.count() == 3
    assert post(world, "times", **{**form, "day": "8.2.2026"}, at="9.00").status_code == 422
    assert post(world, "times", **{**form, "count": "12"}, at="20.00").status_code == 422


def test_the_whole_team_is_booked_in_one_view_or_nobody(world: Any, talk: Conversation) -> None:
    page = world.client("mervi").get(reverse("conversations:book_times")).content.decode()
    assert "Tiina Rautio" in page
    both = {"day_0": "16.2.2026", "at_0": "9.00", "day_1": "16.2.2026"}
    assert post(world, "book_times", **both, at_1="9.30").status_code == 422
    assert not Letter.objects.filter(kind="conversation_invitation").exists()
    assert post(world, "book_times", **both, at_1="").status_code == 422
    assert post(world, "book_times", **both, at_1="10.00").status_code == 302
    booked = Conversation.objects.exclude(meets_at=None)
    assert booked.count() == 2
    assert {c.supervisor for c in booked} == {world.mervi}


def test_the_page_costs_the_same_for_few_and_many(world: Any, talk: Conversation) -> None:
    client, url = world.client("mervi"), reverse("conversations:times")

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(url).status_code == 200
        return len(made)

    talks = [f.talk_of(world, name) for name in ("tiina", "marko", "ritva", "sirpa")]
    (time,) = f.offer(world, "mervi", talks[:1], days=(10,))
    choose(world, "tiina", talk, time)
    cost()
    few = cost()
    f.offer(world, "mervi", talks, days=tuple(range(11, 28)))
    assert cost() == few
