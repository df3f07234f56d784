"""Signing in, a new password, the invitation, one's own language."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import services
from accounts.models import User
from core import work
from core.models import Letter

pytestmark = pytest.mark.django_db

SECRET = "viisi laituria peräkkäin"


@pytest.fixture
def tiina(world: Any) -> User:
    user: User = world.user("tiina")
    user.set_password(SECRET)
    user.save()
    return user


def sign_in(email: str, password: str) -> Any:
    return Client().post(reverse("account_login"), {"login": email, "password": password})


def letter_link(message: Any) -> str:
    found = re.search(r"http://localhost:8000(/\S+)", message.body)
    assert found
    return found[1]


def choose_password(link: str, password: str) -> Any:
    client = Client()
    form = client.get(link, follow=True)
    path = urlsplit(form.redirect_chain[-1][0]).path
    return client.post(path, {"password1": password, "password2": password})


def test_signing_in_leads_home(tiina: User) -> None:
    response = sign_in(str(tiina.email).upper(), SECRET)
    assert response.status_code == 302
    assert response.url == "/"


def test_nobody_learns_who_has_an_account(tiina: User) -> None:
    wrong = sign_in(str(tiina.email), "väärä").content.decode()
    unknown = sign_in("nobody@heinola.example", "väärä").content.decode()
    words = "Sähköpostiosoite tai salasana on väärin."
    assert words in wrong
    assert words in unknown


def test_too_many_attempts_are_stopped(tiina: User) -> None:
    for _attempt in range(12):
        sign_in(str(tiina.email), "väärä")
    html = sign_in(str(tiina.email), SECRET).content.decode()
    assert "Liian monta yritystä" in html


def test_a_closed_account_does_not_open(tiina: User) -> None:
    tiina.is_active = False
    tiina.save()
    response = sign_in(str(tiina.email), SECRET)
    assert "_auth_user_id" not in response.client.session


def test_a_forgotten_password_is_chosen_anew_by_letter(tiina: User) -> None:
    page = reverse("account_reset_password")
    assert Client().post(page, {"email": tiina.email}).url == reverse("account_reset_password_done")
    work.drain()
    (message,) = mail.outbox
    assert message.subject == "Valitse uusi salasana"
    assert message.to == [tiina.email]
    link = letter_link(message)
    assert choose_password(link, "uusi pitkä salasana 7").status_code == 302
    assert sign_in(str(tiina.email), "uusi pitkä salasana 7").status_code == 302
    # The link works once.
    assert "Linkki ei enää toimi" in Client().get(link, follow=True).content.decode()


def test_an_unknown_address_gets_the_same_page_and_no_letter() -> None:
    response = Client().post(reverse("account_reset_password"), {"email": "nobody@heinola.example"})
    assert response.url == reverse("account_reset_password_done")
    work.drain()
    assert mail.outbox == []
    assert not Letter.objects.exists()


def test_a_letter_never_takes_the_host_from_the_request(tiina: User) -> None:
    page = reverse("account_reset_password")
    response = Client(headers={"host": "127.0.0.1"}).post(page, {"email": tiina.email})
    work.drain()
    assert response.status_code == 302
    assert "http://localhost:8000/" in Letter.objects.get().text


def test_an_invitation_lets_one_choose_a_password(world: Any) -> None:
    user = world.user("marko")
    user.language = "sv"
    user.save()
    services.invite(user=user, name="Marko Seppä")
    work.drain()
    (message,) = mail.outbox
    assert message.subject == "Välkommen till Heinola Osaaminen"
    assert choose_password(letter_link(message), SECRET).status_code == 302
    assert sign_in(user.email, SECRET).status_code == 302


def test_an_account_without_an_address_is_not_invited(world: Any) -> None:
    assert services.invite(user=world.user("ritva"), name="Ritva Lahti") is None


def test_there_is_no_signing_up() -> None:
    data = {"email": "new@heinola.example", "password1": SECRET, "password2": SECRET}
    html = Client().post(reverse("account_signup"), data).content.decode()
    assert "Tunnuksen saa kutsulla" in html
    assert not User.objects.filter(email="new@heinola.example").exists()


def test_a_weak_password_is_refused_with_its_reason(tiina: User) -> None:
    client = Client()
    client.force_login(tiina)
    data = {"oldpassword": SECRET, "password1": "lyhyt", "password2": "lyhyt"}
    html = client.post(reverse("account_change_password"), data).content.decode()
    assert 'href="#id_password1"' in html
    tiina.refresh_from_db()
    assert tiina.check_password(SECRET)


def test_one_chooses_the_language_of_pages_and_letters(world: Any) -> None:
    client = world.client("tiina")
    response = client.post(reverse("accounts:profile"), {"language": "sv"}, follow=True)
    assert "Språket sparades." in response.content.decode()
    assert world.user("tiina").language == "sv"


def test_signing_out_needs_a_button(world: Any) -> None:
    client = world.client("tiina")
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
