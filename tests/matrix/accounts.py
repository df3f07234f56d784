"""Sign-in and one's own account."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve

from accounts import services
from tests.matrix import Row


def scene(world: Any) -> SimpleNamespace:
    user = world.user("tiina")
    user.set_password("viisi laituria peräkkäin")
    user.save()
    key = resolve(urlsplit(services.password_url(user)).path).kwargs
    return SimpleNamespace(key=key)


def _own(url: str, text: str) -> list[Row]:
    """A page of one's own with a form; an empty form is answered with the page again."""
    refused = {"anonymous": 302}
    return [
        Row(url=url, reads={"tiina": text}, refused=refused, everyone=True),
        Row(url=url, method="post", allowed=("tiina",), refused=refused, everyone=True),
    ]


def _door(url: str, text: str) -> list[Row]:
    return [
        Row(url=url, reads={"anonymous": text}, public=True),
        Row(url=url, method="post", allowed=("anonymous",), public=True),
    ]


def _not_here(url: str, **kwargs: str) -> Row:
    """allauth's pages that we do not use lead to one's own details."""
    return Row(
        url=url,
        kwargs=lambda world: kwargs,
        allowed=("tiina",),
        status=(302,),
        refused={"anonymous": 302},
        everyone=True,
    )


ROWS = [
    *_own("accounts:profile", "Tiina Rautio"),
    *_own("account_change_password", "Nykyinen salasana"),
    *_own("account_reauthenticate", "Anna salasanasi"),
    *_door("account_login", "Unohdin salasanani"),
    *_door("account_reset_password", "Unohtunut salasana"),
    *_door("account_signup", "Tunnuksen saa kutsulla"),
    Row(url="account_reset_password_done", reads={"anonymous": "Katso sähköpostisi"}, public=True),
    Row(
        url="account_reset_password_from_key",
        kwargs=lambda world: {"uidb36": "0", "key": "vanha-avain"},
        reads={"anonymous": "Linkki ei enää toimi"},
        public=True,
    ),
    Row(
        url="account_reset_password_from_key",
        method="post",
        kwargs=lambda world: world.accounts.key,
        allowed=("anonymous",),
        public=True,
    ),
    Row(
        url="account_reset_password_from_key_done",
        reads={"anonymous": "Salasana tallennettiin"},
        public=True,
    ),
    Row(url="account_inactive", reads={"anonymous": "Tunnus on suljettu"}, public=True),
    Row(url="account_logout", reads={"tiina": "Kirjaudutko ulos?"}, public=True),
    Row(url="account_logout", method="post", allowed=("tiina",), public=True),
    *(
        Row(
            url="account_set_password",
            method=method,
            allowed=("tiina",),
            status=(302,),
            refused={"anonymous": 302},
            everyone=True,
        )
        for method in ("get", "post")
    ),
    _not_here("account_email"),
    _not_here("account_email_verification_sent"),
    _not_here("account_confirm_email", key="avain"),
    _not_here("account_confirm_login_code"),
]
