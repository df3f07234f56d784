"""Plans stay: they name no employee, and the archives decide on them (906/2019 21 §)."""

from django.utils.translation import gettext_lazy as _

from core.retention import Unit, rule

rule(
    "plan",
    name=_("Training plans and how they were treated"),
    unit=Unit.PERMANENT,
    default=0,
    counted_from=_("the plan's year"),
    erased=_("Not by age. Who wrote an item goes with the person."),
    why=_("Permanent, or as the archives decide; a plan names no employee."),
)
