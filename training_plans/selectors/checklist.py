"""What must be there before a package goes to the cooperation committee (449/2007 4 a §).

The plan covers the law's estimate of competence with its yearly plan, and how both are carried out
and followed up. The law's other matters (fixed-term work, forms of employment, ability to work,
training that furthers employment) belong to the personnel plan and are named as such, never ticked
here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.fields import Translated
from core.policies import Words
from organization.models import Body, BodyKind, UnitKind, UnitPeriod
from training_plans.models import Comment, Package, Plan
from training_plans.selectors.names import unit_names

Names = dict[int, Translated]
AREA_LEVELS = (Plan.Level.SERVICE_AREA, Plan.Level.CENTRALISED)


@dataclass(frozen=True)
class CheckRow:
    """One line of the checklist. `required`: the package does not go on without it."""

    done: bool
    words: Words
    required: bool = True
    url: str = ""


def area_plans(package: Package) -> list[Plan]:
    """The plans that make up the package: the service areas' and the centralised one."""
    return list(package.plans.filter(level__in=AREA_LEVELS).select_related("unit"))


def unsubmitted(package: Package) -> list[Words]:
    """The names of the areas whose plan has not been submitted; the centralised one by its name."""
    waiting = [p for p in area_plans(package) if p.state != Plan.State.SUBMITTED]
    names = unit_names(p.unit_id for p in waiting)
    return [plan_name(p, names) for p in waiting]


def plan_name(plan: Plan, names: Names) -> Words:
    if plan.level == Plan.Level.CENTRALISED:
        return _("Centralised training plan")
    return str(names.get(plan.unit_id, plan.unit))


def leadership_groups() -> list[Body]:
    """The groups that go through a package (requirement 25), the city manager's first. The group of
    an area that has ended is not waited for."""
    standing = UnitPeriod.objects.on(clock.today()).filter(
        kind__in=[UnitKind.CITY, UnitKind.SERVICE_AREA]
    )
    rows = Body.objects.filter(
        kind__in=[BodyKind.CITY_LEADERSHIP, BodyKind.AREA_LEADERSHIP],
        unit__in=standing.values("unit"),
    )
    return list(rows.order_by("-kind", "pk"))


def checklist(package: Package, plan: Plan | None = None) -> Sequence[CheckRow]:
    """The rows for a whole package, or for one plan of it. A fixed number of queries."""
    plans = [plan] if plan else area_plans(package)
    names = unit_names(p.unit_id for p in plans)
    rows = [
        _text_row(
            plans,
            names,
            "starting_points",
            _("Starting points and focus areas are written"),
            _("starting points and focus areas: {names}"),
        ),
        _text_row(
            plans,
            names,
            "competence_estimate",
            _("The estimate of competence is written"),
            _("estimate of competence: {names}"),
        ),
        _items_row(plans, names),
        _text_row(
            plans,
            names,
            "follow_up",
            _("How the plan is followed up is written"),
            _("how the plan is followed up: {names}"),
        ),
        _cost_row(plans),
        _comment_row(plans),
    ]
    if plan is None:
        rows.append(_group_row(package))
    return rows


def _text_row(
    plans: list[Plan], names: Names, field: str, words: str, missing_words: str
) -> CheckRow:
    missing = [p for p in plans if not getattr(p, field).strip()]
    if not missing:
        return CheckRow(True, words)
    return CheckRow(
        False, _listed(missing_words, missing, names), url=_texts_url(missing[0], field)
    )


def _listed(words: str, plans: list[Plan], names: Names) -> str:
    return words.format(names=", ".join(str(plan_name(p, names)) for p in plans))


def _texts_url(plan: Plan, field: str) -> str:
    return reverse("training_plans:plan", kwargs={"uuid": plan.uuid}) + f"#{field}"


def _items_row(plans: list[Plan], names: Names) -> CheckRow:
    words = _("Every area has actions, each with its way and time")
    active = Q(items__withdrawn_at__isnull=True, items__merged_into__isnull=True)
    counts = dict(
        Plan.objects.filter(pk__in=[p.pk for p in plans])
        .annotate(found=Count("items", filter=active))
        .values_list("pk", "found")
    )
    empty = [p for p in plans if not counts.get(p.pk)]
    if not empty:
        return CheckRow(True, words)
    url = reverse("training_plans:plan", kwargs={"uuid": empty[0].uuid}) + "#items"
    return CheckRow(False, _listed(_("actions: {names}"), empty, names), url=url)


def _cost_row(plans: list[Plan]) -> CheckRow:
    from training_plans.models import PlanItem

    open_costs = PlanItem.objects.active().filter(plan__in=plans, cost__isnull=True).count()
    if not open_costs:
        return CheckRow(True, _("The costs are estimated"), required=False)
    words = ngettext(
        "One action has no estimate of costs.",
        "{number} actions have no estimate of costs.",
        open_costs,
    ).format(number=open_costs)
    return CheckRow(False, words, required=False)


def _comment_row(plans: list[Plan]) -> CheckRow:
    waiting = list(
        Comment.objects.unanswered()
        .filter(plan__in=plans)
        .order_by("pk")
        .values_list("plan__uuid", flat=True)
    )
    if not waiting:
        return CheckRow(True, _("The comments are answered"))
    words = ngettext(
        "One comment waits for an answer.", "{number} comments wait for an answer.", len(waiting)
    ).format(number=len(waiting))
    url = reverse("training_plans:plan", kwargs={"uuid": waiting[0]}) + "#comments"
    return CheckRow(False, words, url=url)


def _group_row(package: Package) -> CheckRow:
    reviewed = set(package.reviews.values_list("body_id", flat=True))
    waiting = [b for b in leadership_groups() if b.pk not in reviewed]
    if not waiting:
        return CheckRow(True, _("The leadership groups have gone through the plans"))
    words = _("treatment by the leadership groups: {names}")
    listed = words.format(names=", ".join(str(b) for b in waiting))
    return CheckRow(False, listed, url="#reviews")
