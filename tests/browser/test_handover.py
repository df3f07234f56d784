"""A change of supervisor and a deputy, walked by everybody whom it concerns."""

from typing import Any

from playwright.sync_api import expect

from conversations.models import Conversation, Handover
from core import work
from tests import conversation_factories as f


def test_a_change_of_supervisor_is_seen_by_all_three(
    world: Any, page_as: Any, axe: Any, phone: dict[str, Any]
) -> None:
    talk = f.talk_of(world, "tiina")
    f.write(world, "tiina", talk, "Tiinan jaettu")
    f.share(world, "tiina", talk)
    f.write(world, "mervi", talk, "Mervin jakamaton")
    home = f"/keskustelut/{talk.uuid}/"

    # HR names Heidi as Tiina's supervisor.
    jari = page_as(world.user("jari"))
    jari.goto(f"/organisaatio/esihenkilo/{world.employment('tiina').uuid}/")
    axe(jari)
    jari.get_by_label("Nimi").fill("heidi")
    jari.get_by_role("button", name="Näytä").click()
    jari.get_by_role("link", name="Heidi Koivisto").click()
    axe(jari)
    jari.get_by_role("button", name="Nimeä esihenkilöksi").click()
    expect(jari.get_by_text("nyt Heidi Koivisto")).to_be_visible()
    work.drain()
    assert Handover.objects.get().to == world.heidi

    # Tiina reads what has happened and who sees what.
    tiina = page_as(world.user("tiina"), **phone)
    tiina.goto(home)
    note = tiina.get_by_text("Esihenkilö vaihtui: ennen Mervi Aaltonen, nyt Heidi Koivisto")
    expect(note.first).to_be_visible()
    axe(tiina)

    # Mervi is asked to share or delete, and no longer opens the conversation.
    mervi = page_as(world.user("mervi"))
    mervi.goto(home)
    expect(mervi.get_by_text("Mervin jakamaton")).to_have_count(0)
    mervi.goto("/keskustelut/")
    expect(mervi.get_by_text("nyt Heidi Koivisto")).to_be_visible()
    axe(mervi)
    mervi.get_by_role("link", name="Jaa tai poista").first.click()
    expect(mervi.get_by_text("Mervin jakamaton")).to_be_visible()
    mervi.get_by_role("button", name="Poista lopullisesti").click()

    # Heidi goes on from what Tiina has shared.
    heidi = page_as(world.user("heidi"))
    heidi.goto(f"{home}keskustelu/")
    expect(heidi.get_by_text("Tiinan jaettu")).to_be_visible()


def test_a_deputy_from_naming_to_the_signature(
    world: Any, page_as: Any, axe: Any, phone: dict[str, Any]
) -> None:
    talk = f.talk_of(world, "tiina")
    home = f"/keskustelut/{talk.uuid}/"
    mervi = page_as(world.user("mervi"), **phone)
    mervi.goto("/keskustelut/tiimi/")
    mervi.get_by_role("link", name="Sijaiset").click()
    mervi.get_by_role("link", name="Nimeä sijainen").click()
    axe(mervi)
    mervi.get_by_role("link", name="Heidi Koivisto").click()
    mervi.get_by_role("button", name="Nimeä sijaiseksi").click()
    axe(mervi)
    mervi.get_by_label("Viimeinen päivä").fill("2026-03-31")
    mervi.get_by_label("pitää keskustelut ja sopia niissä").check()
    mervi.get_by_label("allekirjoittaa").check()
    mervi.get_by_role("button", name="Nimeä sijaiseksi").click()
    expect(mervi.get_by_text("Heidi Koivisto saa tästä kirjeen.")).to_be_visible()
    axe(mervi)

    f.hold(world, "heidi", talk)
    heidi = page_as(world.user("heidi"))
    heidi.goto(f"{home}allekirjoitus/")
    expect(heidi.get_by_text("Allekirjoitat sijaisena, esihenkilö Mervi Aaltonen.")).to_be_visible()
    heidi.get_by_role("button", name="Allekirjoita", exact=True).click()
    axe(heidi)

    tiina = page_as(world.user("tiina"))
    tiina.goto(home)
    words = "Heidi Koivisto (sijaisena, esihenkilö Mervi Aaltonen) allekirjoitti"
    expect(tiina.get_by_text(words)).to_be_visible()

    # Mervi ends it; from then on Heidi is a stranger.
    mervi.get_by_role("link", name="Päätä").click()
    axe(mervi)
    mervi.get_by_role("button", name="Päätä nyt").click()
    expect(mervi.get_by_text("Heidi Koivisto ei ole enää sijainen.")).to_be_visible()
    heidi.goto(home)
    expect(heidi.get_by_text("Tiina Rautio")).to_have_count(0)
    assert Conversation.objects.get(pk=talk.pk).held_for == world.mervi
