"""Times: a supervisor offers some or sets them straight for the whole team; an employee chooses."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from conversations.scheduling import selectors, services
from conversations.scheduling.forms import BookForm, OfferForm
from conversations.scheduling.models import OfferedTime
from conversations.scheduling.policies import can_choose, can_keep_times
from conversations.views.common import heading, load
from core import clock
from core.policies import Refused, require
from organization.selectors import person_of


def _times(request: HttpRequest) -> selectors.Times:
    require(can_keep_times(request.user))
    person = person_of(request.user)
    return selectors.times(request.user, person, clock.today())  # type: ignore[arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
def times(request: HttpRequest) -> HttpResponse:
    """Who has a time, what is offered and chosen, and a form to offer more."""
    found = _times(request)
    form = OfferForm(found.can_choose, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = services.offer_times(
            user=request.user,
            conversations=form.chosen(),
            moments=data["moments"],
            minutes=data["minutes"],
            place=data["place"],
        )
        if new:
            messages.success(request, _("The times are offered. A letter is on its way."))
        else:
            messages.info(request, _("These times were offered to them already."))
        return redirect("conversations:times")
    status = 422 if form.is_bound else 200
    context = {"times": found, "form": form, "now": clock.now()}
    return render(request, "conversations/times/team.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """Set the times of several people at once."""
    found = _times(request)
    form = BookForm(found.without, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.set_times(
            user=request.user,
            bookings=data["bookings"],
            minutes=data["minutes"],
            place=data["place"],
        )
        words = _("The times are set. The invitations are on their way.")
        messages.success(request, words)
        return redirect("conversations:times")
    status = 422 if form.is_bound else 200
    return render(request, "conversations/times/book.html", {"form": form}, status=status)


@require_POST
def withdraw(request: HttpRequest, time: UUID) -> HttpResponse:
    kept = get_object_or_404(OfferedTime.objects.kept_by(request.user), uuid=time)
    services.withdraw_time(user=request.user, time=kept)
    messages.success(request, _("The time is no longer offered."))
    return redirect("conversations:times")


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The employee chooses one of the times offered."""
    page = load(request, uuid)
    c = page.conversation
    require(can_choose(page.reader, c))
    context: dict[str, Any] = {**heading(page)}
    if request.method == "POST":
        try:
            asked = UUID(request.POST.get("time", ""))
        except ValueError:
            context["error"] = _("Choose one of the times.")
        else:
            offered = OfferedTime.objects.visible_to(request.user).filter(offers__conversation=c)
            try:
                services.choose_time(
                    user=request.user, conversation=c, time=get_object_or_404(offered, uuid=asked)
                )
            except Refused as refused:
                context["error"] = refused.denied.reason
            else:
                messages.success(
                    request, _("The time is set. The invitation is on its way to both.")
                )
                return redirect("conversations:detail", uuid)
    context["days"] = selectors.choices(c)
    status = 422 if "error" in context else 200
    return render(request, "conversations/times/choose.html", context, status=status)
