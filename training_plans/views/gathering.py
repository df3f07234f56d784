"""An area's plan gathers from plans below and makes one of duplicates."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.policies import require
from training_plans import policies, services
from training_plans.forms import uuids
from training_plans.models import ItemSource, PlanItem
from training_plans.selectors.gathering import gathering, look_alike, merged
from training_plans.selectors.names import unit_names
from training_plans.views import load_item, load_plan


@require_http_methods(["GET", "POST"])
def gather(request: HttpRequest, uuid: Any) -> HttpResponse:
    """What waits below: new actions, changed and removed ones, plans still being written."""
    plan = load_plan(request, uuid)
    require(policies.can_gather(request.user, plan))
    if request.method == "POST":
        wanted = PlanItem.objects.filter(uuid__in=uuids(request.POST.getlist("item")))
        copies = services.gather(user=request.user, plan=plan, items=wanted)
        number = len(copies)
        messages.success(
            request,
            ngettext(
                "One action was gathered into the plan.",
                "{number} actions were gathered into the plan.",
                number,
            ).format(number=number),
        )
        return redirect("training_plans:plan", uuid=plan.uuid)
    by_unit: dict[str, list[Any]] = {}
    below = gathering(plan)
    for row in below.new:
        by_unit.setdefault(str(row.unit), []).append(row.item)
    context = {"plan": plan, "below": below, "by_unit": by_unit, **_head(plan)}
    return render(request, "training_plans/gather.html", context)


def _head(plan: Any) -> dict[str, Any]:
    return {"unit_name": unit_names([plan.unit_id]).get(plan.unit_id, "")}


@require_POST
def changed(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Take one change from below, or keep one's own."""
    plan = load_plan(request, uuid)
    require(policies.can_gather(request.user, plan))
    link = get_object_or_404(
        ItemSource.objects.select_related("item__plan", "source"),
        item__plan=plan,
        item__uuid__in=uuids([request.POST.get("item", "")]),
        source__uuid__in=uuids([request.POST.get("source", "")]),
    )
    if request.POST.get("take"):
        services.take_change(user=request.user, link=link)
        messages.success(request, _("The action was changed as it is below."))
    else:
        services.keep_ours(user=request.user, link=link)
        messages.success(request, _("Your own action stays as it is."))
    return redirect("training_plans:gather", uuid=plan.uuid)


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Suggested pairs, and any actions of the same way, become one."""
    plan = load_plan(request, uuid)
    require(policies.can_edit(request.user, plan))
    items = list(plan.items.active().select_related("way", "competence"))
    if request.method == "POST":
        chosen = set(uuids(request.POST.getlist("item")))
        services.merge(user=request.user, plan=plan, items=[i for i in items if i.uuid in chosen])
        messages.success(request, _("The actions are one now. You can take them apart again."))
        return redirect("training_plans:merge", uuid=plan.uuid)
    pairs = [(pair, merged([pair.first, pair.second])) for pair in look_alike(items)[:50]]
    context = {"plan": plan, "pairs": pairs, "items": items, **_head(plan)}
    return render(request, "training_plans/merge.html", context)


@require_POST
def split(request: HttpRequest, uuid: Any) -> HttpResponse:
    item = load_item(request, uuid)
    services.split(user=request.user, item=item)
    messages.success(request, _("The actions stand by themselves again."))
    return redirect("training_plans:plan", uuid=item.plan.uuid)
