"""From a gap in the team's matrix to an action of the team's plan."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from competencies.models import Competence
from conversations.matrix import planning
from core import clock
from organization.selectors import led_units, periods_of, person_of
from training_plans.models import Package, Plan


@planning.provide
def open_plans(user: Any) -> Iterable[planning.Plan]:
    """The plans of the units that the user leads, while they are being written: the newest year's.
    Two queries and the units' names."""
    person = person_of(user)
    if person is None:
        return []
    today = clock.today()
    rows = list(
        Plan.objects.filter(
            unit__in=led_units(person, today),
            state=Plan.State.DRAFT,
            package__state=Package.State.GATHERING,
        )
        .exclude(level=Plan.Level.CENTRALISED)
        .select_related("package", "unit")
        .order_by("-package__year", "pk")
    )
    rows = [row for row in rows if row.package.year == rows[0].package.year]
    names = periods_of({row.unit for row in rows}, today)
    return [_plan(row, names) for row in rows]


def _plan(row: Plan, names: dict[int, Any]) -> planning.Plan:
    base = reverse("training_plans:item_new", args=[row.uuid])

    def address(competence: Competence) -> str:
        return f"{base}?{urlencode({'competence': str(competence.uuid)})}"

    period = names.get(row.unit_id)
    title = _("{unit} {year}").format(
        unit=period.name if period else row.unit, year=row.package.year
    )
    return planning.Plan(title, address)
