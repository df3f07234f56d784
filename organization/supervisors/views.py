"""HR names a supervisor for one employment, for example when nobody leads it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.policies import require
from organization import services
from organization.deputies.forms import PersonSearch
from organization.models import Employment, Person
from organization.selectors import people, supervisor_of
from organization.supervisors.policies import can_name_supervisor


def _employment(request: HttpRequest, uuid: UUID) -> Employment:
    require(can_name_supervisor(request.user))
    working = Employment.objects.visible_to(request.user).on(clock.today())
    found: Employment = get_object_or_404(working.select_related("person"), uuid=uuid)
    return found


@require_safe
def choose(request: HttpRequest, employment: UUID) -> HttpResponse:
    found, today = _employment(request, employment), clock.today()
    form = PersonSearch(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    matches = [row for row in people.named(words, today) if row.person != found.person]
    context = {
        "employment": people.with_places([found], today)[0],
        "present": supervisor_of(found, today),
        "form": form,
        "words": words,
        "found": matches,
    }
    return render(request, "organization/supervisors/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, employment: UUID, supervisor: UUID) -> HttpResponse:
    """Asks first; then it holds from today."""
    found, today = _employment(request, employment), clock.today()
    chosen = get_object_or_404(
        Person.objects.working(today).exclude(pk=found.person_id), uuid=supervisor
    )
    if request.method == "POST":
        services.name_supervisor(
            employment=found, supervisor=chosen, valid_from=today, by=request.user
        )
        messages.success(
            request,
            _("{name} is the supervisor from today. Open conversations move to them.").format(
                name=chosen
            ),
        )
        return redirect("organization:name_supervisor", found.uuid)
    context = {"employment": found, "supervisor": chosen}
    return render(request, "organization/supervisors/confirm.html", context)
