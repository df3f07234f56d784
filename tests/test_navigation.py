"""What stands around every page: the menu by role, the language, the errors."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.urls import path, reverse

from core.policies import Denied, Refused, Stale
from heinola_osaaminen import urls, views

pytestmark = pytest.mark.django_db


def menu(html: str) -> list[str]:
    """The words of the menu's first drawing."""
    nav = re.search(r'<ul class="site-nav.*?</ul>', html, re.DOTALL)
    return re.findall(r">([^<>]+)</a>", nav[0]) if nav else []


def words(world: Any, name: str) -> list[str]:
    return menu(world.client(name).get(reverse("home")).content.decode())


@pytest.mark.requirement(47)
def test_an_employee_sees_what_concerns_an_employee(world: Any) -> None:
    found = words(world, "tiina")
    assert found[0] == "Koti"
    assert "Vuosikello" in found
    for other in ("Tiimi", "Henkilöstöpalvelut", "Vahvistettavat suunnitelmat"):
        assert other not in found


@pytest.mark.requirement(48)
def test_hr_has_a_place_of_its_own(world: Any) -> None:
    assert "Henkilöstöpalvelut" in words(world, "jari")
    assert "Henkilöstöpalvelut" not in words(world, "mervi")


@pytest.mark.requirement(49)
def test_the_roles_of_a_reader(world: Any) -> None:
    from heinola_osaaminen.navigation import roles_of_reader

    assert roles_of_reader(world.user("tiina")) == {"employee"}
    assert roles_of_reader(world.user("mervi")) == {"employee", "supervisor"}
    assert roles_of_reader(world.user("outi")) == {
        "employee", "supervisor", "director", "committee",
    }  # fmt: skip
    assert roles_of_reader(world.user("anneli")) == {"employee", "committee"}
    assert roles_of_reader(world.user("anonymous")) == frozenset()


def test_the_menu_is_drawn_twice_from_one_list(world: Any) -> None:
    html = world.client("outi").get(reverse("home")).content.decode()
    details = re.search(r'<details class="menu.*?</details>', html, re.DOTALL)
    assert details
    drawn = re.findall(r'<a href="[^"]+"[^>]*>([^<>]+)</a>', details[0])
    assert drawn[: len(menu(html))] == menu(html)


def test_the_present_place_is_marked(world: Any) -> None:
    client = world.client("tiina")
    assert '<a href="/" aria-current="page">' in client.get("/").content.decode()
    clock = reverse("annual_clock:clock")
    html = client.get(clock).content.decode()
    assert f'<a href="{clock}" aria-current="page">' in html
    assert '<a href="/" aria-current' not in html


def test_pages_cost_the_same_for_everybody(world: Any, django_assert_max_num_queries: Any) -> None:
    for name in ("tiina", "outi", "jari"):
        client = world.client(name)
        with django_assert_max_num_queries(10):
            assert client.get(reverse("help")).status_code == 200


# Language


def test_a_visitor_chooses_a_language_by_cookie() -> None:
    client = Client()
    page = client.get(reverse("account_login"))
    assert page.headers["Content-Language"] == "fi"
    assert b"Kirjaudu" in page.content
    client.post(reverse("language"), {"language": "sv", "next": reverse("account_login")})
    page = client.get(reverse("account_login"))
    assert b'<html lang="sv">' in page.content
    assert b"Logga in" in page.content


def test_a_users_language_is_kept_with_the_account(world: Any) -> None:
    world.client("tiina").post(reverse("language"), {"language": "sv", "next": "/"})
    assert world.user("tiina").language == "sv"
    assert b'<html lang="sv">' in world.client("tiina").get("/").content


@pytest.mark.parametrize("bad", ["https://evil.example/", "//evil.example/", ""])
def test_choosing_a_language_leads_nowhere_else(bad: str) -> None:
    assert Client().post(reverse("language"), {"language": "sv", "next": bad}).url == "/"


def test_an_unknown_language_changes_nothing(world: Any) -> None:
    world.client("tiina").post(reverse("language"), {"language": "xx", "next": "/"})
    assert world.user("tiina").language == "fi"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_components_and_help_are_drawn_in_every_language(language: str) -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for name in ("components", "help", "who_sees", "accessibility", "privacy"):
        response = client.get(reverse(name))
        assert response.status_code == 200
        assert f'<html lang="{language}">'.encode() in response.content


# Errors


def refused(request: HttpRequest) -> None:
    raise Refused(Denied("Vain esihenkilö voi tehdä tämän.", right=True))


def closed(request: HttpRequest) -> None:
    raise Refused(Denied("Keskustelu on jo allekirjoitettu."))


def stale(request: HttpRequest) -> None:
    raise Stale


def broken(request: HttpRequest) -> None:
    raise RuntimeError("a secret in the message")


def forbidden(request: HttpRequest) -> None:
    raise PermissionDenied


def bad(request: HttpRequest) -> None:
    raise BadRequest


urlpatterns = [
    *urls.urlpatterns,
    *(path(f"virhe/{f.__name__}/", f) for f in (refused, closed, stale, broken, forbidden, bad)),
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@override_settings(ROOT_URLCONF="tests.test_navigation")
@pytest.mark.parametrize(
    ("name", "status", "text"),
    [
        ("refused", 403, "Vain esihenkilö voi tehdä tämän."),
        ("closed", 409, "Keskustelu on jo allekirjoitettu."),
        ("stale", 409, "Joku muu ehti ensin"),
        ("forbidden", 403, "ei ole sinulle avoin"),
        ("bad", 400, "Pyyntöä ei ymmärretty"),
        ("broken", 500, "Meillä meni jotakin vikaan"),
        ("missing", 404, "Emme löytäneet"),
    ],
)
def test_errors_are_pages_in_plain_words(world: Any, name: str, status: int, text: str) -> None:
    client = world.client("tiina")
    client.raise_request_exception = False
    response = client.get(f"/virhe/{name}/")
    assert response.status_code == status
    html = response.content.decode()
    assert text in html
    assert html.count("<h1>") == 1
    assert "secret" not in html


@pytest.mark.parametrize("name", ["bad_request", "forbidden", "not_found"])
def test_errors_need_no_user(name: str) -> None:
    request = RequestFactory().get("/olematon/")
    response = getattr(views, name)(request, Exception())
    assert b"<h1>" in response.content


def test_the_page_of_a_broken_server_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        response = views.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"<h1>" in response.content


def test_an_old_form_is_explained() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("language"), {"language": "sv"})
    assert response.status_code == 403
    assert "auki liian kauan" in response.content.decode()
