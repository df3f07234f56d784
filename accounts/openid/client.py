"""Speaking with the provider. Nothing it says is believed before it has been checked."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from django.conf import settings
from django.core.cache import cache

from core import clock

TIMEOUT = (5, 10)  # seconds to connect and to answer
KEPT = 3600  # seconds that the provider's addresses and keys are remembered
LEEWAY = 60  # seconds that two clocks may differ
# Asymmetric only: an answer signed with the client's secret proves less.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class ProviderDown(Exception):
    """The provider does not answer, or answers nothing usable."""


class Unsound(Exception):
    """The answer is not to be trusted: another issuer, key, audience, nonce, or too old."""


@dataclass(frozen=True)
class Identity:
    """Whom the provider vouches for."""

    issuer: str
    subject: str
    employee_number: str
    email: str
    email_verified: bool
    second_factor: bool


def begin(*, again: bool) -> tuple[str, dict[str, Any]]:
    """The address to send the browser to, and what must be remembered of it.

    `again`: the provider must ask who one is even though it remembers. Raises `ProviderDown`.
    """
    metadata = discover()
    flow: dict[str, Any] = {
        "state": secrets.token_urlsafe(32),
        "nonce": secrets.token_urlsafe(32),
        "verifier": secrets.token_urlsafe(64),
        "at": clock.real_now().timestamp(),
        "again": again,
    }
    digest = hashlib.sha256(flow["verifier"].encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": redirect_uri(),
        "scope": " ".join(settings.OIDC_SCOPES),
        "state": flow["state"],
        "nonce": flow["nonce"],
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if again:
        asked |= {"prompt": "login", "max_age": "0"}
    address = metadata["authorization_endpoint"]
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}", flow


def redirect_uri() -> str:
    """Always from BASE_URL: a forged host name must not lead the code elsewhere."""
    from django.urls import reverse

    return f"{settings.BASE_URL}{reverse('openid:callback')}"


def finish(flow: dict[str, Any], code: str) -> Identity:
    """Change the code for an identity. Raises `ProviderDown` or `Unsound`."""
    metadata = discover()
    token = _token(metadata, flow, code)
    claims = _checked(metadata, token["id_token"], flow)
    known = dict(claims)
    if not all(known.get(name) for name in _wanted()) and metadata.get("userinfo_endpoint"):
        more = _ask(
            "GET",
            metadata["userinfo_endpoint"],
            headers={"Authorization": f"Bearer {token.get('access_token', '')}"},
        )
        # OpenID Connect Core 5.3.2: else somebody else's claims could be put in.
        if more.get("sub") != claims["sub"]:
            raise Unsound("userinfo tells of somebody else")
        known = {**more, **claims}
    return Identity(
        issuer=claims["iss"],
        subject=str(claims["sub"]),
        employee_number=str(known.get(settings.OIDC_EMPLOYEE_NUMBER_CLAIM) or "").strip(),
        email=str(known.get(settings.OIDC_EMAIL_CLAIM) or "").strip(),
        # Some providers say "true" or 1; anything else is no.
        email_verified=str(known.get(settings.OIDC_EMAIL_VERIFIED_CLAIM)).lower() in ("true", "1"),
        second_factor=_second_factor(claims),
    )


def _wanted() -> tuple[str, ...]:
    return (settings.OIDC_EMPLOYEE_NUMBER_CLAIM, settings.OIDC_EMAIL_CLAIM)


def _second_factor(claims: dict[str, Any]) -> bool:
    """OIDC_SECOND_FACTOR lists what counts, as "amr:mfa" or "acr:<value>"."""
    amr = claims.get("amr") or []
    said = {f"amr:{value}" for value in (amr if isinstance(amr, list) else [amr])}
    said.add(f"acr:{claims.get('acr')}")
    return bool(said & set(settings.OIDC_SECOND_FACTOR))


def _token(metadata: dict[str, Any], flow: dict[str, Any], code: str) -> dict[str, Any]:
    data = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri(),
        "code_verifier": flow["verifier"],
        "client_id": settings.OIDC_CLIENT_ID,
    }
    ways = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    auth = None
    if settings.OIDC_CLIENT_SECRET and "client_secret_post" in ways:
        data["client_secret"] = settings.OIDC_CLIENT_SECRET
    elif settings.OIDC_CLIENT_SECRET:
        auth = (settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)
    answer = _ask("POST", metadata["token_endpoint"], data=data, auth=auth)
    if not isinstance(answer.get("id_token"), str):
        raise Unsound("no identity in the answer")
    return answer


def _checked(metadata: dict[str, Any], id_token: str, flow: dict[str, Any]) -> dict[str, Any]:
    """The claims of an ID token after every check of OpenID Connect Core 3.1.3.7."""
    try:
        header = jwt.get_unverified_header(id_token)
        claims: dict[str, Any] = jwt.decode(
            id_token,
            _key(metadata, header.get("kid")),
            algorithms=ALGORITHMS,
            audience=settings.OIDC_CLIENT_ID,
            issuer=settings.OIDC_ISSUER,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise Unsound(type(error).__name__) from error
    if not secrets.compare_digest(str(claims.get("nonce")), flow["nonce"]):
        raise Unsound("nonce")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if several and claims.get("azp") != settings.OIDC_CLIENT_ID:
        raise Unsound("azp")
    if flow["again"] and float(claims.get("auth_time") or 0) < flow["at"] - LEEWAY:
        raise Unsound("auth_time")
    return claims


def _key(metadata: dict[str, Any], kid: str | None) -> Any:
    """The provider's key; fetched anew once when it is unknown, as keys change."""
    for fresh in (False, True):
        keys = jwt.PyJWKSet.from_dict(_remembered(metadata["jwks_uri"], fresh=fresh)).keys
        fitting = [key for key in keys if key.public_key_use in (None, "sig")]
        fitting = [key for key in fitting if kid is None or key.key_id == kid]
        if fitting:
            return fitting[0]
    raise Unsound("unknown key")


def discover() -> dict[str, Any]:
    """The provider's own description (OpenID Connect Discovery 1.0). Raises `ProviderDown`, and
    `Unsound` when it speaks for another issuer."""
    address = f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"
    metadata = _remembered(address)
    if metadata.get("issuer") != settings.OIDC_ISSUER:
        raise Unsound("another issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not metadata.get(name):
            raise ProviderDown(f"no {name}")
    return metadata


def _remembered(address: str, *, fresh: bool = False) -> dict[str, Any]:
    name = _name(address)
    found: dict[str, Any] | None = None if fresh else cache.get(name)
    if found is None:
        found = _ask("GET", address)
        cache.set(name, found, KEPT)
    return found


def _name(address: str) -> str:
    return "openid:" + hashlib.sha256(address.encode()).hexdigest()


def _ask(method: str, address: str, **options: Any) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise Unsound("not https")
    try:
        answer = requests.request(
            method, address, timeout=TIMEOUT, allow_redirects=False, **options
        )
        data = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderDown(type(error).__name__) from error
    if answer.status_code == 400 and method == "POST":
        raise Unsound("the code was refused")
    if answer.status_code != 200 or not isinstance(data, dict):
        raise ProviderDown(f"status {answer.status_code}")
    return data
