"""The yearly run in a browser: one main user lists, another confirms, the record is read."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from conversations.models import Conversation
from core import work
from organization.models import RoleGrant
from tests.cast import World
from tests.conversation_factories import lock, talk_of


@pytest.fixture
def due(world: World) -> World:
    lock(world, "tiina", "mervi", talk_of(world, "tiina"))
    RoleGrant.objects.filter(person=world.sanna).update(role=RoleGrant.Role.HR_MAIN)
    world.move_to(date(2030, 1, 2))
    return world


def test_two_main_users_let_go_of_what_is_due(
    due: World, page_as: Callable[..., Any], axe: Callable[..., None], phone: dict[str, Any]
) -> None:
    jari = page_as(due.user("jari"))
    jari.goto("/tietosuoja/sailytys/")
    jari.get_by_role("button", name="Luetteloi erääntynyt").click()
    jari.get_by_role("heading", name="Mikä on erääntynyt 2.1.2030").wait_for()
    assert jari.get_by_text("Ilkka Saarinen, 2026").is_visible()
    # Who made the list sees why the button is closed.
    assert jari.get_by_text("Luettelon vahvistaa toinen kuin sen tekijä").is_visible()
    axe(jari)
    sanna = page_as(due.user("sanna"), **phone)
    sanna.goto(jari.url)
    sanna.get_by_role("link", name="Jatka vahvistamaan").click()
    sanna.get_by_label("Päätös").fill("Henkilöstöjohtaja 14 §/2030")
    sanna.get_by_label("Olen käynyt luettelon läpi").check()
    axe(sanna)
    sanna.get_by_role("button", name="Hävitä").click()
    sanna.get_by_role("progressbar").wait_for()
    assert Conversation.objects.exists(), "nothing goes before a worker takes it"
    work.drain()
    # The page finds out by itself.
    sanna.get_by_role("link", name="Hävittämispöytäkirja").wait_for()
    assert not Conversation.objects.exists()
    sanna.get_by_role("link", name="Hävittämispöytäkirja").click()
    sanna.get_by_role("heading", name="Hävittämispöytäkirja 2.1.2030").wait_for()
    assert sanna.get_by_text("Sanna Virtanen", exact=True).is_visible()
    assert sanna.get_by_text("Henkilöstöjohtaja 14 §/2030").is_visible()
    axe(sanna)


def test_a_period_is_changed_with_its_decision(
    world: World, page_as: Callable[..., Any], axe: Callable[..., None]
) -> None:
    page = page_as(world.user("jari"))
    page.goto("/tietosuoja/sailytys/saanto/conversation/")
    page.get_by_label("Uusi säilytysaika").fill("9")
    page.get_by_role("button", name="Ota käyttöön").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("alert").get_by_text("Valitse vähintään 1 ja enintään 6.").is_visible()
    axe(page)
    page.get_by_label("Uusi säilytysaika").fill("2")
    page.get_by_label("Päätös").fill("HEI/12/2026")
    page.get_by_label("Päätetty").fill("2026-02-02")
    page.get_by_role("button", name="Ota käyttöön").click()
    page.get_by_text("Uusi säilytysaika on voimassa").wait_for()
    assert page.get_by_role("rowheader", name="HEI/12/2026").is_visible()
