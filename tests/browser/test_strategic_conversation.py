"""The strategic conversation from end to end in a browser: the lines are written, decided and
shared, and a supervisor finds them."""

import re
from datetime import date
from typing import Any

from django.urls import reverse

from competencies.lines.selectors import lines_above
from conversations.groups.models import GroupConversation
from conversations.groups.opening import open_one
from core import clock

LINE = "Jokainen yksikkö järjestää kollegavierailuja."


def test_lines_are_decided_shared_and_found(page_as: Any, world: Any, axe: Any) -> None:
    world.content()
    world.move_to(date(2026, 10, 20))
    talk = open_one(user=world.user("ilkka"), kind="strategic", unit=world.city.pk, year=2026)
    GroupConversation.objects.filter(pk=talk.pk).update(state="writing")

    page = page_as(world.user("jari"))
    page.goto(reverse("conversations:strategic"))
    axe(page)
    page.get_by_role("button", name=re.compile("Valmistele päätös.*linjaukset")).click()
    page.get_by_role("group", name="Linjaus 1").get_by_label("Suomeksi").fill(LINE)
    axe(page)
    page.get_by_role("button", name="Tallenna ja siirry päätökseen").click()
    page.get_by_role("heading", name="Tämä päätetään").wait_for()
    assert lines_above(world.cleaning, 2027) == []
    axe(page)
    page.get_by_role("button", name="Vahvista päätös").click()
    page.get_by_text("Päätetty. Se on nyt voimassa.").wait_for()
    assert [str(line) for group in lines_above(world.cleaning, 2027) for line in group.lines] == [
        LINE
    ]
    axe(page)

    page.goto(reverse("conversations:strategic"))
    page.get_by_role("button", name=re.compile("Valmistele päätös.*70-20-10")).click()
    page.get_by_role("link", name="Muuta luettelon luonnosta").click()
    page.get_by_role("link", name="Lisää oppimisen tapa").click()
    page.locator("input[name='share'][value='20']").check()
    page.get_by_label("Nimi suomeksi").fill("Vertaissparraus")
    axe(page)
    page.get_by_role("button", name="Tallenna").click()
    page.get_by_text("Tallennettu luonnokseen.").wait_for()
    axe(page)

    GroupConversation.objects.filter(pk=talk.pk).update(state="closed", closed_at=clock.now())
    page.goto(reverse("conversations:strategic"))
    page.get_by_role("button", name="Kokoa ja jaa").click()
    page.get_by_text("Koonti on jaettu.").wait_for()

    page = page_as(world.user("mervi"))
    page.goto(reverse("competencies:strategy") + "?vuosi=2027")
    page.get_by_text(LINE).wait_for()
    page.get_by_role("link", name=re.compile("koonti vuodelle 2027")).click()
    page.get_by_text(LINE).wait_for()
    axe(page)
