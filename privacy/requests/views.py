"""One's requests, remarks and restrictions; answering and lifting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record
from core.policies import require
from organization.selectors import person_of
from privacy.requests import forms, policies, selectors, services
from privacy.requests.models import DataRequest

FORMS: dict[str, Any] = {
    "oikaisu": forms.Correction,
    "huomautus": forms.Remarking,
    "rajoitus": forms.Restricting,
}


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    require(policies.can_ask(request.user))
    return render(request, "privacy/requests/index.html", {"lists": selectors.lists(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for a correction or a restriction, or add a remark."""
    if kind not in FORMS:
        raise Http404
    require(policies.can_ask(request.user))
    first = {"conversation": request.GET.get("keskustelu")}
    form = FORMS[kind](request.user, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        _save(request, kind, form.cleaned_data)
        return redirect("privacy:requests")
    context = {"form": form, "kind": kind}
    status = 422 if form.is_bound else 200
    return render(request, "privacy/requests/new.html", context, status=status)


def _save(request: HttpRequest, kind: str, data: dict[str, Any]) -> None:
    if kind == "huomautus":
        services.remark(user=request.user, **data)
        messages.success(request, _("The remark stands beside the conversation."))
        return
    asked = DataRequest.Kind.CORRECTION if kind == "oikaisu" else DataRequest.Kind.RESTRICTION
    services.ask(user=request.user, kind=asked, **data)
    messages.success(request, _("Your request was sent. You get an answer within a month."))


@require_http_methods(["GET", "HEAD", "POST"])
def request_detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One request; whoever answers it does so here."""
    found = get_object_or_404(selectors.requests_with_people(request.user), uuid=uuid)
    decision = policies.can_answer(request.user, found)
    form = forms.Answering(request.POST or None)
    if request.method == "POST":
        require(decision)
        if form.is_valid():
            services.answer(user=request.user, request=found, **form.cleaned_data)
            messages.success(request, _("The answer was sent."))
            return redirect("privacy:requests")
    if found.person != person_of(request.user):
        record(request.user, "privacy.request.read", found, data_subject=found.person.uuid)
    context = {
        "found": found,
        "form": form if decision else None,
        "may_withdraw": policies.can_withdraw(request.user, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "privacy/requests/detail.html", context, status=status)


@require_POST
def request_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(selectors.requests_with_people(request.user), uuid=uuid)
    services.withdraw(user=request.user, request=found)
    messages.success(request, _("The request was withdrawn."))
    return redirect("privacy:requests")


@require_http_methods(["GET", "HEAD", "POST"])
def restriction_lift(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The person oneself lifts at once; others give a reason and seven days."""
    found = get_object_or_404(selectors.restrictions_seen_by(request.user), uuid=uuid)
    require(policies.can_lift(request.user, found))
    own = found.conversation.employment.person == person_of(request.user)
    form = None if own else forms.Lifting(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        services.lift(user=request.user, restriction=found, reason=reason)
        messages.success(request, _("The end of the restriction has been recorded."))
        return redirect("privacy:requests")
    context = {"restriction": found, "form": form, "own": own}
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "privacy/requests/lift.html", context, status=status)
