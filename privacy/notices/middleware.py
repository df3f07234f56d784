"""The privacy notice comes before the first conversation (domain.md 3.2, GDPR 13-14)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organization.selectors import person_of
from privacy.notices.services import has_read


class NoticeMiddleware:
    """Shows the notice once to whoever opens a conversation, then leads on to that page.

    Only pages that are opened: what is being sent is never stopped, so that nothing typed is lost
    when a new version comes in the middle of writing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if (
            request.method != "GET"
            or match is None
            or match.app_name != "conversations"
            or "uuid" not in kwargs
            or request.headers.get("HX-Request")
        ):
            return None
        person = person_of(request.user)
        if person is None or has_read(person):
            return None
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('privacy:notice')}?{query}")
