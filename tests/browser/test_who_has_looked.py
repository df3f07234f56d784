"""An employee sees who has read one's conversation; the data-protection officer finds it too."""

from typing import Any

import pytest
from django.urls import reverse

from tests import conversation_factories as f


@pytest.mark.requirement(64)
def test_the_employee_and_the_officer_see_who_has_looked(
    world: Any, page_as: Any, axe: Any, phone: Any
) -> None:
    talk = f.talk_of(world, "tiina")
    mervi = page_as(world.user("mervi"))
    mervi.goto(reverse("conversations:detail", args=[talk.uuid]))
    mervi.goto(reverse("conversations:prepare_ratings", args=[talk.uuid]))

    tiina = page_as(world.user("tiina"), **phone)
    tiina.goto(reverse("accounts:profile"))
    tiina.get_by_role("link", name="Kuka on katsonut tietojani").click()
    visit = tiina.get_by_role("listitem").filter(has_text="Mervi Aaltonen, esihenkilö").first
    assert "keskustelun 2026 arviot" in visit.inner_text()
    assert tiina.get_by_role("heading", name="Mervi Aaltonen").count() == 1
    axe(tiina)

    kaisa = page_as(world.user("kaisa"))
    kaisa.goto(reverse("privacy:log"))
    kaisa.get_by_label("Henkilö", exact=True).fill("Rautio")
    kaisa.get_by_label("Mitä tehtiin").select_option(label="Toisen tietojen katselu")
    kaisa.get_by_role("button", name="Näytä").click()
    rows = kaisa.get_by_role("row").filter(has_text="Mervi Aaltonen")
    assert rows.filter(has_text="conversations.read_ratings").count() == 1
    axe(kaisa)

    tiina.reload()
    assert tiina.get_by_role("heading", name="Kaisa Salonen, tietosuojavastaava").count() == 1
