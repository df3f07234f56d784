"""HR's page of accounts and invitations."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.models import Work
from core.policies import require
from organization.invitations import selectors, services
from organization.invitations.forms import PeopleFilter
from organization.invitations.policies import can_invite
from organization.models import Person, Unit

PER_PAGE = 50


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone who works now, with the state of the account."""
    require(can_invite(request.user))
    chosen = PeopleFilter(request.GET)
    choices = chosen.cleaned_data if chosen.is_valid() else {}
    unit = chosen.units.get(choices.get("unit", ""))
    day = clock.today()
    found = selectors.in_state(selectors.employed(unit, day), choices.get("state", ""))
    for word in choices.get("q", "").split():
        found = found.filter(
            Q(last_name__istartswith=word)
            | Q(last_name__istartswith=word.capitalize())
            | Q(first_name__istartswith=word)
            | Q(first_name__istartswith=word.capitalize())
        )
    page = Paginator(found.select_related("user"), PER_PAGE).get_page(request.GET.get("page"))
    latest = Work.objects.filter(kind="organization.invite_all").order_by("-pk").first()
    context = {
        "filter": chosen,
        "unit": unit,
        "page": page,
        "lines": selectors.lines(list(page.object_list), day),
        "work": latest if latest and latest.state != Work.State.DONE else None,
        "allowed": can_invite(request.user),
    }
    return render(request, "organization/invitations/people.html", context)


def _person(request: HttpRequest, uuid: UUID) -> Person:
    require(can_invite(request.user))
    visible = Person.objects.visible_to(request.user).select_related("user")
    person: Person = get_object_or_404(visible, uuid=uuid)
    return person


def _back(request: HttpRequest) -> HttpResponse:
    """To the same view of the list as before."""
    query = request.POST.get("view", "")
    return redirect(f"{reverse('organization:invitations')}{'?' if query else ''}{query}")


@require_POST
def invite(request: HttpRequest, uuid: UUID) -> HttpResponse:
    person = _person(request, uuid)
    services.invite(user=request.user, person=person)
    messages.success(request, _("An invitation to %(name)s is on its way.") % {"name": person})
    return _back(request)


@require_POST
def remind(request: HttpRequest, uuid: UUID) -> HttpResponse:
    person = _person(request, uuid)
    services.remind(user=request.user, person=person)
    messages.success(request, _("A new invitation to %(name)s is on its way.") % {"name": person})
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_all(request: HttpRequest) -> HttpResponse:
    """Asks first, then invites everyone of a unit, or of the city, who has no account."""
    require(can_invite(request.user))
    wanted = request.POST.get("unit") or request.GET.get("unit")
    units = Unit.objects.visible_to(request.user)
    try:
        unit = get_object_or_404(units, uuid=UUID(wanted)) if wanted else None
    except ValueError:
        return redirect("organization:invitations")
    if request.method == "POST":
        services.invite_all(user=request.user, unit=unit)
        messages.success(request, _("The invitations are being written."))
        return redirect("organization:invitations")
    day = clock.today()
    context = {
        "unit": unit,
        "period": unit.periods.on(day).first() if unit else None,
        "letters": selectors.can_get_letter(selectors.employed(unit, day)).exists(),
    }
    return render(request, "organization/invitations/all.html", context)
