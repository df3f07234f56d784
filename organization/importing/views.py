"""Pages of importing: the files, the columns of one, its preview."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import fresh_sign_in
from audit.services import record
from core import exports
from core.policies import require
from core.tabular import BadFile
from organization.importing import refused, selectors, services
from organization.importing.brake import unusual
from organization.importing.columns import FIELDS
from organization.importing.forms import ColumnsForm, RowFilter, UploadForm
from organization.importing.models import Import
from organization.importing.policies import can_discard, can_import
from organization.importing.uploads import MemoryHandler
from organization.importing.workflow import IMPORT, failed

PER_PAGE = 50


def _source(request: HttpRequest, uuid: UUID) -> Import:
    require(can_import(request.user))
    source: Import = get_object_or_404(Import.objects.visible_to(request.user), uuid=uuid)
    return source


def files(request: HttpRequest) -> HttpResponse:
    """The files brought in, and the form for the next one."""
    return (_upload if request.method == "POST" else _files)(request)


# The upload handler must be chosen before the body is read, which the token's check would do.
files = csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(files))


def _files(request: HttpRequest, form: UploadForm | None = None) -> HttpResponse:
    require(can_import(request.user))
    rows = Import.objects.visible_to(request.user).defer("content", "sample", "headers", "mapping")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form or UploadForm(initial={"kind": request.GET.get("kind", "people")}),
        "page": page,
        "fields": [(kind.label, FIELDS[kind]) for kind in Import.Kind],
    }
    status = 422 if form else 200
    return render(request, "organization/importing/files.html", context, status=status)


_files = csrf_protect(_files)


def _upload(request: HttpRequest) -> HttpResponse:
    request.upload_handlers = [MemoryHandler(request)]
    return _receive(request)


@csrf_protect
def _receive(request: HttpRequest) -> HttpResponse:
    require(can_import(request.user))
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            source = services.upload(
                user=request.user,
                kind=form.cleaned_data["kind"],
                data=upload.read(),
                file_name=upload.name,
            )
        except BadFile as bad:
            form.add_error("file", str(bad))
        else:
            return redirect("organization:import_columns", uuid=source.uuid)
    return _files(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What each column holds, from when changes apply, and whether the file is complete."""
    source = _source(request, uuid)
    require(IMPORT.decide("choose_columns", request.user, source))
    form = ColumnsForm(source, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.choose_columns(
            user=request.user,
            source=source,
            mapping=form.mapping,
            effective_on=form.cleaned_data["effective_on"],
            complete=form.cleaned_data.get("complete", False),
            remember=form.cleaned_data["remember"],
        )
        return redirect("organization:import_preview", uuid=source.uuid)
    context = {
        "source": source,
        "form": form,
        "steps": selectors.steps(source),
        "samples": selectors.samples(source),
    }
    status = 422 if form.errors else 200
    return render(request, "organization/importing/columns.html", context, status=status)


@require_safe
def preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What each row will do, and why; afterwards, what was done."""
    source = _source(request, uuid)
    if source.state == Import.State.COLUMNS:
        return redirect("organization:import_columns", uuid=source.uuid)
    chosen = RowFilter(request.GET)
    choices = chosen.cleaned_data if chosen.is_valid() else {}
    rows = selectors.rows_of(source, choices.get("outcome", ""), choices.get("q", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "source": source,
        "steps": selectors.steps(source),
        "work": selectors.work_of(source),
        "failed": failed(source),
        "counts": selectors.counts(source),
        "unusual": unusual(source),
        "refused": bool(source.content) and bool(source.counts.get("refuse")),
        "filter": chosen,
        "page": page,
        "lines": selectors.lines(source, list(page.object_list)),
        "apply": IMPORT.decide("apply", request.user, source),
        "columns": IMPORT.decide("choose_columns", request.user, source),
        "discard": can_discard(request.user, source),
    }
    return render(request, "organization/importing/preview.html", context)


@require_safe
@fresh_sign_in
def refused_rows(request: HttpRequest, uuid: UUID, extension: str) -> HttpResponse:
    """The refused rows with their reasons, to be corrected and brought in again."""
    source = _source(request, uuid)
    if not source.content or extension not in ("csv", "xlsx"):
        raise Http404
    head, rows = refused.table(source)
    record(request.user, "organization.import.refused_rows", source)
    return exports.response(head, rows, title=_("Refused rows"), extension=extension)


@require_POST
def apply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    source = _source(request, uuid)
    services.apply(user=request.user, source=source)
    return redirect("organization:import_preview", uuid=source.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asks first what will be lost, then throws the file away."""
    source = _source(request, uuid)
    require(can_discard(request.user, source))
    if request.method == "POST":
        services.discard(user=request.user, source=source)
        messages.success(request, _("The file was thrown away. Nothing was brought in."))
        return redirect("organization:import_files")
    return render(request, "organization/importing/discard.html", {"source": source})
