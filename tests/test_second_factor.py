"""A second factor: taken into use, asked at sign-in, demanded by tasks, lost and reset."""

import time
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import SESSION_KEY
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import sealing
from accounts.models import User
from accounts.second_factor import public_id
from audit.models import Event
from core.models import Letter
from tests.factories import EmploymentFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "viisi laituria peräkkäin"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
INDEX = "/tili/tunnisteet/"
ASK = "/tili/tunnisteet/authenticate/"
ACTIVATE = "/tili/tunnisteet/totp/activate/"
DEACTIVATE = "/tili/tunnisteet/totp/deactivate/"


def code(key: str = KEY) -> str:
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(user: User, client: Client | None = None) -> Any:
    client = client or Client()
    return client.post("/tili/login/", {"login": user.email, "password": PASSWORD})


def actions(user: User) -> list[tuple[str, str]]:
    rows = Event.objects.filter(data_subject=user.uuid, action__startswith="accounts.")
    return list(rows.order_by("pk").values_list("action", "outcome"))


@pytest.fixture
def tiina(world) -> User:
    return with_password(world.user("tiina"))


@pytest.fixture
def jari(world) -> User:
    """An HR main user."""
    return with_password(world.user("jari"))


# Taking into use and signing in


def test_one_time_codes_from_taking_into_use_to_sign_in(
    tiina, django_capture_on_commit_callbacks
) -> None:
    client = sign_in(tiina).client
    client.get(ACTIVATE)
    key = client.session["mfa.totp.secret"]
    wrong = client.post(ACTIVATE, {"code": "000000"}).content.decode()
    assert "Koodi on väärä" in wrong
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ACTIVATE, {"code": code(key)})
    assert answer.url == "/tili/tunnisteet/recovery-codes/"
    assert ("accounts.second_factor_added", "ok") in actions(tiina)

    browser = Client()
    first = sign_in(tiina, browser)
    assert first.url == ASK
    assert SESSION_KEY not in browser.session
    assert browser.get("/oma/").status_code == 302
    page = browser.post(ASK, {"code": "000000"}).content.decode()
    assert "Koodi on väärä" in page
    assert ("accounts.second_factor", "refused") in actions(tiina)
    browser.post(ASK, {"code": code(key)})
    assert SESSION_KEY in browser.session


def test_a_code_opens_once(tiina) -> None:
    TOTP.activate(tiina, KEY)
    one, other = sign_in(tiina).client, sign_in(tiina).client
    used = code()
    one.post(ASK, {"code": used})
    other.post(ASK, {"code": used})
    assert SESSION_KEY in one.session
    assert SESSION_KEY not in other.session


def test_a_recovery_code_opens_once(tiina) -> None:
    TOTP.activate(tiina, KEY)
    paper = RecoveryCodes.activate(tiina).get_unused_codes()[0]
    for _attempt, opens in ((1, True), (2, False)):
        client = sign_in(tiina).client
        client.post(ASK, {"code": paper})
        assert (SESSION_KEY in client.session) is opens


def test_guessing_codes_is_stopped(tiina) -> None:
    TOTP.activate(tiina, KEY)
    client = sign_in(tiina).client
    for guess in range(6):
        page = client.post(ASK, {"code": f"{guess:06}"}).content.decode()
    assert "Liian monta yritystä" in page
    client.post(ASK, {"code": code()})
    assert SESSION_KEY not in client.session


def test_the_key_of_codes_is_sealed_in_the_database(tiina) -> None:
    TOTP.activate(tiina, KEY)
    RecoveryCodes.activate(tiina)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert KEY not in stored
    assert sealing.unseal(Authenticator.objects.get(type="totp").data["secret"]) == KEY


def test_a_changed_secret_key_closes_the_codes_and_breaks_nothing(tiina, settings) -> None:
    TOTP.activate(tiina, KEY)
    settings.SECRET_KEY = "another key altogether, fifty letters long or more"
    client = sign_in(tiina).client
    assert client.post(ASK, {"code": code()}).status_code == 200
    assert SESSION_KEY not in client.session


# Demanded


@pytest.mark.parametrize("name", ["jari", "sanna"])
def test_hr_gets_no_further_without(world, name: str) -> None:
    client = sign_in(with_password(world.user(name))).client
    for page in ("/", "/henkilostopalvelut/", "/keskustelut/"):
        answer = client.get(page)
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, INDEX)
    # One may take it into use, leave, and read what strangers read.
    assert "täytyy olla toinen tunniste" in client.get(INDEX).content.decode()
    for page in (INDEX, ACTIVATE, "/oma/", "/ohje/", "/tietosuoja/"):
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("role", ["system_admin", "data_protection"])
def test_so_do_the_system_administrator_and_the_data_protection_officer(world, role, tiina) -> None:
    client = sign_in(tiina).client
    assert client.get("/").status_code == 200
    world.tiina.role_grants.create(role=role, valid_from="2020-01-01")
    assert client.get("/").url.startswith(INDEX)


def test_an_employee_and_a_supervisor_are_not_asked(world) -> None:
    for name in ("tiina", "mervi"):
        client = sign_in(with_password(world.user(name))).client
        assert client.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_taking_it_into_use_opens_the_way_at_once(jari) -> None:
    client = sign_in(jari).client
    client.get(ACTIVATE)
    client.post(ACTIVATE, {"code": code(client.session["mfa.totp.secret"])})
    assert client.get("/henkilostopalvelut/").status_code == 200


