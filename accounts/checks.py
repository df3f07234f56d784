"""System checks of sign-in: nobody locked out, no half-told provider."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from accounts import openid
from accounts.openid.client import LOOPBACK


@register("heinola")
def check_sign_in(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    return list(_faults())


def _faults() -> Iterator[CheckMessage]:
    told = [settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID]
    if any(told) and not all(told):
        yield Error(
            "OIDC_ISSUER and OIDC_CLIENT_ID go together: one of them is missing.",
            id="heinola.E020",
        )
    if not settings.LOCAL_ACCOUNTS and not openid.is_configured():
        yield Error(
            "LOCAL_ACCOUNTS is off and no OpenID provider is configured: nobody could sign in.",
            hint="Set OIDC_ISSUER and OIDC_CLIENT_ID, or switch LOCAL_ACCOUNTS on.",
            id="heinola.E021",
        )
    issuer = urlsplit(settings.OIDC_ISSUER)
    if settings.OIDC_ISSUER and issuer.scheme != "https" and issuer.hostname not in LOOPBACK:
        yield Error("OIDC_ISSUER must be https.", id="heinola.E022")
    if openid.is_configured() and "openid" not in settings.OIDC_SCOPES:
        yield Error("OIDC_SCOPES must have openid.", id="heinola.E023")
    limits = (
        settings.SESSION_IDLE_MINUTES,
        settings.SESSION_HOURS,
        settings.REAUTHENTICATION_MINUTES,
    )
    if min(limits) < 1:
        yield Error(
            "SESSION_IDLE_MINUTES, SESSION_HOURS and REAUTHENTICATION_MINUTES must be at least 1.",
            id="heinola.E024",
        )
    odd = [v for v in settings.OIDC_SECOND_FACTOR if not v.startswith(("amr:", "acr:"))]
    if odd:
        yield Error(
            f"OIDC_SECOND_FACTOR has {odd[0]}; write amr:value or acr:value.", id="heinola.E025"
        )
    if openid.is_configured() and not settings.OIDC_CLIENT_SECRET:
        yield Warning(
            "OIDC_CLIENT_SECRET is empty: anyone can act as this client.", id="heinola.W020"
        )
    if not settings.LOCAL_ACCOUNTS and not settings.LOCAL_ACCOUNT_EMAILS:
        yield Warning(
            "LOCAL_ACCOUNTS is off for everybody: when the provider is down, nobody gets in.",
            hint="Name an account for emergencies in LOCAL_ACCOUNT_EMAILS.",
            id="heinola.W021",
        )
    if not settings.SECOND_FACTOR_REQUIRED and not settings.DEMO:
        yield Warning(
            "SECOND_FACTOR_REQUIRED is off: one guessed password opens everything of HR.",
            id="heinola.W022",
        )
