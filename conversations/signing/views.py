"""Pages of the end of a conversation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import fresh_post, fresh_sign_in
from conversations import documents as drawn
from conversations.models import Conversation, Reopening
from conversations.policies import signing_side
from conversations.selectors.parts import Page
from conversations.selectors.reading import readable_content
from conversations.services import signing
from conversations.signing import codes, forms, selectors, services
from conversations.signing.policies import (
    can_give_code,
    can_remark,
    can_reopen,
    can_see_earlier,
    can_see_signing,
)
from conversations.views.common import heading, load, was_read
from conversations.workflow import WORKFLOW
from core import documents
from core.models import Document
from core.policies import Allowed, Decision, require

PAGE = 50


def text_to_sign(page: Page) -> dict[str, Any]:
    """What a page that asks for an answer shows of the text: as far as the reader may see it."""
    c = page.conversation
    return {
        **heading(page),
        "content": readable_content(page.reader),
        "content_hash": signing.hash_now(c),
        "hidden_themes": not page.reader.sees_whole,
        "answers": selectors.in_force(c),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_post
def refuse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that one does not sign."""
    page = load(request, uuid)
    c = page.conversation
    form = forms.RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.refuse(
            user=request.user,
            conversation=c,
            seen_hash=request.POST.get("content_hash", ""),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("It is recorded that you do not sign."))
        return redirect("conversations:detail", uuid)
    require(WORKFLOW.decide("refuse", page.reader, c))
    was_read(request, page.reader)
    context = {**text_to_sign(page), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "conversations/signing/refuse.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_post
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close the conversation although somebody does not sign."""
    page = load(request, uuid)
    c = page.conversation
    require(WORKFLOW.decide("close", page.reader, c))
    if request.method == "POST":
        services.close(user=request.user, conversation=c)
        messages.success(request, _("The conversation is closed and locked."))
        return redirect("conversations:detail", uuid)
    missing = selectors.lacking(c, selectors.in_force(c))
    context = {**heading(page), "missing": missing}
    return render(request, "conversations/signing/close.html", context)


def _here_may(page: Page) -> Decision:
    """A second click comes when the signature is there already."""
    if page.conversation.state != Conversation.State.HELD:
        return WORKFLOW.decide("sign_here", page.reader, page.conversation)
    if signing_side(page.reader) and page.reader.role != "employee":
        signed = page.conversation.signatures.filter(
            side="employee", voided_at=None, recorded_by=page.reader.person
        )
        if signed.exists():
            return Allowed()
    return WORKFLOW.decide("sign_here", page.reader, page.conversation)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_post
def here(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The employee reads and signs on the supervisor's device, with the employee's own code."""
    page = load(request, uuid)
    c = page.conversation
    require(_here_may(page))
    form = forms.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.sign_with_code(
                user=request.user,
                conversation=c,
                seen_hash=request.POST.get("content_hash", ""),
                code=form.cleaned_data["code"],
                words=form.words(),
            )
        except services.WrongCode as wrong:
            form.add_error("code", _wrong(wrong.left))
        else:
            messages.success(request, _("{name} has signed.").format(name=c.employment.person))
            return redirect("conversations:detail", uuid)
    was_read(request, page.reader)
    context = {**text_to_sign(page), "form": form, "code": codes.valid(c)}
    status = 422 if form.is_bound else 200
    return render(request, "conversations/signing/here.html", context, status=status)


def _wrong(left: int | None) -> str:
    if left is None:
        return _("No code works just now. HR services give a new one.")
    if left == 0:
        return _("The code was wrong five times and works no more. HR services give a new one.")
    return ngettext(
        "The code is not right. You can try {left} more time.",
        "The code is not right. You can try {left} more times.",
        left,
    ).format(left=left)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_post
def paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Print the text, and record that the employee has signed it on paper."""
    page = load(request, uuid)
    c = page.conversation
    require(_here_may(page))
    form = forms.PaperForm(c, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.sign_on_paper(
            user=request.user,
            conversation=c,
            seen_hash=form.seen_hash,
            day=form.cleaned_data["paper_on"],
            words=form.words(),
        )
        messages.success(request, _("The signature on paper is recorded."))
        return redirect("conversations:detail", uuid)
    found = drawn.paper_for(page.reader, _language(), form.seen_hash)
    context = {
        **heading(page),
        "form": form,
        "document": found,
        "work": documents.work_of(found) if found else None,
        "hidden_themes": not page.reader.sees_whole,
    }
    status = 422 if form.is_bound else 200
    return render(request, "conversations/signing/paper.html", context, status=status)


def _language() -> str:
    return (translation.get_language() or "fi")[:2]


@require_POST
def paper_print(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for the text as a PDF to sign."""
    page = load(request, uuid)
    require(WORKFLOW.decide("sign_here", page.reader, page.conversation))
    drawn.request_paper(page.reader, _language(), request.user)
    return redirect("conversations:paper", uuid)


@require_safe
@fresh_sign_in
def paper_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    page = load(request, uuid)
    c = page.conversation
    require(WORKFLOW.decide("sign_here", page.reader, c))
    found = drawn.paper_for(page.reader, _language(), signing.hash_now(c))
    ready = get_object_or_404(Document, pk=found.pk if found else None, pdf__isnull=False)
    was_read(request, page.reader, "conversations.download")
    return documents.download(ready)


@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add a remark to a locked conversation."""
    page = load(request, uuid)
    c = page.conversation
    require(can_remark(page.reader, c))
    form = forms.RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.remark(user=request.user, conversation=c, text=form.cleaned_data["text"])
        messages.success(request, _("The remark is added. The other party is told of it."))
        return redirect("conversations:detail", uuid)
    status = 422 if form.is_bound else 200
    context = {**heading(page), "form": form}
    return render(request, "conversations/signing/remark.html", context, status=status)


# Earlier copies


def _earlier(request: HttpRequest, uuid: UUID, reopening: UUID) -> tuple[Page, Reopening]:
    page = load(request, uuid)
    require(can_see_earlier(page.reader, page.conversation))
    return page, get_object_or_404(page.conversation.reopenings, uuid=reopening)


@require_http_methods(["GET", "HEAD", "POST"])
def earlier(request: HttpRequest, uuid: UUID, reopening: UUID) -> HttpResponse:
    """The copy that was locked before a reopening, as a PDF."""
    page, row = _earlier(request, uuid, reopening)
    if request.method == "POST":
        drawn.request_earlier(page.reader, row, _language(), request.user)
        return redirect("conversations:earlier", uuid, reopening)
    found = drawn.earlier_for(page.reader, row, _language())
    context = {
        **heading(page),
        "reopening": row,
        "document": found,
        "work": documents.work_of(found) if found else None,
    }
    return render(request, "conversations/signing/earlier.html", context)


@require_safe
@fresh_sign_in
def earlier_file(request: HttpRequest, uuid: UUID, reopening: UUID) -> HttpResponse:
    page, row = _earlier(request, uuid, reopening)
    found = drawn.earlier_for(page.reader, row, _language())
    ready = get_object_or_404(Document, pk=found.pk if found else None, pdf__isnull=False)
    was_read(request, page.reader, "conversations.download")
    return documents.download(ready)


# HR: that conversations exist, no content


def _existing(request: HttpRequest, uuid: UUID) -> Conversation:
    found: Conversation = get_object_or_404(
        Conversation.objects.visible_to(request.user).select_related(
            "round", "employment__person__user", "supervisor"
        ),
        uuid=uuid,
    )
    return found


@require_safe
def signing_list(request: HttpRequest) -> HttpResponse:
    """Who needs a code or paper, and the signatures that were not given with an account."""
    require(can_see_signing(request.user))
    page = Paginator(selectors.elsewhere(), PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": selectors.waiting(request.user),
        "list": page,
        "rows": selectors.as_elsewhere(list(page.object_list)),
    }
    return render(request, "conversations/signing/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_post
@never_cache
def give_code(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make a code and show it once, as a letter to print. HR reads nothing of the conversation."""
    require(can_see_signing(request.user))
    c = _existing(request, uuid)
    require(can_give_code(request.user, c))
    if request.method == "POST":
        given = codes.give(user=request.user, conversation=c)
        context = {"conversation": c, "given": given, "wrong_codes": codes.WRONG_CODES}
        return render(request, "conversations/signing/code_letter.html", context)
    context = {"conversation": c, "present": codes.valid(c)}
    return render(request, "conversations/signing/give_code.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_post
def reopen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open a locked conversation again, with a reason."""
    require(can_see_signing(request.user))
    c = _existing(request, uuid)
    require(can_reopen(request.user, c))
    form = forms.ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.reopen(user=request.user, conversation=c, reason=form.cleaned_data["reason"])
        messages.success(request, _("The conversation is open again. Both parties see why."))
        return redirect("conversations:overview")
    status = 422 if form.is_bound else 200
    context = {"conversation": c, "form": form}
    return render(request, "conversations/signing/reopen.html", context, status=status)
