"""The language of a page; the limits of a session; what a session must have shown."""

from collections.abc import Callable
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from accounts import held, reauthentication, second_factor, sessions, signals
from accounts.models import User
from core.untraced import is_untraced

Next = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """The user's own choice, else the visitor's cookie, else Finnish."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            language = request.user.language
        else:
            language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SessionLimitMiddleware:
    """Ends a session that is too old or was left alone too long, and keeps what it was sending."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        if reason := sessions.over(request.session):
            return self.end(request, reason)
        # What a page asks by itself (progress of a job) is nobody's doing.
        polled = request.headers.get("HX-Request") and request.method == "GET"
        if not polled and not is_untraced(request):
            sessions.touch(request.session)
        return self.get_response(request)

    def end(self, request: HttpRequest, reason: str) -> HttpResponse:
        user = cast(User, request.user)
        same_site = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        logout(request)
        signals.session_ended.send(User, user=user, reason=reason)
        request.session[sessions.ENDED] = reason
        if request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
            return self.get_response(request)  # to sign-in, or on as a visitor
        if not same_site:
            return self.get_response(request)
        return reauthentication.lead(request, reverse("account_login"), user)


class AssuranceMiddleware:
    """Who must show a second factor shows it first; a form is taken only from its own writer."""

    # May be read and done without: to show it, to leave, and what strangers may read too.
    OPEN = (
        "account_", "mfa_", "accounts:", "openid:", "demo:",
        "language", "help", "who_sees", "accessibility", "privacy", "healthz", "readyz",
    )  # fmt: skip
    # Second factors are changed only by who has just shown who one is.
    FRESH = (
        "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    )  # fmt: skip

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        user = request.user
        match = request.resolver_match
        name = match.view_name if match else ""
        if request.method == "POST":
            writer = request.headers.get("X-User")
            # A form with files is read by its view, which chooses where the files go.
            if not writer and request.content_type != "multipart/form-data":
                writer = request.POST.get("_user")
            if writer and writer != str(user.uuid):
                return self.another(request)
            kept = held.waiting(request)
            if kept and kept.path == request.get_full_path():
                held.drop(request)
        if name in self.FRESH and reauthentication.is_stale(request):
            return reauthentication.ask(request)
        if name.startswith(self.OPEN) or not second_factor.is_missing(request):
            return None
        shown = second_factor.methods(user) & {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}
        url = reverse("mfa_reauthenticate" if shown else "mfa_index")
        return reauthentication.lead(request, url, user)

    def another(self, request: HttpRequest) -> HttpResponse:
        """Somebody else has signed in on this browser since the page was opened."""
        if request.headers.get("X-Autosave"):
            return HttpResponse(status=401)
        return render(request, "accounts/another.html", status=409)
