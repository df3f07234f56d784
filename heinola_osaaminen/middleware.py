"""Headers and log lines of every answer."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django_structlog.middlewares import RequestMiddleware

from core.limits import TooOften, take
from core.middleware import too_often
from core.untraced import is_untraced
from heinola_osaaminen.limits import LIMITS

METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class PermissionsPolicyMiddleware:
    """Says which browser features our pages may use: none of the sensitive ones. And that nobody
    keeps a copy of an answer: devices are shared, and what was signed out of must not come back
    with the browser's arrow. Whoever may be kept (static files) says so itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "public" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response


class LimitMiddleware:
    """Counts what costs much (heinola_osaaminen.limits) before the view begins it; and pages are
    asked for and sent forms, nothing else (Django's own form views take PUT for POST)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        match = request.resolver_match
        for_machines = match is not None and match.app_name == "scim"
        if request.method not in METHODS and not for_machines:
            return HttpResponseNotAllowed(METHODS)
        found = LIMITS.get((request.method or "", match.view_name if match else ""))
        if found:
            try:
                take(request, *found)
            except TooOften as error:
                return too_often(request, error)
        return None


class RequestLogMiddleware(RequestMiddleware):
    """One line per request, by its route: a path may carry a sign-in key, a query a name.

    The health pages, asked every few seconds, leave none, nor does what is sent without a name.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        quiet = request.path in {"/healthz", "/readyz"} or is_untraced(request)
        # Typed for asynchronous servers too; ours is not one.
        return cast(
            HttpResponse, self.get_response(request) if quiet else super().__call__(request)
        )

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = request.resolver_match
        return f"{request.method} {match.route if match else '-'}"
