"""Walking through the demo with a browser: one click to be somebody, one to be on another day."""

import re

import pytest
from django.urls import reverse

from tests.matrix.demo import scene


def test_one_click_signs_in_and_another_changes_the_person(page_as, world):
    scene(world)
    page = page_as()
    page.goto("/demo/")
    page.get_by_role("button", name=re.compile("Kirjaudu.*Tiina Rautio")).click()
    page.get_by_text("Olet nyt Tiina Rautio.").wait_for()


def test_the_day_moves_by_its_button_and_by_hand(page_as, world):
    page = page_as()
    page.goto("/demo/paiva/")
    page.get_by_role(
        "button", name=re.compile("Siirry päivään.*Palvelualueiden koulutussuunnitelmat")
    ).click()
    page.get_by_role("heading", name="Tänään on keskiviikko 30.9.2026").wait_for()
    page.get_by_label("Päivä", exact=True).fill("2026-02-10")
    page.get_by_role("button", name="Siirrä päivää").click()
    page.get_by_role("heading", name="Tänään on tiistai 10.2.2026").wait_for()


def test_a_letter_shows_in_its_frame(page_as, world):
    letter = scene(world).letter
    page = page_as()
    page.goto("/demo/kirjeet/")
    page.get_by_role("link", name=letter.subject).click()
    frame = page.frame_locator("iframe")
    frame.get_by_text("Hei Tiina").wait_for()


@pytest.mark.parametrize("name", ["cast", "day", "letters", "letter"])
def test_pages_are_accessible_and_fit_a_phone(page_as, world, axe, phone, name):
    letter = scene(world).letter
    url = reverse(f"demo:{name}", kwargs={"uuid": letter.uuid} if name == "letter" else {})
    page = page_as(None, **phone)
    page.goto(url)
    axe(page, "#content")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
