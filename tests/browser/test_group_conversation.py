"""One group conversation in the browser: thoughts without names, gathering, writing that the others
see come in, and the summary."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from conversations.groups.models import AnonymousThought
from conversations.groups.services import collecting
from tests import group_factories as g

SOON = 15_000


@pytest.mark.requirement(35, 36)
def test_a_group_from_thoughts_to_what_it_agreed(
    world: Any, page_as: Callable[..., Any], axe: Any, phone: dict[str, Any]
) -> None:
    c = g.group_of(world, "cleaning")
    g.grow(world, c, 2)
    g.choose(world, "mervi", c, "anonymous")
    collecting.start(user=world.user("mervi"), conversation=g.fresh(c))
    theme = g.page(world, "mervi", c).outline.themes[0].key
    address = f"/keskustelut/ryhmat/{c.uuid}/"

    tiina = page_as(world.user("tiina"), **phone)
    tiina.goto(address)
    tiina.get_by_label("Mitä ajatuksesi koskee?").select_option(index=1)
    tiina.get_by_role("textbox", name="Ajatuksesi").fill("Neuvotaan uusia yhdessä")
    axe(tiina)
    tiina.get_by_role("button", name="Lähetä ilman nimeäni").click()
    expect(tiina.get_by_role("heading", name="Ajatuksesi on lähetetty")).to_be_visible()
    assert "ajatus/" in tiina.url
    assert AnonymousThought.objects.count() == 1
    kept = tiina.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert "Neuvotaan" not in kept

    mervi = page_as(world.user("mervi"))
    mervi.goto(address)
    assert "Neuvotaan" not in mervi.content()
    mervi.get_by_role("link", name="Päätä kokoaminen").click()
    mervi.get_by_role("button", name="Kyllä, päätä kokoaminen").click()
    mervi.goto(f"{address}kirjoitus/{theme}/")
    mervi.get_by_label("Neuvotaan uusia yhdessä").check()
    mervi.get_by_text("Kokoa valitut ajatukset otsikon alle").first.click()
    mervi.get_by_role("textbox", name="Uusi otsikko").first.fill("Perehdytys")
    mervi.get_by_role("button", name="Kokoa").first.click()
    expect(mervi.get_by_role("heading", name="Perehdytys")).to_be_visible()
    axe(mervi)

    tiina.goto(f"{address}kirjoitus/{theme}/")
    expect(tiina.get_by_text("Neuvotaan uusia yhdessä")).to_be_visible()
    agreed = mervi.get_by_role("textbox", name="Mitä sovimme").first
    agreed.fill("Kaksi kulkee rinnalla ensimmäisen viikon")
    mervi.keyboard.press("Tab")
    expect(mervi.locator("[data-save-state]")).to_contain_text("Tallennettu", timeout=SOON)
    expect(tiina.get_by_text("Kaksi kulkee rinnalla")).to_be_visible(timeout=SOON)
    axe(tiina)
    assert not tiina.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
