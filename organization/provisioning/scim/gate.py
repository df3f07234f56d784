"""The door of SCIM: a key instead of a session, a limit of speed, errors in SCIM's own words."""

import functools
import json
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from audit.services import record
from core import clock
from organization.provisioning import tokens
from organization.provisioning.accounts import actor_in_words
from organization.provisioning.models import ScimToken
from organization.provisioning.scim.errors import ScimError

MEDIA = "application/scim+json"
PER_MINUTE = 3_000  # of one key; Entra ID asks for 25 a second
WRONG_PER_MINUTE = 30  # of one address
WRITES = ("POST", "PUT", "PATCH", "DELETE")

View = Callable[..., Any]


def answer(body: Any, status: int = 200) -> HttpResponse:
    response = HttpResponse(json.dumps(body), content_type=MEDIA, status=status)
    response["Cache-Control"] = "no-store"
    return response


def scim(**methods: View) -> View:
    """One address: `scim(get=..., post=...)`. A view gets (request, token, ...) and answers a body,
    (body, status), or None for 204."""

    @csrf_exempt
    @login_not_required
    @functools.wraps(next(iter(methods.values())))
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        token: ScimToken | None = None
        try:
            token = authenticate(request)
            inner = methods.get((request.method or "").lower().replace("head", "get"))
            if inner is None:
                raise ScimError(405, "This method is not used here.")
            result = inner(request, token, **kwargs)
        except ScimError as error:
            return refused(request, token, error, methods)
        if result is None:
            return HttpResponse(status=204)
        body, status = result if isinstance(result, tuple) else (result, 200)
        response = answer(body, status)
        if status == 201:
            response["Location"] = body["meta"]["location"]
        return response

    return view


def refused(
    request: HttpRequest, token: ScimToken | None, error: ScimError, methods: dict[str, View]
) -> HttpResponse:
    """Written to the log outside whatever was rolled back. What was merely not found is not."""
    if error.status == 401 or (token is not None and request.method in WRITES):
        record(
            token,
            "organization.scim.refused",
            token,
            role=actor_in_words(token) if token else "scim",
            outcome="refused",
        )
    response = answer(error.body(), error.status)
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if error.status == 405:
        response["Allow"] = ", ".join(sorted(name.upper() for name in methods))
    if error.status == 429:
        response["Retry-After"] = "60"
    return response


def authenticate(request: HttpRequest) -> ScimToken:
    """The key in the header. A session opens nothing here. Raises `ScimError` 401 and 429."""
    wrong = f"scim-wrong:{get_adapter().get_client_ip(request)}"
    if (cache.get(_window(wrong)) or 0) >= WRONG_PER_MINUTE:
        raise ScimError(429, "Too many attempts. Wait a minute.")
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    token = tokens.find(key.strip()) if scheme.lower() == "bearer" and key.strip() else None
    if token is None:
        _count(wrong)
        raise ScimError(401, "A valid bearer token is needed.")
    if _count(f"scim:{token.pk}") > PER_MINUTE:
        raise ScimError(429, "Too many requests. Wait a minute.")
    tokens.used(token)
    return token


def _window(name: str) -> str:
    return f"{name}:{int(clock.real_now().timestamp()) // 60}"


def _count(name: str) -> int:
    key = _window(name)
    cache.add(key, 0, timeout=120)
    try:
        return int(cache.incr(key))
    except ValueError:  # it fell out of the cache between the two
        return 1


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request. Raises `ScimError` 400 and 413."""
    try:
        body = json.loads(request.body.decode())
    except RequestDataTooBig:
        raise ScimError(413, "The request is too large.") from None
    except (ValueError, RecursionError):
        raise ScimError(400, "The body is not JSON.", "invalidSyntax") from None
    if not isinstance(body, dict):
        raise ScimError(400, "The body must be an object.", "invalidSyntax")
    return body
