"""OpenID Connect against a real provider: the whole code flow, and all that must not open."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client

from accounts.checks import check_sign_in
from accounts.models import ExternalIdentity, User
from audit.models import Event
from organization.models import Person
from tests.factories import EmploymentFactory, PersonFactory
from tests.oidc import CLIENT, SECRET, Provider, parts

pytestmark = pytest.mark.django_db

START, BACK = "/tili/openid/", "/tili/openid/paluu/"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    provider = Provider(f"http://localhost:8000{BACK}")
    yield provider
    provider.stop()


@pytest.fixture
def provider(running: Provider, settings: Any) -> Provider:
    settings.OIDC_ISSUER = running.issuer
    settings.OIDC_CLIENT_ID = CLIENT
    settings.OIDC_CLIENT_SECRET = SECRET
    running.knows()
    return running


def come_back(client: Client, address: str) -> Any:
    asked = urlsplit(address)
    assert asked.path == BACK
    return client.get(f"{asked.path}?{asked.query}")


def sign_in(provider: Provider, subject: str, client: Client | None = None, **query: str) -> Any:
    client = client or Client()
    gone = client.get(START, query)
    assert gone.status_code == 302, gone.content.decode()
    return come_back(client, provider.sign_in(gone.url, subject))


def signed_in_as(answer: Any) -> User | None:
    key = answer.client.session.get(SESSION_KEY)
    return User.objects.get(pk=key) if key else None


def numbered(person: Person) -> dict[str, Any]:
    return {"employee_number": person.employee_number}


# The way in


def test_the_number_opens_the_persons_account_and_links_it(world, provider) -> None:
    provider.knows(tiina=numbered(world.tiina))
    answer = sign_in(provider, "tiina", next="/keskustelut/")
    assert (answer.status_code, answer.url) == (302, "/keskustelut/")
    assert signed_in_as(answer) == world.user("tiina")
    link = ExternalIdentity.objects.get()
    assert (link.user, link.issuer, link.subject) == (
        world.user("tiina"), provider.issuer, "tiina",
    )  # fmt: skip
    events = Event.objects.filter(data_subject=world.user("tiina").uuid)
    assert {"accounts.openid_linked", "accounts.sign_in"} <= set(
        events.values_list("action", flat=True)
    )


def test_who_is_linked_needs_no_number_any_more(world, provider) -> None:
    provider.knows(tiina=numbered(world.tiina))
    sign_in(provider, "tiina")
    provider.knows(tiina={})
    assert signed_in_as(sign_in(provider, "tiina")) == world.user("tiina")
    assert ExternalIdentity.objects.count() == 1


def test_state_nonce_and_pkce_go_out_and_differ_each_time(provider) -> None:
    asked = [parts(Client().get(START).url) for _ in range(2)]
    for one in asked:
        assert one["code_challenge_method"] == "S256"
        assert one["response_type"] == "code"
        assert one["redirect_uri"] == f"http://localhost:8000{BACK}"
        assert len(one["state"]) > 30
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]


def test_a_verified_address_of_one_person_opens(world, provider) -> None:
    provider.knows(x={"email": "TIINA.rautio@heinola.example", "email_verified": True})
    assert signed_in_as(sign_in(provider, "x")) == world.user("tiina")


def test_the_next_page_is_never_elsewhere(world, provider) -> None:
    provider.knows(tiina=numbered(world.tiina))
    assert sign_in(provider, "tiina", next="https://evil.example/").url == "/"


def test_two_windows_at_once(world, provider) -> None:
    provider.knows(tiina=numbered(world.tiina))
    client = Client()
    first, second = client.get(START), client.get(START)
    assert come_back(client, provider.sign_in(first.url, "tiina")).status_code == 302
    assert come_back(client, provider.sign_in(second.url, "tiina")).status_code == 302


# What does not open


def refused(answer: Any, words: str, status: int = 403) -> None:
    page = answer.content.decode()
    assert answer.status_code == status, page
    assert words in page
    assert SESSION_KEY not in answer.client.session


def test_an_unverified_address(world, provider) -> None:
    provider.knows(x={"email": "tiina.rautio@heinola.example", "email_verified": False})
    refused(sign_in(provider, "x"), "eikä se ole varmentanut osoitetta")
    assert not ExternalIdentity.objects.exists()
    event = Event.objects.get(action="accounts.openid")
    assert (event.actor, event.outcome) == (None, "refused")


def test_two_people_with_one_address(world, provider) -> None:
    for _ in range(2):
        PersonFactory(email="keittio@heinola.example")
    provider.knows(x={"email": "keittio@heinola.example", "email_verified": True})
    refused(sign_in(provider, "x"), "tasan yhdelle")


def test_an_unknown_number(world, provider) -> None:
    provider.knows(x={"employee_number": "999999"})
    refused(sign_in(provider, "x"), "tasan yhdelle")


def test_a_known_address_does_not_speak_for_an_unknown_number(world, provider) -> None:
    provider.knows(
        x={
            "employee_number": "999999",
            "email": "tiina.rautio@heinola.example",
            "email_verified": True,
        }
    )
    refused(sign_in(provider, "x"), "tasan yhdelle")


def test_another_identity_does_not_take_over_by_the_address(world, provider) -> None:
    """Addresses are given anew to new employees; numbers are not."""
    mail = {"email": "tiina.rautio@heinola.example", "email_verified": True}
    provider.knows(old=mail, new=mail)
    sign_in(provider, "old")
    refused(sign_in(provider, "new"), "kuuluu toiselle kirjautumiselle")


def test_a_new_identity_with_the_same_number_replaces_the_old(world, provider) -> None:
    provider.knows(old=numbered(world.tiina), new=numbered(world.tiina))
    sign_in(provider, "old")
    assert signed_in_as(sign_in(provider, "new")) == world.user("tiina")
    assert ExternalIdentity.objects.get().subject == "new"


def test_a_closed_account(world, provider) -> None:
    provider.knows(tiina=numbered(world.tiina))
    sign_in(provider, "tiina")
    User.objects.filter(pk=world.user("tiina").pk).update(is_active=False)
    answer = sign_in(provider, "tiina")
    assert answer.url == "/tili/inactive/"
    assert SESSION_KEY not in answer.client.session


def without_account() -> Person:
    person = PersonFactory(first_name="Saga", last_name="Åkerlund", email="saga@heinola.example")
    Person.objects.filter(pk=person.pk).update(user=None, employee_number="70707")
    person.refresh_from_db()
    return person


def test_a_person_without_an_account(world, provider) -> None:
    saga = without_account()
    EmploymentFactory(person=saga, unit=world.cleaning)
    provider.knows(saga=numbered(saga))
    refused(sign_in(provider, "saga"), "Sinulla ei ole vielä tunnusta")


def test_a_person_without_an_account_gets_one_when_the_setting_says_so(
    world, provider, settings
) -> None:
    settings.OIDC_CREATE_ACCOUNTS = True
    saga = without_account()
    provider.knows(saga=numbered(saga))
    refused(sign_in(provider, "saga"), "Sinulla ei ole vielä tunnusta")  # does not work here
    EmploymentFactory(person=saga, unit=world.cleaning)
    user = signed_in_as(sign_in(provider, "saga"))
    saga.refresh_from_db()
    assert user == saga.user
    assert user is not None
    assert not user.has_usable_password()


def test_signing_in_opens_no_sign_up(world, provider, settings) -> None:
    settings.OIDC_CREATE_ACCOUNTS = True
    before = User.objects.count()
    provider.knows(stranger={"email": "stranger@example.org", "email_verified": True})
    refused(sign_in(provider, "stranger"), "tasan yhdelle")
    assert User.objects.count() == before


def test_the_person_cancels(provider) -> None:
    refused(sign_in(provider, ""), "keskeytyi", 200)


# Forged, stale and broken answers


def tampered(provider: Provider, world: Any, **changes: Any) -> Any:
    """The flow as it should be, but something of what the browser remembers has changed."""
    provider.knows(tiina=numbered(world.tiina))
    client = Client()
    address = provider.sign_in(client.get(START).url, "tiina")
    session = client.session
    session["openid"] = [{**flow, **changes} for flow in session["openid"]]
    session.save()
    return come_back(client, address)


def test_the_flow_of_these_tests_succeeds_untouched(world, provider) -> None:
    assert signed_in_as(tampered(provider, world)) == world.user("tiina")


@pytest.mark.parametrize("what", ["nonce", "verifier"])
def test_another_nonce_or_verifier(world, provider, what: str) -> None:
    refused(tampered(provider, world, **{what: "x" * 60}), "ei läpäissyt tarkistuksiamme", 400)


def test_another_state(world, provider) -> None:
    refused(tampered(provider, world, state="x" * 43), "kesti liian kauan", 400)


def test_an_answer_that_took_too_long(world, provider) -> None:
    refused(tampered(provider, world, at=1_700_000_000.0), "kesti liian kauan", 400)


def test_an_answer_in_another_browser(world, provider) -> None:
    provider.knows(tiina=numbered(world.tiina))
    address = provider.sign_in(Client().get(START).url, "tiina")
    refused(come_back(Client(), address), "kesti liian kauan", 400)


def test_a_code_twice(world, provider) -> None:
    provider.knows(tiina=numbered(world.tiina))
    client = Client()
    address = provider.sign_in(client.get(START).url, "tiina")
    come_back(client, address)
    client.post("/tili/logout/")
    refused(come_back(client, address), "kesti liian kauan", 400)


def test_an_answer_of_another_issuer(world, provider) -> None:
    provider.knows(tiina=numbered(world.tiina))
    client = Client()
    back = parts(provider.sign_in(client.get(START).url, "tiina"))
    assert back["iss"] == provider.issuer
    forged = f"{BACK}?{urlencode({**back, 'iss': 'https://evil.example'})}"
    refused(client.get(forged), "ei läpäissyt tarkistuksiamme", 400)


def test_a_provider_that_speaks_for_another_issuer(provider, settings) -> None:
    settings.OIDC_ISSUER = provider.issuer.replace("127.0.0.1", "localhost")
    refused(Client().get(START), "ei läpäissyt tarkistuksiamme", 400)


def test_a_key_that_is_not_the_providers(world, provider) -> None:
    """The provider's keys as we remember them are other keys with the same ids."""
    from cryptography.hazmat.primitives.asymmetric import rsa
    from jwt.algorithms import RSAAlgorithm

    from accounts.openid import client as speaking

    keys = requests.get(speaking_keys(provider), timeout=20).json()["keys"]
    foreign = rsa.generate_private_key(65537, 2048).public_key()
    false = [
        {**RSAAlgorithm.to_jwk(foreign, as_dict=True), "kid": key["kid"], "use": "sig"}
        for key in keys
    ]
    provider.knows(tiina=numbered(world.tiina))
    client = Client()
    address = provider.sign_in(client.get(START).url, "tiina")
    cache.set(speaking._name(speaking_keys(provider)), {"keys": false}, 60)
    refused(come_back(client, address), "ei läpäissyt tarkistuksiamme", 400)


