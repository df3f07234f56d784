"""Sessions end by themselves, can be seen and ended, and lose nothing that was typed."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import sessions
from accounts.models import Session, User
from audit.models import Event
from core import clock

pytestmark = pytest.mark.django_db

PASSWORD = "viisi laituria peräkkäin"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537"
)
LIST = "/oma/kirjautumiset/"


def sign_in(email: str, client: Client | None = None, **extra: Any) -> Client:
    client = client or Client(**extra)
    client.post("/tili/login/", {"login": email, "password": PASSWORD})
    assert SESSION_KEY in client.session
    return client


@pytest.fixture
def tiina(world) -> User:
    user: User = world.user("tiina")
    user.set_password(PASSWORD)
    user.save()
    return user


def ago(client: Client, **times: timedelta) -> None:
    """As if signed in (`started_at`) or last used (`seen_at`) so long ago."""
    session = client.session
    for name, passed in times.items():
        session[name] = (clock.real_now() - passed).timestamp()
    session.save()


# Limits


def test_a_session_that_is_left_alone_ends(tiina) -> None:
    client = sign_in(tiina.email)
    ago(client, seen_at=timedelta(minutes=59))
    assert client.get("/oma/").status_code == 200
    ago(client, seen_at=timedelta(minutes=61))
    answer = client.get("/oma/")
    assert answer.url == "/tili/login/?next=/oma/"
    page = client.get(answer.url).content.decode()
    assert "koska hetkeen ei ollut tehty mitään" in page
    assert "Kirjoittamasi on tallessa" in page
    assert Event.objects.filter(action="accounts.session_ended", actor=tiina.uuid).exists()
    # After signing in nothing is told any more.
    sign_in(tiina.email, client)
    assert "ended" not in client.session


def test_a_session_ends_at_the_latest_after_twelve_hours(tiina) -> None:
    client = sign_in(tiina.email)
    ago(client, started_at=timedelta(hours=12, minutes=1))
    assert client.get("/oma/").status_code == 302
    assert SESSION_KEY not in client.session


def test_using_it_keeps_it_open_and_polling_does_not(tiina) -> None:
    client = sign_in(tiina.email)
    ago(client, seen_at=timedelta(minutes=50))
    client.get("/oma/", headers={"HX-Request": "true"})
    assert client.session["seen_at"] < (clock.real_now() - timedelta(minutes=49)).timestamp()
    client.get("/oma/")
    assert client.session["seen_at"] > (clock.real_now() - timedelta(minutes=1)).timestamp()


def test_reading_writes_the_session_once_a_minute_at_most(tiina) -> None:
    client = sign_in(tiina.email)
    client.get("/oma/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/oma/")
    assert not [q for q in asked if "accounts_session" in q["sql"] and "UPDATE" in q["sql"]]


def test_a_moved_day_ends_no_session(world) -> None:
    client = world.client("tiina")
    client.get("/oma/")
    world.move_to(world.today + timedelta(days=200))
    assert client.get("/oma/").status_code == 200


# Typed text


def own_form(world: Any) -> tuple[str, dict[str, str]]:
    return "/kieli/", {"language": "sv", "next": "/", "note": "Kolme laituria ja yksi valkama"}


def test_a_form_that_came_too_late_is_given_back_after_sign_in(world, tiina) -> None:
    url, data = own_form(world)
    client = sign_in(tiina.email)
    ago(client, seen_at=timedelta(hours=2))
    answer = client.post(url, data, headers={"referer": "http://testserver/keskustelut/"})
    assert answer.url == "/tili/login/?next=%2Foma%2Fjatka%2F"
    stored = str(Session.objects.get(session_key=client.session.session_key).get_decoded())
    assert "valkama" not in stored  # sealed while it waits
    answer = client.post(answer.url, {"login": tiina.email, "password": PASSWORD})
    assert answer.url == "/oma/"[:-1] + "/jatka/"
    page = client.get(answer.url).content.decode()
    assert "Kolme laituria ja yksi valkama" in page
    assert 'action="/kieli/"' in page
    assert 'href="/keskustelut/"' in page
    tiina.refresh_from_db()
    assert tiina.language == "fi"  # nothing is sent without its writer's button
    client.post(url, data)
    tiina.refresh_from_db()
    assert tiina.language == "sv"
    assert client.get("/oma/jatka/").status_code == 302  # sent: no longer kept


def test_another_user_on_the_same_browser_never_sees_it(world, tiina) -> None:
    other = world.user("mervi")
    other.set_password(PASSWORD)
    other.save()
    url, data = own_form(world)
    client = sign_in(tiina.email)
    ago(client, seen_at=timedelta(hours=2))
    client.post(url, data)
    sign_in(other.email, client)
    answer = client.get("/oma/jatka/")
    assert answer.status_code == 302
    assert "held" not in client.session


def test_it_can_be_thrown_away(world, tiina) -> None:
    url, data = own_form(world)
    client = sign_in(tiina.email)
    ago(client, seen_at=timedelta(hours=2))
    client.post(url, data)
    sign_in(tiina.email, client)
    client.post("/oma/jatka/")
    assert "held" not in client.session


def test_a_password_is_never_kept(tiina) -> None:
    client = sign_in(tiina.email)
    ago(client, seen_at=timedelta(hours=2))
    client.post("/tili/password/change/", {"oldpassword": PASSWORD, "password1": "x" * 20})
    assert "held" not in client.session


def test_a_form_from_elsewhere_is_not_kept(world, tiina) -> None:
    url, data = own_form(world)
    client = sign_in(tiina.email)
    ago(client, seen_at=timedelta(hours=2))
    client.post(url, data, headers={"Sec-Fetch-Site": "cross-site"})
    assert "held" not in client.session


def test_autosave_hears_that_the_session_has_ended(world, tiina) -> None:
    client = sign_in(tiina.email)
    ago(client, seen_at=timedelta(hours=2))
    assert client.post("/kieli/", {}, headers={"X-Autosave": "1"}).status_code == 401


def test_a_form_of_one_is_not_taken_in_the_name_of_another(world, tiina) -> None:
    """Mervi has signed in on the browser in which Tiina's page is still open."""
    client = world.client("mervi")
    typed = urlencode({"language": "sv", "_user": str(tiina.uuid)})
    answer = client.post("/kieli/", typed, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 409
    assert "Joku muu on kirjautunut" in answer.content.decode()
    assert world.user("mervi").language == "fi"
    autosave = {"X-Autosave": "1", "X-User": str(tiina.uuid)}
    assert client.post("/kieli/", {"language": "sv"}, headers=autosave).status_code == 401


def test_an_old_forms_key_loses_nothing(world, tiina) -> None:
    """One has signed in again in another window, so the form's key is red."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(tiina)
    data = {"language": "sv", "note": "Pitkä teksti, joka ei katoa", "_user": str(tiina.uuid)}
    answer = client.post("/kieli/", data, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.url == "/oma/jatka/"
    assert "Pitkä teksti, joka ei katoa" in client.get(answer.url).content.decode()
    # A forged form is refused as ever: it cannot know whose browser it is in.
    for forged in ({**data, "_user": ""}, data):
        site = "cross-site" if forged is data else "same-origin"
        answer = client.post("/kieli/", forged, headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 403


# Seeing and ending


def test_one_sees_ones_own_sessions_in_words(world, tiina) -> None:
    sign_in(tiina.email, headers={"user-agent": PHONE})
    here = sign_in(tiina.email)
    world.client("mervi")
    page = here.get(LIST).content.decode()
    assert "Chrome, Android" in page
    assert page.count("viimeksi käytetty") == 2
    assert "tämä selain" in page
    assert "SM-A546B" not in page
    row = Session.objects.get(device="Chrome, Android")
    assert "SM-A546B" not in str(row.get_decoded())


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537 Edg/126", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0", "Firefox, Linux"),
        ("curl/8", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_devices_in_words(agent: str, words: str) -> None:
    assert sessions.device_in_words(agent) == words


def test_ending_one_of_them(tiina) -> None:
    phone, here = sign_in(tiina.email, headers={"user-agent": PHONE}), sign_in(tiina.email)
    row = Session.objects.get(device="Chrome, Android")
    here.post(f"{LIST}{row.uuid}/lopeta/")
    assert phone.get("/oma/").status_code == 302
    assert here.get("/oma/").status_code == 200
    assert Event.objects.filter(action="accounts.session_closed", actor=tiina.uuid).count() == 1


def test_nobody_ends_anothers(world, tiina) -> None:
    row = Session.objects.get(session_key=sign_in(tiina.email).session.session_key)
    assert world.client("jari").post(f"{LIST}{row.uuid}/lopeta/").status_code == 404


def test_ending_all_here_too(tiina) -> None:
    other, here = sign_in(tiina.email), sign_in(tiina.email)
    assert here.post(f"{LIST}lopeta/").url == "/tili/login/"
    for client in (other, here):
        assert client.get("/oma/").status_code == 302
    assert not Session.objects.filter(user=tiina).exists()


def test_a_new_password_ends_the_others(tiina) -> None:
    other, here = sign_in(tiina.email), sign_in(tiina.email)
    new = "kuusi laituria peräkkäin"
    here.post(
        "/tili/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert other.get("/oma/").status_code == 302
    assert here.get("/oma/").status_code == 200
    assert Session.objects.filter(user=tiina).count() == 1


def test_the_list_asks_as_many_questions_for_few_as_for_many(tiina) -> None:
    here = sign_in(tiina.email)

    def questions() -> int:
        here.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            here.get(LIST)
        return len(asked)

    few = questions()
    for _ in range(6):
        sign_in(tiina.email)
    assert questions() == few


def test_expired_sessions_are_cleared(tiina) -> None:
    from heinola_osaaminen.tasks import clear_expired_sessions

    client = sign_in(tiina.email)
    Session.objects.update(expire_date=clock.real_now() - timedelta(minutes=1))
    clear_expired_sessions()
    assert not Session.objects.exists()
    assert client.get("/oma/").status_code == 302
