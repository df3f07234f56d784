"""One plan: the page, its texts, the team's needs, submitting and opening again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.acting import acting
from audit.services import record_reads
from core.policies import require
from organization.models import Unit
from organization.selectors import is_hr, person_of
from training_plans import policies, services
from training_plans.forms import CommentForm, ReasonForm, TextsForm
from training_plans.models import Package
from training_plans.names import warnings
from training_plans.selectors.names import team_of_writer, unit_names
from training_plans.selectors.needs import need_groups
from training_plans.selectors.pages import plan_page
from training_plans.services import Clash, drafts
from training_plans.strategic import light_of
from training_plans.views import clashed, is_autosave, load_plan, saved
from training_plans.words import by_whom
from training_plans.workflow import PLAN


@require_GET
def plan(request: HttpRequest, uuid: Any) -> HttpResponse:
    found = load_plan(request, uuid)
    page = plan_page(request.user, found)
    draft = drafts.kept(request.user, f"comment:{found.uuid}") if page.may_comment else None
    form = CommentForm(
        initial=drafts.initial(draft),
        bodies=policies.bodies_for(person_of(request.user), found),
        hr=is_hr(request.user),
        focuses=[focus for focus in page.groups if focus],
    )
    answers = drafts.kept_texts(request.user, "answer:") if page.comments else {}
    return render(
        request,
        "training_plans/plan.html",
        {"page": page, "plan": found, "comment_form": form, "answer_drafts": answers},
    )


@require_POST
def start(request: HttpRequest, uuid: Any, unit: Any) -> HttpResponse:
    """Begin a unit's plan when it is first needed. The package itself need not be readable yet."""
    units = Unit.objects.filter(pk__in=policies.written_units(request.user))
    package = get_object_or_404(Package, uuid=uuid)
    begun = services.start_plan(
        user=request.user, package=package, unit=get_object_or_404(units, uuid=unit)
    )
    return redirect("training_plans:plan", uuid=begun.uuid)


@require_http_methods(["GET", "POST"])
def texts(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Starting points, estimate of competence, follow-up: saved while typing."""
    found = load_plan(request, uuid)
    require(policies.can_edit(request.user, found))
    form = TextsForm(request.POST or None, initial=TextsForm.initial_of(found))
    clash: dict[str, Any] = {}
    hits: dict[str, Any] = {}
    version = found.text_version
    if request.method == "POST" and form.is_valid():
        confirmed = [*request.POST.getlist("names_ok"), *found.confirmed_words]
        try:
            written = services.write_texts(
                user=request.user,
                plan=found,
                version=form.cleaned_data["version"],
                texts=form.texts(),
                confirmed=confirmed,
            )
        except Clash as met:
            clash = text_clash(form, met.current)
            if is_autosave(request):
                return clashed(clash)
            version = met.current.text_version
        else:
            if is_autosave(request):
                return saved(written.text_version)
            hits = warnings(team_of_writer(request.user), form.texts(), written.confirmed_words)
            if not hits:
                messages.success(request, _("The texts have been saved."))
                return redirect("training_plans:plan", uuid=found.uuid)
            version = written.text_version
    return render(
        request,
        "training_plans/texts.html",
        {
            "light": light_of(found),
            "plan": found,
            "form": form,
            "clash": clash,
            "hits": {form.fields[name].label: rows for name, rows in hits.items()},
            "version": version,
            **_head(found),
        },
        status=409 if clash else 200,
    )


def text_clash(form: TextsForm, current: Any) -> dict[str, Any]:
    """What components/clash.html shows: the fields in which the two texts differ."""
    return {
        "who": by_whom(current.updated_by, current.updated_for),
        "at": current.updated_at,
        "version": current.text_version,
        "clashes": [
            (form.fields[name].label, getattr(current, name), mine)
            for name, mine in form.texts().items()
            if getattr(current, name).strip() != mine.strip()
        ],
    }


def _head(plan: Any) -> dict[str, Any]:
    return {"unit_name": unit_names([plan.unit_id]).get(plan.unit_id, "")}


@require_GET
def needs(request: HttpRequest, uuid: Any) -> HttpResponse:
    """The team's needs together; what is picked goes to the form of an action. A read of others'
    content, so each is in the event log."""
    found = load_plan(request, uuid)
    require(policies.can_see_needs(request.user, found))
    groups = need_groups(found)
    as_whom = acting(request.user, found)
    record_reads(
        request.user,
        "training_plans.need_read",
        [(n.need, n.person.uuid) for g in groups for n in g.needs if n.person],
        role=as_whom.role,
        deputy_for=as_whom.deputy_for,
    )
    return render(
        request,
        "training_plans/needs.html",
        {
            "plan": found,
            "groups": groups,
            "may_edit": policies.can_edit(request.user, found),
            **_head(found),
        },
    )


@require_POST
def submit(request: HttpRequest, uuid: Any) -> HttpResponse:
    found = load_plan(request, uuid)
    services.submit(user=request.user, plan=found)
    messages.success(request, _("The plan has been submitted."))
    return redirect("training_plans:plan", uuid=found.uuid)


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, uuid: Any) -> HttpResponse:
    found = load_plan(request, uuid)
    require(PLAN.decide("reopen", request.user, found))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.reopen(user=request.user, plan=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("The plan is open for its writer again."))
        return redirect("training_plans:plan", uuid=found.uuid)
    return render(
        request, "training_plans/reopen.html", {"plan": found, "form": form, **_head(found)}
    )
