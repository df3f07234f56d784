"""One clock per request; a refused decision becomes a page with its reason."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock
from core.limits import TooOften
from core.policies import Refused, Stale

GetResponse = Callable[[HttpRequest], HttpResponse]


class ClockMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with clock.pinned():
            return self.get_response(request)


class RefusalMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            status = 403 if error.denied.right else 409
            return render(
                request, "errors/refused.html", {"reason": error.denied.reason}, status=status
            )
        if isinstance(error, Stale):
            return render(request, "errors/stale.html", status=409)
        if isinstance(error, TooOften):
            return too_often(request, error)
        return None


def too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    minutes = -(-error.wait // 60)
    answer = render(request, "errors/too_often.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(error.wait)
    return answer
