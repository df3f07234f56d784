"""A person orders and takes one's own data, and opens the page in them."""

import zipfile
from pathlib import Path
from typing import Any

from core import work
from privacy.own_data import services
from privacy.own_data.package import PAGE
from tests import conversation_factories as f


def test_order_take_and_read(world: Any, page_as: Any, axe: Any, tmp_path: Path) -> None:
    world.content()
    f.lock(world, "tiina", "mervi", f.talk_of(world, "tiina"))
    page = page_as(world.user("tiina"))
    page.goto("/tietosuoja/omat-tiedot/")
    page.get_by_role("button", name="Tilaa tietosi").click()
    page.get_by_text("Tietojasi kootaan").first.wait_for()
    work.drain()
    link = page.get_by_role("link", name="Lataa paketti")
    link.wait_for()  # the page asks by itself
    with page.expect_download() as download:
        link.click()
    target = tmp_path / "omat-tiedot.zip"
    download.value.save_as(target)
    with zipfile.ZipFile(target) as archive:
        archive.extractall(tmp_path)
    inside = page.context.new_page()
    inside.goto(f"file://{tmp_path / PAGE}")
    assert inside.get_by_role("heading", level=1).inner_text() == "Omat tiedot, Tiina Rautio"
    inside.get_by_text("Tiina vastaa uusien perehdytyksestä.").first.wait_for()
    axe(inside)
    inside.set_viewport_size({"width": 320, "height": 700})
    assert inside.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_leaver_opens_the_link_with_the_code(world: Any, page_as: Any, axe: Any) -> None:
    from datetime import timedelta

    from django.core import mail

    from organization.models import Employment

    Employment.objects.filter(person=world.marko).update(ends_on=world.today - timedelta(days=7))
    delivery = services.order_for(
        user=world.user("jari"), person=world.marko, address="marko@example.com", language="fi"
    )
    officer = page_as(world.user("kaisa"))
    officer.goto(f"/tietosuoja/lahteneiden-tiedot/{delivery.uuid}/luovuta/")
    officer.get_by_role("button", name="Olen varmistanut").click()
    code = officer.locator(".font-monospace").inner_text()
    work.drain()
    path = next(
        line.strip().partition("http://localhost:8000")[2]
        for line in str(mail.outbox[-1].body).splitlines()
        if "/nouda/" in line
    )
    leaver = page_as(None, viewport={"width": 320, "height": 700})
    leaver.goto(path)
    axe(leaver)
    leaver.get_by_label("Koodi").fill("ACDE-9999")
    leaver.get_by_role("button", name="Lataa paketti").click()
    leaver.get_by_text("Koodi ei ole oikea").first.wait_for()
    leaver.get_by_label("Koodi").fill(code)
    with leaver.expect_download() as download:
        leaver.get_by_role("button", name="Lataa paketti").click()
    assert download.value.suggested_filename.startswith("omat-tiedot-")
