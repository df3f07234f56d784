"""What the views share: loading a conversation, and writing its reading into the log."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from audit.services import record_read
from conversations.groups.models import GroupConversation
from conversations.groups.page import GroupPage
from conversations.groups.policies import GroupReader, reader_of


def load(request: HttpRequest, uuid: UUID, *, summary: bool = False) -> GroupPage:
    """The conversation as this reader may see it. A stranger gets 404. `summary`: also those who
    see its existence and its summary only."""
    rows = GroupConversation.objects.with_names().select_related(
        "collection_decided_by", "closed_by", "closed_for"
    )
    seen = rows.visible_to(request.user) if summary else rows.open_to(request.user)
    conversation = get_object_or_404(seen, uuid=uuid)
    return GroupPage(request.user, reader_of(request.user, conversation))


def was_read(request: HttpRequest, reader: GroupReader, action: str) -> None:
    """Who read what a group wrote (906/2019 17 §)."""
    record_read(
        request.user,
        action,
        reader.conversation,
        role=reader.role,
        deputy_for=reader.deputy_for.uuid if reader.deputy_for else None,
    )


def heading(page: GroupPage) -> dict[str, Any]:
    """What every page of a conversation needs for its head and path."""
    return {
        "page": page,
        "conversation": page.conversation,
        "reader": page.reader,
        "name": page.name,
        "title": page.title,
    }
