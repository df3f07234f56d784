"""HR prepares a reorganisation with a browser, sees before and after, and lets it take effect."""

from datetime import date

import pytest
from django.urls import reverse

from organization.reorganisation import services
from organization.selectors import period_of
from tests.reorganisations import found, pass_to, prepare

DAY = date(2026, 6, 1)


def test_hr_prepares_a_merger_and_it_takes_effect_on_its_day(page_as, world, axe):
    page = page_as(world.user("jari"))
    page.goto(reverse("organization:tree"))
    page.get_by_role("link", name="Organisaatiomuutokset").click()
    page.get_by_role("link", name="Valmistele organisaatiomuutos").click()
    page.get_by_label("Nimi", exact=True).fill("Siivous keittiöihin")
    page.get_by_label("Tulee voimaan").fill(DAY.isoformat())
    page.get_by_role("button", name="Tallenna").click()
    page.get_by_role("link", name="Yhdistä yksiköitä").click()
    page.get_by_label("Mihin yksikköön").select_option(
        label="Ruokapalvelut (Ruoka- ja siivouspalvelut)"
    )
    page.get_by_label("Siivouspalvelut (Ruoka- ja siivouspalvelut)", exact=True).check()
    page.get_by_role("button", name="Tallenna vaihe").click()
    page.get_by_role(
        "heading", name="Siivouspalvelut liitetään yksikköön Ruokapalvelut."
    ).wait_for()
    page.get_by_role("heading", name="5 henkilöä saa toisen esihenkilön").wait_for()
    axe(page)
    page.get_by_role("link", name="Anna tulla voimaan päivänään").click()
    page.get_by_role("button", name="Anna tulla voimaan päivänään").click()
    page.get_by_text("odottaa päiväänsä").wait_for()
    assert period_of(world.cleaning, DAY) is not None
    pass_to(DAY)
    page.reload()
    page.get_by_role("heading", name="Mitä tehtiin").wait_for()
    page.get_by_text("Siivouspalvelut → Ruokapalvelut").wait_for()
    axe(page)
    assert period_of(world.cleaning, DAY) is None


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_before_stands_beside_after_and_a_phone_has_one_list(page_as, world, axe, phone, size):
    hr = world.user("sanna")
    draft = prepare(hr, DAY)
    new = found(hr, draft, "Tukipalvelut", "team", world.food_and_cleaning)
    data = {"units": [str(world.cleaning.uuid)], "into": new}
    services.add_step(user=hr, reorganisation=draft, kind="merge", data=data)
    page = page_as(hr, **(phone if size == "phone" else {}))
    page.goto(reverse("organization:reorganisation", args=[draft.uuid]))
    before = page.get_by_role("heading", name="Ennen", exact=True)
    assert before.is_visible() == (size == "desktop")
    # The one list of a phone also tells what ends.
    after = page.locator("section[aria-labelledby=h-after]")
    after.get_by_text("päättyy, jatkaja Tukipalvelut").wait_for()
    after.get_by_text("uusi yksikkö").wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
