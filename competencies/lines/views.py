"""A unit's lines of a year: everybody reads them and how they came to be; the leadership groups
write them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from competencies.lines import selectors, services
from competencies.lines.forms import DecisionForm, LineRows, rows_of
from competencies.lines.policies import can_set_lines
from core import clock
from core.policies import Stale, require
from organization.models import Unit
from organization.selectors import unit_name

FIRST, LAST = 2000, 2100


def _unit(request: HttpRequest, uuid: UUID, year: int) -> Unit:
    if not FIRST <= year <= LAST:
        raise Http404
    unit: Unit = get_object_or_404(Unit.objects.visible_to(request.user), uuid=uuid)
    return unit


@require_safe
def lines(request: HttpRequest, uuid: UUID, year: int) -> HttpResponse:
    """The lines with every decision behind them (requirements 31, 43)."""
    unit = _unit(request, uuid, year)
    context = {
        "unit": unit,
        "name": unit_name(unit, clock.today()),
        "year": year,
        "decisions": selectors.history(unit, year),
        "may": can_set_lines(request.user, unit, year),
    }
    return render(request, "competencies/lines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uuid: UUID, year: int) -> HttpResponse:
    """Set the lines, or correct them by a new decision."""
    unit = _unit(request, uuid, year)
    require(can_set_lines(request.user, unit, year))
    today = clock.today()
    last = selectors.last_decision(unit, year)
    number = last.number if last else 0
    form = DecisionForm(request.POST or None, initial={"version": number, "decided_on": today})
    # Bound rows know no initial: Django would leave out those that did not change.
    initial = last.texts if last and request.method != "POST" else None
    rows = LineRows(request.POST or None, initial=initial, prefix="lines")
    stale = False
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            saved = _save(request, unit, year, form, rows)
        except Stale:
            # What was typed stays, to be decided upon what stands now.
            saved, stale = False, True
            last = selectors.last_decision(unit, year)
            form = DecisionForm({**request.POST.dict(), "version": last.number if last else 0})
            form.is_valid()
        if saved:
            messages.success(
                request,
                _("The lines for {year} are set. The conversations below show them.").format(
                    year=year
                ),
            )
            return redirect(f"{reverse('competencies:strategy')}?vuosi={year}")
    context = {
        "unit": unit,
        "name": unit_name(unit, today),
        "year": year,
        "form": form,
        "rows": rows,
        "last": last,
        "stale": stale,
    }
    status = 422 if form.errors or (rows.is_bound and rows.total_error_count()) else 200
    status = 409 if stale else status
    return render(request, "competencies/lines_edit.html", context, status=status)


def _save(request: HttpRequest, unit: Unit, year: int, form: DecisionForm, rows: Any) -> bool:
    try:
        services.set_lines(
            user=request.user,
            unit=unit,
            year=year,
            texts=rows_of(rows),
            decided_by=selectors.setter_of(unit, clock.today()),
            decided_on=form.cleaned_data["decided_on"],
            version=form.cleaned_data["version"],
            reason=form.cleaned_data.get("reason", ""),
        )
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    return True
