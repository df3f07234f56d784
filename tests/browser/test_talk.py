"""Two people on one conversation: the other's changes come in by themselves, nothing is lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from competencies.models import Line
from conversations.models import Answer, Conversation, Goal, Rating
from core.fields import Translated
from tests import conversation_factories as f

AGREE = "Mitä sovimme: "
CORE, SUCCESSES = re.compile(f"{AGREE}Ydintyötehtävien"), re.compile(f"{AGREE}Onnistumiset")
SOON = 15_000


@pytest.fixture
def talk(world: Any) -> Conversation:
    """Tiina's talk with both preparations shared, last year's agreed beside and lines above."""
    last = f.talk_of(world, "tiina", 2025)
    f.write(world, "mervi", last, "Tiina ottaa uuden koneen käyttöön.", agreed=True)
    f.rate(world, "mervi", last, 2, agreed=True)
    f.goal(world, "mervi", last, "Koneen käyttö haltuun")
    f.lock(world, "tiina", "mervi", last)
    talk = f.talk_of(world, "tiina")
    f.write(world, "tiina", talk, "Hoidan koulun siivouksen. Neuvon sijaisia.\nHaluan oppia lisää!")
    f.write(world, "mervi", talk, "Tiina tuntee kohteensa.")
    f.rate(world, "tiina", talk, 3)
    f.goal(world, "tiina", talk, "Perehdytän uuden työkaverin", agreed=False)
    f.share(world, "tiina", talk)
    f.share(world, "mervi", talk)
    for unit, words in ((world.city, "Palvelut ovat sujuvia"), (world.environment, "Vihreä arki")):
        Line.objects.create(year=2026, unit=unit, text=Translated(fi=words, sv=words, en=words))
    return talk


def address(talk: Conversation) -> str:
    return f"/keskustelut/{talk.uuid}/keskustelu/"


def saved(page: Page, words: str = "Tallennettu") -> None:
    expect(page.locator("[data-save-state]")).to_contain_text(words, timeout=SOON)


def sideways(page: Page) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


@pytest.mark.requirement(14, 31, 39)
def test_two_people_on_one_page(
    world: Any, talk: Conversation, page_as: Callable[..., Any], axe: Any, phone: dict[str, Any]
) -> None:
    mervi, tiina = page_as(world.user("mervi")), page_as(world.user("tiina"), **phone)
    for page in (mervi, tiina):
        page.goto(address(talk))
        # Everything on one page: preparations, last year's, lines, levels, goals.
        for words in ("Neuvon sijaisia.", "Tiina tuntee kohteensa.", "uuden koneen käyttöön"):
            expect(page.get_by_text(words)).to_be_visible()
        expect(page.get_by_text("Vihreä arki").first).to_be_visible()
        expect(page.get_by_role("heading", name="Koneen käyttö haltuun")).to_be_visible()
        axe(page)
        assert not sideways(page)
    expect(mervi.locator(".bar")).to_contain_text("Tiina on myös täällä.", timeout=SOON)

    # What Mervi writes, chooses and agrees comes to Tiina's page; her own field is left alone.
    tiina.get_by_label(SUCCESSES).fill("Tiinan oma teksti")
    mervi.get_by_label(CORE).fill("Tiina perehdyttää uudet")
    saved(mervi)
    mervi.locator("label[for^='level_'][for$='-4']").first.click()
    mervi.get_by_role("button", name="Sovitaan tästä").click()
    expect(mervi.get_by_role("button", name="Sovitaan tästä")).to_have_count(0, timeout=SOON)
    expect(tiina.get_by_label(CORE)).to_have_value("Tiina perehdyttää uudet", timeout=SOON)
    expect(tiina.locator("input[name^='level_'][value='4']").first).to_be_checked(timeout=SOON)
    expect(tiina.get_by_role("button", name="Sovitaan tästä")).to_have_count(0, timeout=SOON)
    expect(tiina.get_by_label(SUCCESSES)).to_have_value("Tiinan oma teksti")
    expect(mervi.get_by_label(SUCCESSES)).to_have_value("Tiinan oma teksti", timeout=SOON)
    assert Goal.objects.get(conversation=talk).agreed
    assert Rating.objects.get(conversation=talk, layer="agreed").level == 4
    axe(tiina)
    axe(mervi)

    # A field one is in does not change under one's hands, and the other's text is shown.
    tiina.get_by_label(CORE).focus()
    expect(mervi.get_by_text("Tiina kirjoittaa tässä.")).to_be_visible(timeout=SOON)
    mervi.get_by_label(CORE).fill("Tiina perehdyttää kaikki uudet")
    newer = tiina.get_by_text("Mervi Aaltonen on muuttanut tätä tekstiä.")
    expect(newer).to_be_visible(timeout=SOON)
    expect(tiina.get_by_label(CORE)).to_have_value("Tiina perehdyttää uudet")
    tiina.get_by_label(SUCCESSES).focus()
    expect(tiina.get_by_label(CORE)).to_have_value("Tiina perehdyttää kaikki uudet")

    # Mervi marks it as held: Tiina is told so, without a reload.
    mervi.locator(".bar").get_by_role("link", name="Merkitse pidetyksi").click(timeout=SOON)
    mervi.get_by_role("button", name="Kyllä, merkitse pidetyksi").click()
    expect(
        tiina.locator("#part-next").get_by_role("link", name="Lue ja allekirjoita")
    ).to_be_visible(timeout=SOON)


def test_two_windows_on_one_text(
    world: Any, talk: Conversation, page_as: Callable[..., Any], axe: Any
) -> None:
    mervi, tiina = page_as(world.user("mervi")), page_as(world.user("tiina"))
    for page in (mervi, tiina):
        page.goto(address(talk))
    tiina.context.set_offline(True)
    tiina.get_by_label(CORE).fill("Tiina neuvoo uudet")
    mervi.get_by_label(CORE).fill("Tiina perehdyttää uudet")
    saved(mervi)
    tiina.context.set_offline(False)
    clash = tiina.get_by_role("alert")
    expect(clash).to_contain_text("Tiina perehdyttää uudet", timeout=SOON)
    expect(clash).to_contain_text("Tiina neuvoo uudet")
    expect(tiina.get_by_label(CORE)).to_have_value("Tiina neuvoo uudet")
    axe(tiina)
    # Other fields go on being saved meanwhile.
    tiina.get_by_label(SUCCESSES).fill("Laatu on tasainen")
    expect(mervi.get_by_label(SUCCESSES)).to_have_value("Laatu on tasainen", timeout=SOON)
    assert (
        Answer.objects.get(question__key="core-tasks", conversation=talk, layer="agreed").text
        == "Tiina perehdyttää uudet"
    )
    clash.get_by_role("button", name="Ota tallennettu teksti").click()
    expect(tiina.get_by_label(CORE)).to_have_value("Tiina perehdyttää uudet")
    tiina.get_by_role("button", name="Palauta oma tekstini").click()
    expect(tiina.get_by_label(CORE)).to_have_value("Tiina neuvoo uudet")
    # Mervi is still in the field: she sees the new text beside hers and takes it when she likes.
    expect(mervi.get_by_text("Tiina neuvoo uudet")).to_be_visible(timeout=SOON)
    expect(mervi.get_by_label(CORE)).to_have_value("Tiina perehdyttää uudet")
    mervi.get_by_role("button", name="Näytä kentässä nyt").click()
    expect(mervi.get_by_label(CORE)).to_have_value("Tiina neuvoo uudet")


def test_a_lost_network_and_an_expired_session(
    world: Any, talk: Conversation, page_as: Callable[..., Any]
) -> None:
    tiina = page_as(world.user("tiina"))
    tiina.goto(address(talk))
    tiina.context.set_offline(True)
    tiina.get_by_label(CORE).fill("Kirjoitettu metsässä")
    saved(tiina, "Ei vielä tallennettu: ei yhteyttä. Kirjoittamasi on tallessa tällä laitteella")
    # The laptop is closed and opened again somewhere else.
    again = tiina.context.new_page()
    tiina.close()
    again.context.set_offline(False)
    again.goto(address(talk))
    expect(again.get_by_label(CORE)).to_have_value("Kirjoitettu metsässä")
    saved(again)
    assert Answer.objects.get(conversation=talk, layer="agreed").text == "Kirjoitettu metsässä"

    # The session ends while one types; one signs in again in another tab.
    cookies = again.context.cookies()
    again.context.clear_cookies(name="sessionid")
    again.get_by_label(CORE).fill("Kirjoitettu kotona")
    saved(again, "Et ole enää kirjautuneena.")
    expect(again.get_by_role("link", name="Kirjaudu uudessa välilehdessä")).to_be_visible()
    again.context.add_cookies([c for c in cookies if c["name"] == "sessionid"])
    again.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    saved(again)
    assert Answer.objects.get(conversation=talk, layer="agreed").text == "Kirjoitettu kotona"


def test_a_sentence_is_taken_over_by_mouse_and_by_keyboard(
    world: Any, talk: Conversation, page_as: Callable[..., Any]
) -> None:
    tiina = page_as(world.user("tiina"))
    tiina.goto(address(talk))
    field = tiina.get_by_label(CORE)
    field.fill("Sovittiin.")
    tiina.get_by_text("Tiina ottaa uuden koneen käyttöön.").click()
    expect(field).to_have_value("Sovittiin. Tiina ottaa uuden koneen käyttöön.")
    tiina.get_by_role("button", name="Ota tekstiin: Hoidan koulun siivouksen.").focus()
    tiina.keyboard.press("ArrowRight")
    expect(tiina.get_by_role("button", name="Ota tekstiin: Neuvon sijaisia.")).to_be_focused()
    tiina.keyboard.press("Enter")
    expect(field).to_have_value("Sovittiin. Tiina ottaa uuden koneen käyttöön. Neuvon sijaisia.")
    saved(tiina)
    tiina.get_by_role("button", name="Kumoa").click()
    expect(field).to_have_value("Sovittiin. Tiina ottaa uuden koneen käyttöön.")
    expect(tiina.get_by_label(re.compile(AGREE)).first).to_be_focused()
