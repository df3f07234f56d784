"""Nothing typed is lost: saving while typing, a broken connection, a lost session, two writers.

The form of this test answers as every autosaved form does (static/js/autosave.js).
"""

import json
import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import RequestContext, Template
from django.test import override_settings
from django.urls import path

from heinola_osaaminen import urls

PAGE = """{% extends "base.html" %}{% block title %}Teksti{% endblock %}
{% block content %}<h1>Teksti</h1>
<form id="paper" method="post" data-autosave="/koe/" data-autosave-key="koe">{% csrf_token %}
<input type="hidden" name="version" value="{{ kept.version }}">
<label for="text">Mitä sovimme</label>
<textarea class="form-control" id="text" name="text">{{ kept.text }}</textarea>
<label><input type="checkbox" name="done"{% if kept.done %} checked{% endif %}> Käsitelty</label>
</form>{% endblock %}
{% block bar %}
{% include "components/save_bar.html" with form="paper" label="Tallenna" %}
{% endblock %}
"""
kept = SimpleNamespace()


def paper(request: HttpRequest) -> HttpResponse:
    """One text with a version, in memory."""
    if request.method == "GET":
        return HttpResponse(Template(PAGE).render(RequestContext(request, {"kept": kept})))
    if int(request.POST["version"]) != kept.version:
        clash = Template('{% include "components/clash.html" %}').render(
            RequestContext(
                request,
                {
                    "who": "Mervi Aaltonen",
                    "at": kept.at,
                    "clashes": [("Mitä sovimme", kept.text, request.POST["text"])],
                    "version": kept.version,
                },
            )
        )
        return JsonResponse({"html": clash}, status=409)
    if len(request.POST["text"]) > 100:
        return JsonResponse({"errors": {"text": ["Enintään 100 merkkiä."]}}, status=422)
    kept.text, kept.done = request.POST["text"], "done" in request.POST
    kept.version += 1
    kept.saves += 1
    if request.headers.get("X-Autosave") == "1":
        return JsonResponse({"saved": "14.32", "version": kept.version})
    return redirect("/koe/")


urlpatterns = [*urls.urlpatterns, path("koe/", paper)]


@pytest.fixture(autouse=True)
def _paper() -> Iterator[None]:
    from django.utils import timezone

    kept.__dict__.update(text="", version=1, saves=0, done=False, at=timezone.now())
    with override_settings(ROOT_URLCONF="tests.browser.test_autosave"):
        yield


@pytest.fixture
def page(world: Any, page_as: Callable[..., Any]) -> Any:
    page = page_as(world.user("tiina"))
    page.goto("/koe/")
    return page


def state(page: Any) -> Any:
    return page.locator("[data-save-state]")


def wait(page: Any, words: str) -> None:
    state(page).filter(has_text=re.compile(re.escape(words))).wait_for()


def until(holds: Callable[[], bool], page: Any) -> None:
    for _turn in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError(vars(kept))


def waiting_keys(page: Any) -> list[str]:
    keys: list[str] = page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('autosave:'))"
    )
    return keys


def test_it_is_saved_while_one_types(page: Any) -> None:
    page.get_by_label("Mitä sovimme").fill("Tiina perehdyttää.")
    wait(page, "Tallennettu 14.32")
    page.get_by_label("Käsitelty").check()
    until(lambda: kept.version == 3, page)
    assert (kept.text, kept.done) == ("Tiina perehdyttää.", True)
    until(lambda: waiting_keys(page) == [], page)


def test_without_a_connection_the_text_waits_and_comes_back(page: Any) -> None:
    page.context.set_offline(True)
    page.get_by_label("Mitä sovimme").fill("Kirjoitettu metsässä")
    wait(page, "ei yhteyttä. Kirjoittamasi on tallessa tällä laitteella")
    assert len(waiting_keys(page)) == 1
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    wait(page, "Tallennettu 14.32")
    assert kept.text == "Kirjoitettu metsässä"
    assert waiting_keys(page) == []


def test_the_browser_closed_without_a_connection_still_has_the_text(page: Any) -> None:
    page.context.set_offline(True)
    page.get_by_label("Mitä sovimme").fill("Ei ehtinyt lähteä")
    wait(page, "Ei vielä tallennettu: ei yhteyttä.")
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    again.goto("/koe/")
    assert again.get_by_label("Mitä sovimme").input_value() == "Ei ehtinyt lähteä"
    until(lambda: kept.text == "Ei ehtinyt lähteä", again)


