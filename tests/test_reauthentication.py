"""Showing again who one is: before tables leave, roles change and one signs, after a break."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from core import clock
from organization.models import RoleGrant
from tests.test_second_factor import KEY, PASSWORD, code, with_password

pytestmark = pytest.mark.django_db


def leave_alone(client: Client, minutes: int = 16) -> None:
    session = client.session
    session["seen_at"] = (clock.real_now() - timedelta(minutes=minutes)).timestamp()
    session.save()


def granting(world: Any) -> tuple[str, dict[str, str]]:
    url = reverse("organization:role_grant", kwargs={"uuid": world.sirpa.uuid})
    return url, {"role": "hr_planner", "valid_from": "1.3.2026", "valid_until": ""}


@pytest.fixture
def jari(world) -> Client:
    """An HR main user's browser."""
    with_password(world.user("jari"))
    client: Client = world.client("jari")
    return client


def test_who_works_on_is_not_asked(world, jari) -> None:
    leave_alone(jari, minutes=14)
    url, data = granting(world)
    assert jari.post(url, data).url == reverse(
        "organization:role_person", kwargs={"uuid": world.sirpa.uuid}
    )


def test_after_a_break_a_change_of_roles_waits_for_the_password(world, jari) -> None:
    url, data = granting(world)
    leave_alone(jari)
    answer = jari.post(url, data)
    assert answer.url == "/tili/reauthenticate/?next=%2Foma%2Fjatka%2F"
    assert not RoleGrant.objects.filter(person=world.sirpa).exists()
    page = jari.get(answer.url).content.decode()
    assert "Onko se sinä" in page or "Oletko se sinä" in page or "ilman käyttäjää" in page
    # A wrong password leads nowhere.
    jari.post(answer.url, {"password": "väärä"})
    assert jari.session["stale"]
    answer = jari.post(answer.url, {"password": PASSWORD, "next": "/oma/jatka/"})
    assert answer.url == "/oma/jatka/"
    page = jari.get(answer.url).content.decode()
    assert f'action="{url}"' in page
    assert 'value="hr_planner"' in page
    # Nothing was done behind one's back; the button does it.
    assert not RoleGrant.objects.filter(person=world.sirpa).exists()
    jari.post(url, data)
    assert RoleGrant.objects.filter(person=world.sirpa, role="hr_planner").exists()
    assert Event.objects.filter(
        action="accounts.reauthenticated", actor=world.user("jari").uuid
    ).exists()


def test_other_pages_are_read_without_asking(world, jari) -> None:
    leave_alone(jari)
    assert jari.get("/henkilostopalvelut/").status_code == 200
    # And reading does not make the break undone.
    url, data = granting(world)
    assert jari.post(url, data).url.startswith("/tili/reauthenticate/")


def test_a_code_shows_it_too(world, jari) -> None:
    TOTP.activate(world.user("jari"), KEY)
    url, data = granting(world)
    leave_alone(jari)
    page = jari.get(jari.post(url, data).url).content.decode()
    other = "/tili/tunnisteet/reauthenticate/?next=%2Foma%2Fjatka%2F"
    assert other.replace("&", "&amp;") in page
    assert jari.post(other, {"code": code()}).url == "/oma/jatka/"
    assert "stale" not in jari.session


def test_second_factors_change_only_after_it(world, jari) -> None:
    leave_alone(jari)
    for page in ("totp/activate/", "webauthn/add/", "recovery-codes/generate/"):
        answer = jari.get(f"/tili/tunnisteet/{page}")
        assert answer.url.startswith("/tili/reauthenticate/?next=%2Ftili%2Ftunnisteet%2F")


def test_a_script_is_led_to_the_page(world, jari) -> None:
    url, data = granting(world)
    leave_alone(jari)
    answer = jari.post(url, data, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/tili/reauthenticate/")


def test_without_any_way_to_show_it_one_signs_in_anew(world) -> None:
    """An account without a password and without a link to the provider cannot be asked."""
    user: User = world.user("jari")
    user.set_unusable_password()
    user.save()
    client = world.client("jari")
    url, data = granting(world)
    leave_alone(client)
    assert client.post(url, data).url.startswith("/tili/logout/")


# What is guarded. Each is asked for the page after a break, and must not answer itself.


def guarded(world: Any) -> dict[str, tuple[str, str, str]]:
    from uuid import uuid4

    conversation = uuid4()
    some = {"uuid": uuid4()}
    return {
        "a signature": ("tiina", "post", f"/keskustelut/{conversation}/allekirjoitus/"),
        "a signed conversation": ("tiina", "get", f"/keskustelut/{conversation}/pdf/tiedosto/"),
        "a table of a plan": (
            "mervi",
            "get",
            reverse("training_plans:plan_table", kwargs={**some, "extension": "csv"}),
        ),
        "the event log": (
            "jari",
            "get",
            reverse("privacy:log_export", kwargs={"extension": "csv"}),
        ),
        "one's own data": ("tiina", "get", reverse("privacy:own_data_download", kwargs=some)),
        "the end of a role": (
            "jari",
            "post",
            reverse(
                "organization:role_end", kwargs={"uuid": world.sirpa.uuid, "role": "hr_planner"}
            ),
        ),
    }


@pytest.mark.parametrize(
    "what",
    [
        "a signature",
        "a signed conversation",
        "a table of a plan",
        "the event log",
        "one's own data",
        "the end of a role",
    ],
)
def test_what_asks(world, what: str) -> None:
    name, method, url = guarded(world)[what]
    with_password(world.user(name))
    client = world.client(name)
    leave_alone(client)
    answer = getattr(client, method)(url, {"a": "b"})
    assert answer.status_code == 302, answer.status_code
    assert answer.url.startswith("/tili/reauthenticate/")


def test_a_rejected_sign_in_at_the_desk_does_nothing_unseen(world, jari) -> None:
    """Somebody pressed a button at an unattended desk: the owner sees what it was, and sends
    nothing by showing who one is."""
    url, data = granting(world)
    leave_alone(jari)
    jari.post(url, data)
    jari.post("/tili/reauthenticate/", {"password": PASSWORD, "next": "/oma/jatka/"})
    assert not RoleGrant.objects.filter(person=world.sirpa).exists()
