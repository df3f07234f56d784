"""Periods in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.policies import Words
from core.retention import Unit


def keeps(unit: str, period: int) -> str:
    """As "3 calendar years", "6 months", "permanently"."""
    if unit == Unit.PERMANENT:
        return _("permanently")
    words = {
        Unit.HOURS: ngettext("{number} hour", "{number} hours", period),
        Unit.DAYS: ngettext("{number} day", "{number} days", period),
        Unit.MONTHS: ngettext("{number} month", "{number} months", period),
        Unit.YEARS: ngettext("{number} year", "{number} years", period),
        Unit.CALENDAR_YEARS: ngettext("{number} calendar year", "{number} calendar years", period),
    }
    return words[Unit(unit)].format(number=period)


def year_words(year: str | int) -> Words:
    return str(year) if int(year) else _("no year")
