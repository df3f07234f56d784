"""Filters that write dates, times and numbers the reader's way (template builtins).

|fin_date  |fin_time  |at_time  |fin_moment  |fin_range  |euro  |number  |percent  |hours  |days
|minutes  |is_moment  |sentences
"""

from datetime import date, datetime, time

from django import template

from core.look import formats
from core.look import sentences as splitting

register = template.Library()


@register.filter
def fin_date(value: date | datetime | None, style: str = "") -> str:
    """pe 13.2.; styles year, short, bare, long, weekday (core.look.formats.fin_date)."""
    return formats.fin_date(value, style) if value else ""


@register.filter
def fin_time(value: datetime | time | None) -> str:
    return formats.fin_time(value) if value else ""


@register.filter
def at_time(value: datetime | time | None) -> str:
    return formats.at_time(value) if value else ""


@register.filter
def fin_moment(value: datetime | None, style: str = "") -> str:
    """pe 13.2. klo 9.00"""
    return formats.fin_moment(value, style) if value else ""


@register.filter
def fin_range(first: date | None, last: date | None) -> str:
    return formats.fin_range(first, last) if first and last else ""


@register.filter
def euro(value: formats.Number | None, decimals: int | None = None) -> str:
    return "" if value is None else formats.euro(value, decimals)


@register.filter
def number(value: formats.Number | None, decimals: int | None = None) -> str:
    return "" if value is None else formats.number(value, decimals)


@register.filter
def percent(value: formats.Number | None, decimals: int = 0) -> str:
    return "" if value is None else formats.percent(value, decimals)


@register.filter
def hours(value: formats.Number | None) -> str:
    return "" if value is None else formats.hours(value)


@register.filter
def days(value: formats.Number | None) -> str:
    return "" if value is None else formats.days(value)


@register.filter
def minutes(value: int | None) -> str:
    return "" if value is None else formats.minutes(value)


@register.filter
def is_moment(value: object) -> bool:
    """Whether a due date has a time of day."""
    return isinstance(value, datetime)


@register.filter
def sentences(text: str) -> list[tuple[str, str]]:
    """(sentence, white space after it), for texts that are taken over a sentence at a time."""
    return splitting.sentences(text or "")
