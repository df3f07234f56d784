"""What no service can tell by itself, of every request, outside its transactions.

- A refusal (403), a wrong state (409) and an object that exists but was hidden from
  the asker (404). An address of something that does not exist is nobody's data, no event.
- A file that left the system (PDF, sheet), when the view has not said so in better words.
- A write of which no service wrote an event: by the name of its address.

Nothing of an address at which something is sent without a name (core.untraced).
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.http import HttpRequest, HttpResponse

from audit.models import Outcome
from audit.services import Current, current, record
from core.untraced import is_untraced

WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
OUTCOMES = {403: Outcome.REFUSED, 409: Outcome.WRONG_STATE, 404: Outcome.HIDDEN}


class AuditMiddleware:
    """Outside core.middleware.RefusalMiddleware, inside the clock's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = getattr(request, "session", None)
        now = Current(session=(session.session_key or "")[-8:] if session else "")
        token = current.set(now)
        try:
            # The account as it was: signing out forgets it on the way.
            user = request.user if request.user.is_authenticated else None
            response = self.get_response(request)
            if user is not None and not is_untraced(request):
                _tell(request, response, user, now)
            return response
        finally:
            current.reset(token)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Only those who came past sign-in and the form's key reach this."""
        request.audit_view = view  # type: ignore[attr-defined]


def _tell(request: HttpRequest, response: HttpResponse, user: Any, now: Current) -> None:
    match, status = request.resolver_match, response.status_code
    if match is None:
        return
    action = (match.view_name or "").replace(":", ".")[:60]
    if status in OUTCOMES:
        found = _object(request, match.kwargs)
        if status == 404 and found is None:
            return
        record(user, action, found, outcome=OUTCOMES[status])
    elif now.actions or status >= 400:
        return
    elif _is_file(response) or (request.method in WRITES and _went_through(action, status)):
        record(user, action, _object(request, match.kwargs))


def _is_file(response: HttpResponse) -> bool:
    return response.get("Content-Disposition", "").startswith("attachment")


def _went_through(action: str, status: int) -> bool:
    """Our own forms answer 422 when they are not valid; allauth's answer 200."""
    return status != 200 or not action.startswith(("account_", "mfa_"))


def _object(request: HttpRequest, kwargs: dict[str, Any]) -> Any:
    """What the address speaks of, whoever may see it: of the models of the view's own app."""
    view = getattr(request, "audit_view", None)
    label = getattr(view, "__module__", "").partition(".")[0]
    wanted = [value for value in kwargs.values() if isinstance(value, UUID)]
    if not wanted or label not in apps.app_configs:
        return None
    for model in apps.get_app_config(label).get_models():
        if any(f.name == "uuid" for f in model._meta.concrete_fields):
            found = model._base_manager.filter(uuid=wanted[0]).first()
            if found is not None:
                return found
    return None
