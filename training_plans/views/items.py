"""Actions of a plan: add, change, remove."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.policies import Stale, require
from training_plans import policies, services
from training_plans.forms import ItemForm, uuids
from training_plans.forms.items import newest_competence
from training_plans.models import Plan, PlanItem
from training_plans.names import warnings
from training_plans.selectors.names import team_of_writer, unit_names
from training_plans.selectors.needs import needs_of
from training_plans.services import Clash, drafts
from training_plans.views import clashed, is_autosave, load_item, load_plan, saved
from training_plans.words import by_whom

MANY = ("needs", "names_ok")


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, uuid: Any) -> HttpResponse:
    """A new action; `?need=` brings picked needs along, `?competence=` a gap of the team's."""
    plan = load_plan(request, uuid)
    require(policies.can_edit(request.user, plan))
    key = f"item:{plan.uuid}:new"
    if request.method == "POST" and "forget" in request.POST:
        drafts.drop(request.user, key)
        return redirect("training_plans:item_new", uuid=plan.uuid)
    if is_autosave(request):
        drafts.keep(request.user, key, request.POST)
        return saved()
    picked = request.GET.getlist("need")
    gap = request.GET.getlist("competence")[:1]
    draft = None if picked or gap else drafts.kept(request.user, key)
    initial = {"uuid": uuid4(), **drafts.initial(draft, MANY)}
    needs = list(needs_of(plan).distinct()) if policies.can_see_needs(request.user, plan) else []
    if picked:
        initial |= _from_needs([n for n in needs if n.uuid in uuids(picked)])
    elif gap:
        initial |= _from_competence(uuids(gap))
    form = ItemForm(request.POST or None, initial=initial, needs=needs)
    hits: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        confirmed = request.POST.getlist("names_ok")
        hits = _hits(request, form, confirmed)
        if not hits:
            services.add_item(
                user=request.user,
                plan=plan,
                data=form.item_data(),
                needs=form.chosen_needs() or (),
                confirmed=confirmed,
                uuid=form.cleaned_data["uuid"],
            )
            drafts.drop(request.user, key)
            messages.success(request, _("The action is in the plan."))
            return redirect("training_plans:plan", uuid=plan.uuid)
    return _page(request, plan, form, hits, key, draft=draft)


def _from_competence(asked: list[Any]) -> dict[str, Any]:
    """What a competence suggests: itself, and its name as the topic to begin with."""
    found = newest_competence(asked[0]) if asked else None
    return {"topic": str(found.name), "competence": str(found.uuid)} if found else {}


def _from_needs(needs: list[Any]) -> dict[str, Any]:
    """What the picked needs suggest: their topic when it is one, their common competence and
    way."""
    if not needs:
        return {}
    initial: dict[str, Any] = {"needs": [str(n.uuid) for n in needs]}
    initial["topic"] = needs[0].topic
    for name in ("competence", "way"):
        values = {getattr(n, name) for n in needs if getattr(n, name) is not None}
        if len(values) == 1:
            initial[name] = str(values.pop().uuid)
    return initial


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, uuid: Any) -> HttpResponse:
    item = load_item(request, uuid)
    plan = item.plan
    require(policies.can_edit(request.user, plan))
    key = f"item:{plan.uuid}:{item.uuid}"
    sees_needs = policies.can_see_needs(request.user, plan)
    needs = list(needs_of(plan).distinct()) if sees_needs else []
    draft = drafts.kept(request.user, key)
    if request.method == "POST" and "forget" in request.POST:
        drafts.drop(request.user, key)
        return redirect("training_plans:item", uuid=item.uuid)
    initial = ItemForm.initial_of(item)
    if needs:
        linked = item.need_links.values_list("need__uuid", flat=True)
        initial["needs"] = [str(u) for u in linked]
    form = ItemForm(
        request.POST or None,
        initial={**initial, **drafts.initial(draft, MANY)},
        item=item,
        needs=needs,
    )
    if is_autosave(request):
        return _autosaved(request, form, item, key)
    clash, hits = {}, {}
    if request.method == "POST" and form.is_valid():
        confirmed = [*request.POST.getlist("names_ok"), *item.confirmed_words]
        hits = _hits(request, form, confirmed)
        if not hits:
            try:
                services.change_item(
                    user=request.user,
                    item=item,
                    version=form.cleaned_data["version"] or 0,
                    data=form.item_data(),
                    needs=form.chosen_needs(),
                    confirmed=confirmed,
                )
            except Clash as met:
                clash = item_clash(form, met.current)
            else:
                drafts.drop(request.user, key)
                messages.success(request, _("The action has been saved."))
                return redirect("training_plans:plan", uuid=plan.uuid)
    return _page(request, plan, form, hits, key, item=item, clash=clash, draft=draft)


