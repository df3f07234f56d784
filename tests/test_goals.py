"""Goals through the year: check-ins, proposals, the team's, carried on, and what signing asks."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.content import content_of
from conversations.goals import carrying, services
from conversations.goals.models import CheckIn, TeamGoal
from conversations.goals.policies import can_check_in, goals_settled
from conversations.models import Conversation, Goal
from conversations.models.items import Progress
from conversations.services import items
from conversations.workflow import WORKFLOW
from core import clock
from core.models import Letter
from core.policies import Refused, Stale
from organization.models import Employment
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db


def employment(world: Any, name: str) -> Employment:
    return Employment.objects.get(person=getattr(world, name))


def proposal(world: Any, by: str, to: str, title: str = "Opin uuden reitin") -> Goal:
    talk = f.talk_of(world, to)
    return services.propose(
        user=world.user(by),
        employment=employment(world, to),
        values={"title": title, "way": f.way(talk)},
    )


@pytest.mark.requirement(40)
def test_both_note_how_a_goal_goes_and_nothing_noted_is_lost(world: Any) -> None:
    goal = f.goal(world, "mervi", f.talk_of(world, "tiina"), "Perehdytän uuden")
    page = f"/keskustelut/tavoitteet/{goal.uuid}/"
    once = str(uuid4())
    for _click in range(2):
        answer = world.client("tiina").post(
            page, {"progress": "1", "note": "Aloitin 😀\x00", "once": once}
        )
        assert answer.status_code in (302, 422)
    world.client("tiina").post(page, {"progress": "1", "note": "Aloitin 😀", "once": once})
    world.client("tiina").post(page, {"progress": "1", "note": "Aloitin 😀", "once": once})
    world.client("mervi").post(page, {"progress": "3", "note": "Onnistui hienosti"})

    notes = list(CheckIn.objects.values_list("author__first_name", "progress", "note"))
    assert notes == [("Mervi", 3, "Onnistui hienosti"), ("Tiina", 1, "Aloitin 😀")]
    goal.refresh_from_db()
    assert (goal.status, goal.progress) == ("done", Progress.REACHED)
    shown = world.client("tiina").get(page).content.decode()
    assert "Onnistui hienosti" in shown
    assert "saavutettu" in shown
    for bad in ({"progress": "9"}, {}, {"progress": "1", "note": "a" * 100_000}):
        assert world.client("tiina").post(page, bad).status_code == 422
    assert CheckIn.objects.count() == 2


@pytest.mark.requirement(40)
def test_a_goal_outside_the_round_holds_when_the_other_one_agrees(world: Any) -> None:
    goal = proposal(world, "mervi", "tiina")
    assert Letter.objects.filter(kind="goal_proposed", subject_id=goal.uuid).count() == 1
    assert not can_check_in(world.user("tiina"), goal)
    with pytest.raises(Refused):
        services.agree(user=world.user("mervi"), goal=goal, version=0)
    services.change(user=world.user("mervi"), goal=goal, version=0, values={"title": "Toinen"})
    with pytest.raises(Stale):
        services.agree(user=world.user("tiina"), goal=goal, version=0)
    goal.refresh_from_db()
    services.agree(user=world.user("tiina"), goal=goal, version=goal.version)
    goal.refresh_from_db()
    assert goal.agreed
    assert goal.agreed_by == world.tiina
    assert can_check_in(world.user("mervi"), goal)
    with pytest.raises(Refused):
        services.take_back(user=world.user("mervi"), goal=goal)


def test_who_sees_whose_goals(world: Any) -> None:
    """The pair and a deputy with the right; not the line above, HR or a colleague."""
    goal = f.goal(world, "mervi", f.talk_of(world, "tiina"), "Vain meidän kahden")
    may = {
        name
        for name in ("tiina", "mervi", "heidi", "kari", "outi", "jari", "marko", "leena")
        if Goal.objects.visible_to(world.user(name)).filter(pk=goal.pk).exists()
    }
    assert may == {"tiina", "mervi"}
    world.deputise("heidi", "mervi", "hold")
    assert Goal.objects.visible_to(world.user("heidi")).filter(pk=goal.pk).exists()
    Conversation.objects.update(restricted_at=clock.now())
    assert not Goal.objects.visible_to(world.user("mervi")).filter(pk=goal.pk).exists()
    assert Goal.objects.visible_to(world.user("tiina")).filter(pk=goal.pk).exists()


def test_a_teams_goal_is_on_everybodys_own_page(world: Any) -> None:
    way = f.way(f.talk_of(world, "tiina"))
    with pytest.raises(Refused):
        services.add_team_goal(user=world.user("tiina"), unit=world.cleaning, title="X", way=way)
    goal = services.add_team_goal(
        user=world.user("mervi"), unit=world.cleaning, title="Kaikki osaavat", way=way
    )
    services.check_in_team(
        user=world.user("mervi"), goal=goal, progress=2, dropped=False, note="Puolet osaa"
    )
    for name, sees in (("tiina", True), ("marko", True), ("mervi", True), ("aino", False)):
        page = world.client(name).get("/keskustelut/tavoitteet/").content.decode()
        assert ("Kaikki osaavat" in page) is sees, name
    inside = services.add_team_goal(
        user=world.user("ilkka"), unit=world.cleaning, title="Y", way=way, origin=uuid4()
    )
    assert inside.origin
    assert TeamGoal.objects.visible_to(world.user("tiina")).count() == 2


@pytest.mark.requirement(40)
def test_signing_waits_for_a_goal_or_a_reason(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    f.write(world, "mervi", talk, "Sovittua", agreed=True)
    held = f.hold(world, "mervi", talk)
    Conversation.objects.update(no_goal_reason="")
    held.refresh_from_db()
    assert not goals_settled(held)
    denied = WORKFLOW.decide("sign", f.reader(world, "tiina", held), held)
    assert not denied
    assert denied.mend == "conversations:talk_items"
    page = world.client("mervi").get(f"/keskustelut/{held.uuid}/").content.decode()
    assert "Siirry tavoitteisiin" in page
    before = content_of(held)
    assert "no_goal_reason" not in before

    url = f"/keskustelut/{held.uuid}/ei-tavoitetta/"
    assert world.client("tiina").post(url, {"reason": "Työ päättyy", "was": ""}).status_code == 302
    world.client("mervi").post(url, {"reason": "Muuta", "was": ""})
    held.refresh_from_db()
    assert held.no_goal_reason == "Työ päättyy"
    assert content_of(held)["no_goal_reason"] == "Työ päättyy"
    assert goals_settled(held)

    f.sign(world, "mervi", held)
    f.goal(world, "tiina", held, "Sittenkin tavoite")
    assert held.signatures.filter(voided_at__isnull=True).count() == 0
    assert "no_goal_reason" not in content_of(held)


@pytest.mark.requirement(40)
def test_last_years_open_goal_goes_on_in_the_next_conversation(world: Any) -> None:
    last = f.talk_of(world, "tiina", world.today.year - 1)
    old = f.goal(world, "mervi", last, "Kesken jäänyt")
    over = f.goal(world, "mervi", last, "Valmis jo")
    f.lock(world, "tiina", "mervi", last)
    items.follow_up(
        user=world.user("mervi"), reader=f.reader(world, "mervi", last), goal=over, status="done"
    )
    talk = f.talk_of(world, "tiina")
    reader = f.reader(world, "mervi", talk)
    page = world.client("mervi").get(f"/keskustelut/{talk.uuid}/keskustelu/tavoitteet/")
    assert "Kesken jäänyt" in page.content.decode()

    made = carrying.carry_on(user=world.user("mervi"), reader=reader, goal=old)
    again = carrying.carry_on(user=world.user("mervi"), reader=reader, goal=old)
    assert made == again
    assert made.continues == old
    assert made.conversation == talk
    with pytest.raises(Refused):
        carrying.carry_on(user=world.user("mervi"), reader=reader, goal=over)
    old.refresh_from_db()
    assert old.continued
    assert not can_check_in(world.user("tiina"), old)
    assert list(Goal.objects.open().filter(employment=talk.employment)) == [made]
    made.delete()
    assert list(Goal.objects.open().filter(employment=talk.employment)) == [old]


def test_the_lists_are_as_many_queries_for_many_goals_as_for_few(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    first = f.goal(world, "mervi", talk, "Yksi")
    services.check_in(user=world.user("mervi"), goal=first, progress=1, dropped=False, note="")

    def queries(name: str, url: str) -> int:
        client = world.client(name)
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(url).status_code == 200
        return len(found)

    pages = (("tiina", "/keskustelut/tavoitteet/"), ("mervi", "/keskustelut/tavoitteet/tiimi/"))
    few = [queries(*page) for page in pages]
    for name in ("tiina", "marko", "ritva"):
        for number in range(4):
            goal = f.goal(world, "mervi", f.talk_of(world, name), f"Tavoite {number}")
            Goal.objects.filter(pk=goal.pk).update(due_on=world.today - timedelta(days=9))
            services.check_in(
                user=world.user("mervi"), goal=goal, progress=1, dropped=False, note="Alku"
            )
    many = [queries(*page) for page in pages]
    assert many == few
    shown = world.client("tiina").get(pages[0][1]).content.decode()
    assert "piti olla valmis" in shown


def test_a_change_made_meanwhile_is_shown_and_nothing_typed_is_lost(world: Any) -> None:
    goal = proposal(world, "mervi", "tiina")
    services.change(user=world.user("mervi"), goal=goal, version=0, values={"title": "Ehti ensin"})
    answer = world.client("mervi").post(
        f"/keskustelut/tavoitteet/{goal.uuid}/muuta/",
        {"title": "Kirjoitin tämän", "way": goal.way_id, "version": "0"},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ehti ensin" in page
    assert "Kirjoitin tämän" in page
