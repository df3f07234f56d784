"""Sessions: each a row that its owner can see and end, with an idle and an absolute limit.

Times here are real ones: a session must not end because the demo's day moves.
"""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest

from accounts.models import Session, User
from core import clock

STARTED, SEEN, DEVICE, UUID = "started_at", "seen_at", "device", "uuid"
STALE = "stale"  # was left alone since the last proof of who is there
ENDED = "ended"  # told on the sign-in page: "idle" or "age"
MINUTE = 60

BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Opera", r"OPR/|Opera"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/"),
    ("Safari", r"Safari/"),
)
SYSTEMS = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("Mac", r"Mac OS X|Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux"),
)


class SessionStore(DatabaseStore):
    """Django's database store, with who and what device beside the sealed data."""

    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    def create(self) -> None:
        """A new key is a new row beside the old one, so it needs an id of its own."""
        getattr(self, "_session_cache", {}).pop(UUID, None)
        super().create()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        data.setdefault(UUID, str(uuid4()))
        row: Any = super().create_model_instance(data)
        row.uuid = data[UUID]
        row.user_id = data.get(SESSION_KEY)
        row.device = data.get(DEVICE, "")
        row.started_at = _moment(data.get(STARTED))
        row.seen_at = _moment(data.get(SEEN))
        return row


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def device_in_words(user_agent: str) -> str:
    """The browser and the system by their names; "" when neither is known."""

    def first(names: tuple[tuple[str, str], ...]) -> str:
        return next((name for name, sign in names if re.search(sign, user_agent)), "")

    return ", ".join(filter(None, (first(BROWSERS), first(SYSTEMS))))


def begin(request: HttpRequest) -> None:
    """A sign-in has just happened in this session."""
    now = clock.real_now().timestamp()
    session = request.session
    session[STARTED] = session[SEEN] = now
    session[DEVICE] = device_in_words(request.META.get("HTTP_USER_AGENT", ""))
    session.pop(STALE, None)
    session.pop(ENDED, None)


def over(session: SessionBase) -> str:
    """Why the session must end now: "idle", "age", or "" when it may go on."""
    now = clock.real_now().timestamp()
    if now - session.get(STARTED, now) >= settings.SESSION_HOURS * 3600:
        return "age"
    if now - session.get(SEEN, now) >= settings.SESSION_IDLE_MINUTES * MINUTE:
        return "idle"
    return ""


def touch(session: SessionBase) -> None:
    """Somebody did something. Written once a minute at most, so that reading stays reading."""
    now = clock.real_now().timestamp()
    if STARTED not in session:
        session[STARTED] = session[SEEN] = now
        return
    silent = now - session.get(SEEN, 0)
    if silent >= settings.REAUTHENTICATION_MINUTES * MINUTE:
        session[STALE] = True
    if silent >= MINUTE:
        session[SEEN] = now


def of_user(user: User) -> list[Session]:
    """The sessions that are open now, the latest used first."""
    now = clock.real_now()
    rows = Session.objects.filter(user=user, expire_date__gt=now).order_by("-seen_at")
    return [row for row in rows if not over(_times(row))]


def _times(row: Session) -> Any:
    return {
        key: moment.timestamp()
        for key, moment in ((STARTED, row.started_at), (SEEN, row.seen_at))
        if moment
    }
