"""What the strategic conversation reads of plans, and what plans show of its decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from competencies.lines.selectors import LinesOfUnit, lines_above
from conversations.strategic.material import Material, provide
from conversations.strategic.selectors import training_focus
from core.fields import Translated
from core.policies import Words
from training_plans.models import Package, Plan
from training_plans.selectors.checklist import plan_name
from training_plans.selectors.names import unit_names

AREAS = (Plan.Level.SERVICE_AREA, Plan.Level.CENTRALISED)


@provide("plans")
def compiled_plans(user: Any, year: int) -> Iterable[Material]:
    """The areas' plans and the centralised one of the year that is decided on, or of the newest
    package before it, as far as the reader may see them (requirement 30). Four queries."""
    package = Package.objects.filter(year__lte=year).order_by("-year").first()
    if package is None:
        return [Material(_("Training plans"), _("There are no plans yet."))]
    rows = list(
        Plan.objects.visible_to(user)
        .filter(package=package, level__in=AREAS)
        .select_related("unit", "package")
    )
    names = unit_names([row.unit_id for row in rows])
    found = [
        Material(
            _("{name}, training plan {year}").format(name=plan_name(row, names), year=package.year),
            row.get_state_display(),
            reverse("training_plans:plan", args=[row.uuid]),
        )
        for row in rows
    ]
    found.sort(key=lambda each: str(each.title))
    return found or [
        Material(
            _("Training plans {year}").format(year=package.year),
            _("No area has submitted its plan yet."),
            reverse("training_plans:index"),
        )
    ]


@dataclass(frozen=True)
class Light:
    """In the light of what a plan is written: the lines above its unit, and of the centralised plan
    the focus that the city manager's leadership group decided (31, 43, 44, 46; A10)."""

    lines: Sequence[LinesOfUnit]
    focus: Sequence[Words]
    why: Words
    decided_on: date | None

    def __bool__(self) -> bool:
        return bool(self.lines or self.focus)


def light_of(plan: Plan) -> Light:
    """Three queries, and one more of the centralised plan. The lines are those of the plan's year,
    or of the year before while none have been set for it."""
    year = plan.package.year
    lines = lines_above(plan.unit_id, year) or lines_above(plan.unit_id, year - 1)
    decided = training_focus(year) if plan.level == Plan.Level.CENTRALISED else None
    content = decided.content if decided else {}
    return Light(
        lines=lines,
        focus=[str(Translated(text)) for text in content.get("texts", ())],
        why=str(Translated(content.get("why") or {})),
        decided_on=decided.decided_on if decided else None,
    )
