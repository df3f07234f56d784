"""Sign-in with an OpenID provider (OpenID Connect Core 1.0, authorization code flow with PKCE).

`client` speaks with the provider, `linking` finds whose account it is, `views` do the redirects. A
client of our own, because allauth's sends no nonce, keeps every claim, and cannot ask the
provider to show once more who one is.
"""

from typing import Any

from django.conf import settings


def is_configured() -> bool:
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID)


def is_linked(user: Any) -> bool:
    return bool(user.identities.filter(issuer=settings.OIDC_ISSUER).exists())
