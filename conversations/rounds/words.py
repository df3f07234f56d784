"""Who gets what this year and next, in plain words (requirements 22, 23, 41; A15, A16)."""

from datetime import date

from django.utils.translation import gettext as _

from conversations.models import Arrangement, UnitChoice
from conversations.turns import Turn, is_group_year, talks_as_group
from core.look import formats
from organization.models import GroupYears

Way = UnitChoice.Way


def unit_words(
    group_years: str, year: int, way: str | None = None, next_setting: str | None = None
) -> str:
    """Of a unit's staff, this year and next. `way`: what HR chose for this year's round;
    `next_setting`: the unit's setting next year, when it is another."""
    next_as_group = is_group_year(next_setting or group_years, year + 1)
    if way == Way.NONE:
        if next_as_group:
            return _("No conversations this year. Next year, {next}, as a group.").format(
                next=year + 1
            )
        return _("No conversations this year. Next year, {next}, one by one.").format(next=year + 1)
    if talks_as_group(way, group_years, year):
        if next_as_group:
            return _("As a group this year and next.")
        return _("This year as a group, next year one by one.")
    if next_as_group:
        return _("This year one by one, next year as a group.")
    if next_setting not in (None, GroupYears.NEVER) or group_years != GroupYears.NEVER:
        return _("One by one this year and next.")
    return _("One by one, every year.")


def setting_words(group_years: str, year: int) -> str:
    """What a setting means in the years to come, for whoever chooses it."""
    if group_years == GroupYears.NEVER:
        return _("One by one, every year")
    first = year if is_group_year(group_years, year) else year + 1
    return _("As a group in {first}, {second}, {third} and so on; one by one between them").format(
        first=first, second=first + 2, third=first + 4
    )


def own_words(turn: Turn, group_years: str, year: int, *, opens: date | None = None) -> str:
    """To the employee: why there is no conversation of one's own this year, or when it comes."""
    if turn is Turn.GROUP_YEAR:
        if is_group_year(group_years, year + 1):
            return _("This year and next your team talks as a group.")
        return _(
            "This year your team talks as a group. Your own conversation is in {next}."
        ).format(next=year + 1)
    if turn is Turn.NOT_CHOSEN:
        return _("Your unit has no development conversations in {year}.").format(year=year)
    if turn is Turn.ON_LEAVE:
        return _("You are on leave. Your conversation opens when you come back.")
    if turn is Turn.NEW or turn is Turn.LATER:
        if opens is None:
            return _("Your conversation opens later.")
        return _("Your conversation opens {day}").format(day=formats.fin_date(opens, "long"))
    if turn is Turn.NO_SUPERVISOR or turn is Turn.NO_UNIT:
        return _(
            "You have no supervisor in this service yet. HR services put it right, and then your "
            "conversation opens."
        )
    return ""


def others_words(turn: Turn, group_years: str, year: int, *, opens: date | None = None) -> str:
    """To the supervisor and HR: why somebody has no conversation of one's own this year."""
    if turn is Turn.GROUP_YEAR:
        if is_group_year(group_years, year + 1):
            return _("talks as a group this year and next")
        return _("talks as a group this year, one by one in {next}").format(next=year + 1)
    if turn is Turn.NOT_CHOSEN:
        return _("the unit has no conversations this year")
    if turn is Turn.ON_LEAVE:
        return _("on leave, opens on return")
    if turn is Turn.NEW or turn is Turn.LATER:
        if opens is None:
            return _("opens later")
        return _("opens {day}").format(day=formats.fin_date(opens, "short"))
    if turn is Turn.NO_SUPERVISOR or turn is Turn.NO_UNIT:
        return _("no supervisor or unit: HR services put it right")
    if turn is Turn.YES:
        return _("opens by tomorrow")
    return ""


def left_out_words(row: Arrangement) -> str:
    """With the reason, and the note when there is one. The same to HR, the supervisor and the
    person."""
    words = _("left out of this year's round: {reason}").format(reason=row.get_reason_display())
    return f"{words} ({row.note})" if row.note else words
