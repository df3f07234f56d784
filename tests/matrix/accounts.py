"""Sign-in and one's own account."""

import hashlib
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import resolve
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from accounts import services
from accounts.models import Session
from accounts.second_factor import public_id
from tests.matrix import Row, nothing


def credential() -> dict[str, Any]:
    """What a device answers when it makes a passkey."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(Aaguid.NONE, b"passkey of tests", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    device = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 0, made)
    client = CollectedClientData.create(
        CollectedClientData.TYPE.CREATE, b"x" * 32, "http://testserver"
    )
    return {
        "id": websafe_encode(made.credential_id),
        "rawId": websafe_encode(made.credential_id),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", device, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def scene(world: Any) -> SimpleNamespace:
    user = world.user("tiina")
    user.set_password("viisi laituria peräkkäin")
    user.save()
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user)
    here = world.client("tiina").session.session_key
    session = Session.objects.get(session_key=here)
    passkey = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Työpuhelin", "credential": credential()},
    )
    key = resolve(urlsplit(services.password_url(user)).path).kwargs
    return SimpleNamespace(key=key, session=session, passkey=passkey, codes=codes)


def _own(url: str, text: str) -> list[Row]:
    """A page of one's own with a form; an empty form is answered with the page again."""
    refused = {"anonymous": 302}
    return [
        Row(url=url, reads={"tiina": text}, refused=refused, everyone=True),
        Row(url=url, method="post", allowed=("tiina",), refused=refused, everyone=True),
    ]


def _own_page(url: str, text: str) -> list[Row]:
    return [Row(url=url, reads={"tiina": text}, refused={"anonymous": 302}, everyone=True)]


def _deed(url: str, kwargs: Any = nothing) -> list[Row]:
    """A button of one's own; another's object is not found."""
    refused = {"anonymous": 302, **({"mervi": 404} if kwargs is not nothing else {})}
    return [
        Row(
            url=url,
            method="post",
            kwargs=kwargs,
            allowed=("tiina",),
            refused=refused,
            everyone=kwargs is nothing,
        )
    ]


def _passkey(world: Any) -> dict[str, Any]:
    return {"uuid": public_id(world.accounts.passkey)}


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
    *_own("account_reauthenticate", "Osoita, että se olet sinä"),
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
    # Where one is signed in
    *_own_page("accounts:sessions", "Missä olet kirjautuneena"),
    *_deed("accounts:close_session", lambda world: {"uuid": world.accounts.session.uuid}),
    *_deed("accounts:close_everywhere"),
    # What a session that ended was sending; nothing waits here
    _not_here("accounts:held"),
    Row(
        url="accounts:held",
        method="post",
        allowed=("tiina",),
        status=(302,),
        refused={"anonymous": 302},
        everyone=True,
    ),
    # Second factors: Tiina has codes of an app and recovery codes
    *_own_page("mfa_index", "Toinen tunniste"),
    *_own("mfa_reauthenticate", "Anna sovelluksesi näyttämä koodi"),
    Row(url="mfa_authenticate", allowed=("tiina",), status=(302,), public=True),
    Row(url="mfa_authenticate", method="post", allowed=("tiina",), status=(302,), public=True),
    Row(
        url="mfa_activate_totp",
        before=lambda world: Authenticator.objects.all().delete(),
        reads={"tiina": "lue tämä kuva puhelimella"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="mfa_activate_totp",
        method="post",
        before=lambda world: Authenticator.objects.all().delete(),
        allowed=("tiina",),
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="mfa_deactivate_totp",
        reads={"tiina": "Lopetetaanko kertakoodien käyttö?"},
        refused={"anonymous": 302, "mervi": 404},
    ),
    Row(
        url="mfa_deactivate_totp",
        method="post",
        allowed=("tiina",),
        refused={"anonymous": 302, "mervi": 404},
    ),
    Row(
        url="mfa_view_recovery_codes",
        reads={"tiina": lambda world: world.accounts.codes.get_unused_codes()[0]},
        refused={"anonymous": 302, "mervi": 404},
    ),
    *_own("mfa_generate_recovery_codes", "varakoodit"),
    *_own("mfa_add_webauthn", "Ota pääsyavain käyttöön"),
    Row(
        url="mfa_remove_webauthn",
        kwargs=_passkey,
        reads={"tiina": "Poistetaanko pääsyavain Työpuhelin?"},
        refused={"anonymous": 302, "mervi": 404},
    ),
    Row(
        url="mfa_remove_webauthn",
        method="post",
        kwargs=_passkey,
        allowed=("tiina",),
        refused={"anonymous": 302, "mervi": 404},
    ),
    Row(
        url="mfa_reauthenticate_webauthn",
        reads={"tiina": "Osoita pääsyavaimellasi"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="mfa_reauthenticate_webauthn",
        method="post",
        allowed=("tiina",),
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(url="mfa_login_webauthn", allowed=("anonymous",), status=(302,), public=True),
    Row(
        url="mfa_login_webauthn",
        method="post",
        allowed=("anonymous",),
        status=(302,),
        public=True,
    ),
    _not_here("mfa_download_recovery_codes"),
    # OpenID Connect; without a provider there are no such pages (tests/test_oidc.py has one)
    *(
        Row(url=url, allowed=("anonymous",), status=(404,), public=True)
        for url in ("openid:start", "openid:callback")
    ),
    Row(
        url="openid:again",
        allowed=("tiina",),
        status=(404,),
        refused={"anonymous": 302},
        everyone=True,
    ),
    _not_here("account_email"),
    _not_here("account_email_verification_sent"),
    _not_here("account_confirm_email", key="avain"),
    _not_here("account_confirm_login_code"),
]
