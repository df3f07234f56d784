"""Who sees what of a development conversation: the table of docs/architecture.md, cell by cell."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from audit.models import Event
from conversations.models import Conversation, DevelopmentNeed, Goal, Layer
from conversations.policies import audience
from organization import closure
from organization.models import Leadership
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db

EMPLOYEE_TEXT = "Tiinan valmistautuminen"
EMPLOYEE_SENSITIVE = "Tiinan jaksaminen"
SUPERVISOR_TEXT = "Mervin valmistautuminen"
SUPERVISOR_SENSITIVE = "Mervin huomio jaksamisesta"
AGREED_TEXT = "Sovittu yhdessä"
AGREED_SENSITIVE = "Sovittu jaksamisesta"
GOAL, NEED = "Sovittu tavoite", "Sovittu tarve"


@pytest.fixture
def talk(world: Any) -> Conversation:
    """A conversation with a text in every layer, both preparations shared."""
    c = f.talk_of(world, "tiina")
    f.write(world, "tiina", c, EMPLOYEE_TEXT)
    f.write(world, "tiina", c, EMPLOYEE_SENSITIVE, key="strain")
    f.write(world, "mervi", c, SUPERVISOR_TEXT)
    f.write(world, "mervi", c, SUPERVISOR_SENSITIVE, key="strain")
    f.write(world, "mervi", c, AGREED_TEXT, agreed=True)
    f.write(world, "mervi", c, AGREED_SENSITIVE, agreed=True, key="strain")
    f.rate(world, "tiina", c, 2)
    f.rate(world, "mervi", c, 3)
    f.rate(world, "mervi", c, 4, agreed=True)
    f.goal(world, "mervi", c, GOAL)
    f.need(world, "mervi", c, NEED)
    return c


@pytest.fixture
def locked(world: Any, talk: Conversation) -> Conversation:
    f.share(world, "tiina", talk)
    f.share(world, "mervi", talk)
    return f.lock(world, "tiina", "mervi", talk)


def seen(world: Any, name: str, c: Conversation) -> SimpleNamespace:
    """Everything that pages of this reader could show."""
    page = f.page(world, name, c)
    goals: Any = Goal.objects
    needs: Any = DevelopmentNeed.objects
    return SimpleNamespace(
        texts={a.text for a in page.answers},
        ratings={r.layer for r in page.ratings},
        goals={g.title for g in goals.readable(page.reader)},
        needs={n.topic for n in needs.readable(page.reader)},
        exists=Conversation.objects.visible_to(world.user(name)).filter(pk=c.pk).exists(),
        opens=Conversation.objects.open_to(world.user(name)).filter(pk=c.pk).exists(),
    )


def new_supervisor(world: Any, name: str, unit: str = "cleaning") -> None:
    """From tomorrow somebody else leads the unit; then it is tomorrow."""
    tomorrow = world.today + timedelta(days=1)
    Leadership.objects.filter(unit=getattr(world, unit)).update(valid_until=tomorrow)
    Leadership.objects.create(
        unit=getattr(world, unit), person=getattr(world, name), valid_from=tomorrow
    )
    closure.rebuild()
    world.move_to(tomorrow)


# Row 1: that it exists, its dates and state


@pytest.mark.requirement(45, 47, 48)
@pytest.mark.parametrize(
    ("name", "exists"),
    [
        ("tiina", True),
        ("mervi", True),
        ("outi", True),  # director of the service area
        ("ilkka", True),  # of the whole city
        ("jari", True),
        ("sanna", True),
        ("marko", False),  # colleague
        ("kari", False),  # leads the responsibility area, not a director
        ("pekka", False),  # director of another area
        ("leena", False),
        ("veera", False),
        ("anneli", False),
        ("anonymous", False),
    ],
)
def test_who_knows_that_it_exists(world: Any, talk: Conversation, name: str, exists: bool) -> None:
    assert seen(world, name, talk).exists is exists


def test_earlier_supervisor_knows_only_that_one_was_held(world: Any, locked: Conversation) -> None:
    new_supervisor(world, "heidi")
    was = seen(world, "mervi", locked)
    assert was.exists
    assert not was.opens
    assert was.texts == was.ratings == was.goals == was.needs == set()
    page = world.client("mervi").get(reverse("conversations:index")).content.decode()
    assert "Tiina Rautio, 2026" in page
    assert "10.2.2026" in page  # until when Mervi led
    assert AGREED_TEXT not in page


# Others than the employee, the supervisor and deputies open nothing


@pytest.mark.parametrize(
    "name", ["outi", "ilkka", "jari", "sanna", "marko", "kari", "pekka", "leena", "veera", "timo"]
)
def test_nobody_else_reads_anything(world: Any, locked: Conversation, name: str) -> None:
    found = seen(world, name, locked)
    assert not found.opens
    assert found.texts == found.ratings == found.goals == found.needs == set()
    response = world.client(name).get(reverse("conversations:detail", args=[locked.uuid]))
    assert response.status_code == 404


def test_superuser_opens_nothing(world: Any, locked: Conversation) -> None:
    user = world.user("veera")
    user.is_superuser = True
    user.save()
    others = Conversation.objects.exclude(employment__person=world.veera)
    assert not others.open_to(user).exists()
    assert not others.visible_to(user).exists()


# Rows 2 and 3: preparations


def test_preparation_is_its_authors_until_shared(world: Any, talk: Conversation) -> None:
    tiina, mervi = seen(world, "tiina", talk), seen(world, "mervi", talk)
    assert EMPLOYEE_TEXT in tiina.texts
    assert SUPERVISOR_TEXT not in tiina.texts
    assert SUPERVISOR_TEXT in mervi.texts
    assert EMPLOYEE_TEXT not in mervi.texts
    assert tiina.ratings == {Layer.EMPLOYEE, Layer.AGREED}
    assert mervi.ratings == {Layer.SUPERVISOR, Layer.AGREED}


def test_each_side_opens_when_its_own_author_shares(world: Any, talk: Conversation) -> None:
    f.share(world, "tiina", talk)
    assert EMPLOYEE_TEXT in seen(world, "mervi", talk).texts
    assert SUPERVISOR_TEXT not in seen(world, "tiina", talk).texts
    f.share(world, "mervi", talk)
    assert {SUPERVISOR_TEXT, SUPERVISOR_SENSITIVE} <= seen(world, "tiina", talk).texts


def test_unshared_suggestions_are_their_authors(world: Any, talk: Conversation) -> None:
    f.goal(world, "tiina", talk, "Oma ehdotus", agreed=False)
    f.need(world, "tiina", talk, "Oma toive", agreed=False)
    assert "Oma ehdotus" not in seen(world, "mervi", talk).goals
    f.share(world, "tiina", talk)
    assert "Oma ehdotus" in seen(world, "mervi", talk).goals
    assert "Oma toive" in seen(world, "mervi", talk).needs


def test_supervisors_preparation_is_not_the_next_supervisors(
    world: Any, talk: Conversation
) -> None:
    f.share(world, "tiina", talk)
    f.share(world, "mervi", talk)
    new_supervisor(world, "heidi")
    heidi = seen(world, "heidi", talk)
    assert EMPLOYEE_TEXT in heidi.texts
    assert SUPERVISOR_TEXT not in heidi.texts
    assert SUPERVISOR_TEXT not in seen(world, "mervi", talk).texts
    assert SUPERVISOR_TEXT in seen(world, "tiina", talk).texts


# Rows 4-7: what was agreed


def test_the_employee_sees_everything(world: Any, locked: Conversation) -> None:
    tiina = seen(world, "tiina", locked)
    assert {AGREED_TEXT, AGREED_SENSITIVE, EMPLOYEE_SENSITIVE, SUPERVISOR_TEXT} <= tiina.texts
    assert tiina.ratings == {Layer.EMPLOYEE, Layer.SUPERVISOR, Layer.AGREED}
    assert (tiina.goals, tiina.needs) == ({GOAL}, {NEED})


def test_the_one_who_was_there_sees_also_sensitive(world: Any, locked: Conversation) -> None:
    mervi = seen(world, "mervi", locked)
    assert {AGREED_TEXT, AGREED_SENSITIVE, EMPLOYEE_SENSITIVE} <= mervi.texts
    assert mervi.ratings == {Layer.EMPLOYEE, Layer.SUPERVISOR, Layer.AGREED}


def test_a_later_supervisor_sees_ordinary_agreed_only(world: Any, locked: Conversation) -> None:
    new_supervisor(world, "heidi")
    heidi = seen(world, "heidi", locked)
    assert AGREED_TEXT in heidi.texts
    assert AGREED_SENSITIVE not in heidi.texts
    assert EMPLOYEE_SENSITIVE not in heidi.texts
    assert heidi.ratings == {Layer.AGREED}
    assert (heidi.goals, heidi.needs) == ({GOAL}, {NEED})
    page = world.client("heidi").get(reverse("conversations:detail", args=[locked.uuid]))
    assert AGREED_TEXT in page.content.decode()
    assert AGREED_SENSITIVE not in page.content.decode()


@pytest.mark.requirement(40)
def test_last_years_agreed_stands_beside_this_years(world: Any, locked: Conversation) -> None:
    world.move_to(date(2027, 2, 8))
    now = f.talk_of(world, "tiina", 2027)
    for name in ("tiina", "mervi"):
        page = world.client(name).get(
            reverse("conversations:prepare_theme", args=[now.uuid, "past-year"])
        )
        assert AGREED_TEXT in page.content.decode()
        goals = world.client(name).get(reverse("conversations:prepare_items", args=[now.uuid]))
        assert GOAL in goals.content.decode()


# Deputies: what their rights reach


@pytest.mark.parametrize(
    ("rights", "texts", "ratings"),
    [
        (["prepare"], {EMPLOYEE_TEXT}, set()),
        (["sign"], {AGREED_TEXT}, {Layer.AGREED}),
        (
            ["hold"],
            {EMPLOYEE_TEXT, EMPLOYEE_SENSITIVE, AGREED_TEXT, AGREED_SENSITIVE},
            {Layer.EMPLOYEE, Layer.AGREED},
        ),
        (["see_history"], set(), set()),
        (["plan"], set(), set()),
    ],
)
def test_deputy_before_the_talk(
    world: Any, talk: Conversation, rights: list[str], texts: set[str], ratings: set[str]
) -> None:
    f.share(world, "tiina", talk)
    world.deputise("heidi", "mervi", *rights)
    heidi = seen(world, "heidi", talk)
    assert heidi.texts == texts
    assert heidi.ratings == ratings
    assert heidi.opens is (rights != ["plan"])


@pytest.mark.parametrize(
    ("rights", "texts"),
    [(["see_history"], {EMPLOYEE_TEXT, AGREED_TEXT}), (["prepare"], set()), (["hold"], set())],
)
def test_deputy_and_what_was_before(
    world: Any, locked: Conversation, rights: list[str], texts: set[str]
) -> None:
    world.deputise("heidi", "mervi", *rights)
    assert seen(world, "heidi", locked).texts == texts


def test_deputy_who_held_the_talk_was_there(world: Any, talk: Conversation) -> None:
    world.deputise("heidi", "mervi", "hold", "sign", "see_history")
    f.hold(world, "heidi", talk)
    assert AGREED_SENSITIVE in seen(world, "heidi", talk).texts
    assert AGREED_SENSITIVE not in seen(world, "mervi", talk).texts
    assert AGREED_TEXT in seen(world, "mervi", talk).texts


# Reading is written into the log


def test_reading_anothers_conversation_is_an_event(world: Any, locked: Conversation) -> None:
    world.client("mervi").get(reverse("conversations:detail", args=[locked.uuid]))
    event = Event.objects.get(action="conversations.read")
    assert event.actor == world.user("mervi").uuid
    assert event.data_subject == world.tiina.uuid
    assert event.object_id == locked.uuid
    world.client("tiina").get(reverse("conversations:detail", args=[locked.uuid]))
    assert Event.objects.filter(action="conversations.read").count() == 1


def test_the_teams_levels_are_read_one_event_each(world: Any, locked: Conversation) -> None:
    world.client("mervi").get(reverse("conversations:team"))
    events = Event.objects.filter(action="conversations.read_levels")
    assert [e.data_subject for e in events] == [world.tiina.uuid]


# The writer is told in words who will see the text


def test_the_sentence_names_todays_readers(world: Any, talk: Conversation) -> None:
    world.deputise("heidi", "mervi", "prepare")
    ordinary = audience(talk, Layer.AGREED)
    assert "Tiina ja Mervi" in ordinary
    assert "Heidi" not in ordinary
    prepared = audience(talk, Layer.EMPLOYEE)
    assert "Mervi ja Heidi" in prepared
    sensitive = audience(talk, Layer.EMPLOYEE, sensitive=True)
    assert "Mervi" in sensitive
    assert "Heidi" not in sensitive
    assert "Tiina" in audience(talk, Layer.SUPERVISOR)
