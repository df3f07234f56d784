"""Pages of retention: rules, a period, a run, destruction records, frozen figures."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.reauthentication import fresh_sign_in
from audit.services import record
from core import documents, exports
from core.policies import require
from privacy.retention import records, selectors, services
from privacy.retention.forms import ConfirmForm, PeriodForm
from privacy.retention.models import DestructionRecord, ErasureRun
from privacy.retention.periods import change_period, decided
from privacy.retention.policies import can_decide, can_see
from privacy.retention.workflow import RUN

SAMPLES = 5
MOST_NAMES = 20_000


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The rules with their periods, what is due, the runs so far."""
    require(can_see(request.user))
    context = {
        "rules": selectors.rule_lines(),
        "decide": can_decide(request.user),
        "open_run": services.open_run(),
        "runs": selectors.runs()[:10],
        "records": selectors.records()[:10],
        "years": selectors.frozen_years(),
    }
    return render(request, "privacy/retention/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def period(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: its period, the decisions on it, and the form for a new one."""
    require(can_see(request.user))
    one = decided().get(key)
    if one is None:
        raise Http404
    form = None
    if one.rule.changeable and can_decide(request.user):
        form = PeriodForm(one.rule, one.period, request.POST or None)
    if request.method == "POST":
        require(can_decide(request.user))
        if form is None:
            raise Http404
        if form.is_valid():
            try:
                change_period(user=request.user, rule=one.rule, **form.cleaned_data)
            except ValidationError as error:
                form.add_error("period", error)
            else:
                messages.success(request, _("The new period holds from the next run on."))
                return redirect("privacy:retention_rule", key=key)
    context = {
        "line": selectors.rule_line(one),
        "form": form,
        "decide": can_decide(request.user),
        "history": selectors.history(one.rule),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "privacy/retention/rule.html", context, status=status)


@require_POST
def prepare(request: HttpRequest) -> HttpResponse:
    run = services.prepare(user=request.user)
    return redirect("privacy:retention_run", uuid=run.uuid)


def _run(request: HttpRequest, uuid: UUID) -> ErasureRun:
    require(can_see(request.user))
    return get_object_or_404(selectors.runs(), uuid=uuid)


@require_safe
def run(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the run would erase, or has erased; names only for those who decide."""
    one = _run(request, uuid)
    decide = can_decide(request.user)
    listed = one.state == ErasureRun.State.LISTED
    names = services.names(one, SAMPLES) if decide and listed else {}
    if names:
        record(request.user, "privacy.retention.names", one)
    erased = one.state in (ErasureRun.State.ERASING, ErasureRun.State.DONE)
    context = {
        "run": one,
        "steps": selectors.steps(one),
        "status": selectors.STATUS[one.state],
        "kinds": selectors.kinds_of(one, one.counts, names),
        "erased": selectors.kinds_of(one, one.erased) if erased else [],
        "names": bool(names),
        "decide": decide,
        "work": services.work_of(one) if one.state == ErasureRun.State.ERASING else None,
        "confirm": RUN.decide("confirm", request.user, one),
        "cancel": RUN.decide("cancel", request.user, one),
        "record": getattr(one, "record", None),
    }
    return render(request, "privacy/retention/run.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The second step: says what will go, asks for the decision."""
    one = _run(request, uuid)
    require(RUN.decide("confirm", request.user, one))
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.confirm(user=request.user, run=one, reference=form.cleaned_data["reference"])
        return redirect("privacy:retention_run", uuid=one.uuid)
    context = {"run": one, "form": form, "kinds": selectors.kinds_of(one, one.counts)}
    status = 422 if form.errors else 200
    return render(request, "privacy/retention/confirm.html", context, status=status)


@require_POST
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    services.cancel(user=request.user, run=_run(request, uuid))
    messages.success(request, _("The list was given up. Nothing was erased."))
    return redirect("privacy:retention")


@require_safe
def counts_file(request: HttpRequest, uuid: UUID, extension: str) -> HttpResponse:
    """The list as a table: kinds, years, numbers."""
    one = _run(request, uuid)
    rows = [
        (kind.name, kind.rule, kind.keeps, year, number)
        for kind in selectors.kinds_of(one, one.counts)
        for year, number in kind.years
    ]
    record(request.user, "privacy.retention.export", one)
    head = [pgettext("erasure", "Kind"), _("Rule"), _("Period"), _("Year"), _("Number")]
    return _table(head, rows, one, extension)


@require_safe
@fresh_sign_in
def names_file(request: HttpRequest, uuid: UUID, extension: str) -> HttpResponse:
    """The list row by row, by name: for those who decide, while it waits."""
    one = _run(request, uuid)
    require(can_decide(request.user))
    if one.state != ErasureRun.State.LISTED:
        raise Http404
    kinds = selectors.kinds_of(one, one.counts, services.names(one, MOST_NAMES))
    rows = [(kind.name, kind.rule, name) for kind in kinds for name in kind.names]
    record(request.user, "privacy.retention.export_names", one)
    return _table(
        [pgettext("erasure", "Kind"), _("Rule"), _("Whose or what")], rows, one, extension
    )


def _table(head: list[str], rows: Any, one: ErasureRun, extension: str) -> HttpResponse:
    if extension not in ("csv", "xlsx"):
        raise Http404
    title = _("To be erased {day}").format(day=f"{one.day:%-d.%-m.%Y}")
    return exports.response(head, rows, title=title, extension=extension)


# ---------------------------------------------------------------------------- afterwards


def _record(request: HttpRequest, uuid: UUID) -> DestructionRecord:
    require(can_see(request.user))
    return get_object_or_404(selectors.records(), uuid=uuid)


@require_safe
def destruction(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A destruction record as a page."""
    one = _record(request, uuid)
    document = documents.document_of(
        records.PDF, one.uuid, one.content_hash, (get_language() or "fi")[:2]
    )
    context = {
        "record": one,
        "content": one.content,
        "lines": records.lines(one),
        "document": document if document and document.pdf_sha256 else None,
        "work": documents.work_of(document) if document and not document.pdf_sha256 else None,
    }
    return render(request, "privacy/retention/record.html", context)


@require_http_methods(["GET", "POST"])
def destruction_pdf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """POST orders the PDF; GET gives it when it is drawn."""
    one = _record(request, uuid)
    page = reverse("privacy:destruction", args=[one.uuid]) + "#document"
    language = (get_language() or "fi")[:2]
    if request.method == "POST":
        records.request_pdf(one, language, request.user)
        return redirect(page)
    found = documents.document_of(records.PDF, one.uuid, one.content_hash, language)
    if found is None or not found.pdf_sha256:
        return redirect(page)
    record(request.user, "privacy.destruction.export", one)
    return documents.download(found)


@require_safe
def sums(request: HttpRequest) -> HttpResponse:
    """The figures that stay when conversations go."""
    require(can_see(request.user))
    tables = Paginator(selectors.frozen_years(), 1).get_page(request.GET.get("page"))
    context = {"page": tables, "tables": [selectors.sum_table(year) for year in tables]}
    return render(request, "privacy/retention/sums.html", context)
