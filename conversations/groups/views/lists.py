"""Lists: one's own groups, summaries by service area, practices that are shared."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.groups import opening, selectors
from conversations.groups.forms import OpenForm, PracticeFilter
from conversations.groups.models import GroupConversation, Practice
from conversations.groups.policies import can_open, can_see_summaries, endable_by
from conversations.groups.services import writing
from core import clock
from core.policies import require
from organization.models import Body, UnitPeriod

PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Conversations of the groups one is in or leads."""
    context = {
        "lines": selectors.own(request.user, clock.today()),
        "may_open": can_open(request.user),
        "may_summaries": can_see_summaries(request.user),
    }
    return render(request, "groups/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_new(request: HttpRequest) -> HttpResponse:
    """Open the conversation of a group of one's own."""
    require(can_open(request.user))
    day = clock.today()
    groups = opening.own_groups(request.user, day)
    form = OpenForm(_choices(groups, day), [day.year, day.year + 1], request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, _colon, unit = form.cleaned_data["group"].partition(":")
        try:
            opened = opening.open_one(
                user=request.user, kind=kind, unit=int(unit), year=form.cleaned_data["year"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The conversation is open."))
            return redirect("groups:detail", opened.uuid)
    status = 422 if form.is_bound else 200
    return render(request, "groups/open.html", {"form": form, "groups": groups}, status=status)


def _choices(groups, day):  # type: ignore[no-untyped-def]
    """Each group by its kind and name. Two queries."""
    bodies = Body.objects.in_bulk([g.body for g in groups if g.body])
    units = {
        p.unit_id: str(p.name)
        for p in UnitPeriod.objects.on(day).filter(unit__in=[g.unit for g in groups])
    }
    kinds = dict(GroupConversation.Kind.choices)
    named = [
        (
            f"{g.kind}:{g.unit}",
            str(bodies[g.body].name) if g.body else f"{units.get(g.unit, '')} ({kinds[g.kind]})",
        )
        for g in groups
    ]
    return sorted(named, key=lambda choice: choice[1])


@require_safe
def summaries(request: HttpRequest) -> HttpResponse:
    """Requirement 37: the summaries by service area, for HR and the leaders of each line."""
    require(can_see_summaries(request.user))
    day = clock.today()
    years = selectors.years(request.user)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else (years or [day.year])[0]
    context = {
        "year": year,
        "years": years,
        "areas": selectors.summaries(request.user, year, day),
    }
    return render(request, "groups/summaries.html", context)


@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    """What units share of what they learn, for everybody of the house (requirement 13)."""
    day = clock.today()
    units = sorted(UnitPeriod.objects.on(day), key=lambda p: str(p.name))
    form = PracticeFilter(units, request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = selectors.practices(
        request.user, day, words=chosen.get("words", "").strip(), unit=chosen.get("unit")
    )
    listed = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = selectors.shown(list(listed.object_list), day)
    mine = endable_by(request.user, [row.practice for row in shown])
    context = {
        "form": form,
        "list": listed,
        "rows": shown,
        "mine": mine,
        "filtered": bool(chosen.get("words") or chosen.get("unit")),
    }
    return render(request, "groups/practices.html", context)


@require_POST
def practice_end(request: HttpRequest, practice: UUID) -> HttpResponse:
    row = get_object_or_404(Practice.objects.visible_to(request.user), uuid=practice)
    writing.end_practice(user=request.user, practice=row)
    messages.success(request, _("It is no longer shown."))
    return redirect("groups:practices")
