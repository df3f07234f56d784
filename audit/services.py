"""Writing the event log."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from audit.models import Event


def record(
    user: Any,
    action: str,
    obj: Any = None,
    *,
    data_subject: UUID | None = None,
    role: str = "",
    deputy_for: UUID | None = None,
    outcome: str = "ok",
) -> None:
    """Write one event (requirement: 906/2019 17 §). `obj` has a `uuid`; content never goes in."""
    Event.objects.create(
        actor=getattr(user, "uuid", None),
        role=role,
        deputy_for=deputy_for,
        action=action,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=getattr(obj, "uuid", None),
        data_subject=data_subject,
        outcome=outcome,
        request_id=_request_id(),
    )


def record_many(
    user: Any,
    action: str,
    subjects: Iterable[tuple[Any, UUID]],
    *,
    role: str = "",
    deputy_for: UUID | None = None,
) -> None:
    """One event for each (object, data subject) that a list page showed, in one query."""
    Event.objects.bulk_create(
        Event(
            actor=getattr(user, "uuid", None),
            role=role,
            deputy_for=deputy_for,
            action=action,
            object_type=obj._meta.label_lower,
            object_id=obj.uuid,
            data_subject=subject,
            request_id=_request_id(),
        )
        for obj, subject in subjects
    )


def _request_id() -> str:
    from structlog.contextvars import get_contextvars

    return str(get_contextvars().get("request_id", ""))[:64]
