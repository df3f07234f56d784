"""Documents as PDFs: asked for once, rendered by a background job, kept with their hash.

An app registers for each kind a renderer: `renderer(subject_id, language) -> Rendered`, or one that
is also told the content's hash, where a subject has several contents. Who may read a document is
decided by that app, which loads the subject through `visible_to` first.

The template extends templates/documents/base.html, which has the page, the fonts and the foot; it
is drawn with `as_html`.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from core import clock, faults, work
from core.models import Document, Work

RENDER = "core.render_document"


@dataclass(frozen=True)
class Rendered:
    """HTML ready for WeasyPrint; the language is the document's own."""

    html: str


Renderer = Callable[[UUID, str], Rendered]
ContentRenderer = Callable[[UUID, str, str], Rendered]
_renderers: dict[str, Renderer] = {}
_content_renderers: dict[str, ContentRenderer] = {}


def renderer(kind: str) -> Callable[[Renderer], Renderer]:
    """Register who draws documents of this kind. It must draw the same content each time."""

    def register(function: Renderer) -> Renderer:
        _renderers[kind] = function
        return function

    return register


def content_renderer(kind: str) -> Callable[[ContentRenderer], ContentRenderer]:
    """The same for a kind whose subject has several contents: it is told the hash as well."""

    def register(function: ContentRenderer) -> ContentRenderer:
        _content_renderers[kind] = function
        return function

    return register


def _rendered(document: Document) -> Rendered:
    if document.kind in _content_renderers:
        draw = _content_renderers[document.kind]
        return draw(document.subject_id, document.language, document.content_hash)
    return _renderers[document.kind](document.subject_id, document.language)


def as_html(template: str, context: dict[str, Any], language: str) -> Rendered:
    """Draw a document's template in the document's language (not the reader's)."""
    with translation.override(language):
        return Rendered(render_to_string(template, {**context, "language": language}))


def content_hash(content: Any) -> str:
    """SHA-256 (hex) of the canonical JSON of what is signed or confirmed."""
    canonical = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def as_json(content: Any) -> Any:
    """What a JSON field keeps of `content`: the same hash before and after."""
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def request_document(
    kind: str,
    subject_id: UUID,
    *,
    content_hash: str,
    title: str,
    language: str = "fi",
    requested_by: UUID | None = None,
) -> Document:
    """The document of this content, now or as soon as a worker has drawn it. Idempotent; what
    failed is tried again when somebody asks for it again."""
    with transaction.atomic():
        document, _ = Document.objects.get_or_create(
            kind=kind,
            subject_id=subject_id,
            content_hash=content_hash,
            language=language,
            defaults={"title": title},
        )
        if document.pdf is None:
            owed = work.owe(RENDER, str(document.uuid), requested_by=requested_by)
            work.retry(owed)
    return document


def document_of(
    kind: str, subject_id: UUID, content_hash: str, language: str = "fi"
) -> Document | None:
    """The document of this content, if somebody has asked for it. Its bytes are not loaded."""
    return (
        Document.objects.filter(
            kind=kind, subject_id=subject_id, content_hash=content_hash, language=language
        )
        .defer("pdf")
        .first()
    )


def work_of(document: Document) -> Work | None:
    return Work.objects.filter(kind=RENDER, key=str(document.uuid)).first()


def download(document: Document) -> HttpResponse:
    """The drawn PDF as a file with a readable name."""
    name = slugify(document.title.translate(_ASCII)) or "asiakirja"
    response = HttpResponse(bytes(document.pdf or b""), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


_ASCII = str.maketrans("åäöÅÄÖ", "aaoAAO")


@work.handler(RENDER, lease=timedelta(minutes=5), name=gettext_lazy("Drawing a document"))
def _render(owed: Work) -> Iterator[work.Progress]:
    from core.pdf import Drawing

    document = Document.objects.get(uuid=owed.key)
    if document.pdf is not None:
        return
    drawing = Drawing(_rendered(document).html)
    total = 1 + drawing.total
    yield work.Progress(1, total)
    for step in drawing.steps():
        faults.point("document.half")
        yield work.Progress(1 + step, total)
    Document.objects.filter(pk=document.pk, pdf__isnull=True).update(
        pdf=drawing.pdf,
        pdf_sha256=hashlib.sha256(drawing.pdf).hexdigest(),
        rendered_at=clock.now(),
    )
