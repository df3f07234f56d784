"""Roles explained to everybody; given and ended by HR main users."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import fresh_post, fresh_sign_in
from core import clock
from core.policies import require
from organization.models import Body, Person, RoleGrant
from organization.roles import selectors, services
from organization.roles.forms import EndForm, PersonSearch, RoleForm, SeatForm
from organization.roles.policies import (
    can_change_roles,
    can_change_roles_of,
    can_end_role,
    can_see_holders,
)
from organization.selectors import person_of

PER_PAGE = 20


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """What each role may do and see, what not, who gives it, and which the reader has."""
    context = {
        "roles": selectors.explained(person_of(request.user), clock.today()),
        "holders": can_see_holders(request.user),
    }
    return render(request, "organization/roles/roles.html", context)


@require_safe
def holders(request: HttpRequest) -> HttpResponse:
    """Who holds which role and seat; for a main user also the way to a person."""
    require(can_see_holders(request.user))
    chosen = PersonSearch(request.GET)
    words = chosen.cleaned_data["q"] if chosen.is_valid() else ""
    may = can_change_roles(request.user)
    people = selectors.search(request.user, words) if may and words else Person.objects.none()
    context = {
        "may": may,
        "filter": chosen,
        "words": words,
        "people": Paginator(people, PER_PAGE).get_page(request.GET.get("page")),
        "held": selectors.holders(clock.today()),
    }
    return render(request, "organization/roles/holders.html", context)


def _person(request: HttpRequest, uuid: UUID) -> Person:
    require(can_change_roles(request.user))
    visible = Person.objects.visible_to(request.user).select_related("user")
    person: Person = get_object_or_404(visible, uuid=uuid)
    return person


@require_safe
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _page(request, _person(request, uuid))


def _page(
    request: HttpRequest,
    person: Person,
    role: RoleForm | None = None,
    seat: SeatForm | None = None,
) -> HttpResponse:
    context = {
        "person": person,
        "may": can_change_roles_of(request.user, person),
        "held": selectors.of_person(person, clock.today()),
        "role_form": role or RoleForm(auto_id="role_%s"),
        "seat_form": seat or SeatForm(auto_id="seat_%s"),
    }
    status = 422 if role or seat else 200
    return render(request, "organization/roles/person.html", context, status=status)


@require_POST
@fresh_sign_in
def grant(request: HttpRequest, uuid: UUID) -> HttpResponse:
    person = _person(request, uuid)
    require(can_change_roles_of(request.user, person))
    form = RoleForm(request.POST, auto_id="role_%s")
    if form.is_valid():
        data = form.cleaned_data
        services.grant(
            user=request.user,
            person=person,
            role=data["role"],
            valid_from=data["valid_from"],
            valid_until=data["valid_until"],
        )
        messages.success(request, _("The role was given. The person gets a letter."))
        return redirect("organization:role_person", uuid)
    return _page(request, person, role=form)


@require_POST
@fresh_sign_in
def seat(request: HttpRequest, uuid: UUID) -> HttpResponse:
    person = _person(request, uuid)
    require(can_change_roles_of(request.user, person))
    form = SeatForm(request.POST, auto_id="seat_%s")
    if form.is_valid():
        data = form.cleaned_data
        services.seat(
            user=request.user,
            person=person,
            body=data["body"],
            role=data["role"],
            side=data["side"],
            valid_from=data["valid_from"],
            valid_until=data["valid_until"],
        )
        messages.success(request, _("The seat was given. The person gets a letter."))
        return redirect("organization:role_person", uuid)
    return _page(request, person, seat=form)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_post
def end(request: HttpRequest, uuid: UUID, role: str) -> HttpResponse:
    """Asks for the last day, then ends a role."""
    person = _person(request, uuid)
    require(can_end_role(request.user, person, role, clock.today()))
    get_object_or_404(RoleGrant.objects.filter(person=person, role=role).order_by("-pk")[:1])
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.end(user=request.user, person=person, role=role, day=form.end)
        except ValidationError as error:
            form.add_error("last_day", error)
        else:
            messages.success(request, _("The role ends. The person gets a letter."))
            return redirect("organization:role_person", uuid)
    return _ask(request, person, form, RoleGrant.Role(role).label)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_post
def seat_end(request: HttpRequest, uuid: UUID, body: UUID) -> HttpResponse:
    person = _person(request, uuid)
    require(can_change_roles_of(request.user, person))
    found = get_object_or_404(Body.objects.filter(pk__in=person.seats.values("body")), uuid=body)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.leave(user=request.user, body=found, person=person, day=form.end)
        except ValidationError as error:
            form.add_error("last_day", error)
        else:
            messages.success(request, _("The seat ends. The person gets a letter."))
            return redirect("organization:role_person", uuid)
    return _ask(request, person, form, found.name)


def _ask(request: HttpRequest, person: Person, form: EndForm, what: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"person": person, "form": form, "what": what}
    return render(request, "organization/roles/end.html", context, status=status)
