"""The signed conversation as a PDF."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reauthentication import fresh_sign_in
from conversations import documents as drawn
from conversations.policies import can_see_document
from conversations.views.common import heading, load, was_read
from core import documents
from core.models import Document
from core.policies import require


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for the document (POST), and follow how far it is (GET)."""
    page = load(request, uuid)
    require(can_see_document(page.reader, page.conversation))
    language = (translation.get_language() or "fi")[:2]
    if request.method == "POST":
        drawn.request_for(page.reader, language, request.user)
        return redirect("conversations:document", uuid)
    found = drawn.document_for(page.reader, language)
    context = {
        **heading(page),
        "document": found,
        "work": documents.work_of(found) if found else None,
    }
    return render(request, "conversations/document.html", context)


@require_safe
@fresh_sign_in
def document_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    page = load(request, uuid)
    require(can_see_document(page.reader, page.conversation))
    language = (translation.get_language() or "fi")[:2]
    found = drawn.document_for(page.reader, language)
    ready = get_object_or_404(Document, pk=found.pk if found else None, pdf__isnull=False)
    was_read(request, page.reader, "conversations.download")
    return documents.download(ready)
