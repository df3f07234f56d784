"""The summary (koonti) as a page and as a PDF."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reauthentication import fresh_sign_in
from competencies.lines.policies import can_set_lines
from conversations.groups import documents as drawn
from conversations.groups.models import GroupConversation, GroupSummary
from conversations.groups.page import GroupPage
from conversations.groups.policies import can_reopen, can_see_summary
from conversations.groups.views.common import heading, load, was_read
from core import documents
from core.models import Document
from core.policies import require


def _latest(page: GroupPage) -> GroupSummary:
    require(can_see_summary(page.reader, page.conversation))
    found = page.conversation.summaries.first()
    if found is None:
        raise Http404
    return found


def _language() -> str:
    return (translation.get_language() or "fi")[:2]


@require_safe
def summary(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was agreed, as it was closed."""
    page = load(request, uuid, summary=True)
    found = _latest(page)
    was_read(request, page.reader, "conversations.group_read_summary")
    context = {
        **heading(page),
        "summary": found,
        "content": drawn.as_shown(found.content, _language()),
        "may_reopen": can_reopen(page.reader, page.conversation),
        "lines_url": _lines_url(request, page),
        "next_year": page.conversation.year + 1,
    }
    return render(request, "groups/summary.html", context)


def _lines_url(request: HttpRequest, page: GroupPage) -> str:
    """Where the area's leadership group sets next year's lines out of what it agreed (44)."""
    c = page.conversation
    if c.kind != GroupConversation.Kind.LEADERSHIP:
        return ""
    if not can_set_lines(request.user, c.unit, c.year + 1):
        return ""
    return reverse("competencies:lines", args=[c.unit.uuid, c.year + 1])


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for the PDF (POST), and follow how far it is (GET)."""
    page = load(request, uuid, summary=True)
    found = _latest(page)
    if request.method == "POST":
        drawn.request_for(found, page.name, _language(), request.user)
        return redirect("groups:document", uuid)
    made = drawn.document_for(found, _language())
    context = {
        **heading(page),
        "document": made,
        "work": documents.work_of(made) if made else None,
    }
    return render(request, "groups/document.html", context)


@require_safe
@fresh_sign_in
def document_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    page = load(request, uuid, summary=True)
    made = drawn.document_for(_latest(page), _language())
    ready = get_object_or_404(Document, pk=made.pk if made else None, pdf__isnull=False)
    was_read(request, page.reader, "conversations.group_download")
    return documents.download(ready)
