"""The agenda of the strategic conversation, its decisions, and the summary that is shared."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import fresh_sign_in
from competencies.lines.forms import LineRows, rows_of
from conversations.groups.models import GroupConversation
from conversations.strategic import documents as drawn
from conversations.strategic import selectors, services
from conversations.strategic.forms import ConfirmForm, FocusForm, VersionForm
from conversations.strategic.models import StrategicDecision, StrategicSummary
from conversations.strategic.policies import (
    can_confirm,
    can_prepare,
    can_read_summary,
    can_see_agenda,
    can_share,
)
from core import clock, documents
from core.look.formats import local
from core.models import Document
from core.policies import Stale, require

Kind = StrategicDecision.Kind


def _language() -> str:
    return (translation.get_language() or "fi")[:2]


def _conversation(request: HttpRequest, year: int) -> GroupConversation:
    """The conversation that decides for `year`. Refused to others than the group and HR."""
    require(can_see_agenda(request.user))
    if not 2001 <= year <= 2101:
        raise Http404
    rows = GroupConversation.objects.visible_to(request.user).select_related("unit", "body")
    found: GroupConversation = get_object_or_404(
        rows, kind=GroupConversation.Kind.STRATEGIC, year=year - 1
    )
    return found


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The agenda of requirement 30: each point with its material and its decisions beside."""
    require(can_see_agenda(request.user))
    rows = selectors.conversations(request.user)
    asked = request.GET.get("vuosi")
    chosen = rows[0] if rows else None
    if asked is not None:
        chosen = next((row for row in rows if str(row.year) == asked), None)
        if chosen is None:
            raise Http404
    context: dict[str, Any] = {"rows": rows, "chosen": chosen}
    if chosen is not None:
        context["agenda"] = selectors.agenda(request.user, chosen)
        context["may_share"] = can_share(request.user, chosen)
    return render(request, "conversations/strategic/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """What has been decided on a matter with its history; POST begins to prepare a decision."""
    conversation = _conversation(request, year)
    if request.method == "POST":
        services.prepare(user=request.user, conversation=conversation, kind=kind)
        return redirect("conversations:strategic_prepare", year, kind)
    context = {
        "conversation": conversation,
        "year": year,
        "kind": kind,
        "title": Kind(kind).label,
        "history": selectors.history(year, kind),
        "draft": _draft(year, kind),
        "may": can_prepare(request.user, conversation, year),
    }
    return render(request, "conversations/strategic/decision.html", context)


def _draft(year: int, kind: str) -> StrategicDecision | None:
    row: StrategicDecision | None = (
        StrategicDecision.objects.filter(year=year, kind=kind, state="draft")
        .select_related("conversation__body", "conversation__unit")
        .first()
    )
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """Write the texts of lines or of the focus; of competences and the catalogue, what changes and
    where it is written."""
    conversation = _conversation(request, year)
    require(can_prepare(request.user, conversation, year))
    draft = _draft(year, kind)
    if draft is None:
        return redirect("conversations:strategic_decision", year, kind)
    context = {"conversation": conversation, "year": year, "kind": kind, "draft": draft}
    context["title"] = Kind(kind).label
    if kind not in (Kind.LINES, Kind.FOCUS):
        context["prepared"] = selectors.prepared(draft)
        return render(request, "conversations/strategic/prepare.html", context)
    return _write(request, draft, context)


def _write(request: HttpRequest, draft: StrategicDecision, context: dict[str, Any]) -> HttpResponse:
    why = draft.content.get("why") or {}
    initial = {"version": draft.version, **{f"why_{code}": text for code, text in why.items()}}
    make = FocusForm if draft.kind == Kind.FOCUS else VersionForm
    form = make(request.POST or None, initial=initial)
    bound = request.method == "POST"
    rows = LineRows(
        request.POST or None, prefix="lines", initial=None if bound else draft.content.get("texts")
    )
    stale = False
    if bound and form.is_valid() and rows.is_valid():
        try:
            services.write(
                user=request.user,
                decision=draft,
                version=form.cleaned_data["version"],
                texts=rows_of(rows),
                why=form.why() if isinstance(form, FocusForm) else None,
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        except Stale:
            # What was typed stays, to be saved upon what stands now.
            stale = True
            draft.refresh_from_db()
            form = make({**request.POST.dict(), "version": draft.version})
            form.is_valid()
        else:
            messages.success(request, _("Saved. Nothing has been decided yet."))
            return redirect("conversations:strategic_confirm", context["year"], context["kind"])
    context |= {"form": form, "rows": rows, "stale": stale, "now": selectors.prepared(draft)}
    bad = form.errors or (bound and rows.total_error_count())
    status = 409 if stale else 422 if bad else 200
    return render(request, "conversations/strategic/write.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """What is decided and what follows from it; POST puts it into force."""
    conversation = _conversation(request, year)
    require(can_prepare(request.user, conversation, year))
    draft = _draft(year, kind)
    if draft is None:
        return redirect("conversations:strategic_decision", year, kind)
    before = StrategicDecision.objects.filter(year=year, kind=kind).in_force().first()
    day = local(conversation.meets_at).date() if conversation.meets_at else clock.today()
    initial = {"version": draft.version, "decided_on": min(day, clock.today())}
    form = ConfirmForm(request.POST or None, initial=initial, replaces=before is not None)
    may = can_confirm(request.user, draft)
    if request.method == "POST":
        require(may)
        if form.is_valid() and _confirm(request, draft, form):
            messages.success(request, _("Decided. It is in force now."))
            return redirect("conversations:strategic_decision", year, kind)
    context = {
        "conversation": conversation,
        "year": year,
        "kind": kind,
        "title": draft.get_kind_display(),
        "draft": draft,
        "before": before,
        "prepared": selectors.prepared(draft),
        "effect": selectors.EFFECT[kind],
        "form": form,
        "may": may,
    }
    status = 422 if form.errors else 200
    return render(request, "conversations/strategic/confirm.html", context, status=status)


def _confirm(request: HttpRequest, draft: StrategicDecision, form: ConfirmForm) -> bool:
    try:
        services.confirm(
            user=request.user,
            decision=draft,
            version=form.cleaned_data["version"],
            decided_on=form.cleaned_data["decided_on"],
            reason=form.cleaned_data.get("reason", ""),
        )
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    return True


@require_POST
def share(request: HttpRequest, year: int) -> HttpResponse:
    """Compile and share the summary (requirement 31)."""
    conversation = _conversation(request, year)
    services.share(user=request.user, conversation=conversation, language=_language())
    messages.success(
        request, _("The summary is shared. Leadership groups and supervisors can read it.")
    )
    return redirect("conversations:strategic_summary", year)


def _summary(request: HttpRequest, year: int) -> StrategicSummary:
    require(can_read_summary(request.user))
    if not 2001 <= year <= 2101:
        raise Http404
    rows = StrategicSummary.objects.visible_to(request.user).filter(year=year)
    found: StrategicSummary | None = rows.order_by("-number").first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: HttpRequest, year: int) -> HttpResponse:
    """The shared summary; POST asks for its PDF in one's own language."""
    found = _summary(request, year)
    if request.method == "POST":
        drawn.request_summary(found, _language(), request.user)
        return redirect("conversations:strategic_summary", year)
    made = drawn.document_for(found, _language())
    context = {
        "summary": found,
        "content": drawn.as_shown(found.content, _language()),
        "document": made,
        "work": documents.work_of(made) if made else None,
    }
    return render(request, "conversations/strategic/summary.html", context)


@require_safe
@fresh_sign_in
def summary_file(request: HttpRequest, year: int) -> HttpResponse:
    made = drawn.document_for(_summary(request, year), _language())
    ready = get_object_or_404(Document, pk=made.pk if made else None, pdf__isnull=False)
    return documents.download(ready)
