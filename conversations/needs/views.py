"""Needs of units for HR, and the published sums of everybody's."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import fresh_sign_in
from conversations.models import DevelopmentNeed, Round
from conversations.needs import publishing, selectors, services
from conversations.needs.forms import UnitNeedForm
from conversations.needs.models import NeedsPublication
from conversations.needs.policies import (
    can_change_unit_need,
    can_manage_unit_needs,
    can_publish,
    can_see_sums,
)
from core import clock, exports
from core.models import Work
from core.policies import Stale, require
from organization.models import Unit
from organization.selectors import is_hr, periods_of

PAGE = 50


def _found(request: HttpRequest) -> tuple[list[Any], list[tuple[UUID, str]], Any]:
    """(publications, units, the sums asked for or None). Raises Http404 for a year or unit that is
    not the reader's to see."""
    available = list(selectors.publications().select_related("round"))
    if not available:
        return [], [], None
    year = request.GET.get("vuosi")
    chosen = next((p for p in available if year is None or str(p.round.year) == year), None)
    if chosen is None:
        raise Http404
    units = selectors.units_for(request.user, chosen)
    asked = request.GET.get("yksikko")
    name = next((n for u, n in units if asked is None or str(u) == asked), None)
    if name is None:
        if asked is None:
            return available, units, None
        raise Http404
    uuid = next(u for u, n in units if asked is None or str(u) == asked)
    return available, units, selectors.sums(chosen, Unit.objects.get(uuid=uuid), name)


@require_safe
def sums(request: HttpRequest) -> HttpResponse:
    """What people need to learn, as sums without names (requirement 42)."""
    require(can_see_sums(request.user))
    available, units, found = _found(request)
    hr = is_hr(request.user)
    context = {
        "available": available,
        "units": units,
        "found": found,
        "hr": hr,
        "to_publish": selectors.rounds_to_publish() if hr else [],
        "owed": NeedsPublication.objects.filter(state="owed").select_related("round") if hr else [],
    }
    return render(request, "conversations/needs/sums.html", context)


@require_safe
@fresh_sign_in
def table(request: HttpRequest, extension: str) -> HttpResponse:
    """The same figures as a spreadsheet."""
    require(can_see_sums(request.user))
    _available, _units, found = _found(request)
    if found is None:
        raise Http404
    title = _("Learning needs {year}, {unit}").format(year=found.year, unit=found.name)
    return exports.response(
        selectors.table_head(), selectors.table_rows(found), title=title, extension=extension
    )


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, year: int) -> HttpResponse:
    """Asks first: it is done only once."""
    if not 2000 <= year <= 2100:
        raise Http404
    round_ = get_object_or_404(Round, year=year)
    made = NeedsPublication.objects.filter(round=round_).first()
    if request.method == "POST":
        publishing.close_collection(user=request.user, round_=round_)
        messages.success(request, _("The sums are being counted. You find them on this page."))
        return redirect("conversations:needs_publish", year)
    decision = can_publish(request.user, round_)
    if not decision and (made is None or not is_hr(request.user)):
        require(decision)
    work = made and Work.objects.filter(kind=publishing.KIND, key=str(made.pk)).first()
    context = {"year": year, "work": work}
    return render(request, "conversations/needs/publish.html", context)


# Needs of units


@require_safe
def unit_needs(request: HttpRequest) -> HttpResponse:
    """Needs that come from surveys, the law, HR services, and group conversations."""
    require(can_manage_unit_needs(request.user))
    retired = "poistetut" in request.GET
    page = Paginator(selectors.unit_needs(retired=retired), PAGE).get_page(request.GET.get("page"))
    names = periods_of({need.unit for need in page.object_list if need.unit}, clock.today())
    rows = [
        (
            need,
            str(names[need.unit_id].name) if need.unit_id in names else str(need.unit),
            can_change_unit_need(request.user, need),
        )
        for need in page.object_list
    ]
    context = {"rows": rows, "list": page, "retired": retired}
    return render(request, "conversations/needs/units.html", context)


def _form(request: HttpRequest, form: UnitNeedForm, heading: str, **more: Any) -> HttpResponse:
    status = 409 if more.get("theirs") else 422 if form.errors else 200
    context = {
        "form": form,
        "heading": heading,
        "audience": _("The supervisors of the unit and below see this when they plan training."),
        "back": reverse("conversations:unit_needs"),
        **more,
    }
    return render(request, "conversations/needs/form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_need_new(request: HttpRequest) -> HttpResponse:
    require(can_manage_unit_needs(request.user))
    form = UnitNeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_unit_need(user=request.user, once=form.sent_once, **form.values())
        messages.success(request, _("Saved. It stands in the plans to come."))
        return redirect("conversations:unit_needs")
    return _form(request, form, _("A unit's learning need"))


def _need(uuid: UUID) -> DevelopmentNeed:
    found: DevelopmentNeed = get_object_or_404(
        DevelopmentNeed.objects.select_related("unit"), uuid=uuid, conversation__isnull=True
    )
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def unit_need(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a need, or retire it."""
    require(can_manage_unit_needs(request.user))
    found = _need(uuid)
    require(can_change_unit_need(request.user, found))
    form = UnitNeedForm(request.POST or None, instance=found)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_unit_need(
                user=request.user,
                need=_need(uuid),
                version=form.cleaned_data["version"] or 0,
                values=form.values(),
            )
            messages.success(request, _("Saved."))
            return redirect("conversations:unit_needs")
        except Stale:
            theirs = _need(uuid)
            form.data = {**request.POST.dict(), "version": str(theirs.version)}
    return _form(request, form, _("Change the need"), theirs=theirs, need=found)


@require_POST
def unit_need_retire(request: HttpRequest, uuid: UUID) -> HttpResponse:
    require(can_manage_unit_needs(request.user))
    services.retire_unit_need(user=request.user, need=_need(uuid))
    messages.success(request, _("Retired. Plans that were made of it stay as they are."))
    return redirect("conversations:unit_needs")
