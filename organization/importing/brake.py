"""The brake: a file that would end an unusual share of what there is, is probably not whole."""

from dataclasses import dataclass

from django.conf import settings

from core import clock
from organization.importing.models import Import
from organization.models import Employment, UnitPeriod


@dataclass(frozen=True)
class Unusual:
    """How many employments (or units) would end, out of how many."""

    ends: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.ends / self.total)


def unusual(source: Import) -> Unusual | None:
    """None: the endings are as many as may come in a night (IMPORT_ENDINGS_PERCENT)."""
    ends = source.counts.get("end", 0)
    if not ends:
        return None
    today = clock.today()
    rows = UnitPeriod if source.kind == Import.Kind.UNITS else Employment
    total = max(ends, rows._default_manager.on(today).count())
    if ends * 100 <= settings.IMPORT_ENDINGS_PERCENT * total:
        return None
    return Unusual(ends, total)
