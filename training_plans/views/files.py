"""Print-outs, PDFs and tables."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.reauthentication import fresh_sign_in
from audit.services import record
from core import documents, exports
from core.models import Document
from training_plans.content import package_content
from training_plans.documents import (
    PACKAGE_PDF,
    document,
    frozen_document,
    request_package_pdf,
    request_plan_pdf,
)
from training_plans.exports import head, rows
from training_plans.models import Package
from training_plans.selectors.pages import latest_frozen, plan_document
from training_plans.selectors.pages import plan_pdf as find_plan_pdf
from training_plans.views import load_package, load_plan, wants


def _document_of(package: Package) -> Any:
    """The frozen version when there is one; before that, the plans as they are now."""
    frozen = latest_frozen(package)
    return frozen_document(frozen) if frozen else document(package_content(package))


@require_GET
def plan_print(request: HttpRequest, uuid: Any) -> HttpResponse:
    plan = load_plan(request, uuid)
    record(request.user, "training_plans.printed", plan)
    back = reverse("training_plans:plan", kwargs={"uuid": plan.uuid})
    context = {"document": plan_document(plan), "back": back}
    return render(request, "training_plans/print.html", context)


@require_GET
def package_print(request: HttpRequest, uuid: Any) -> HttpResponse:
    package = load_package(request, uuid)
    record(request.user, "training_plans.printed", package)
    back = reverse("training_plans:package", kwargs={"uuid": package.uuid})
    context = {"document": _document_of(package), "back": back}
    return render(request, "training_plans/print.html", context)


@require_http_methods(["GET", "POST"])
def plan_pdf(request: HttpRequest, uuid: Any) -> HttpResponse:
    """POST orders the PDF of the plan as it is now; GET gives it when it is ready."""
    plan = load_plan(request, uuid)
    page = reverse("training_plans:plan", kwargs={"uuid": plan.uuid}) + "#document"
    if request.method == "POST":
        request_plan_pdf(plan, requested_by=request.user.uuid)  # type: ignore[union-attr]
        return redirect(page)
    return _given(find_plan_pdf(plan)[0], page)


@require_http_methods(["GET", "POST"])
def package_pdf(request: HttpRequest, uuid: Any) -> HttpResponse:
    """The PDF of the version that was brought or confirmed; POST tries again what failed."""
    package = load_package(request, uuid)
    page = reverse("training_plans:package", kwargs={"uuid": package.uuid}) + "#document"
    frozen = latest_frozen(package)
    if frozen is None:
        raise Http404
    if request.method == "POST":
        request_package_pdf(frozen, requested_by=request.user.uuid)  # type: ignore[union-attr]
        return redirect(page)
    return _given(documents.document_of(PACKAGE_PDF, frozen.uuid, frozen.content_hash), page)


def _given(found: Document | None, page: str) -> HttpResponse:
    if found is None or not found.pdf_sha256:
        return redirect(page)
    return documents.download(found)


@require_GET
@fresh_sign_in
def plan_table(request: HttpRequest, uuid: Any, extension: str) -> HttpResponse:
    return _table(plan_document(load_plan(request, uuid)), wants(extension))


@require_GET
@fresh_sign_in
def package_table(request: HttpRequest, uuid: Any, extension: str) -> HttpResponse:
    return _table(_document_of(load_package(request, uuid)), wants(extension))


def _table(drawn: Any, extension: str) -> HttpResponse:
    title = _("Actions {year}, {lead}").format(year=drawn.year, lead=drawn.lead)
    return exports.response(head(), rows(drawn), title=title, extension=extension)
