"""Writing the event log (906/2019 17 §). `obj` has a `uuid`; content never goes in.

`record` writes in the caller's transaction: what is rolled back did not happen. Refusals, files and
writes of which nobody else told are written by the middleware, outside it (audit.middleware).
"""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from audit.acting import Acting, acting
from audit.models import Event, Outcome

# Reads of the same object by the same reader with shorter pauses than this are one visit.
VISIT = timedelta(minutes=30)


@dataclass
class Current:
    """The request in hand: which sign-in it belongs to, and what was written of it so far."""

    session: str = ""
    actions: list[str] = field(default_factory=list)


current: ContextVar[Current | None] = ContextVar("audit_current", default=None)


def record(
    user: Any,
    action: str,
    obj: Any = None,
    *,
    data_subject: UUID | None = None,
    role: str = "",
    deputy_for: UUID | None = None,
    outcome: str = Outcome.OK,
) -> None:
    """Write one event. Role and data subject are asked of the apps above when not given."""
    as_whom = Acting(role, deputy_for) if role else acting(user, obj)
    _write(action, [_event(user, action, obj, data_subject, as_whom, outcome)])


def record_read(
    user: Any,
    action: str,
    obj: Any,
    *,
    data_subject: UUID | None = None,
    role: str = "",
    deputy_for: UUID | None = None,
) -> None:
    """A read of another's content: once for each reader, role, object, action and visit."""
    subject = data_subject or subject_of(obj)
    record_reads(user, action, [(obj, subject)], role=role, deputy_for=deputy_for)


def record_reads(
    user: Any,
    action: str,
    subjects: Iterable[tuple[Any, UUID | None]],
    *,
    role: str = "",
    deputy_for: UUID | None = None,
) -> None:
    """Each (object, data subject) that a page showed, once a visit, in one query.

    The cache remembers the visit; when it forgets, an event too many is written, never one too few.
    """
    shown = list(subjects)
    if not shown:
        return
    as_whom = Acting(role, deputy_for) if role else acting(user, shown[0][0])
    now = current.get()
    who = f"{getattr(user, 'uuid', '')}:{now.session if now else ''}"
    who += f":{as_whom.role}:{as_whom.deputy_for or ''}:{action}"
    keys = {
        f"audit.read:{who}:{obj.uuid}:{subject or ''}": (obj, subject) for obj, subject in shown
    }
    seen = cache.get_many(keys)
    _write(
        action,
        [
            _event(user, action, obj, subject, as_whom, Outcome.OK)
            for key, (obj, subject) in keys.items()
            if key not in seen
        ],
    )
    # Only with its event: what is rolled back was not seen, and the next look writes it.
    transaction.on_commit(lambda: cache.set_many(dict.fromkeys(keys, 1), VISIT.total_seconds()))


def subject_of(obj: Any) -> UUID | None:
    """Whose data an object is, when it says so itself."""
    return getattr(obj, "data_subject", None)


def _event(
    user: Any, action: str, obj: Any, subject: UUID | None, as_whom: Acting, outcome: str
) -> Event:
    return Event(
        actor=getattr(user, "uuid", None),
        role=as_whom.role,
        deputy_for=as_whom.deputy_for,
        action=action,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=getattr(obj, "uuid", None),
        data_subject=subject or subject_of(obj),
        outcome=outcome,
        request_id=_request_id(),
    )


def _write(action: str, events: list[Event]) -> None:
    """One statement; the middleware is told that this request has spoken for itself."""
    Event.objects.bulk_create(events)
    if now := current.get():
        now.actions.append(action)


def _request_id() -> str:
    from structlog.contextvars import get_contextvars

    return str(get_contextvars().get("request_id", ""))[:64]
