"""What a row is in the life of a person: comes, returns, moves, leaves, or corrects the past."""

from datetime import date, timedelta
from typing import Any

from organization.importing.state import EmploymentState
from organization.models import ImportRow

Kind = ImportRow.Kind
# HR systems write a renewal's first day over the first one. A later first day is believed to be
# a correction only this soon after the beginning; afterwards the lived days stay.
FRESH = timedelta(days=31)
TERMS = {"job_title", "contract", "percent", "starts_on", "ends_on", "employment_number"}


def begins_anew(stored: EmploymentState, starts: date | None) -> bool:
    """Whether the row is a return after a gap, though it carries the old employment's number."""
    return bool(starts and stored.ends_on and starts > stored.ends_on)


def first_day(stored: EmploymentState, told: date | None, today: date) -> date:
    """The first day of an employment that goes on: a renewal does not cut off what was lived."""
    if told is None or told <= stored.starts_on:
        return told or stored.starts_on
    return told if stored.starts_on > today - FRESH and told != stored.ends_on else stored.starts_on


def of_new(others: list[EmploymentState], starts: date) -> str:
    if not others:
        return Kind.NEW
    going = any(e.ends_on is None or e.ends_on > starts for e in others)
    return Kind.SECOND if going else Kind.RETURN


def of_change(old: EmploymentState | None, changes: list[list[Any]], today: date) -> str:
    names = {name for name, *_rest in changes}
    if old and "ends_on" in names and old.ends_on and old.ends_on <= today:
        return Kind.CONTINUES
    if "unit" in names:
        return Kind.MOVE
    if names & TERMS:
        return Kind.TERMS
    return Kind.SUPERVISOR if "supervisor" in names else Kind.DETAILS


def corrected_from(changes: list[list[Any]], today: date) -> date | None:
    """The first past day on which something else will stand than stood, or None."""
    days = []
    for name, before, after, day in changes:
        if name in ("starts_on", "ends_on"):
            days += [date.fromisoformat(d) for d in (before, after) if d]
        elif day:
            days.append(date.fromisoformat(day))
    return min((day for day in days if day < today), default=None)
