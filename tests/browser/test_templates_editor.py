"""HR edits a template with a browser: adds, sorts by keyboard and by dragging, looks, publishes."""

from typing import Any

from django.urls import reverse

from conversations.defaults import ensure_template
from conversations.models import Question, Template


def order() -> list[str]:
    rows = Question.objects.filter(theme__template__state="draft", theme__key="past-year")
    return list(rows.order_by("order").values_list("key", flat=True))


def drag(page: Any, row: int, above: int) -> None:
    handle = page.locator(".tpl-question [data-handle]").nth(row).bounding_box()
    target = page.locator(".tpl-question").nth(above).bounding_box()
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(handle["x"] + 8, target["y"] + 4, steps=6)
    with page.expect_navigation():
        page.mouse.up()


def test_hr_edits_sorts_previews_and_publishes(page_as: Any, world: Any, axe: Any) -> None:
    ensure_template()
    page = page_as(world.user("jari"))
    page.goto(reverse("conversations:templates"))
    page.get_by_role("link", name="Uusi luonnos").first.click()
    page.get_by_role("button", name="Tee luonnos").click()
    page.get_by_role("heading", name="Kehityskeskustelu, versio 2").wait_for()

    # By keyboard; the focus stays with the row that was moved.
    page.get_by_role("button", name="Siirrä ylös: Onnistumiset").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#r-*")
    assert order() == ["successes", "core-tasks", "challenges"]
    assert page.evaluate("document.activeElement.querySelector('h3').innerText") == "Onnistumiset"
    drag(page, 2, 0)
    assert order() == ["challenges", "successes", "core-tasks"]
    axe(page)

    page.locator("summary", has_text="Lisää tähän teemaan").first.click()
    page.get_by_role("link", name="Valinta").first.click()
    for language, title, options in (
        ("suomeksi", "Missä opit?", "Työssä\nKurssilla"),
        ("ruotsiksi", "Var lär du dig?", "I arbetet\nPå kurs"),
        ("englanniksi", "Where do you learn?", "At work\nOn a course"),
    ):
        page.get_by_label(f"Kysymys, {language}").fill(title)
        page.get_by_label(f"Vaihtoehdot, yksi kullekin riville, {language}").fill(options)
    axe(page)
    page.get_by_role("button", name="Tallenna").click()

    page.get_by_role("link", name="Katso kunkin osapuolen silmin").click()
    page.get_by_role("combobox", name="Kieli").select_option("sv")
    page.get_by_role("button", name="Näytä").click()
    page.get_by_label("På kurs").check()
    axe(page)
    page.go_back()
    page.go_back()
    page.get_by_role("link", name="Tarkista ja julkaise").click()
    page.get_by_text("Uusi (kysymys): Missä opit?").wait_for()
    axe(page)
    page.get_by_role("button", name="Julkaise").click()
    page.get_by_text("Julkaistu versio ei muutu koskaan.").wait_for()
    assert Template.objects.get(number=2).state == "published"
    assert page.get_by_role("link", name="Muuta").count() == 0
