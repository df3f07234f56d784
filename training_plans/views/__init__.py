"""Pages of plans: load through `visible_to`, ask the policy, form, service, draw."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string

from core import clock
from core.look import formats
from training_plans.models import Package, Plan, PlanItem


def load_plan(request: HttpRequest, uuid: Any) -> Plan:
    plans = Plan.objects.visible_to(request.user).select_related(
        "package", "unit", "submitted_by", "submitted_for", "updated_by", "updated_for"
    )
    plan: Plan = get_object_or_404(plans, uuid=uuid)
    return plan


def load_item(request: HttpRequest, uuid: Any) -> PlanItem:
    items = (
        PlanItem.objects.active()
        .visible_to(request.user)
        .select_related(
            "plan__package", "plan__unit", "way", "competence", "updated_by", "updated_for"
        )
    )
    item: PlanItem = get_object_or_404(items, uuid=uuid)
    return item


def load_package(request: HttpRequest, uuid: Any) -> Package:
    package: Package = get_object_or_404(Package.objects.visible_to(request.user), uuid=uuid)
    return package


def is_autosave(request: HttpRequest) -> bool:
    return request.headers.get("X-Autosave") == "1"


def saved(version: int | None = None) -> JsonResponse:
    """The answer that static/js/autosave.js waits for."""
    return JsonResponse({"saved": formats.fin_time(clock.now()), "version": version})


def clashed(context: dict[str, Any]) -> JsonResponse:
    html = render_to_string("components/clash.html", context)
    return JsonResponse({"html": html, "version": context["version"]}, status=409)


def wants(extension: str) -> str:
    if extension not in ("csv", "xlsx"):
        raise Http404
    return extension
