"""One row of a preview that is being decided, and what several decisions have in common."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from organization.importing.state import EmploymentState, People, PersonState
from organization.importing.timeline import Edit, difference, reach
from organization.importing.values import Reason


@dataclass
class Decision:
    """One row of the preview, not yet stored."""

    number: int | None
    outcome: str
    key: str
    title: str
    changes: list[list[Any]] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    needs: str = ""
    employment: int | None = None
    kind: str = ""
    corrects_from: date | None = None
    plan: dict[str, Any] = field(default_factory=dict)
    fingerprint: str = ""


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_json(edit: Edit) -> dict[str, Any]:
    return {
        "delete": edit.delete,
        "end": [[pk, day.isoformat()] for pk, day in edit.end],
        "add": [[start.isoformat(), iso(end), value] for start, end, value in edit.add],
    }


def rest(
    decision: Decision, people: People, employment: EmploymentState, starts: date, end: date | None
) -> None:
    """Fit everything that hangs on an employment into its new interval."""
    for name, stored in (("members", employment.members), ("overrides", employment.overrides)):
        line = [span for _, span in stored]
        old = (employment.starts_on, employment.ends_on)
        edit = difference(stored, reach(line, old, (starts, end)))
        if edit:
            decision.plan[name] = as_json(edit)


def leave(decision: Decision, people: People, person: PersonState, end: date) -> None:
    """What a leaver leads and may do ends with the last employment (906/2019 16 §)."""
    held = people.held(person.pk, end)
    if not held:
        return
    if "leadership" in held:
        decision.notes.append(["leads", {}])
    decision.plan["leave"] = {
        model: {
            "delete": [pk for pk, start in rows if start >= end],
            "end": [[pk, end.isoformat()] for pk, start in rows if start < end],
        }
        for model, rows in held.items()
    }


def text(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)