def speaking_keys(provider: Provider) -> str:
    from accounts.openid import client as speaking

    address: str = speaking.discover()["jwks_uri"]
    return address


def test_the_provider_is_down(world, provider, settings) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    refused(Client().get(START), "ei vastaa juuri nyt", 503)


def test_the_provider_goes_down_meanwhile(world, settings) -> None:
    other = Provider(f"http://localhost:8000{BACK}")
    try:
        settings.OIDC_ISSUER = other.issuer
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        other.knows(tiina=numbered(world.tiina))
        client = Client()
        address = other.sign_in(client.get(START).url, "tiina")
    finally:
        other.stop()
    refused(come_back(client, address), "ei vastaa juuri nyt", 503)


def test_without_a_provider_there_is_no_such_page() -> None:
    assert Client().get(START).status_code == 404
    assert Client().get(BACK).status_code == 404


# Local accounts


def local(email: str) -> Any:
    return Client().post("/tili/login/", {"login": email, "password": "viisi laituria peräkkäin"})


@pytest.fixture
def tiina(world) -> User:
    user: User = world.user("tiina")
    user.set_password("viisi laituria peräkkäin")
    user.save()
    return user


def test_local_accounts_switched_off(world, provider, settings, tiina) -> None:
    assert signed_in_as(local(tiina.email)) == tiina
    settings.LOCAL_ACCOUNTS = False
    assert signed_in_as(local(tiina.email)) is None
    page = Client().get("/tili/login/").content.decode()
    assert "Kirjaudu: Entra ID" in page
    assert 'name="password"' not in page


