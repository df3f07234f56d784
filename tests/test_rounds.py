"""Opening a year: whose turn it is, resumable work, late joiners, changes of supervisor."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conversations.models import Answer, Conversation, Preparation, Round
from conversations.services import rounds
from conversations.tasks import daily
from conversations.turns import Turn, exceptions, is_group_year, preview, turns
from core import work
from core.models import Work
from organization import closure
from organization.models import Employment, Leadership, Membership, Person, ReportingLine
from organization.selectors import employed_on
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db


def turn_of(world: Any, name: str, year: int) -> Turn:
    return next(iter(turns(year, world.today, [world.employment(name).pk]))).turn


def hire(world: Any, first_name: str, unit: str = "cleaning") -> Employment:
    person = Person.objects.create(first_name=first_name, last_name="Uusi")
    employment = Employment.objects.create(
        person=person, contract="permanent", starts_on=world.today
    )
    Membership.objects.create(
        employment=employment,
        unit=getattr(world, unit),
        job_title="laitoshuoltaja",
        valid_from=world.today,
    )
    closure.rebuild()
    return employment


@pytest.mark.requirement(23)
@pytest.mark.parametrize(
    ("setting", "year", "group"),
    [
        ("never", 2026, False),
        ("never", 2027, False),
        ("even", 2026, True),
        ("even", 2027, False),
        ("odd", 2026, False),
        ("odd", 2027, True),
    ],
)
def test_parity(setting: str, year: int, group: bool) -> None:
    assert is_group_year(setting, year) is group


@pytest.mark.requirement(22, 23, 41)
@pytest.mark.parametrize(
    ("name", "in_2026", "in_2027"),
    [
        ("tiina", Turn.YES, Turn.YES),
        ("mervi", Turn.YES, Turn.YES),
        ("aino", Turn.YES, Turn.GROUP_YEAR),  # odd years as a group
        ("noora", Turn.GROUP_YEAR, Turn.YES),  # even years as a group
        ("leena", Turn.YES, Turn.YES),  # A16: supervisors yearly also in education
        ("johanna", Turn.YES, Turn.YES),
        ("ilkka", Turn.YES, Turn.YES),  # led by an elected chair, who is no employee
    ],
)
def test_whose_turn_it_is(world: Any, name: str, in_2026: Turn, in_2027: Turn) -> None:
    assert (turn_of(world, name, 2026), turn_of(world, name, 2027)) == (in_2026, in_2027)


@pytest.mark.requirement(41, 45, 48)
def test_hr_opens_the_year_with_one_button(world: Any) -> None:
    client = world.client("jari")
    page = client.get(reverse("conversations:round"))
    assert page.status_code == 200
    assert client.post(reverse("conversations:round_open")).status_code == 302
    work.drain()
    opened = Round.objects.get(year=2026)
    assert str(opened.due_on) == "2026-03-31"
    assert opened.opened_by == world.jari
    tiina = f.talk_of(world, "tiina")
    assert tiina.supervisor == world.mervi
    assert not tiina.for_supervisor
    assert f.talk_of(world, "mervi").for_supervisor
    assert f.talk_of(world, "ilkka").supervisor == world.elected
    assert not Conversation.objects.filter(employment__person=world.noora).exists()
    assert rounds.work_of(2026).state == Work.State.DONE  # type: ignore[union-attr]


def test_pressing_again_makes_nothing_twice(world: Any) -> None:
    for _ in range(2):
        world.client("jari").post(reverse("conversations:round_open"))
        work.drain()
    number = Conversation.objects.count()
    world.client("sanna").post(reverse("conversations:round_refresh"))
    work.drain()
    assert Conversation.objects.count() == number
    assert Round.objects.count() == 1


@pytest.mark.parametrize("name", ["tiina", "mervi", "outi", "veera"])
def test_others_do_not_open_it(world: Any, name: str) -> None:
    client = world.client(name)
    for url, method in (("round", "get"), ("round_open", "post"), ("round_refresh", "post")):
        response = getattr(client, method)(reverse(f"conversations:{url}"))
        assert response.status_code == 403
    assert not Round.objects.exists()


def test_killed_between_chunks_it_goes_on(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "CHUNK", 5)
    rounds.open_round(user=world.user("jari"), year=2026)
    owed = Work.objects.get(kind=rounds.OPEN_ROUND)
    steps = rounds.make_conversations(owed)
    next(steps)
    progress = next(steps)
    assert progress.done == 10
    half = Conversation.objects.count()
    steps.close()  # the worker dies here
    assert 0 < half < 20
    work.drain()
    owed.refresh_from_db()
    assert owed.state == Work.State.DONE
    ids = list(Conversation.objects.values_list("employment", flat=True))
    assert len(ids) == len(set(ids)) > half


def test_a_chunk_asks_the_same_number_of_questions(world: Any) -> None:
    opened = rounds.ensure_round(year=2026)
    ids = list(employed_on(world.today).values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as few:
        rounds.make_chunk(opened, world.today, ids[:2])
    with CaptureQueriesContext(connection) as many:
        rounds.make_chunk(opened, world.today, ids[2:])
    assert len(few) == len(many)


def test_late_joiners_get_theirs(world: Any) -> None:
    f.open_round(world)
    joined = hire(world, "Uusi")
    daily()
    work.drain()
    assert Conversation.objects.get(employment=joined).supervisor == world.mervi
    # Once a day, and HR's button now.
    another = hire(world, "Toinen")
    daily()
    work.drain()
    assert not Conversation.objects.filter(employment=another).exists()
    world.client("jari").post(reverse("conversations:round_refresh"))
    work.drain()
    assert Conversation.objects.filter(employment=another).exists()


def test_one_button_press_while_work_is_owed_is_one_work(world: Any) -> None:
    rounds.open_round(user=world.user("jari"), year=2026)
    first = rounds.fetch_new(user=world.user("jari"), year=2026)
    assert rounds.fetch_new(user=world.user("sanna"), year=2026) == first
    work.drain()
    assert rounds.fetch_new(user=world.user("jari"), year=2026) != first


def test_whom_nobody_leads_is_shown_to_hr(world: Any) -> None:
    # The library has no leader, so its director leads: only somebody outside every unit is left.
    person = Person.objects.create(first_name="Irja", last_name="Irrallinen")
    Employment.objects.create(person=person, contract="permanent", starts_on=world.today)
    closure.rebuild()
    assert [str(row.employment) for row in exceptions(2026, world.today)] == ["Irja Irrallinen"]
    page = world.client("jari").get(reverse("conversations:round")).content.decode()
    assert "Irja Irrallinen" in page
    world.client("jari").post(reverse("conversations:round_open"))
    work.drain()
    assert not Conversation.objects.filter(employment__person=person).exists()


def test_preview_never_tells_small_numbers(world: Any) -> None:
    found = preview(2026, world.today)
    assert "value" in vars(found.general)
    assert "reason" in vars(found.education)  # two in the day-care centre: suppressed
    assert "reason" in vars(found.group_year)


def test_a_new_supervisor_takes_over_and_nothing_is_stranded(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    f.write(world, "mervi", talk, "Mervin jakamaton")
    f.write(world, "tiina", talk, "Tiinan jakamaton")
    tomorrow = world.today + timedelta(days=1)
    Leadership.objects.filter(unit=world.cleaning).update(valid_until=tomorrow)
    Leadership.objects.create(unit=world.cleaning, person=world.heidi, valid_from=tomorrow)
    closure.rebuild()
    world.move_to(tomorrow)
    daily()
    work.drain()
    talk.refresh_from_db()
    assert talk.supervisor == world.heidi
    left = Preparation.objects.get(author=world.mervi)
    assert left.delete_after == tomorrow + timedelta(days=14)
    assert Preparation.objects.get(author=world.tiina).delete_after is None
    # Mervi still sees her own text, and only that; Heidi does not.
    mervi = world.client("mervi")
    assert mervi.get(reverse("conversations:detail", args=[talk.uuid])).status_code == 404
    page = mervi.get(reverse("conversations:left", args=[talk.uuid])).content.decode()
    assert "Mervin jakamaton" in page
    assert "Tiinan jakamaton" not in page
    heidi = world.client("heidi")
    assert heidi.get(reverse("conversations:left", args=[talk.uuid])).status_code == 404
    f.write(world, "heidi", talk, "Heidin oma")
    f.hold(world, "heidi", talk)
    f.sign(world, "heidi", talk)


# Text left unshared


def after_the_talk(world: Any) -> Conversation:
    talk = f.talk_of(world, "tiina")
    f.write(world, "tiina", talk, "Jakamaton teksti")
    f.rate(world, "tiina", talk, 2)
    f.goal(world, "tiina", talk, "Jakamaton ehdotus", agreed=False)
    f.write(world, "mervi", talk, "Sovittu", agreed=True)
    return f.hold(world, "mervi", talk)


def test_unshared_text_is_deleted_after_14_days(world: Any) -> None:
    talk = after_the_talk(world)
    world.move_to(world.today + timedelta(days=14))
    daily()
    work.drain()
    assert Answer.objects.filter(text="Jakamaton teksti").exists()
    world.move_to(world.today + timedelta(days=1))
    daily()
    work.drain()
    assert not Answer.objects.filter(text="Jakamaton teksti").exists()
    assert not talk.ratings.exists()
    assert not talk.goals.exists()
    assert not Preparation.objects.filter(author=world.tiina).exists()
    assert Answer.objects.filter(text="Sovittu").exists()


@pytest.mark.parametrize(("do", "kept"), [("share", True), ("delete", False)])
def test_its_author_shares_or_deletes_it(world: Any, do: str, kept: bool) -> None:
    talk = after_the_talk(world)
    url = reverse("conversations:left", args=[talk.uuid])
    client = world.client("tiina")
    assert "Jakamaton teksti" in client.get(url).content.decode()
    assert client.post(url, {"do": do}).status_code == 302
    assert Answer.objects.filter(text="Jakamaton teksti").exists() is kept
    seen = world.client("mervi").get(
        reverse("conversations:talk_theme", args=[talk.uuid, "past-year"])
    )
    assert ("Jakamaton teksti" in seen.content.decode()) is kept
    assert client.post(url, {"do": do}).status_code == 404


def test_an_empty_preparation_just_goes(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    f.write(world, "tiina", talk, "a")
    f.write(world, "tiina", talk, "")
    f.hold(world, "mervi", talk)
    assert not Preparation.objects.filter(author=world.tiina).exists()


def test_lines_follow_the_tree(world: Any) -> None:
    """What the round rests on: who leads whom today."""
    led = dict(ReportingLine.objects.on(date(2026, 2, 9)).values_list("employment", "supervisor"))
    assert led[world.employment("tiina").pk] == world.mervi.pk
