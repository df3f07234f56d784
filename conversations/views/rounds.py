"""HR opens the year's conversations for the whole city."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conversations import turns
from conversations.models import Round
from conversations.obligations import unled
from conversations.policies import can_open_round
from conversations.services import rounds
from core import clock
from core.policies import require


@require_safe
def round_page(request: HttpRequest) -> HttpResponse:
    """What opening does, in words; then how far it is, and for whom it could not be done."""
    require(can_open_round(request.user))
    today = clock.today()
    context = {
        "year": today.year,
        "round": Round.objects.filter(year=today.year).first(),
        "preview": turns.preview(today.year, today),
        "exceptions": turns.exceptions(today.year, today),
        "unled": unled(today),
        "work": rounds.work_of(today.year),
    }
    return render(request, "conversations/round.html", context)


@require_POST
def round_open(request: HttpRequest) -> HttpResponse:
    rounds.open_round(user=request.user, year=clock.today().year)
    messages.success(request, _("The year's conversations are being opened."))
    return redirect("conversations:round")


@require_POST
def round_refresh(request: HttpRequest) -> HttpResponse:
    rounds.fetch_new(user=request.user, year=clock.today().year)
    messages.success(request, _("Conversations are being opened for those who have joined."))
    return redirect("conversations:round")
