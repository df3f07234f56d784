"""The main path of a development conversation in a browser, on a desktop and on a phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conversations.models import Answer, Conversation, Rating
from core import work
from tests import conversation_factories as f


def sideways(page: Page) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


@pytest.fixture(params=["desktop", "phone"])
def window(request: Any, phone: dict[str, Any]) -> dict[str, Any]:
    return phone if request.param == "phone" else {}


@pytest.mark.requirement(14, 38, 39, 45, 47)
def test_from_preparation_to_a_signed_pdf(
    world: Any, page_as: Any, axe: Any, window: dict[str, Any]
) -> None:
    talk = f.talk_of(world, "tiina")
    home = f"/keskustelut/{talk.uuid}/"

    # Tiina prepares; what she types is saved while she types.
    tiina = page_as(world.user("tiina"), **window)
    tiina.goto("/keskustelut/")
    axe(tiina)
    tiina.get_by_role("link", name="Valmistaudu").first.click()
    tiina.get_by_label(re.compile("Ydintyötehtävien")).fill("Siivoan kouluja 😀")
    expect(tiina.locator("[data-save-state]")).to_contain_text("Tallennettu")
    assert Answer.objects.get().text == "Siivoan kouluja 😀"
    axe(tiina)
    assert not sideways(tiina)
    for _ in range(4):
        tiina.get_by_role("button", name="Seuraava").click()
    expect(tiina.get_by_role("heading", name="Osaamisten arviointi").first).to_be_visible()
    tiina.locator("label[for$='-3']").first.click()
    expect(tiina.locator("[data-save-state]")).to_contain_text("Tallennettu")
    assert Rating.objects.get().level == 3
    axe(tiina)
    assert not sideways(tiina)
    tiina.get_by_role("button", name="Seuraava").click()
    tiina.get_by_role("link", name="Ehdota tavoitetta").click()
    axe(tiina)
    tiina.get_by_label("Tavoite", exact=True).fill("Perehdytän uuden työkaverin")
    tiina.get_by_label("Oppimisen tapa").select_option(index=1)
    tiina.get_by_role("button", name="Tallenna").click()
    tiina.get_by_role("link", name="Seuraava").click()
    expect(tiina.get_by_text("Siivoan kouluja")).to_be_visible()
    axe(tiina)
    tiina.get_by_role("button", name="Jaa valmistautuminen").click()

    # Mervi sets a time, reads what Tiina shared, writes what was agreed and marks it as held.
    mervi = page_as(world.user("mervi"), **window)
    mervi.goto("/keskustelut/tiimi/")
    axe(mervi)
    assert not sideways(mervi)
    mervi.goto(f"{home}aika/")
    mervi.get_by_label("Päivä").fill("2026-02-13")
    mervi.get_by_label("Kellonaika").fill("14:00")
    axe(mervi)
    mervi.get_by_role("button", name="Sovi aika ja lähetä kutsu").click()
    mervi.goto(f"{home}keskustelu/")
    expect(mervi.get_by_text("Siivoan kouluja")).to_be_visible()
    mervi.get_by_label(re.compile("Mitä sovimme: Ydintyötehtävien")).fill("Tiina perehdyttää uudet")
    expect(mervi.locator("[data-save-state]")).to_contain_text("Tallennettu")
    axe(mervi)
    mervi.goto(f"{home}keskustelu/tavoitteet/")
    axe(mervi)
    mervi.get_by_role("button", name="Sovitaan tästä").click()
    mervi.goto(home)
    axe(mervi)
    mervi.get_by_role("link", name="Merkitse pidetyksi").click()
    axe(mervi)
    mervi.get_by_role("button", name="Kyllä, merkitse pidetyksi").click()
    mervi.get_by_role("link", name="Lue ja allekirjoita").first.click()
    axe(mervi)
    mervi.get_by_role("button", name="Allekirjoita", exact=True).click()

    # Tiina signs; it is locked and the PDF is made.
    tiina.goto(home)
    tiina.get_by_role("link", name="Lue ja allekirjoita").first.click()
    expect(tiina.get_by_text("Tiina perehdyttää uudet")).to_be_visible()
    tiina.get_by_role("button", name="Allekirjoita", exact=True).click()
    assert Conversation.objects.get(pk=talk.pk).state == "locked"
    axe(tiina)
    assert not sideways(tiina)
    tiina.get_by_role("button", name="Tee PDF").click()
    work.drain()
    with tiina.expect_download() as download:
        tiina.get_by_role("link", name="Avaa PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_two_windows_on_one_text_lose_nothing(world: Any, page_as: Any, axe: Any) -> None:
    talk = f.talk_of(world, "tiina")
    address = f"/keskustelut/{talk.uuid}/keskustelu/past-year/"
    tiina, mervi = page_as(world.user("tiina")), page_as(world.user("mervi"))
    # Tiina's page does not hear of changes: she types on what she opened.
    tiina.route("**/muutokset/**", lambda route: route.abort())
    tiina.goto(address)
    mervi.goto(address)
    field = re.compile("Mitä sovimme: Ydintyötehtävien")
    mervi.get_by_label(field).fill("Tiina perehdyttää uudet")
    expect(mervi.locator("[data-save-state]")).to_contain_text("Tallennettu")
    tiina.get_by_label(field).fill("Tiina neuvoo uudet")
    clash = tiina.get_by_role("alert")
    expect(clash).to_contain_text("Tiina perehdyttää uudet")
    expect(tiina.get_by_label(field)).to_have_value("Tiina neuvoo uudet")
    axe(tiina)
    clash.get_by_role("button", name="Säilytä molemmat").click()
    expect(tiina.get_by_label(field)).to_have_value("Tiina perehdyttää uudet\n\nTiina neuvoo uudet")
    expect(tiina.locator("[data-save-state]")).to_contain_text("Tallennettu")
    assert Answer.objects.get().version == 2


def test_hr_opens_the_year(world: Any, page_as: Any, axe: Any) -> None:
    page = page_as(world.user("jari"))
    page.goto("/keskustelut/kierros/")
    axe(page)
    page.get_by_role("button", name="Avaa vuoden 2026 keskustelut").click()
    work.drain()
    expect(page.get_by_text("Keskustelut on avattu")).to_be_visible()
    axe(page)
    page.goto("/keskustelut/tilanne/")
    expect(page.get_by_role("cell", name="Mervi Aaltonen").first).to_be_visible()
    axe(page)
    assert Conversation.objects.count() > 10