def test_the_account_for_emergencies(world, provider, settings, tiina) -> None:
    settings.LOCAL_ACCOUNTS = False
    settings.LOCAL_ACCOUNT_EMAILS = [tiina.email]
    assert signed_in_as(local(tiina.email)) == tiina
    assert 'name="password"' in Client().get("/tili/login/").content.decode()


def test_no_letter_for_a_password_that_opens_nothing(world, provider, settings, tiina) -> None:
    from core import work
    from core.models import Letter

    settings.LOCAL_ACCOUNTS = False
    Client().post("/tili/password/reset/", {"email": tiina.email})
    work.drain()
    assert not Letter.objects.exists()


# Second factor and showing again who one is


def test_the_providers_second_factor_counts_by_setting(world, provider, settings) -> None:
    provider.knows(jari={**numbered(world.jari), "amr": ["pwd", "mfa"]})
    client = Client()
    sign_in(provider, "jari", client)
    assert client.get("/henkilostopalvelut/").url.startswith("/tili/tunnisteet/")
    settings.OIDC_SECOND_FACTOR = ["amr:mfa"]
    client = Client()
    sign_in(provider, "jari", client)
    assert client.get("/henkilostopalvelut/").status_code == 200


def test_one_shows_again_at_the_provider_who_one_is(world, provider) -> None:
    provider.knows(tiina=numbered(world.tiina), mervi=numbered(world.mervi))
    client = Client()
    browser = requests.Session()
    come_back(client, provider.sign_in(client.get(START).url, "tiina", browser))

    def leave_alone() -> None:
        session = client.session
        session["stale"] = True
        session.save()

    leave_alone()
    # The provider remembers the browser, and must ask all the same.
    gone = client.get("/tili/openid/uudelleen/", {"next": "/oma/"})
    assert parts(gone.url)["prompt"] == "login"
    answer = come_back(client, provider.sign_in(gone.url, "tiina", browser))
    assert answer.url == "/oma/"
    assert "stale" not in client.session
    # Somebody else at the keyboard does not pass.
    leave_alone()
    gone = client.get("/tili/openid/uudelleen/", {"next": "/oma/"})
    answer = come_back(client, provider.sign_in(gone.url, "mervi"))
    assert answer.status_code == 403
    assert client.session["stale"]
    assert signed_in_as(answer) == world.user("tiina")


