"""The plan year: opened, compiled, brought to the committee, treated, decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from core.policies import Words, require
from training_plans import policies, services
from training_plans.forms import CompileForm, DecisionForm, MeetingForm, ReasonForm, TreatmentForm
from training_plans.models import Package
from training_plans.selectors.pages import package_page
from training_plans.views import load_package
from training_plans.workflow import PACKAGE


@require_http_methods(["GET", "POST"])
def packages(request: HttpRequest) -> HttpResponse:
    """HR's list of plan years; one button opens the next."""
    require(policies.can_see_packages(request.user))
    if request.method == "POST":
        opened = services.open_year(user=request.user)
        messages.success(
            request, _("The plans of {year} can be written now.").format(year=opened.year)
        )
        return redirect("training_plans:package", uuid=opened.uuid)
    found = Package.objects.visible_to(request.user).select_related("treatment", "decision")
    page = Paginator(found.prefetch_related("meetings"), 25).get_page(request.GET.get("page"))
    year = services.next_year()
    return render(
        request,
        "training_plans/packages.html",
        {"page": page, "year": year, "open": Package.objects.filter(year=year).exists()},
    )


@require_GET
def package(request: HttpRequest, uuid: Any) -> HttpResponse:
    found = load_package(request, uuid)
    return render(
        request,
        "training_plans/package.html",
        {"page": package_page(request.user, found), "package": found},
    )


def _step(
    request: HttpRequest,
    uuid: Any,
    transition: str,
    form_class: type[Form],
    act: Callable[[Package, Any], object],
    said: Words,
    *,
    template: str = "training_plans/step.html",
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """One step of the package: ask the table, show the form, act, go back to the page."""
    found = load_package(request, uuid)
    require(PACKAGE.decide(transition, request.user, found))
    form = form_class(request.POST or None, initial=initial)
    if form.is_valid():
        act(found, form)
        messages.success(request, str(said))
        return redirect("training_plans:package", uuid=found.uuid)
    context = {"package": found, "form": form, "transition": PACKAGE[transition]}
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def compile_plans(request: HttpRequest, uuid: Any) -> HttpResponse:
    return _step(
        request,
        uuid,
        "compile",
        CompileForm,
        lambda found, form: services.compile_package(
            user=request.user, package=found, comments_due_on=form.cleaned_data["comments_due_on"]
        ),
        gettext_lazy("The plans are with the leadership groups now."),
    )


@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, uuid: Any) -> HttpResponse:
    return _step(
        request,
        uuid,
        "back_to_areas",
        ReasonForm,
        lambda found, form: services.give_back(
            user=request.user, package=found, reason=form.cleaned_data["reason"]
        ),
        gettext_lazy("The plans are with the areas again."),
    )


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, uuid: Any) -> HttpResponse:
    return _step(
        request,
        uuid,
        "bring",
        MeetingForm,
        lambda found, form: services.bring_to_committee(
            user=request.user,
            package=found,
            meets_at=form.meets_at(),
            place=form.cleaned_data["place"],
            item_number=form.cleaned_data["item_number"],
        ),
        gettext_lazy("The plans are with the cooperation committee. The PDF is being made."),
    )


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, uuid: Any) -> HttpResponse:
    return _step(
        request,
        uuid,
        "take_back",
        ReasonForm,
        lambda found, form: services.take_back(
            user=request.user, package=found, reason=form.cleaned_data["reason"]
        ),
        gettext_lazy("The plans are no longer with the committee."),
    )


@require_http_methods(["GET", "POST"])
def treat(request: HttpRequest, uuid: Any) -> HttpResponse:
    return _step(
        request,
        uuid,
        "treat",
        TreatmentForm,
        lambda found, form: services.record_treatment(
            user=request.user, package=found, **form.cleaned_data
        ),
        gettext_lazy("The committee's treatment has been recorded."),
    )


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, uuid: Any) -> HttpResponse:
    return _step(
        request,
        uuid,
        "confirm",
        DecisionForm,
        lambda found, form: services.record_decision(
            user=request.user, package=found, **form.cleaned_data
        ),
        gettext_lazy("The plans are confirmed. The PDF is being made."),
    )
