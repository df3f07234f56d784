"""HR's page of long leave: days only."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.policies import require
from organization.absences import selectors, services
from organization.absences.forms import AbsenceForm, ReturnForm
from organization.absences.models import Absence
from organization.absences.policies import can_record_absences
from organization.deputies.forms import PersonSearch
from organization.models import Employment
from organization.selectors.people import named, with_places

PER_PAGE = 50


@require_safe
def absences(request: HttpRequest) -> HttpResponse:
    """Who is away now or will be, who has returned lately; a search to enter a new one."""
    require(can_record_absences(request.user))
    today = clock.today()
    form = PersonSearch(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows = (
        Absence.objects.visible_to(request.user)
        .select_related("employment__person")
        .order_by("-valid_from", "pk")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "words": words,
        "found": named(words, today),
        "list": page,
        "lines": selectors.lines(list(page.object_list), today),
    }
    return render(request, "organization/absences/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, employment: UUID) -> HttpResponse:
    require(can_record_absences(request.user))
    visible = Employment.objects.visible_to(request.user).select_related("person")
    found = get_object_or_404(visible, uuid=employment)
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.enter(user=request.user, employment=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                _("Entered. What is due waits while {name} is away.").format(name=found.person),
            )
            return redirect("organization:absences")
    return _form(request, form, found)


def _form(
    request: HttpRequest, form: ReturnForm, employment: Employment, absence: Absence | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "found": with_places([employment], clock.today())[0],
        "absence": absence,
    }
    status = 422 if form.errors else 200
    return render(request, "organization/absences/form.html", context, status=status)


def _absence(request: HttpRequest, uuid: UUID) -> Absence:
    require(can_record_absences(request.user))
    visible = Absence.objects.visible_to(request.user).select_related("employment__person")
    row: Absence = get_object_or_404(visible, uuid=uuid)
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The return, or another last day."""
    row = _absence(request, uuid)
    form = ReturnForm(request.POST or None, initial={"last_day": row.last_day})
    if request.method == "POST" and form.is_valid():
        try:
            services.correct(user=request.user, absence=row, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The days are changed."))
            return redirect("organization:absences")
    return _form(request, form, row.employment, row)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asks first."""
    row = _absence(request, uuid)
    if request.method == "POST":
        services.remove(user=request.user, absence=row)
        messages.success(request, _("The leave is taken away."))
        return redirect("organization:absences")
    return render(request, "organization/absences/remove.html", {"absence": row})
