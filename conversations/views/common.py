"""What the views share: loading a conversation, and writing its reading into the log."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from audit.services import record_read
from conversations.models import Conversation
from conversations.policies import Reader, can_open
from conversations.selectors.parts import Page, page_of
from core.policies import require


def load(request: HttpRequest, uuid: UUID) -> Page:
    """The conversation as this reader may see it. A stranger gets 404.

    Raises `Refused` for others than the employee while its processing is restricted.
    """
    conversation = get_object_or_404(
        Conversation.objects.open_to(request.user)
        .with_people()
        .select_related("round", "held_unit")
        .prefetch_related(
            "signatures__person", "signatures__deputy_for", "refusals", "preparations"
        ),
        uuid=uuid,
    )
    page = page_of(request.user, conversation)
    require(can_open(page.reader, conversation))
    return page


def was_read(request: HttpRequest, reader: Reader, action: str = "conversations.read") -> None:
    """Every read of another person's conversation is an event (906/2019 17 §)."""
    if reader.role != "employee":
        record_read(
            request.user,
            action,
            reader.conversation,
            data_subject=reader.conversation.data_subject,  # type: ignore[arg-type]
            role=reader.role,
            deputy_for=reader.deputy_for.uuid if reader.deputy_for else None,
        )


def heading(page: Page) -> dict[str, Any]:
    """What every page of a conversation needs for its head and path."""
    return {
        "page": page,
        "conversation": page.conversation,
        "reader": page.reader,
        "mine": page.reader.role == "employee",
    }
