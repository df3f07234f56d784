"""Reading pages for every signed-in person."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from competencies import selectors
from competencies.lines.more import more_about
from competencies.lines.selectors import units_to_write
from competencies.models import StrategyItem
from core import clock


def _year(request: HttpRequest, years: Sequence[int]) -> int | None:
    """The year asked for; else this year, or the nearest before it; None when there is nothing.

    Raises Http404 for a year that has nothing to read.
    """
    asked = request.GET.get("vuosi")
    if asked is not None:
        if asked.isdecimal() and int(asked) in years:
            return int(asked)
        raise Http404
    this_year = clock.today().year
    return next((year for year in years if year <= this_year), years[-1] if years else None)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The shared competences with what each level looks like at work (requirements 32-34)."""
    years = selectors.years_of_frameworks(request.user)
    year = _year(request, years)
    frameworks = selectors.frameworks_of(request.user, year) if year else []
    page = {"years": years, "year": year, "frameworks": frameworks}
    return render(request, "competencies/index.html", page)


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The ways of learning, 70-20-10 (requirements 15-18)."""
    years = selectors.years_of_catalogues(request.user)
    year = _year(request, years)
    found = selectors.catalogue_of(request.user, year) if year else None
    page = {"years": years, "year": year, "catalogue": found}
    return render(request, "competencies/catalogue.html", page)


@require_safe
def strategy(request: HttpRequest) -> HttpResponse:
    """Values, strategy goals and the year's lines (requirements 6, 7, 31)."""
    years = selectors.years_of_lines(request.user)
    year = _year(request, years)
    found = selectors.strategy(request.user)
    page = {
        "years": years,
        "year": year,
        "values": found[StrategyItem.Kind.VALUE],
        "goals": found[StrategyItem.Kind.GOAL],
        "lines": selectors.lines_of(request.user, year) if year else [],
        "more": more_about(request.user),
        "writes": units_to_write(request.user, clock.today()),
        "write_years": [clock.today().year, clock.today().year + 1],
    }
    return render(request, "competencies/strategy.html", page)
