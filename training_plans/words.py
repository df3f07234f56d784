"""Small phrases that pages and documents share."""

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from core.look import formats
from organization.models import Person


def months(first: int, last: int) -> str:
    """tammi–touko, elokuu, koko vuosi."""
    if (first, last) == (1, 12):
        return _("all year")
    if first == last:
        return str(MONTHS[first])
    return f"{_short(first)}{formats.DASH}{_short(last)}"


def by_whom(person: Person | None, leader: Person | None) -> str:
    """Who wrote, and as whose deputy."""
    name = str(person or _("Somebody"))
    if leader is None:
        return name
    return _("{name} (as deputy for {leader})").format(name=name, leader=leader)


def _short(month: int) -> str:
    """Finnish says "tammi-touko" of a stretch of months."""
    name = str(MONTHS[month])
    return name.removesuffix("kuu") if formats.language() == "fi" else name
