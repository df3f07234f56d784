"""A supervisor's own deputies, and anybody's for HR."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.policies import Denied, Refused, require
from organization.deputies import selectors, services
from organization.deputies.forms import DeputyForm, PersonSearch
from organization.deputies.policies import (
    can_change_deputy,
    can_name_deputy,
    can_see_all_deputies,
)
from organization.models import Deputy, Person
from organization.selectors import is_hr, people, person_of

PER_PAGE = 50


def _page(request: HttpRequest, person: Person) -> HttpResponse:
    context = {
        "page": selectors.page(person, clock.today()),
        "own": person == person_of(request.user),
        "may": can_name_deputy(request.user, person),
        "hr": is_hr(request.user),
    }
    return render(request, "organization/deputies/page.html", context)


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Who stands in for the reader, and for whom the reader does."""
    person = person_of(request.user)
    if person is None:
        raise Refused(Denied(_("Your account belongs to no person."), right=True))
    return _page(request, person)


@require_safe
def of(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The same of any supervisor, for HR."""
    return _page(request, _supervisor(request, uuid))


@require_safe
def everybody(request: HttpRequest) -> HttpResponse:
    """All deputies now and coming, and a search for a supervisor to name one for."""
    require(can_see_all_deputies(request.user))
    today = clock.today()
    form = PersonSearch(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(selectors.everybody(today), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "words": words,
        "found": people.named(words, today, people.leaders(today)),
        "list": page,
        "lines": selectors.lines(page.object_list, today),
    }
    return render(request, "organization/deputies/all.html", context)


def _supervisor(request: HttpRequest, uuid: UUID) -> Person:
    """Oneself, or for HR anybody; to others there is no such page."""
    found: Person = get_object_or_404(Person.objects.visible_to(request.user), uuid=uuid)
    if found != person_of(request.user) and not is_hr(request.user):
        raise Http404
    return found


@require_safe
def choose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Find the one who is to stand in."""
    supervisor = _supervisor(request, uuid)
    require(can_name_deputy(request.user, supervisor))
    today = clock.today()
    form = PersonSearch(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "supervisor": supervisor,
        "own": supervisor == person_of(request.user),
        "form": form,
        "words": words,
        "found": [f for f in people.named(words, today) if f.person != supervisor],
        "suggested": selectors.suggested(supervisor, today),
    }
    return render(request, "organization/deputies/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, uuid: UUID, deputy: UUID) -> HttpResponse:
    """Days and rights of a new deputy."""
    supervisor = _supervisor(request, uuid)
    require(can_name_deputy(request.user, supervisor))
    # A colleague's name is no secret in the house; whoever works here can be chosen.
    chosen = get_object_or_404(Person.objects.working(clock.today()), uuid=deputy)
    form = DeputyForm(request.POST or None, initial={"first_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.name(
                user=request.user, supervisor=supervisor, deputy=chosen, **form.cleaned_data
            )
        except ValidationError as error:
            _errors(form, error)
        else:
            messages.success(request, _("{name} is told by letter.").format(name=chosen))
            return _back(request, supervisor)
    return _form(request, form, supervisor, chosen)


def _form(
    request: HttpRequest, form: DeputyForm, supervisor: Person, deputy: Person, row: Any = None
) -> HttpResponse:
    context = {
        "form": form,
        "supervisor": supervisor,
        "own": supervisor == person_of(request.user),
        "deputy": deputy,
        "row": row,
    }
    status = 422 if form.errors else 200
    return render(request, "organization/deputies/form.html", context, status=status)


def _errors(form: DeputyForm, error: ValidationError) -> None:
    form.add_error(None, error)


def _back(request: HttpRequest, supervisor: Person) -> HttpResponse:
    if supervisor == person_of(request.user):
        return redirect("organization:deputies")
    return redirect("organization:deputies_of", supervisor.uuid)


def _row(request: HttpRequest, uuid: UUID) -> Deputy:
    visible = Deputy.objects.visible_to(request.user).select_related(
        "supervisor__user", "deputy__user"
    )
    row: Deputy = get_object_or_404(visible, uuid=uuid)
    require(can_change_deputy(request.user, row))
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = _row(request, uuid)
    initial = {
        "first_day": row.valid_from,
        "last_day": row.last_day,
        "rights": services.rights_of(row),
    }
    begun = row.valid_from < clock.today()
    form = DeputyForm(request.POST or None, initial=initial, begun=begun)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(user=request.user, row=row, **form.cleaned_data)
        except ValidationError as error:
            _errors(form, error)
        else:
            messages.success(
                request, _("Changed. {name} is told by letter.").format(name=row.deputy)
            )
            return _back(request, row.supervisor)
    return _form(request, form, row.supervisor, row.deputy, row)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asks first, then ends at once."""
    row = _row(request, uuid)
    if request.method == "POST":
        services.end(user=request.user, row=row)
        messages.success(request, _("{name} is no longer a deputy.").format(name=row.deputy))
        return _back(request, row.supervisor)
    context = {"row": row, "own": row.supervisor == person_of(request.user)}
    return render(request, "organization/deputies/end.html", context)
