"""Lists: one's plans, plans to confirm, confirmed plans."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.policies import require
from training_plans import policies, services
from training_plans.forms import FilterForm
from training_plans.models import Package
from training_plans.querysets import WITH_COMMITTEE
from training_plans.selectors.pages import own_plans, plan_list, plan_rows

SORTS = {
    "year": ("package__year",),
    "level": ("level",),
    "state": ("state", "submitted_at"),
    "count": ("count",),
    "cost": ("total",),
}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """One's own plans of this year, and those that one may read."""
    years = list(Package.objects.values_list("year", flat=True))
    form = FilterForm(request.GET or None, years=years)
    chosen = form.cleaned_data if form.is_valid() else {}
    plans = plan_list(
        request.user,
        year=chosen.get("year") or (None if request.GET else (years[0] if years else None)),
        level=chosen.get("level", ""),
        state=chosen.get("state", ""),
    )
    sort = request.GET.get("sort", "")
    fields = SORTS.get(sort.lstrip("-"))
    if fields:
        sign = "-" if sort.startswith("-") else ""
        plans = plans.order_by(*(f"{sign}{field}" for field in fields), "pk")
    page = Paginator(plans, 25).get_page(request.GET.get("page"))
    own = own_plans(request.user)
    packages = Package.objects.visible_to(request.user)[:5]
    return render(
        request,
        "training_plans/index.html",
        {
            "form": FilterForm(request.GET or {"year": years[0] if years else ""}, years=years),
            "page": page,
            "rows": plan_rows(list(page.object_list)),
            "own": own,
            "packages": packages,
            "hr": bool(policies.can_see_packages(request.user)),
            "writes": bool(policies.written_units(request.user)),
            "year": services.next_year(),
            "open": services.next_year() in years,
            "first": next(
                (row for row in own if row.plan is None or row.plan.state == "draft"), None
            ),
        },
    )


@require_GET
def committee(request: HttpRequest) -> HttpResponse:
    """Plans to confirm (requirement 49): what has been brought to the cooperation committee."""
    require(policies.can_see_committee(request.user))
    packages = (
        Package.objects.visible_to(request.user)
        .filter(state__in=WITH_COMMITTEE)
        .select_related("treatment", "decision")
        .prefetch_related("meetings__body")
    )
    page = Paginator(packages, 25).get_page(request.GET.get("page"))
    return render(request, "training_plans/committee.html", {"page": page})


@require_GET
def confirmed(request: HttpRequest) -> HttpResponse:
    """Confirmed plans, which everybody in the city's service may read."""
    packages = Package.objects.visible_to(request.user).filter(state=Package.State.CONFIRMED)
    page = Paginator(packages.select_related("decision"), 25).get_page(request.GET.get("page"))
    return render(request, "training_plans/confirmed.html", {"page": page})