def test_a_lost_session_keeps_the_text_until_signing_in_again(page: Any, world: Any) -> None:
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Mitä sovimme").fill("Istunto katkesi")
    wait(page, "Et ole enää kirjautuneena.")
    assert kept.saves == 0
    page.context.add_cookies([c for c in cookies if c["name"] == "sessionid"])
    page.goto("/koe/")
    assert page.get_by_label("Mitä sovimme").input_value() == "Istunto katkesi"
    until(lambda: kept.text == "Istunto katkesi", page)


def test_signing_out_takes_the_waiting_texts_along(page: Any) -> None:
    page.context.set_offline(True)
    page.get_by_label("Mitä sovimme").fill("Yhteisellä koneella")
    wait(page, "Ei vielä tallennettu: ei yhteyttä.")
    page.evaluate(
        "document.querySelector('[data-sign-out]').form.addEventListener("
        "'submit', (event) => event.preventDefault())"
    )
    page.locator("[data-sign-out]").first.click()
    assert waiting_keys(page) == []


def test_another_users_text_is_never_shown(
    page: Any, world: Any, page_as: Callable[..., Any]
) -> None:
    record = {"at": 0, "version": "1", "values": [["text", "Tiinan teksti"]]}
    page.goto("/koe/")
    page.evaluate(
        "(record) => { record.at = Date.now();"
        " localStorage.setItem('autosave:someone-else:koe', JSON.stringify(record)) }",
        record,
    )
    page.goto("/koe/")
    assert page.get_by_label("Mitä sovimme").input_value() == ""


def test_after_a_week_nothing_waits(page: Any) -> None:
    page.evaluate(
        "localStorage.setItem('autosave:x:koe', JSON.stringify("
        "{at: Date.now() - 8 * 24 * 3600 * 1000, version: '1', values: []}))"
    )
    page.goto("/koe/")
    assert waiting_keys(page) == []


def test_the_second_to_save_sees_both_texts_and_loses_neither(page: Any) -> None:
    other = page.context.new_page()
    other.goto("/koe/")
    page.get_by_label("Mitä sovimme").fill("Ensimmäinen")
    wait(page, "Tallennettu")
    other.get_by_label("Mitä sovimme").fill("Toinen")
    wait(other, "Vertaa tekstejä ennen tallennusta.")
    clash = other.locator("[data-clash]")
    assert "Ensimmäinen" in clash.inner_text()
    assert "Toinen" in clash.inner_text()
    assert other.get_by_label("Mitä sovimme").input_value() == "Toinen"
    # Typing on writes over nothing before one has compared.
    other.get_by_label("Mitä sovimme").fill("Toinen ja ensimmäinen")
    other.wait_for_timeout(1500)
    assert kept.text == "Ensimmäinen"
    other.get_by_role("button", name="Olen verrannut").click()
    wait(other, "Tallennettu 14.32")
    assert kept.text == "Toinen ja ensimmäinen"


def test_a_sent_form_does_not_come_back(page: Any) -> None:
    page.get_by_label("Mitä sovimme").fill("Valmis")
    page.get_by_role("button", name="Tallenna").click()
    page.wait_for_url("**/koe/")
    page.wait_for_load_state()
    kept.text = "Muualla muutettu"
    kept.version += 1
    page.goto("/koe/")
    assert page.get_by_label("Mitä sovimme").input_value() == "Muualla muutettu"
    assert json.loads(page.evaluate("JSON.stringify(Object.keys(localStorage))")) == []


def test_a_text_too_long_says_so_and_is_saved_when_shortened(page: Any) -> None:
    page.get_by_label("Mitä sovimme").fill("ä" * 101)
    wait(page, "Ei tallennettu. Mitä sovimme: Enintään 100 merkkiä.")
    assert len(waiting_keys(page)) == 1
    page.get_by_label("Mitä sovimme").fill("ä" * 100)
    wait(page, "Tallennettu 14.32")
    assert kept.text == "ä" * 100
    assert waiting_keys(page) == []
