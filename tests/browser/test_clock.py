"""The clock in a browser: both drawings, by keyboard, without sideways scroll."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import World

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.mark.requirement(19, 20, 22)
@pytest.mark.parametrize("who", ["tiina", "leena"])
@pytest.mark.parametrize("window", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_clock_is_accessible_and_shows_one_drawing(
    world: World, page_as: Callable[..., Any], axe: Callable[..., None], who: str, window: Any
) -> None:
    page = page_as(world.user(who), viewport=window)
    page.goto("/vuosikello/")
    axe(page)
    drawings = page.locator("svg.wheel")
    assert drawings.count() == 2
    assert [drawings.nth(n).is_visible() for n in range(2)] == [window is WIDE, window is PHONE]
    assert page.evaluate("document.documentElement.scrollWidth") <= window["width"]


@pytest.mark.requirement(19)
def test_a_part_of_the_wheel_leads_by_keyboard_to_its_line_in_the_list(
    world: World, page_as: Callable[..., Any]
) -> None:
    page = page_as(world.user("tiina"))
    page.goto("/vuosikello/")
    part = page.get_by_role("link", name="6 Koulutussuunnitelman koonti, palvelualue, tulossa")
    part.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#v6")
    assert "Koulutussuunnitelman koonti" in page.locator("#v6").inner_text()


@pytest.mark.requirement(22)
def test_the_switch_changes_the_clock(world: World, page_as: Callable[..., Any]) -> None:
    page = page_as(world.user("tiina"))
    page.goto("/vuosikello/")
    page.get_by_role("link", name="Opetus ja varhaiskasvatus").click()
    assert page.get_by_role("link", name="Opetus ja varhaiskasvatus").get_attribute("aria-current")
    assert page.locator("section.year b", has_text="ryhmäosaamiskeskustelu").count() == 2


def test_the_post_page_is_accessible(
    world: World, page_as: Callable[..., Any], axe: Callable[..., None]
) -> None:
    world.scene("annual_clock")
    page = page_as(world.user("jari"), viewport=PHONE)
    page.goto("/vuosikello/kirjeet/")
    axe(page)
    page.get_by_role("button", name=re.compile("Merkitse toimitetuksi.*Tiina Rautio")).click()
    assert page.get_by_text("Kirje on merkitty toimitetuksi.").is_visible()
    assert page.get_by_text("Mikään kirje ei odota päätöstäsi").is_visible()
