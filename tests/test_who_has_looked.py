""" "Kuka on katsonut tietojani", and the data-protection officer's search of the log."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.core.cache import cache
from django.urls import reverse

from audit.models import Event
from audit.services import record
from core import clock
from organization.models import Person
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db

LOOKED = "/tietosuoja/kuka-on-katsonut/"
LOG = "/tietosuoja/loki/"


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def look(world: Any, who: str, talk: Any, url: str = "conversations:detail", **kwargs: Any) -> None:
    kwargs["uuid"] = talk.uuid
    assert world.client(who).get(reverse(url, kwargs=kwargs)).status_code == 200


@pytest.mark.requirement(64)
def test_an_employee_sees_who_has_read_what_and_in_what_role(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    look(world, "mervi", talk)
    look(world, "mervi", talk, "conversations:prepare_ratings")
    page = text_of(world.client("tiina").get(LOOKED))
    assert "Mervi Aaltonen, esihenkilö" in page
    assert "keskustelun 2026 sivu" in page
    assert "keskustelun 2026 arviot" in page


def test_a_deputy_is_said_to_be_a_deputy_for_whom(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    world.deputise("heidi", "mervi", "prepare", "hold")
    look(world, "heidi", talk)
    page = text_of(world.client("tiina").get(LOOKED))
    assert "Heidi Koivisto" in page
    assert "puolesta: Mervi Aaltonen" in page


def test_one_sees_only_ones_own_and_not_ones_own_reading(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    look(world, "mervi", talk)
    look(world, "tiina", talk)
    page = text_of(world.client("tiina").get(LOOKED))
    assert "Tiina Rautio, " not in page
    assert "Kukaan ei ole katsonut" in text_of(world.client("marko").get(LOOKED))
    assert "Kukaan ei ole katsonut" in text_of(world.client("mervi").get(LOOKED))


def test_reloading_is_one_read_and_a_pause_begins_another_visit(
    world: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    talk = f.talk_of(world, "tiina")
    client = world.client("mervi")
    url = reverse("conversations:detail", args=[talk.uuid])
    for _again in range(5):
        with django_capture_on_commit_callbacks(execute=True):
            client.get(url)
    reads = Event.objects.filter(action="conversations.read")
    assert reads.count() == 1
    cache.clear()  # half an hour later the cache has forgotten
    later = clock.now() + timedelta(hours=1)
    with mock.patch("core.clock.now", return_value=later):
        Event.objects.create(
            actor=world.user("mervi").uuid,
            role="supervisor",
            action="conversations.read",
            object_type="conversations.conversation",
            object_id=talk.uuid,
            data_subject=world.tiina.uuid,
            at=later,
        )
    page = text_of(world.client("tiina").get(LOOKED))
    assert page.count("Mervi Aaltonen, esihenkilö") == 2


def test_a_new_sign_in_is_a_new_visit(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    look(world, "mervi", talk)
    look(world, "mervi", talk)
    assert Event.objects.filter(action="conversations.read").count() == 2


def test_an_erased_reader_has_no_name_but_stays(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    look(world, "mervi", talk)
    Person.objects.filter(pk=world.mervi.pk).update(user=None)
    page = text_of(world.client("tiina").get(LOOKED))
    assert "joku, joka ei ole enää täällä töissä" in page


def test_in_swedish(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    look(world, "mervi", talk)
    user = world.user("tiina")
    user.language = "sv"
    user.save()
    page = text_of(world.client("tiina").get(LOOKED))
    assert "sidan för samtalet 2026" in page


def test_the_page_takes_the_same_queries_for_few_and_many(
    world: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    talk = f.talk_of(world, "tiina")
    look(world, "mervi", talk)
    client = world.client("tiina")
    client.get(LOOKED)
    with CaptureQueriesContext(connection) as few:
        client.get(LOOKED)
    for name in ("mervi", "heidi", "kari", "outi", "jari"):
        for _n in range(20):
            record(world.user(name), "conversations.read", talk, role="deputy")
    with CaptureQueriesContext(connection) as many:
        client.get(LOOKED)
    assert len(few) == len(many)


# The search


def test_the_officer_finds_by_person_as_actor_and_as_subject(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    look(world, "mervi", talk)
    client = world.client("kaisa")
    found = client.get(LOG, {"person": "Aaltonen", "side": "actor", "group": "looked"})
    assert "conversations.read" in text_of(found)
    assert [line.whose for line in found.context["lines"]] == ["Tiina Rautio"]
    found = client.get(LOG, {"person": "Rautio Tiina", "side": "subject", "group": "looked"})
    assert "Mervi Aaltonen" in [line.who for line in found.context["lines"]]
    found = client.get(LOG, {"person": "Rautio", "side": "actor", "group": "looked"})
    assert found.context["lines"] == []


def test_each_search_is_in_the_log_and_its_person_sees_it(world: Any) -> None:
    world.client("kaisa").get(LOG, {"person": "Rautio"})
    event = Event.objects.get(action="privacy.log_search")
    assert (event.actor, event.data_subject) == (world.user("kaisa").uuid, world.tiina.uuid)
    assert event.role == "data_protection"
    page = text_of(world.client("tiina").get(LOOKED))
    assert "Kaisa Salonen, tietosuojavastaava" in page


def test_several_of_a_name_asks_which_one(world: Any) -> None:
    answer = world.client("kaisa").get(LOG, {"person": "ri"})
    assert answer.status_code == 200
    assert len(answer.context["form"].several) > 1
    assert "lines" not in answer.context
    assert f"person={answer.context['form'].several[0].uuid}" in answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"person": "Eikuka Olematon"},
        {"first": "2026-02-09", "last": "2026-01-01"},
        {"first": "eilen"},
        {"group": "olematon"},
        {"first": "9999-12-31"},
    ],
)
def test_bad_searches_are_explained(world: Any, asked: dict[str, str]) -> None:
    answer = world.client("kaisa").get(LOG, asked)
    assert answer.status_code == 422
    assert answer.context["form"].errors


@pytest.mark.parametrize("asked", [{"last": "9999-12-31"}, {"first": "0001-01-01"}, {"page": "x"}])
def test_odd_but_possible_searches_find_what_there_is(world: Any, asked: dict[str, str]) -> None:
    assert world.client("kaisa").get(LOG, asked).status_code == 200


def test_refusals_are_found_by_their_outcome(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    assert (
        world.client("aino").get(reverse("conversations:detail", args=[talk.uuid])).status_code
        == 404
    )
    found = world.client("kaisa").get(LOG, {"outcome": "hidden"})
    (line,) = found.context["lines"]
    assert (line.who, line.whose) == ("Aino Korpela", "Tiina Rautio")


def test_the_table_is_safe_for_spreadsheets_and_logged(world: Any) -> None:
    Person.objects.filter(pk=world.mervi.pk).update(first_name="=cmd()")
    talk = f.talk_of(world, "tiina")
    look(world, "mervi", talk)
    answer = world.client("kaisa").get(reverse("privacy:log_export", args=["csv"]))
    assert "'=cmd()" in answer.content.decode()
    assert Event.objects.filter(action="privacy.log_export").count() == 1


def test_the_search_takes_the_same_queries_for_few_and_many(world: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    talk = f.talk_of(world, "tiina")
    look(world, "mervi", talk)
    client = world.client("kaisa")
    client.get(LOG)
    with CaptureQueriesContext(connection) as few:
        client.get(LOG)
    for name in ("mervi", "heidi", "kari", "outi"):
        for _n in range(20):
            record(world.user(name), "conversations.read", talk, role="deputy")
    with CaptureQueriesContext(connection) as many:
        client.get(LOG)
    assert len(few) == len(many)
