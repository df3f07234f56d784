"""Signing in with a browser: the OpenID provider, a passkey, one-time codes, an ended session."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Session
from core import clock
from tests.conversation_factories import open_round, talk_of
from tests.oidc import CLIENT, SECRET, Provider

PASSWORD = "viisi laituria peräkkäin"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_password(world: Any, name: str) -> Any:
    user = world.user(name)
    user.set_password(PASSWORD)
    user.save()
    return user


def give_password(page: Any, user: Any) -> None:
    page.get_by_label("Sähköpostiosoite").fill(user.email)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu sisään", exact=True).click()


@pytest.fixture
def provider(live_server: Any, settings: Any) -> Iterator[Provider]:
    base = live_server.url.replace("127.0.0.1", "localhost")
    running = Provider(f"{base}/tili/openid/paluu/")
    settings.BASE_URL = base
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = running.issuer, CLIENT
    settings.OIDC_CLIENT_SECRET = SECRET
    settings.LOCAL_ACCOUNTS = False
    settings.LOCAL_ACCOUNT_EMAILS = ["vara@heinola.example"]
    yield running
    running.stop()


def test_signing_in_at_the_provider(world, page_as, provider, axe, settings) -> None:
    provider.knows(
        tiina={"employee_number": world.tiina.employee_number},
        nobody={"employee_number": "999999", "email": "joku@example.org"},
    )
    page = page_as()
    page.goto(f"{settings.BASE_URL}/oma/")
    axe(page)
    page.get_by_role("link", name="Kirjaudu: Entra ID").click()
    page.get_by_role("button", name="tiina").click()
    expect(page).to_have_url(re.compile("/oma/$"))
    expect(page.get_by_role("heading", name="Tiina Rautio")).to_be_visible()
    axe(page)

    page = page_as(viewport={"width": 320, "height": 700})
    page.goto(f"{settings.BASE_URL}/tili/openid/")
    page.get_by_role("button", name="nobody").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kirjautuminen ei onnistunut")
    expect(page.get_by_text("joku@example.org")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    axe(page)


def test_a_passkey_from_taking_into_use_to_sign_in(world, page_as, live_server, axe) -> None:
    """Chromium's own virtual device stands for the phone."""
    user = with_password(world, "jari")
    base = live_server.url.replace("127.0.0.1", "localhost")  # passkeys need a host name
    page = page_as()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto(f"{base}/henkilostopalvelut/")
    give_password(page, user)
    # An HR main user gets no further before a second factor.
    expect(page.get_by_role("heading", level=1)).to_have_text("Toinen tunniste")
    axe(page)
    page.get_by_role("link", name="Ota pääsyavain käyttöön").click()
    page.get_by_label("Pääsyavaimen nimi").fill("Työpuhelin")
    axe(page)
    page.get_by_role("button", name="Ota käyttöön").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Varakoodit")
    axe(page)
    page.goto(f"{base}/henkilostopalvelut/")
    expect(page).to_have_url(re.compile("/henkilostopalvelut/$"))

    # The passkey alone signs in: the device and its PIN are two factors.
    page.goto(f"{base}/tili/logout/")
    page.locator("main").get_by_role("button", name="Kirjaudu ulos").click()
    page.get_by_role("button", name="Kirjaudu pääsyavaimella").click()
    expect(page).to_have_url(f"{base}/")
    page.goto(f"{base}/henkilostopalvelut/")
    expect(page).to_have_url(re.compile("/henkilostopalvelut/$"))
    page.goto(f"{base}/tili/tunnisteet/")
    expect(page.get_by_text("Työpuhelin").first).to_be_visible()

    # As the second step after the password it does too.
    page.goto(f"{base}/tili/logout/")
    page.locator("main").get_by_role("button", name="Kirjaudu ulos").click()
    give_password(page, user)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vielä yksi vaihe")
    axe(page)
    page.get_by_role("button", name="Käytä pääsyavainta").click()
    expect(page).to_have_url(f"{base}/")


def test_one_time_codes(world, page_as, axe) -> None:
    user = with_password(world, "tiina")
    TOTP.activate(user, KEY)
    page = page_as(viewport={"width": 320, "height": 700})
    page.goto("/oma/")
    give_password(page, user)
    page.get_by_label("Koodi").fill("000000")
    page.get_by_role("button", name="Kirjaudu sisään", exact=True).click()
    expect(page.get_by_text("Koodi on väärä tai käytetty").first).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_label("Koodi").fill(format_hotp_value(hotp_value(KEY, int(time.time()) // 30)))
    page.get_by_role("button", name="Kirjaudu sisään", exact=True).click()
    expect(page.get_by_role("heading", name="Tiina Rautio")).to_be_visible()


def end_session(page: Any) -> None:
    """As if nobody had done anything for two hours."""
    key = next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid")
    row = Session.objects.get(session_key=key)
    store = row.get_session_store_class()(key)
    store["seen_at"] = (clock.real_now() - timedelta(hours=2)).timestamp()
    store.save()


def test_a_form_that_came_too_late_is_given_back(world, page_as, axe) -> None:
    user = with_password(world, "jari")
    page = page_as(user)
    page.goto(reverse("organization:role_person", kwargs={"uuid": world.sirpa.uuid}))
    page.locator("#role_role").select_option("hr_planner")
    page.locator("#role_valid_from").fill("1.12.2099")
    end_session(page)
    page.locator("form:has(#role_role) button").click()
    expect(page.get_by_text("koska hetkeen ei ollut tehty mitään")).to_be_visible()
    axe(page)
    give_password(page, user)
    # A main user shows the second factor; here the session is given one, as after a code.
    expect(page).to_have_url(re.compile("/oma/jatka/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Lähettämäsi on tallessa")
    axe(page)


def test_typed_text_survives_an_ended_session(world, page_as) -> None:
    """What autosave could not send waits in the browser and comes back after sign-in."""
    user = with_password(world, "tiina")
    open_round(world)
    conversation = talk_of(world, "tiina")
    url = reverse("conversations:prepare", kwargs={"uuid": conversation.uuid})
    page = page_as(user)
    page.goto(url)
    if not page.locator("form[data-autosave] textarea").count():
        page.goto(page.locator("main a[href*='/valmistautuminen/']").first.get_attribute("href"))
    end_session(page)
    area = page.locator("form[data-autosave] textarea").first
    area.fill("Tämä teksti kirjoitettiin päättyneellä istunnolla.")
    expect(page.locator("[data-save-state]").first).to_contain_text(re.compile("kirjau", re.I))
    here = urlsplit(page.url).path
    page.goto(f"/tili/login/?next={here}")
    give_password(page, user)
    expect(page.locator("form[data-autosave] textarea").first).to_have_value(
        "Tämä teksti kirjoitettiin päättyneellä istunnolla."
    )


def test_sessions_in_words(world, page_as, axe) -> None:
    user = with_password(world, "tiina")
    phone = page_as(user)
    phone.goto("/oma/")
    page = page_as(viewport={"width": 320, "height": 700})
    page.goto("/oma/kirjautumiset/")
    give_password(page, user)
    expect(page.get_by_text("Chrome, Linux")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator(".sessions button").first.click()
    expect(page.get_by_text("Laite kirjattiin ulos")).to_be_visible()
    phone.goto("/oma/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kirjaudu sisään")
