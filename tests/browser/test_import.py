"""HR brings in a file: upload, columns, preview, applied; by keyboard and on a phone too."""

import os
from pathlib import Path

import pytest

from core import work
from organization.importing.models import Import
from organization.models import Person
from tests.importing import PEOPLE, as_csv, new_row, row_of

pytestmark = pytest.mark.requirement(63)
PICTURES = os.environ.get("PICTURES")


def look(page, axe, name: str, wide: bool) -> None:
    """No accessibility fault, no sideways scroll; a picture when asked for."""
    axe(page)
    if PICTURES:
        size = "1280" if wide else "360"
        page.screenshot(path=f"{PICTURES}/{name}-{size}.png", full_page=True)
    over = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right"
        " > window.innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), over


@pytest.mark.parametrize("wide", [True, False])
def test_from_file_to_brought_in(world, page_as, axe, phone, tmp_path: Path, wide: bool) -> None:
    moved = row_of(world.employment("tiina"), world.today)
    moved[5], moved[6] = "KITCHENS", "kokki"
    leaves = row_of(world.employment("mervi"), world.today)
    leaves[10] = "31.3.2026"
    file = tmp_path / "henkilot.csv"
    file.write_bytes(
        as_csv(
            PEOPLE,
            [
                new_row(),
                moved,
                leaves,
                new_row(Henkilönumero="88", Palvelussuhdenumero="P88", Yksikkökoodi="EI-OLE"),
            ],
        )
    )
    page = page_as(world.user("jari"), **({} if wide else phone))
    page.goto("/organisaatio/tuonti/")
    look(page, axe, "files", wide)
    page.get_by_role("button", name="Jatka").click()
    page.get_by_role("link", name="Valitse tiedosto").wait_for()
    look(page, axe, "files-error", wide)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Jatka").click()
    page.get_by_role("heading", name="Mitä sarakkeissa on?").wait_for()
    look(page, axe, "columns", wide)
    page.get_by_role("button", name="Tee esikatselu").click()
    page.get_by_role("heading", name="Esikatselua tehdään").wait_for()
    look(page, axe, "staging", wide)
    work.drain()
    # The page asks again by itself; the list of rows comes with the next look.
    page.get_by_role("heading", name="Tarkista esikatselu").wait_for()
    page.reload()
    page.get_by_text("Åkerlund Saga").first.wait_for()
    look(page, axe, "preview", wide)
    page.get_by_role("button", name="Tuo tiedot").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Tiedostoa tuodaan").wait_for()
    work.drain()
    page.get_by_role("heading", name="Tuotu").wait_for()
    page.reload()
    look(page, axe, "applied", wide)
    assert Import.objects.get().state == "applied"
    assert Person.objects.filter(employee_number="77001").exists()


@pytest.mark.parametrize("wide", [True, False])
def test_the_page_of_invitations(world, page_as, axe, phone, wide: bool) -> None:
    Person.objects.filter(pk=world.sirpa.pk).update(email="sirpa.kallio@heinola.example")
    page = page_as(world.user("jari"), **({} if wide else phone))
    page.goto("/organisaatio/kutsut/")
    look(page, axe, "invitations", wide)
    page.get_by_role("button", name="Kutsu kaikki").click()
    page.get_by_role("heading", name="Kutsutaanko kaikki?").wait_for()
    look(page, axe, "invite-all", wide)
    page.get_by_role("button", name="Lähetä kutsut").click()
    page.get_by_text("Kutsuja kirjoitetaan.").first.wait_for()
    work.drain()
    world.sirpa.refresh_from_db()
    assert world.sirpa.user is not None