def test_signed_in_with_a_code_hr_works(jari) -> None:
    TOTP.activate(jari, KEY)
    client = sign_in(jari).client
    client.post(ASK, {"code": code()})
    assert client.get("/henkilostopalvelut/").status_code == 200


def test_a_session_from_before_the_factor_shows_it_first(jari) -> None:
    client = sign_in(jari).client
    TOTP.activate(jari, KEY)
    answer = client.get("/henkilostopalvelut/")
    assert answer.url.startswith("/tili/tunnisteet/reauthenticate/")
    answer = client.post(answer.url, {"code": code()})
    assert answer.url == "/henkilostopalvelut/"
    assert client.get(answer.url).status_code == 200


def test_a_script_is_led_to_the_page_too(jari) -> None:
    client = sign_in(jari).client
    answer = client.get("/henkilostopalvelut/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith(INDEX)


def test_the_demand_can_be_switched_off(jari, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    assert sign_in(jari).client.get("/henkilostopalvelut/").status_code == 200


def test_the_last_one_stays_while_the_tasks_demand_it(jari, tiina) -> None:
    for user, goes in ((jari, False), (tiina, True)):
        TOTP.activate(user, KEY)
        client = sign_in(user).client
        client.post(ASK, {"code": code()})
        page = client.get(DEACTIVATE).content.decode()
        assert ("Ota käyttöön toinen" in page) is not goes
        client.post(DEACTIVATE)
        assert Authenticator.objects.filter(user=user, type="totp").exists() is not goes


def test_the_demos_one_click_counts_as_with_a_second_factor(world) -> None:
    from unittest import mock

    from django.test import RequestFactory

    from demo import services

    client = Client()
    request = RequestFactory().post("/demo/")
    request.session = client.session
    with mock.patch("demo.services.uuid_for", return_value=world.jari.uuid):
        services.sign_in(request, next(iter(services.BY_KEY)))
    assert request.session["second_factor"]
    assert request.session["never_stale"]


# Pages


def test_the_pages_of_another_show_nothing_of_mine(world, tiina) -> None:
    TOTP.activate(tiina, KEY)
    RecoveryCodes.activate(tiina)
    page = world.client("mervi").get("/tili/tunnisteet/recovery-codes/")
    assert page.status_code == 404


# Lost


def reset(world: Any, helper: str, lost: str) -> Any:
    uuid = getattr(world, lost).uuid
    return world.client(helper).post(f"/organisaatio/kirjautumisapu/{uuid}/")


@pytest.mark.parametrize("helper", ["jari", "veera"])
def test_a_lost_factor_is_removed_by_a_main_user_or_an_administrator(
    world, tiina, helper: str
) -> None:
    TOTP.activate(tiina, KEY)
    RecoveryCodes.activate(tiina)
    phone = world.client("tiina")
    assert reset(world, helper, "tiina").status_code == 302
    assert not Authenticator.objects.filter(user=tiina).exists()
    assert phone.get("/oma/").status_code == 302  # signed out everywhere
    letter = Letter.objects.get(kind="second_factor_removed")
    assert (letter.to, letter.subject) == (tiina.email, "Toinen tunnisteesi poistettiin")
    event = Event.objects.get(action="organization.second_factor_reset")
    assert event.actor == world.user(helper).uuid
    assert event.data_subject == world.tiina.uuid
    assert SESSION_KEY in sign_in(tiina).client.session


def test_nobody_removes_ones_own_so(world, jari) -> None:
    TOTP.activate(jari, KEY)
    assert reset(world, "jari", "jari").status_code == 403
    assert Authenticator.objects.filter(user=jari).exists()


def test_a_double_click_is_told(world, tiina) -> None:
    TOTP.activate(tiina, KEY)
    reset(world, "jari", "tiina")
    assert reset(world, "jari", "tiina").status_code == 409
    assert Letter.objects.filter(kind="second_factor_removed").count() == 1


def test_the_search_asks_as_many_questions_for_few_as_for_many(world) -> None:
    client = world.client("veera")

    def questions(words: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/organisaatio/kirjautumisapu/", {"q": words})
        return len(asked)

    questions("R")
    for _ in range(5):
        EmploymentFactory(person=PersonFactory(last_name="Rautio", user=UserFactory()))
    assert questions("Rautio Tiina") == questions("Rautio")


def test_the_keeper_of_the_server_helps_the_only_main_user(jari) -> None:
    TOTP.activate(jari, KEY)
    call_command("reset_second_factor", str(jari.email).upper(), stdout=StringIO())
    assert not Authenticator.objects.filter(user=jari).exists()
    assert Event.objects.filter(
        action="organization.second_factor_reset", data_subject=jari.uuid
    ).exists()
    for address in (jari.email, "ei.kukaan@heinola.example"):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", address)


def test_the_last_passkey_stays_while_the_tasks_demand_it(world) -> None:
    from tests.matrix.accounts import credential

    for name, goes in (("jari", False), ("tiina", True)):
        user = world.user(name)
        kind = Authenticator.Type.WEBAUTHN
        passkey = Authenticator.objects.create(
            user=user, type=kind, data={"name": "Työpuhelin", "credential": credential()}
        )
        url = f"/tili/tunnisteet/webauthn/{public_id(passkey)}/poista/"
        client = world.client(name)
        assert ("Ota käyttöön toinen" in client.get(url).content.decode()) is not goes
        assert client.post(url).status_code == (302 if goes else 409)
        assert Authenticator.objects.filter(user=user).exists() is not goes
