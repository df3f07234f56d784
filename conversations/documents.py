"""The conversation as a document: what is drawn, and for whom.

Two kinds of each: the whole, and one without the sensitive themes for a present supervisor who was
not there (docs/architecture.md, "Who sees what"). Of the signed copy, of a copy that was locked
before a reopening, and of a text to be signed on paper.
"""

from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from conversations.content import content_of, hash_of, without_sensitive
from conversations.models import Conversation, Reopening
from conversations.policies import Reader
from core import documents
from core.models import Document

WHOLE = "conversations.signed"
ORDINARY = "conversations.signed_ordinary"
EARLIER = "conversations.earlier"
EARLIER_ORDINARY = "conversations.earlier_ordinary"
PAPER = "conversations.to_sign"
PAPER_ORDINARY = "conversations.to_sign_ordinary"
# What is the employee's own, whole.
OWN = (WHOLE, EARLIER)


def kind_for(reader: Reader) -> str:
    return WHOLE if reader.sees_whole else ORDINARY


def request_for(reader: Reader, language: str, user: Any) -> Document:
    return _request(kind_for(reader), reader, _key(reader.conversation), language, user)


def document_for(reader: Reader, language: str) -> Document | None:
    c = reader.conversation
    return documents.document_of(kind_for(reader), c.uuid, _key(c), language)


def request_earlier(reader: Reader, row: Reopening, language: str, user: Any) -> Document:
    kind = EARLIER if reader.sees_whole else EARLIER_ORDINARY
    return _request(kind, reader, _earlier_key(row), language, user)


def earlier_for(reader: Reader, row: Reopening, language: str) -> Document | None:
    kind = EARLIER if reader.sees_whole else EARLIER_ORDINARY
    return documents.document_of(kind, reader.conversation.uuid, _earlier_key(row), language)


def request_paper(reader: Reader, language: str, user: Any) -> Document:
    """The text as it is now, to be signed on paper."""
    kind = PAPER if reader.sees_whole else PAPER_ORDINARY
    return _request(kind, reader, hash_of(content_of(reader.conversation)), language, user)


def paper_for(reader: Reader, language: str, content_hash: str) -> Document | None:
    kind = PAPER if reader.sees_whole else PAPER_ORDINARY
    return documents.document_of(kind, reader.conversation.uuid, content_hash, language)


def _request(kind: str, reader: Reader, key: str, language: str, user: Any) -> Document:
    conversation = reader.conversation
    with translation.override(language):
        title = _("Development conversation {year}, {name}").format(
            year=conversation.round.year, name=conversation.employment.person
        )
    return documents.request_document(
        kind,
        conversation.uuid,
        content_hash=key,
        title=title,
        language=language,
        requested_by=user.uuid,
    )


def _key(conversation: Conversation) -> str:
    """The content's hash; with what was added since, or after a reopening, one of all that is
    drawn: the document is another one then, and the content's hash stays as it was."""
    added = [[row.who, row.at.isoformat(), row.text, row.answer] for row in _added(conversation)]
    reopened = [str(uuid) for uuid in conversation.reopenings.values_list("uuid", flat=True)]
    if not added and not reopened:
        return conversation.content_hash
    return documents.content_hash([conversation.content_hash, reopened, added])


def _earlier_key(row: Reopening) -> str:
    return documents.content_hash([row.content_hash, str(row.uuid)])


def _added(conversation: Conversation) -> Any:
    """What stands beside the conversation for whoever may read what was agreed."""
    from conversations.selectors.beside import beside

    return beside(Reader(conversation, conversation.employment.person, "employee"))


@documents.renderer(WHOLE)
def _whole(subject_id: UUID, language: str) -> documents.Rendered:
    return _draw(subject_id, language, whole=True)


@documents.renderer(ORDINARY)
def _ordinary(subject_id: UUID, language: str) -> documents.Rendered:
    return _draw(subject_id, language, whole=False)


@documents.content_renderer(EARLIER)
def _earlier_whole(subject_id: UUID, language: str, key: str) -> documents.Rendered:
    return _draw_earlier(subject_id, language, key, whole=True)


@documents.content_renderer(EARLIER_ORDINARY)
def _earlier_ordinary(subject_id: UUID, language: str, key: str) -> documents.Rendered:
    return _draw_earlier(subject_id, language, key, whole=False)


@documents.renderer(PAPER)
def _paper(subject_id: UUID, language: str) -> documents.Rendered:
    return _draw_paper(subject_id, language, whole=True)


@documents.renderer(PAPER_ORDINARY)
def _paper_ordinary(subject_id: UUID, language: str) -> documents.Rendered:
    return _draw_paper(subject_id, language, whole=False)


def _loaded(subject_id: UUID) -> Conversation:
    found: Conversation = Conversation.objects.with_people().get(uuid=subject_id)
    return found


def _draw(subject_id: UUID, language: str, *, whole: bool) -> documents.Rendered:
    from conversations.signing.selectors import closing_words, in_force, lacking

    conversation = _loaded(subject_id)
    copy = conversation.signed_copy
    with translation.override(language):
        answers = in_force(conversation)
        more = {
            "answers": answers,
            "closed": closing_words(conversation, lacking(conversation, answers)),
            "unsigned": conversation.unsigned,
            "added": _added(conversation),
            "reopenings": list(conversation.reopenings.select_related("by")),
        }
    return _sheet(copy.content, copy.content_hash, language, whole, **more)


def _draw_earlier(subject_id: UUID, language: str, key: str, *, whole: bool) -> documents.Rendered:
    from conversations.signing.selectors import closed_words, of_reopening

    rows = Reopening.objects.filter(conversation__uuid=subject_id).select_related(
        "by", "conversation__employment__person"
    )
    row = next(row for row in rows if _earlier_key(row) == key)
    with translation.override(language):
        answers = of_reopening(row)
        more = {
            "answers": answers,
            "closed": closed_words(row, answers),
            "unsigned": row.unsigned,
            "reopened": row,
            "added": [one for one in _added(row.conversation) if one.at <= row.at],
        }
    return _sheet(row.content, row.content_hash, language, whole, **more)


def _draw_paper(subject_id: UUID, language: str, *, whole: bool) -> documents.Rendered:
    conversation = _loaded(subject_id)
    content = content_of(conversation)
    return _sheet(
        content,
        hash_of(content),
        language,
        whole,
        to_sign=True,
        employee=conversation.employment.person,
        supervisor=conversation.supervisor,
    )


def _sheet(
    content: dict[str, Any], content_hash: str, language: str, whole: bool, **more: Any
) -> documents.Rendered:
    from conversations.selectors.reading import as_shown

    context = {
        "content": as_shown(content if whole else without_sensitive(content), language),
        "whole": whole,
        "content_hash": content_hash,
        **more,
    }
    return documents.as_html("conversations/document_pdf.html", context, language)
