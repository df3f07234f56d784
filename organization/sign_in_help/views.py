"""Pages of those who help with signing in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reauthentication import fresh_post
from core.policies import require
from organization.roles.forms import PersonSearch
from organization.sign_in_help import selectors, services
from organization.sign_in_help.policies import can_help, can_reset


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    require(can_help(request.user))
    chosen = PersonSearch(request.GET)
    words = chosen.cleaned_data["q"] if chosen.is_valid() else ""
    context = {
        "filter": chosen,
        "words": words,
        "people": selectors.found(request.user, words),
        "most": selectors.MOST,
    }
    return render(request, "organization/sign_in_help/people.html", context)


@fresh_post
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What opens somebody's account; POST: what was lost is removed."""
    require(can_help(request.user))
    found = get_object_or_404(selectors.with_account(request.user), uuid=uuid)
    if request.method == "POST":
        services.reset_second_factor(user=request.user, person=found)
        messages.success(request, _("The second factor was removed. The person gets a letter."))
        return redirect("organization:sign_in_help_person", uuid)
    context = {"account": selectors.account(found), "may": can_reset(request.user, found)}
    return render(request, "organization/sign_in_help/person.html", context)
