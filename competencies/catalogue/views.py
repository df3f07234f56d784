"""The draft of the catalogue: its ways, and adding, changing, moving and leaving out one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from competencies.catalogue import services
from competencies.catalogue.forms import WayForm, initial_of
from competencies.catalogue.policies import can_edit, can_prepare
from competencies.catalogue.selectors import changes, draft_of
from competencies.models import Catalogue, LearningWay
from competencies.selectors import catalogue_for, catalogue_view
from core.policies import Stale, require


def _draft(request: HttpRequest, year: int) -> Catalogue:
    require(can_prepare(request.user, year))
    draft = draft_of(year)
    if draft is None:
        raise Http404
    require(can_edit(request.user, draft))
    return draft


def _way(draft: Catalogue, uuid: UUID) -> LearningWay:
    way: LearningWay = get_object_or_404(LearningWay, catalogue=draft, uuid=uuid)
    return way


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, year: int) -> HttpResponse:
    """The draft of a year; a POST begins it from what is in force."""
    require(can_prepare(request.user, year))
    if request.method == "POST":
        services.draft_next(user=request.user, year=year)
        return redirect("competencies:catalogue_draft", year)
    row = draft_of(year)
    now = catalogue_for(year)
    context = {
        "year": year,
        "draft": row,
        "view": catalogue_view(row) if row else None,
        "changes": changes(row, now) if row else None,
        "now": now,
    }
    return render(request, "competencies/catalogue_draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def way_add(request: HttpRequest, year: int) -> HttpResponse:
    return _write(request, _draft(request, year), None)


@require_http_methods(["GET", "HEAD", "POST"])
def way_change(request: HttpRequest, year: int, uuid: UUID) -> HttpResponse:
    row = _draft(request, year)
    return _write(request, row, _way(row, uuid))


def _write(request: HttpRequest, row: Catalogue, way: LearningWay | None) -> HttpResponse:
    initial: dict[str, Any] = {"version": row.version, **(initial_of(way) if way else {})}
    form = WayForm(request.POST or None, initial=initial)
    stale = False
    if request.method == "POST" and form.is_valid():
        try:
            services.save_way(
                user=request.user,
                draft=row,
                version=form.cleaned_data["version"],
                way=way,
                share=form.cleaned_data["share"],
                name=form.words("name"),
                description=form.words("description"),
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        except Stale:
            # What was typed stays, to be saved upon what stands now.
            stale = True
            row.refresh_from_db()
            form = WayForm({**request.POST.dict(), "version": row.version})
            form.is_valid()
        else:
            messages.success(request, _("Saved in the draft."))
            return redirect("competencies:catalogue_draft", row.year)
    context = {"year": row.year, "form": form, "way": way, "stale": stale}
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "competencies/catalogue_way.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def way_drop(request: HttpRequest, year: int, uuid: UUID) -> HttpResponse:
    """Asks first."""
    row = _draft(request, year)
    way = _way(row, uuid)
    if request.method == "POST":
        services.drop_way(user=request.user, draft=row, version=row.version, way=way)
        messages.success(request, _("Left out of the draft."))
        return redirect("competencies:catalogue_draft", year)
    return render(request, "competencies/catalogue_drop.html", {"year": year, "way": way})


@require_POST
def way_move(request: HttpRequest, year: int, uuid: UUID) -> HttpResponse:
    row = _draft(request, year)
    up = request.POST.get("to") != "down"
    services.move_way(user=request.user, draft=row, version=row.version, way=_way(row, uuid), up=up)
    return redirect("competencies:catalogue_draft", year)
