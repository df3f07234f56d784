"""Documents as PDFs: asked for once, rendered by a background job, kept with their hash.

An app registers for each kind a renderer: `renderer(subject_id, language) -> Rendered`. Who may read a
document is decided by that app, which loads the subject through `visible_to` first.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from core import clock, work
from core.models import Document, Work


@dataclass(frozen=True)
class Rendered:
    """HTML ready for WeasyPrint; the language is the document's own."""

    html: str


Renderer = Callable[[UUID, str], Rendered]
_renderers: dict[str, Renderer] = {}


def renderer(kind: str) -> Callable[[Renderer], Renderer]:
    def register(function: Renderer) -> Renderer:
        _renderers[kind] = function
        return function

    return register


def content_hash(content: Any) -> str:
    """SHA-256 (hex) of the canonical JSON of what is signed or confirmed."""
    canonical = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def request_document(
    kind: str,
    subject_id: UUID,
    *,
    content_hash: str,
    title: str,
    language: str = "fi",
    requested_by: UUID | None = None,
) -> Document:
    """The document of this content, now or as soon as a worker has drawn it. Idempotent."""
    with transaction.atomic():
        document, _ = Document.objects.get_or_create(
            kind=kind,
            subject_id=subject_id,
            content_hash=content_hash,
            language=language,
            defaults={"title": title},
        )
        if document.pdf is None:
            work.owe(
                "core.render_document", str(document.uuid), requested_by=requested_by
            )
    return document


def work_of(document: Document) -> Work | None:
    return Work.objects.filter(kind="core.render_document", key=str(document.uuid)).first()


@work.handler("core.render_document")
def _render(owed: Work) -> None:
    from core.pdf import html_to_pdf

    document = Document.objects.get(uuid=owed.key)
    if document.pdf is not None:
        return
    rendered = _renderers[document.kind](document.subject_id, document.language)
    pdf = html_to_pdf(rendered.html)
    Document.objects.filter(pk=document.pk, pdf__isnull=True).update(
        pdf=pdf, pdf_sha256=hashlib.sha256(pdf).hexdigest(), rendered_at=clock.now()
    )
