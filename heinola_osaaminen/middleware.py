"""Headers and log lines of every answer."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware


class PermissionsPolicyMiddleware:
    """Says which browser features our pages may use: none of the sensitive ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return response


class RequestLogMiddleware(RequestMiddleware):
    """One line per request, by its route: a path may carry a sign-in key, a query a name.

    The health pages, asked every few seconds, leave none.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        quiet = request.path in {"/healthz", "/readyz"}
        # Typed for asynchronous servers too; ours is not one.
        return cast(
            HttpResponse, self.get_response(request) if quiet else super().__call__(request)
        )

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = request.resolver_match
        return f"{request.method} {match.route if match else '-'}"
