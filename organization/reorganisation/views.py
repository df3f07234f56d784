"""HR's pages of reorganisations."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.policies import require
from organization.reorganisation import selectors, services
from organization.reorganisation.forms import (
    FORMS,
    OF_ONE_UNIT,
    ReorganisationForm,
    StepForm,
    WhoseForm,
    unit_choices,
)
from organization.reorganisation.models import Reorganisation, ReorganisationStep
from organization.reorganisation.picture import Picture
from organization.reorganisation.policies import can_discard, can_edit, can_reorganise
from organization.reorganisation.steps import Broken, Trial, run
from organization.reorganisation.workflow import WORKFLOW, may_schedule

PER_PAGE = 50


def _one(request: HttpRequest, uuid: UUID) -> Reorganisation:
    require(can_reorganise(request.user))
    found = get_object_or_404(Reorganisation.objects.visible_to(request.user), uuid=uuid)
    return found


@require_safe
def reorganisations(request: HttpRequest) -> HttpResponse:
    """All of them, those to come first."""
    require(can_reorganise(request.user))
    rows = Reorganisation.objects.visible_to(request.user)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [(r, *selectors.status_words(r)) for r in page]}
    return render(request, "organization/reorganisation/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    require(can_reorganise(request.user))
    form = ReorganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.prepare(user=request.user, **form.cleaned_data)
        return redirect("organization:reorganisation", uuid=made.uuid)
    return _form(request, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Its name, day and decision."""
    found = _one(request, uuid)
    require(can_edit(request.user, found))
    initial = {n: getattr(found, n) for n in ("name", "effective_on", "decision")}
    form = ReorganisationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change(user=request.user, reorganisation=found, **form.cleaned_data)
        return redirect("organization:reorganisation", uuid=found.uuid)
    return _form(request, {"form": form, "reorganisation": found})


def _form(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, "organization/reorganisation/form.html", context, status=status)


@require_safe
def reorganisation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The steps, before and after, and what it does to open matters."""
    found = _one(request, uuid)
    page = selectors.page(found)
    context = {
        "reorganisation": found,
        "status": selectors.status_words(found),
        "page": page,
        "due": found.state == Reorganisation.State.SCHEDULED
        and found.effective_on <= clock.today(),
        "steps": selectors.spans(found, bool(page.trial and page.trial.ok)),
        "kinds": ReorganisationStep.Kind.choices,
        "edit": can_edit(request.user, found),
        "discard": can_discard(request.user, found),
        "schedule": may_schedule(request.user, found, page.trial),
        "reopen": WORKFLOW.decide("reopen", request.user, found),
        "cancel": WORKFLOW.decide("cancel", request.user, found),
    }
    return render(request, "organization/reorganisation/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_step(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    found = _one(request, uuid)
    require(can_edit(request.user, found))
    if kind not in FORMS:
        raise Http404
    return _step_page(request, found, ReorganisationStep(reorganisation=found, kind=kind))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_step(request: HttpRequest, uuid: UUID, step: UUID) -> HttpResponse:
    found = _one(request, uuid)
    require(can_edit(request.user, found))
    return _step_page(request, found, get_object_or_404(found.steps, uuid=step))


def _step_page(
    request: HttpRequest, found: Reorganisation, step: ReorganisationStep
) -> HttpResponse:
    """The form of a step. Kinds that choose people of one unit ask for the unit first."""
    meets = selectors.meets(found, step if step.pk else None)
    unit = None
    context = {"reorganisation": found, "kind": step.get_kind_display(), "step": step}
    if step.kind in OF_ONE_UNIT:
        asked = request.POST.get("unit") or request.GET.get("unit") or step.data.get("unit")
        unit = meets.units.get(meets.by_uuid.get(str(asked), 0))
        if unit is None:
            context["whose"] = WhoseForm(unit_choices(meets))
            return render(request, "organization/reorganisation/step.html", context)
    form = FORMS[step.kind](meets, request.POST or None, unit=unit, step=step if step.pk else None)
    if request.method == "POST" and form.is_valid():
        data = _checked(form, step, meets)
        if data is not None:
            if step.pk:
                services.change_step(user=request.user, step=step, data=data)
            else:
                services.add_step(
                    user=request.user, reorganisation=found, kind=step.kind, data=data
                )
            return redirect("organization:reorganisation", uuid=found.uuid)
    context |= {"form": form, "unit": unit}
    status = 422 if form.errors else 200
    return render(request, "organization/reorganisation/step.html", context, status=status)


def _checked(form: StepForm, step: ReorganisationStep, meets: Picture) -> dict[str, Any] | None:
    """What the step is to keep, or None when it could not be done: the form says why."""
    data = form.data_of_step()
    trying = ReorganisationStep(uuid=step.uuid, kind=step.kind, data=data)
    try:
        run(Trial(meets.copy(), trying, {}))
    except Broken as broken:
        form.add_error(None, str(broken))
        return None
    return data


@require_POST
def remove_step(request: HttpRequest, uuid: UUID, step: UUID) -> HttpResponse:
    found = _one(request, uuid)
    require(can_edit(request.user, found))
    services.remove_step(user=request.user, step=get_object_or_404(found.steps, uuid=step))
    return redirect("organization:reorganisation", uuid=found.uuid)


@require_POST
def move_step(request: HttpRequest, uuid: UUID, step: UUID) -> HttpResponse:
    """One place earlier or later."""
    found = _one(request, uuid)
    require(can_edit(request.user, found))
    services.move_step(
        user=request.user,
        step=get_object_or_404(found.steps, uuid=step),
        earlier=request.POST.get("way") == "earlier",
    )
    return redirect("organization:reorganisation", uuid=found.uuid)


@require_POST
def acknowledge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What has changed underneath has been looked at."""
    found = _one(request, uuid)
    services.acknowledge(user=request.user, reorganisation=found)
    return redirect("organization:reorganisation", uuid=found.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asks first, then lets it take effect on its day."""
    found = _one(request, uuid)
    require(WORKFLOW.decide("schedule", request.user, found))
    if request.method == "POST":
        services.schedule(user=request.user, reorganisation=found)
        messages.success(request, _("It takes effect on its day by itself."))
        return redirect("organization:reorganisation", uuid=found.uuid)
    return _ask(request, found, "schedule")


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asks first."""
    found = _one(request, uuid)
    require(WORKFLOW.decide("cancel", request.user, found))
    if request.method == "POST":
        services.cancel(user=request.user, reorganisation=found)
        messages.success(request, _("The reorganisation was cancelled. Nothing changes."))
        return redirect("organization:reorganisation", uuid=found.uuid)
    return _ask(request, found, "cancel")


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asks first."""
    found = _one(request, uuid)
    require(can_discard(request.user, found))
    if request.method == "POST":
        services.discard(user=request.user, reorganisation=found)
        messages.success(request, _("The draft was thrown away."))
        return redirect("organization:reorganisations")
    return _ask(request, found, "discard")


def _ask(request: HttpRequest, found: Reorganisation, what: str) -> HttpResponse:
    context = {"reorganisation": found, "what": what}
    return render(request, "organization/reorganisation/confirm.html", context)


@require_POST
def reopen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _one(request, uuid)
    services.reopen(user=request.user, reorganisation=found)
    messages.success(request, _("It is a draft again and does not take effect by itself."))
    return redirect("organization:reorganisation", uuid=found.uuid)
