"""Lists: one's own, the team with its levels, everybody's for HR and directors; what is owed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annual_clock.milestones import told
from annual_clock.models import Milestone
from annual_clock.obligations import Obligation
from conversations.models import Conversation
from conversations.obligations import obligations
from conversations.selectors import team_needs
from organization import closure
from organization.models import Employment, Membership, Person
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db


def more_people(world: Any, number: int, unit: str = "cleaning") -> None:
    people = [
        Person.objects.create(first_name=f"Väinö{i}", last_name="Virta") for i in range(number)
    ]
    for person in people:
        employment = Employment.objects.create(
            person=person, contract="permanent", starts_on=world.start
        )
        Membership.objects.create(
            employment=employment,
            unit=getattr(world, unit),
            job_title="laitoshuoltaja",
            valid_from=world.start,
        )
    closure.rebuild()
    f.open_round(world)


def queries(client: Any, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("mervi", "team"),
        ("jari", "overview"),
        ("outi", "overview"),
        ("jari", "round"),
        ("tiina", "index"),
        ("mervi", "index"),
    ],
)
def test_a_page_asks_the_same_number_of_questions(world: Any, who: str, name: str) -> None:
    f.lock(world, "tiina", "mervi", f.talk_of(world, "tiina"))
    client, url = world.client(who), reverse(f"conversations:{name}")
    few = queries(client, url)
    more_people(world, 12)
    for c in Conversation.objects.filter(employment__person__first_name__startswith="Väinö")[:5]:
        f.goal(world, "mervi", c, "Tavoite")
        f.hold(world, "mervi", c)
    assert queries(client, url) == few


@pytest.mark.parametrize("part", ["detail", "talk_ratings", "talk_items", "prepare_ratings"])
def test_a_conversations_page_does_not_grow_with_its_content(world: Any, part: str) -> None:
    c = f.talk_of(world, "tiina")
    client, url = world.client("mervi"), reverse(f"conversations:{part}", args=[c.uuid])
    f.goal(world, "mervi", c, "Yksi")
    f.need(world, "mervi", c, "Yksi")
    f.rate(world, "mervi", c, 3, agreed=True)
    f.write(world, "mervi", c, "Teksti", agreed=True)
    few = queries(client, url)
    for number in range(5):
        f.goal(world, "mervi", c, f"Tavoite {number}")
        f.need(world, "mervi", c, f"Tarve {number}")
    for key in ("successes", "challenges", "strain"):
        f.write(world, "mervi", c, "Teksti", agreed=True, key=key)
    assert queries(client, url) == few


# The team


@pytest.mark.requirement(45)
def test_the_team_page_says_whose_turn_it_is(world: Any) -> None:
    c = f.talk_of(world, "tiina")
    f.book(world, "mervi", c)
    f.share(world, "tiina", c)
    f.lock(world, "marko", "mervi", f.talk_of(world, "marko"))
    page = world.client("mervi").get(reverse("conversations:team"))
    team = page.context["team"]
    words = {line.name: line.status for line in team.open}
    assert words["Tiina Rautio"] == "turn"
    assert [line.name for line in team.ready] == ["Marko Seppä"]
    assert (team.held, team.total) == (1, 4)
    assert "Aino" not in page.content.decode()


@pytest.mark.requirement(33)
def test_levels_and_gaps_of_ones_own_team(world: Any) -> None:
    c = f.talk_of(world, "tiina")
    f.rate(world, "mervi", c, 1, agreed=True)
    page = world.client("mervi").get(reverse("conversations:team")).context["team"]
    assert not any(column.below for column in page.tables[0].table.columns)  # agreed when held
    f.hold(world, "mervi", c)
    team = world.client("mervi").get(reverse("conversations:team")).context["team"]
    (gap,) = [column for column in team.tables[0].table.columns if column.below]
    assert (gap.competence, gap.below, gap.rated) == (f.competence(c), ["Tiina Rautio"], 1)
    rows = {str(row.title): row.cells[0].level for row in team.tables[0].matrix.rows}
    assert rows["Tiina Rautio"] == 1
    assert "Anneli Koski" not in rows


def test_a_deputy_sees_levels_only_with_history(world: Any) -> None:
    c = f.talk_of(world, "tiina")
    f.rate(world, "mervi", c, 1, agreed=True)
    f.hold(world, "mervi", c)
    right = world.deputise("aino", "mervi", "prepare")
    team = world.client("aino").get(reverse("conversations:team")).context["team"]
    assert "Tiina Rautio" in {line.name for line in team.open}
    assert team.tables == []
    right.may_see_history = True
    right.save()
    team = world.client("aino").get(reverse("conversations:team")).context["team"]
    assert len(team.tables[0].matrix.rows) == 4


@pytest.mark.parametrize("name", ["tiina", "veera", "aino"])
def test_the_team_page_is_for_those_who_lead(world: Any, name: str) -> None:
    assert world.client(name).get(reverse("conversations:team")).status_code == 403


# HR and directors


@pytest.mark.requirement(42, 48)
def test_hr_sees_that_conversations_exist(world: Any) -> None:
    c = f.talk_of(world, "tiina")
    f.write(world, "mervi", c, "Salainen", agreed=True)
    f.hold(world, "mervi", c)
    page = world.client("jari").get(reverse("conversations:overview"))
    body = page.content.decode()
    assert "Tiina Rautio" in body
    assert "Aino Korpela" in body
    assert "Salainen" not in body
    assert str(c.uuid) not in body


def test_a_director_sees_ones_own_line(world: Any) -> None:
    f.open_round(world)
    body = world.client("outi").get(reverse("conversations:overview")).content.decode()
    assert "Tiina Rautio" in body
    assert "Aino Korpela" not in body


def test_the_list_is_searched_narrowed_and_sorted(world: Any) -> None:
    f.hold(world, "mervi", f.talk_of(world, "tiina"))
    client, url = world.client("jari"), reverse("conversations:overview")

    def names(**query: str) -> list[str]:
        return [row.name for row in client.get(url, query).context["rows"]]

    assert names(q="rautio tii") == ["Tiina Rautio"]
    assert names(state="held") == ["Tiina Rautio"]
    assert "Aino Korpela" in names(unit=str(world.wellbeing.uuid))
    assert "Tiina Rautio" not in names(unit=str(world.wellbeing.uuid))
    assert names(sort="-name") == list(reversed(names(sort="name")))
    assert names(q="Ei tällaista") == []


@pytest.mark.parametrize(
    "query",
    [
        {"page": "x"},
        {"page": "999"},
        {"year": "kissa"},
        {"year": "9" * 50},
        {"state": "x"},
        {"unit": "x"},
        {"sort": "salasana"},
        {"q": "a\x00b"},
        {"q": "x" * 500},
    ],
)
def test_a_bad_address_is_no_error(world: Any, query: dict[str, str]) -> None:
    f.open_round(world)
    response = world.client("jari").get(reverse("conversations:overview"), query)
    assert response.status_code == 200


def test_areas_are_told_coarsely_and_never_of_few(world: Any) -> None:
    f.hold(world, "mervi", f.talk_of(world, "tiina"))
    page = world.client("jari").get(reverse("conversations:overview"))
    areas = {str(a.name): str(a.words) for a in page.context["areas"]}
    assert areas["Kaupunkiympäristö"] == "aloitettu"
    assert "alle viisi" in areas["Henkilöstöpalvelut"]


# What each owes


def owed(world: Any, name: str) -> dict[str, Obligation]:
    person = getattr(world, name)
    return {o.kind: o for o in obligations(world.today, [person]) if o.person == person}


def test_what_is_owed_step_by_step(world: Any) -> None:
    c = f.talk_of(world, "tiina")
    Conversation.objects.exclude(pk=c.pk).delete()
    assert str(owed(world, "tiina")["conversations.prepare"].due) == "2026-03-31"
    assert "Tiina Rautio" in str(owed(world, "mervi")["conversations.book"].title)

    f.book(world, "mervi", c)
    assert str(owed(world, "tiina")["conversations.prepare"].due) == "2026-02-13"
    assert set(owed(world, "mervi")) == {"conversations.prepare"}

    f.share(world, "tiina", c)
    assert owed(world, "tiina")["conversations.wait_prepare"].waiting_for == "Mervi Aaltonen"
    f.write(world, "mervi", c, "Jakamatta")
    world.move_to(world.today + timedelta(days=4))
    assert set(owed(world, "mervi")) == {"conversations.hold"}

    f.hold(world, "mervi", c)
    assert str(owed(world, "tiina")["conversations.sign"].due) == "2026-02-27"
    assert set(owed(world, "mervi")) == {"conversations.sign", "conversations.unshared"}

    f.sign(world, "tiina", c)
    waits = owed(world, "tiina")
    assert set(waits) == {"conversations.wait_sign"}
    assert not waits["conversations.wait_sign"].remind
    f.sign(world, "mervi", c)
    assert owed(world, "tiina") == {}
    assert set(owed(world, "mervi")) == {"conversations.unshared"}


def test_everybodys_obligations_ask_a_constant_number(world: Any) -> None:
    f.open_round(world)
    with CaptureQueriesContext(connection) as few:
        number = len(list(obligations(world.today, None)))
    more_people(world, 10)
    with CaptureQueriesContext(connection) as many:
        assert len(list(obligations(world.today, None))) == number + 20
    assert len(few) == len(many)


def test_titles_are_in_the_readers_language(world: Any) -> None:
    from django.utils import translation

    f.open_round(world)
    found = owed(world, "tiina")["conversations.prepare"]
    with translation.override("sv"):
        assert "utvecklingssamtal" in str(found.title)
    with translation.override("fi"):
        assert "kehityskeskusteluun" in str(found.title)


def test_who_has_left_owes_nothing(world: Any) -> None:
    f.open_round(world)
    Employment.objects.filter(person=world.tiina).update(ends_on=world.today)
    closure.rebuild()
    assert owed(world, "tiina") == {}
    assert all("Tiina" not in str(o.title) for o in obligations(world.today, [world.mervi]))


# For the clock and for plans


def milestone(kind: str) -> Milestone:
    from annual_clock.defaults import ensure_year

    ensure_year(2026)
    return Milestone.objects.filter(year=2026, kind=kind).first()  # type: ignore[return-value]


@pytest.mark.requirement(21)
def test_the_clock_knows_how_far_ones_talk_is(world: Any) -> None:
    c = f.talk_of(world, "tiina")
    kind = milestone("development_conversations")
    assert told(world.tiina, kind, world.today).status == "turn"
    f.share(world, "tiina", c)
    assert told(world.tiina, kind, world.today).status == "other"
    assert told(world.mervi, kind, world.today).status == "turn"
    f.lock(world, "tiina", "mervi", c)
    found = told(world.tiina, kind, world.today)
    assert (found.status, found.when) == ("done", "pidetty 9.2.")
    assert told(world.timo, milestone("supervisor_conversations"), world.today).status == "open"


@pytest.mark.requirement(27, 45)
def test_the_teams_needs_are_the_supervisors_own(world: Any) -> None:
    c = f.talk_of(world, "tiina")
    f.need(world, "mervi", c, "Sähköinen suunnitelma")
    f.need(world, "tiina", c, "Oma toive", agreed=False)
    assert list(team_needs(world.mervi, 2026)) == []
    f.hold(world, "mervi", c)
    assert [n.topic for n in team_needs(world.mervi, 2026)] == ["Sähköinen suunnitelma"]
    for other in (world.kari, world.outi, world.jari, world.leena):
        assert list(team_needs(other, 2026)) == []
