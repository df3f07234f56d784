"""Dates, times and numbers in the reader's way (fi, sv of Finland, en), with non-breaking spaces.

Django's own formats do not know "pe 13.2. klo 9.00", so the patterns are here, in one place.
"""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone, translation
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import ngettext, pgettext

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
Number = int | float | Decimal


def language() -> str:
    return (translation.get_language() or "fi")[:2]


def local(moment: datetime) -> datetime:
    """The moment in Finland's time; a naive one is taken as such."""
    aware = timezone.is_aware(moment)
    return moment.astimezone(timezone.get_current_timezone()) if aware else moment


def _as_day(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def weekday_short(day: date) -> str:
    """ma, ti ... / må, ti ... / Mon, Tue ..."""
    names = (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )
    return names[day.weekday()]


def numbers(day: date, *, year: bool = False) -> str:
    """13.2. or 13.2.2026 (fi, sv); 13 Feb or 13 Feb 2026 (en)."""
    if language() == "en":
        text = f"{day.day}{NBSP}{MONTHS[day.month][:3]}"
        return f"{text}{NBSP}{day.year}" if year else text
    return f"{day.day}.{day.month}.{day.year if year else ''}"


def fin_date(value: date | datetime, style: str = "") -> str:
    """A day. Styles: "" pe 13.2. | "year" pe 13.2.2026 | "short" 13.2.2026 | "bare" 13.2. |
    "long" perjantai 13.2.2026 | "weekday" perjantai."""
    day = _as_day(value)
    if style == "short":
        return numbers(day, year=True)
    if style == "bare":
        return numbers(day)
    if style == "weekday":
        return str(WEEKDAYS[day.weekday()])
    if style == "long":
        return f"{WEEKDAYS[day.weekday()]} {numbers(day, year=True)}"
    return f"{weekday_short(day)}{NBSP}{numbers(day, year=style == 'year')}"


def fin_time(value: datetime | time) -> str:
    """14.32 (fi, sv), 14:32 (en)."""
    at = local(value) if isinstance(value, datetime) else value
    return f"{at.hour}{':' if language() == 'en' else '.'}{at.minute:02}"


def at_time(value: datetime | time) -> str:
    """klo 14.32 / kl. 14.32 / at 14:32"""
    text = pgettext("time of day", "at {time}").format(time=fin_time(value))
    return text.replace(" ", NBSP)


def fin_moment(value: datetime, style: str = "") -> str:
    """pe 13.2. klo 9.00; the styles of `fin_date`."""
    return f"{fin_date(value, style)} {at_time(value)}"


def fin_range(first: date, last: date) -> str:
    """1.1.-31.3.2026 with an en dash; the year of the first only when it differs."""
    first, last = _as_day(first), _as_day(last)
    if first == last:
        return numbers(first, year=True)
    return f"{numbers(first, year=first.year != last.year)}{DASH}{numbers(last, year=True)}"


def number(value: Number, decimals: int | None = None) -> str:
    """1 800 or 1,5. Without `decimals`: as many as there are, at most two, no trailing zeros."""
    exact = Decimal(str(value))
    exact = exact.quantize(Decimal(1).scaleb(-(2 if decimals is None else decimals)), ROUND_HALF_UP)
    text = f"{abs(exact):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if language() != "en":
        text = text.replace(",", NBSP).replace(".", ",")
    return f"{MINUS}{text}" if exact < 0 else text


def euro(value: Number, decimals: int | None = None) -> str:
    """1 800 € (fi, sv), €1,800 (en). Cents show when there are any, or always with `decimals=2`."""
    exact = Decimal(str(value))
    if decimals is None:
        decimals = 0 if exact == exact.to_integral_value() else 2
    text = number(exact, decimals)
    if language() != "en":
        return f"{text}{NBSP}€"
    return f"{MINUS}€{text[1:]}" if text.startswith(MINUS) else f"€{text}"


def percent(value: Number, decimals: int = 0) -> str:
    """60 % (fi, sv), 60% (en). The value is already in percent."""
    return f"{number(value, decimals)}{'' if language() == 'en' else NBSP}%"


def hours(value: Number) -> str:
    """1,5 tuntia"""
    return _counted(value, ngettext("{number} hour", "{number} hours", 1 if value == 1 else 2))


def days(value: Number) -> str:
    """0,5 päivää"""
    return _counted(value, ngettext("{number} day", "{number} days", 1 if value == 1 else 2))


def minutes(value: int) -> str:
    """20 min, from an hour up 1 h 30 min."""
    full, rest = divmod(int(value), 60)
    parts = [f"{full}{NBSP}h"] if full else []
    if rest or not full:
        parts.append(f"{rest}{NBSP}min")
    return NBSP.join(parts)


def _counted(value: Number, words: str) -> str:
    return words.format(number=number(value)).replace(" ", NBSP)
