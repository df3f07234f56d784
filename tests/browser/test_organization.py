"""HR looks at the organisation with a browser."""

from datetime import date

import pytest
from django.urls import reverse


def test_hr_finds_a_team_and_its_people_and_goes_back_in_time(page_as, world):
    page = page_as(world.user("jari"))
    page.goto(reverse("organization:tree"))
    page.get_by_role("link", name="Siivouspalvelut", exact=True).click()
    page.get_by_role("rowheader", name="Tiina Rautio").wait_for()
    page.get_by_label("Tilanne päivänä").fill(date(2024, 6, 1).isoformat())
    page.get_by_role("button", name="Näytä").click()
    page.get_by_text("Yksikköä ei ole tänä päivänä.").wait_for()


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("name", ["tree", "unit"])
def test_pages_are_accessible_and_fit_a_phone(page_as, world, axe, phone, name, size):
    page = page_as(world.user("sanna"), **(phone if size == "phone" else {}))
    kwargs = {"uuid": world.cleaning.uuid} if name == "unit" else {}
    page.goto(reverse(f"organization:{name}", kwargs=kwargs))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
