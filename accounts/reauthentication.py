"""Showing once more who one is, before what cannot be undone or leaves the house.

A session that was left alone for REAUTHENTICATION_MINUTES is stale until its owner gives the
password, a code or a passkey again, or signs in again at the provider. Who works on without a
break is not asked: at a shared computer the risk is the break.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts import held, sessions, signals
from accounts.models import User

EXEMPT = "never_stale"  # the demo's one-click sign-in: there is nothing to show again

View = Callable[..., HttpResponse]


def is_stale(request: HttpRequest) -> bool:
    session = request.session
    if settings.DEMO and session.get(EXEMPT):
        return False
    return bool(session.get(sessions.STALE))


def was_shown(request: HttpRequest) -> None:
    request.session.pop(sessions.STALE, None)
    signals.reauthenticated.send(User, user=request.user)


def fresh_sign_in(view: View) -> View:
    """Decorates the view of an export, a change of rights or a signature.

    What a form carried is kept and given back when one has shown who one is.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return ask(request) if is_stale(request) else view(request, *args, **kwargs)

    return guarded


def fresh_post(view: View) -> View:
    """The same for a view whose page may be read, but whose form is the deed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_stale(request):
            return ask(request)
        return view(request, *args, **kwargs)

    return guarded


def ask(request: HttpRequest) -> HttpResponse:
    """To the page that asks who one is, and from there on to what was on its way."""
    user = cast(User, request.user)
    methods = get_adapter(request).get_reauthentication_methods(user)
    return lead(request, methods[0]["url"] if methods else "", user)


def lead(request: HttpRequest, url: str, user: User) -> HttpResponse:
    """Keep the form, if one was sent, and lead to `url` ("": to sign in anew)."""
    after = request.get_full_path()
    if request.method != "GET":
        kept = held.hold(request, user)
        after = reverse("accounts:held") if kept else held._back(request)
    glue = "&" if "?" in url else "?"
    target = f"{url or reverse('account_logout')}{glue}{urlencode({'next': after})}"
    return send(request, target)


def send(request: HttpRequest, target: str) -> HttpResponse:
    """A redirect of the whole page, also when a script asked."""
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=401)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return redirect(target)