# Dangerous settings

SOUND = {
    "OIDC_ISSUER": "https://login.example.fi/v2.0",
    "OIDC_CLIENT_ID": "id",
    "OIDC_CLIENT_SECRET": "secret",
    "SECOND_FACTOR_REQUIRED": True,
}


def faults(settings: Any, **changed: Any) -> set[str]:
    for name, value in {**SOUND, **changed}.items():
        setattr(settings, name, value)
    return {str(message.id) for message in check_sign_in()}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, set()),
        ({"OIDC_CLIENT_ID": ""}, {"heinola.E020"}),
        ({"OIDC_ISSUER": ""}, {"heinola.E020"}),
        (
            {"OIDC_ISSUER": "", "OIDC_CLIENT_ID": "", "LOCAL_ACCOUNTS": False},
            {"heinola.E021", "heinola.W021"},
        ),
        ({"OIDC_ISSUER": "http://login.example.fi"}, {"heinola.E022"}),
        ({"OIDC_SCOPES": ["email"]}, {"heinola.E023"}),
        ({"SESSION_IDLE_MINUTES": 0}, {"heinola.E024"}),
        ({"OIDC_SECOND_FACTOR": ["mfa"]}, {"heinola.E025"}),
        ({"OIDC_CLIENT_SECRET": ""}, {"heinola.W020"}),
        ({"LOCAL_ACCOUNTS": False}, {"heinola.W021"}),
        ({"LOCAL_ACCOUNTS": False, "LOCAL_ACCOUNT_EMAILS": ["a@b.fi"]}, set()),
        ({"SECOND_FACTOR_REQUIRED": False, "DEMO": False}, {"heinola.W022"}),
    ],
)
def test_checks(settings, changed: dict[str, Any], found: set[str]) -> None:
    assert faults(settings, **changed) == found
