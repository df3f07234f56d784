"""A form that came when it could not be taken: kept for its sender, given back to be sent again.

The session may have ended, or one must first show who one is. The form waits sealed in the
browser's session, is shown only to the same account, and is sent only when its owner presses the
button: nobody can prepare a deed at an unattended desk for the owner to confirm unseen.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from accounts.sealing import seal, unseal
from core.untraced import is_untraced

HELD = "held"
LARGEST = 300_000  # characters; more is no form that somebody typed
# Never kept: keys of the form itself, and what opens doors.
LEFT_OUT = {"csrfmiddlewaretoken", "_user"}
SHOWN_FROM = 12  # characters: shorter values are choices and ids


@dataclass(frozen=True)
class Held:
    path: str
    back: str
    fields: list[tuple[str, str]]

    @property
    def texts(self) -> list[str]:
        """What was typed, to be read before it is sent."""
        return [value for _name, value in self.fields if len(value) >= SHOWN_FROM and " " in value]


def can_hold(request: HttpRequest) -> bool:
    if request.method != "POST" or request.headers.get("X-Autosave"):
        return False
    if request.FILES or not request.POST or is_untraced(request):
        return False
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    # Passwords and codes belong to sign-in itself.
    return not (match.func.__module__.startswith(("allauth.", "accounts.", "demo.")))


def hold(request: HttpRequest, user: User) -> bool:
    """Keep the form that `user` sent. False: there is none, or none that may be kept."""
    if not can_hold(request):
        return False
    fields = [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in LEFT_OUT
        for value in values
    ]
    text = json.dumps({"path": request.get_full_path(), "back": _back(request), "fields": fields})
    if len(text) > LARGEST:
        return False
    request.session[HELD] = {"user": str(user.uuid), "form": seal(text)}
    return True


def waiting(request: HttpRequest) -> Held | None:
    """The form that waits for the one who is signed in now; another's is thrown away."""
    kept: dict[str, Any] | None = request.session.get(HELD)
    if not kept:
        return None
    text = unseal(kept["form"])
    if text is None or kept["user"] != str(getattr(request.user, "uuid", "")):
        drop(request)
        return None
    data = json.loads(text)
    return Held(data["path"], data["back"], [(name, value) for name, value in data["fields"]])


def drop(request: HttpRequest) -> None:
    request.session.pop(HELD, None)


def _back(request: HttpRequest) -> str:
    """The page on which the form was, when the browser tells it."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        parts = urlsplit(referer)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return reverse("home")
