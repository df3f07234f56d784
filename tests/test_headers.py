"""What every answer tells the browser: nothing from elsewhere, no frames, no copies kept."""

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path, reverse

from core.limits import TooOften
from core.policies import Denied, Refused
from heinola_osaaminen import urls
from tests.sweep import assert_guarded

pytestmark = pytest.mark.django_db


def refused(request: HttpRequest) -> None:
    raise Refused(Denied("Ei onnistu nyt.", right=True))


def often(request: HttpRequest) -> None:
    raise TooOften(90)


def broken(request: HttpRequest) -> None:
    raise RuntimeError("a secret in the message")


urlpatterns = [
    *urls.urlpatterns,
    *(path(f"virhe/{f.__name__}/", f) for f in (refused, often, broken)),
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@override_settings(ROOT_URLCONF="tests.test_headers")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/virhe/refused/", 403),
        ("/virhe/often/", 429),
        ("/virhe/broken/", 500),
        ("/ei/ole/", 404),
    ],
)
def test_errors_carry_the_same_headers(world: Any, address: str, status: int) -> None:
    client = world.client("tiina")
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code == status
    assert_guarded(response)
    assert b"a secret" not in response.content


def test_a_stranger_gets_them_too() -> None:
    client = Client()
    for address in ("/", "/ei/ole/", reverse("account_login"), reverse("accessibility")):
        assert_guarded(client.get(address))
    assert_guarded(Client(enforce_csrf_checks=True).post(reverse("language"), {"language": "sv"}))
    assert_guarded(client.put("/"))


def test_a_wrong_host_is_an_error_with_headers() -> None:
    response = Client(raise_request_exception=False).get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert_guarded(response)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(world: Any, settings: Any) -> None:
    client = Client()
    user = world.user("tiina")
    user.set_password("kolme mustaa kissaa")
    user.save()
    answer = client.post(
        reverse("account_login"), {"login": user.email, "password": "kolme mustaa kissaa"}
    )
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(("language", "words"), [("fi", "Liian"), ("sv", "För"), ("en", "Too")])
@override_settings(ROOT_URLCONF="tests.test_headers")
def test_too_often_is_explained_in_three_languages(world: Any, language: str, words: str) -> None:
    client = world.client("tiina")
    client.post(reverse("language"), {"language": language, "next": "/"})
    response = client.get("/virhe/often/")
    assert response.status_code == 429
    assert response["Retry-After"] == "90"
    assert words in response.content.decode()
    assert "2 min" in response.content.decode()


def test_static_files_may_be_kept(client: Any) -> None:
    """They are the same for everybody; only answers of ours are nobody's to keep."""
    response = client.get("/static/css/site.css")
    assert response.status_code == 200
    assert "public" in response["Cache-Control"]
