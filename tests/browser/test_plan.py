"""From needs to a confirmed plan in a browser, each in turn; keyboard, phone, accessibility."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from core import work
from tests.plan_scenes import AUTUMN, DECISION, MEETING, Plans
from training_plans.models import Package, PlanItem


@pytest.fixture
def plans(world: Any) -> Plans:
    return Plans(world)


@pytest.mark.requirement(27, 45)
def test_a_supervisor_makes_an_action_of_needs(
    plans: Plans, page_as: Callable[..., Any], axe: Callable[..., None]
) -> None:
    plans.need("tiina", "Digitaalinen siivoussuunnitelma")
    plans.need("marko", "Digitaalinen siivoussuunnitelma")
    page = page_as(plans.world.user("mervi"))
    page.goto("/suunnitelmat/")
    page.get_by_role("button", name="Aloita suunnitelma").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Koulutussuunnitelma 2027")
    axe(page)
    page.get_by_role("link", name="Katso tiimin tarpeet").click()
    axe(page)
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Tee valituista toimi").click()
    expect(page.get_by_label("Mitä opitaan")).to_have_value("Digitaalinen siivoussuunnitelma")
    page.get_by_label("Kenelle").fill("laitoshuoltajat, vetäjänä Ritva")
    page.get_by_label("Kustannus, €").fill("1 800,50")
    page.get_by_label("Vastuussa oleva rooli tai yksikkö").fill("siivoustyön ohjaaja")
    axe(page)
    page.get_by_role("button", name="Lisää suunnitelmaan").click()
    warning = page.get_by_role("alert", name="Onko tekstissä tiimisi jäsenen nimi?")
    expect(warning).to_be_visible()
    axe(page)
    page.get_by_role("textbox", name="Kenelle").fill("laitoshuoltajat")
    page.get_by_role("button", name="Lisää suunnitelmaan").click()
    expect(page.get_by_text("Toimi on suunnitelmassa.")).to_be_visible()
    expect(page.get_by_text("Yhteensä, 1 toimi")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Lähetä suunnitelma").click()
    expect(page.get_by_text("Suunnitelma on lähetetty.")).to_be_visible()


def test_what_is_typed_comes_back(plans: Plans, page_as: Callable[..., Any]) -> None:
    plan = plans.begin("mervi", "cleaning")
    page = page_as(plans.world.user("mervi"))
    page.goto(f"/suunnitelmat/{plan.uuid}/toimi/")
    page.get_by_label("Mitä opitaan").fill("Kesken jäänyt ajatus")
    expect(page.locator("[data-save-state]")).to_contain_text(re.compile(r"Tallennettu \d"))
    page.goto("/suunnitelmat/")
    page.goto(f"/suunnitelmat/{plan.uuid}/toimi/")
    expect(page.get_by_label("Mitä opitaan")).to_have_value("Kesken jäänyt ajatus")
    assert not PlanItem.objects.exists()


def test_two_windows_show_the_difference(plans: Plans, page_as: Callable[..., Any]) -> None:
    item = plans.add("mervi", plans.begin("mervi", "cleaning"))
    first, second = (page_as(plans.world.user("mervi")) for _ in range(2))
    for page in (first, second):
        page.goto(f"/suunnitelmat/toimi/{item.uuid}/")
    first.get_by_label("Mitä opitaan").fill("Ensimmäinen ikkuna")
    first.get_by_role("button", name="Tallenna toimi").click()
    expect(first.get_by_text("Toimi on tallennettu.")).to_be_visible()
    second.get_by_label("Mitä opitaan").fill("Toinen ikkuna")
    expect(second.locator("[data-clash]")).to_contain_text("Ensimmäinen ikkuna")
    expect(second.get_by_label("Mitä opitaan")).to_have_value("Toinen ikkuna")


@pytest.mark.requirement(25, 49)
def test_the_way_over_the_bridge(
    plans: Plans, page_as: Callable[..., Any], axe: Callable[..., None]
) -> None:
    package = plans.areas_submitted()
    plans.world.move_to(AUTUMN)
    hr = page_as(plans.world.user("jari"))
    hr.goto(f"/suunnitelmat/vuodet/{package.uuid}/")
    axe(hr)
    hr.get_by_role("link", name="Yhdistä suunnitelmat").click()
    hr.get_by_label("Kommentit viimeistään").fill("2026-11-02")
    hr.get_by_role("button", name="Yhdistä suunnitelmat").click()
    expect(hr.get_by_text("Suunnitelmat ovat nyt johtoryhmien käsittelyssä.")).to_be_visible()
    axe(hr)

    plan = plans.of("environment")
    hr.goto(f"/suunnitelmat/{plan.uuid}/")
    hr.get_by_label("Kenen nimissä").select_option(label="Henkilöstöpalvelut")
    hr.get_by_label("Kommentti").fill("Kuka seuraa toimia?")
    hr.get_by_role("button", name="Lähetä kommentti").click()
    expect(hr.get_by_text("Odottaa vastaust").first).to_be_visible()

    director = page_as(plans.world.user("outi"))
    director.goto(f"/suunnitelmat/{plan.uuid}/")
    axe(director)
    director.get_by_label("Vastauksesi").fill("Johtoryhmä seuraa keväällä ja syksyllä.")
    director.get_by_role("button", name="Lähetä vastaus").click()
    expect(director.get_by_text("Johtoryhmä seuraa keväällä")).to_be_visible()

    hr.goto(f"/suunnitelmat/vuodet/{package.uuid}/")
    expect(hr.get_by_text("Yksi asia puuttuu ennen neuvottelukuntaa.")).to_be_visible()
    for _ in range(4):
        hr.get_by_role("link", name="Kirjaa käsitellyksi").first.click()
        hr.get_by_label("Johtoryhmän kokouspäivä").fill("2026-10-05")
        hr.get_by_role("button", name="Kirjaa").click()
    hr.get_by_role("link", name="Vie yt-neuvottelukuntaan").click()
    hr.get_by_label("Kokouspäivä").fill("2026-12-08")
    hr.get_by_role("button", name="Vie yt-neuvottelukuntaan").click()

    member = page_as(plans.world.user("anneli"))
    member.goto("/suunnitelmat/vahvistettavat/")
    axe(member)
    member.get_by_role("link", name="Lue suunnitelmat").click()
    expect(member.get_by_role("progressbar")).to_be_visible()
    axe(member)
    work.drain()
    # The page asks by itself; nobody reloads.
    link = member.get_by_role("link", name="Lataa PDF")
    expect(link).to_be_visible()
    with member.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "koulutussuunnitelma-2027-heinola.pdf"

    plans.world.move_to(MEETING)
    secretary = page_as(plans.world.user("secretary"))
    secretary.goto(f"/suunnitelmat/vuodet/{package.uuid}/")
    secretary.get_by_role("link", name="Kirjaa käsittely").click()
    secretary.get_by_label("Käsittelypäivä").fill("2026-12-08")
    secretary.get_by_label("yksimielinen").check()
    axe(secretary)
    secretary.get_by_role("button", name="Kirjaa käsittely").click()

    plans.world.move_to(DECISION)
    hr.goto(f"/suunnitelmat/vuodet/{package.uuid}/")
    hr.get_by_role("link", name="Kirjaa työnantajan päätös").click()
    hr.get_by_label("Päättäjä").fill("kaupunginhallitus")
    hr.get_by_label("Päätöspäivä").fill("2026-12-14")
    hr.get_by_label("Pykälä").fill("§ 214")
    hr.get_by_role("button", name="Kirjaa työnantajan päätös").click()
    expect(hr.get_by_text("Suunnitelmat on vahvistettu.")).to_be_visible()
    assert Package.objects.get().state == "confirmed"

    employee = page_as(plans.world.user("tiina"))
    employee.goto("/suunnitelmat/vahvistetut/")
    employee.get_by_role("link", name="Koulutussuunnitelma 2027").click()
    employee.get_by_role("link", name="Lue koko asiakirja").click()
    expect(employee.get_by_role("heading", name="Käsittely ja päätös")).to_be_visible()
    axe(employee)


@pytest.mark.parametrize("width", [320, 360])
def test_pages_fit_a_phone(plans: Plans, page_as: Callable[..., Any], width: int) -> None:
    package = plans.in_review()
    plan = plans.of("environment")
    page = page_as(plans.world.user("outi"), viewport={"width": width, "height": 740})
    for address in (
        "",
        f"{plan.uuid}/",
        f"{plan.uuid}/toimi/",
        f"{plan.uuid}/tekstit/",
        f"{plan.uuid}/kokoa/",
        f"{plan.uuid}/yhdista-toimia/",
        f"{plan.uuid}/tuloste/",
        f"vuodet/{package.uuid}/",
        f"vuodet/{package.uuid}/tuloste/",
    ):
        page.goto(f"/suunnitelmat/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_form_works_by_keyboard_alone(plans: Plans, page_as: Callable[..., Any]) -> None:
    plan = plans.begin("mervi", "cleaning")
    page = page_as(plans.world.user("mervi"))
    page.goto(f"/suunnitelmat/{plan.uuid}/toimi/")
    page.get_by_label("Mitä opitaan").focus()
    page.keyboard.type("Työparina oppiminen")
    page.keyboard.press("Enter")
    summary = page.get_by_role("alert", name=re.compile("Korjaa"))
    expect(summary).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kenelle")).to_be_focused()
    expect(page.get_by_label("Mitä opitaan")).to_have_value("Työparina oppiminen")
