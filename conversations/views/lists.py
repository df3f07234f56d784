"""Lists: one's own conversations, the team's, and everybody's for HR and directors."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conversations.forms import OverviewFilter
from conversations.matrix.views import levels_were_read
from conversations.models import Preparation, Round
from conversations.policies import can_see_overview, can_see_team
from conversations.rounds.policies import can_open_some
from conversations.rounds.selectors import own
from conversations.selectors import lists
from conversations.selectors import overview as everybody
from conversations.selectors.team import team as team_of
from core import clock
from core.policies import require
from organization.selectors import is_hr, person_of

PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One's own conversations, and that one once held some with people one no longer leads."""
    person = person_of(request.user)
    today = clock.today()
    context = {
        "lines": lists.own(person, today) if person else [],
        "earlier": lists.held_earlier(person, today) if person else [],
        "handed": lists.handed_over(person, today.year) if person else [],
        "left": (
            Preparation.objects.waiting()
            .filter(author=person)
            .select_related("conversation__round", "conversation__employment__person")
        ),
        "why": own(person, today) if person else [],
        "may_team": can_see_team(request.user),
        "may_overview": can_see_overview(request.user),
    }
    return render(request, "conversations/index.html", context)


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """The supervisor's team: open conversations with whose turn, who can what, what is missing."""
    require(can_see_team(request.user))
    person = person_of(request.user)
    found = team_of(person, clock.today())  # type: ignore[arg-type]
    levels_were_read(request, found.levels)
    context = {
        "team": found,
        "today": clock.today(),
        "may_single": can_open_some(request.user),
    }
    return render(request, "conversations/team.html", context)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """That conversations exist, their dates and states: HR the city, directors their line."""
    require(can_see_overview(request.user))
    today = clock.today()
    years = list(Round.objects.opened().order_by("-year").values_list("year", flat=True))
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else (years or [today.year])[0]
    form = OverviewFilter(everybody.units_for_filter(request.user, today), request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    rows = everybody.overview(request.user, year, filters, request.GET.get("sort", ""), today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "years": years,
        "form": form,
        "list": page,
        "rows": everybody.existing(page.object_list, today, hr=is_hr(request.user)),
        "areas": everybody.by_area(request.user, year, today),
        "title": _("Development conversations {year}").format(year=year),
    }
    return render(request, "conversations/overview.html", context)
