"""The signed conversation as a document: what is drawn, and for whom.

Two kinds of the same signed copy: the whole, and one without the sensitive themes for a present
supervisor who was not there (docs/architecture.md, "Who sees what").
"""

from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from conversations.content import without_sensitive
from conversations.models import Conversation
from conversations.policies import Reader
from core import documents
from core.models import Document

WHOLE = "conversations.signed"
ORDINARY = "conversations.signed_ordinary"


def kind_for(reader: Reader) -> str:
    return WHOLE if reader.sees_whole else ORDINARY


def request_for(reader: Reader, language: str, user: Any) -> Document:
    conversation = reader.conversation
    with translation.override(language):
        title = _("Development conversation {year}, {name}").format(
            year=conversation.round.year, name=conversation.employment.person
        )
    return documents.request_document(
        kind_for(reader),
        conversation.uuid,
        content_hash=conversation.content_hash,
        title=title,
        language=language,
        requested_by=user.uuid,
    )


def document_for(reader: Reader, language: str) -> Document | None:
    return documents.document_of(
        kind_for(reader), reader.conversation.uuid, reader.conversation.content_hash, language
    )


@documents.renderer(WHOLE)
def _whole(subject_id: UUID, language: str) -> documents.Rendered:
    return _draw(subject_id, language, whole=True)


@documents.renderer(ORDINARY)
def _ordinary(subject_id: UUID, language: str) -> documents.Rendered:
    return _draw(subject_id, language, whole=False)


def _draw(subject_id: UUID, language: str, *, whole: bool) -> documents.Rendered:
    conversation = Conversation.objects.select_related("signed_copy").get(uuid=subject_id)
    content = conversation.signed_copy.content
    signatures = (
        conversation.signatures.filter(voided_at__isnull=True)
        .select_related("person", "deputy_for")
        .order_by("signed_at")
    )
    from conversations.selectors.reading import as_shown

    context = {
        "content": as_shown(content if whole else without_sensitive(content), language),
        "whole": whole,
        "signatures": signatures,
        "content_hash": conversation.signed_copy.content_hash,
        "locked_at": conversation.locked_at,
    }
    return documents.as_html("conversations/document_pdf.html", context, language)
