"""The organisation on a day, for HR."""

from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import clock
from core.policies import require
from organization.forms import AsOfForm
from organization.models import Unit
from organization.policies import can_see_organisation
from organization.reorganisation.selectors import coming
from organization.reorganisation.succession import continued_by
from organization.selectors.tree import members_of, tree, unit_page

PEOPLE_A_PAGE = 50


@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """The tree of units with their leaders on a day."""
    require(can_see_organisation(request.user))
    form, day = _as_of(request)
    context = {
        "form": form,
        "day": day,
        "is_today": day == clock.today(),
        "nodes": tree(day),
        "coming": coming(day),
    }
    return render(request, "organization/tree.html", context)


@require_safe
def unit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One unit on a day: who leads it, who works in it, what it was before."""
    found = get_object_or_404(Unit.objects.visible_to(request.user), uuid=uuid)
    require(can_see_organisation(request.user))
    form, day = _as_of(request)
    people = Paginator(members_of(found, day), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "day": day,
        "is_today": day == clock.today(),
        "page": unit_page(found, day),
        "continued": continued_by(found, day),
        "people": people,
    }
    return render(request, "organization/unit.html", context)


def _as_of(request: HttpRequest) -> tuple[AsOfForm, date]:
    """The day of the address, or today."""
    today = clock.today()
    form = AsOfForm(request.GET if "day" in request.GET else {"day": today.isoformat()})
    day = form.cleaned_data["day"] if form.is_valid() else None
    return form, day or today