def _autosaved(request: HttpRequest, form: ItemForm, item: PlanItem, key: str) -> HttpResponse:
    """A draft for the writer alone; somebody else's newer version is told at once."""
    drafts.keep(request.user, key, request.POST)
    if request.POST.get("version") == str(item.version):
        return saved(item.version)
    form.is_valid()
    return clashed(item_clash(form, item))


def item_clash(form: ItemForm, current: PlanItem) -> dict[str, Any]:
    """What components/clash.html shows: the fields in which the two differ, as a reader sees
    them."""
    clashes = []
    now = ItemForm.initial_of(current)
    for name in now:
        if name == "version":
            continue
        field = form.fields[name]
        theirs = _shown(field, now[name])
        mine = _shown(field, form.data.get(name, ""))
        if theirs != mine:
            clashes.append((field.label, theirs, mine))
    return {
        "who": by_whom(current.updated_by, current.updated_for),
        "at": current.updated_at,
        "version": current.version,
        "clashes": clashes,
    }


def _shown(field: Any, value: Any) -> str:
    """A choice by its name, a number as people write it."""
    flat: dict[str, Any] = {}
    for key, label in getattr(field, "choices", ()):
        rows = label if isinstance(label, list | tuple) else [(key, label)]
        flat.update({str(k): name for k, name in rows})
    if flat:
        return str(flat.get(str(value), value or ""))
    shown = field.prepare_value(value) if hasattr(field, "prepare_value") else value
    return str("" if shown is None else shown).strip()


def _hits(request: HttpRequest, form: ItemForm, confirmed: list[str]) -> dict[Any, Any]:
    found = warnings(team_of_writer(request.user), form.item_data().texts(), confirmed)
    return {form.fields[name].label: rows for name, rows in found.items()}


def _page(
    request: HttpRequest,
    plan: Plan,
    form: ItemForm,
    hits: dict[str, Any],
    key: str,
    *,
    item: PlanItem | None = None,
    clash: dict[str, Any] | None = None,
    draft: Any = None,
) -> HttpResponse:
    focuses = plan.items.active().exclude(focus="").values_list("focus", flat=True)
    context = {
        "plan": plan,
        "item": item,
        "form": form,
        "hits": hits,
        "key": key,
        "clash": clash,
        "version": _version(form, item, clash),
        "draft": None if form.is_bound else draft,
        "focuses": sorted(set(focuses)),
        "unit_name": unit_names([plan.unit_id]).get(plan.unit_id, ""),
    }
    status = 409 if clash else 200
    return render(request, "training_plans/item.html", context, status=status)


def _version(form: ItemForm, item: PlanItem | None, clash: dict[str, Any] | None) -> Any:
    """On which version the next save stands: after a clash the newer one, which the writer has
    seen."""
    if clash:
        return clash["version"]
    if form.is_bound:
        return form.data.get("version", "")
    return item.version if item else ""


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Ask in words what is lost, then take the action out."""
    item = load_item(request, uuid)
    require(policies.can_edit(request.user, item.plan))
    if request.method == "POST":
        try:
            services.remove_item(
                user=request.user, item=item, version=int(request.POST.get("version") or 0)
            )
        except (Clash, ValueError):
            raise Stale from None
        messages.success(request, _("The action has been removed from the plan."))
        return redirect("training_plans:plan", uuid=item.plan.uuid)
    return render(request, "training_plans/item_remove.html", {"item": item, "plan": item.plan})
