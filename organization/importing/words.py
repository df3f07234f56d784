"""What the codes of a preview mean, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.look import formats
from core.policies import Words
from organization.importing.columns import FIELDS
from organization.models import Employment, UnitKind

REASONS: dict[str, Words] = {
    "missing": gettext_lazy("%(field)s is missing."),
    "unclear": gettext_lazy("%(field)s cannot be understood."),
    "too_long": gettext_lazy("%(field)s is too long."),
    "ends_before": gettext_lazy("The last day is before the first day."),
    "twice": gettext_lazy("The same is already on row %(row)s."),
    "other_name": gettext_lazy(
        "Row %(row)s has another name or e-mail for the same employee number."
    ),
    "unknown_unit": gettext_lazy(
        "There is no unit with the code %(code)s. Bring in the units first."
    ),
    "unit_not_standing": gettext_lazy("The unit %(code)s does not stand on %(day)s."),
    "other_person": gettext_lazy("The employment number belongs to another person."),
    "which": gettext_lazy(
        "The person has several employments. Add the employment number or the first day."
    ),
    "new_needs": gettext_lazy("A new employment needs %(field)s."),
    "supervisor_circle": gettext_lazy(
        "The supervisors would lead each other in a circle: %(way)s. Correct one of them."
    ),
    "leader_circle": gettext_lazy(
        "The leader %(number)s would lead one's own supervisor, who works in the unit."
    ),
    "unit_has_people": gettext_lazy("People work in the unit. Move them first."),
    "unit_has_units": gettext_lazy("Another unit stands below it. Move it first."),
    "own_supervisor": gettext_lazy("Nobody is one's own supervisor."),
    "email_taken": gettext_lazy("The e-mail address is the sign-in address of another person."),
    "two_cities": gettext_lazy("There is already a city. Only one unit can be the city."),
    "parent_missing": gettext_lazy("The code of the unit above is missing."),
    "parent_of_city": gettext_lazy("The city has no unit above it."),
    "unknown_parent": gettext_lazy("There is no unit above with the code %(code)s."),
    "parent_refused": gettext_lazy("The unit above, %(code)s, is refused."),
    "parent_not_standing": gettext_lazy("The unit above, %(code)s, does not stand on %(day)s."),
    "circle": gettext_lazy("The unit would stand under itself."),
    "level": gettext_lazy("The unit above is not of a higher level."),
    "kind_missing": gettext_lazy("A new unit needs its kind."),
}
NOTES: dict[str, Words] = {
    "unknown_supervisor": gettext_lazy(
        "Nobody has the supervisor's employee number. The unit's leader is the supervisor."
    ),
    "unknown_leader": gettext_lazy(
        "Nobody has the leader's employee number yet. Bring in the people, then this file again."
    ),
    "leads": gettext_lazy("Leads a unit. Name a new leader; until then the leader above leads."),
    "missing": gettext_lazy("Is not in the file."),
    "keeps_start": gettext_lazy(
        "The first day stays %(day)s: what has been lived is not cut off by a renewal."
    ),
    "directory_keeps_email": gettext_lazy(
        "The e-mail address comes from the directory and is not changed by the file."
    ),
    "sign_in_changes": gettext_lazy("The sign-in address changes too. A letter tells of it."),
}
OTHER_FIELDS: dict[str, Words] = {"leader": pgettext_lazy("unit", "Leader")}


def label(kind: str, name: str) -> Words:
    fields = (*FIELDS[kind], *FIELDS["people"])
    return next((f.label for f in fields if f.name == name), OTHER_FIELDS.get(name, name))


def sentences(kind: str, coded: Sequence[Any], table: dict[str, Words]) -> list[str]:
    """[["missing", {"field": "unit"}]] -> ["Unit's code is missing."]"""
    out = []
    for code, parameters in coded:
        values = dict(parameters)
        if "field" in values:
            values["field"] = label(kind, values["field"])
        if "day" in values:
            values["day"] = formats.fin_date(date.fromisoformat(values["day"]), "short")
        text = str(table[code]) % values
        out.append(text[:1].upper() + text[1:])
    return out


@dataclass(frozen=True)
class Change:
    """One line of what a row changes: before and after in words, and the day it applies from."""

    label: Words
    before: str
    after: str
    day: date | None


def changes(kind: str, coded: Sequence[Any]) -> list[Change]:
    return [
        Change(
            label(kind, name),
            value(name, before),
            value(name, after),
            date.fromisoformat(day) if day else None,
        )
        for name, before, after, day in coded
    ]


def value(name: str, stored: Any) -> str:
    """A stored value as a person reads it. An end is shown as the last day it holds."""
    if stored == "":
        return "–"
    if stored is None:
        return _("for the time being") if name == "ends_on" else "–"
    if name == "ends_on":
        return formats.fin_date(date.fromisoformat(stored) - timedelta(days=1), "short")
    if name in ("starts_on", "unit_from", "valid_from"):
        return formats.fin_date(date.fromisoformat(stored), "short")
    if name == "contract":
        return str(Employment.Contract(stored).label)
    if name == "kind":
        return str(UnitKind(stored).label)
    if name == "percent":
        return formats.percent(float(stored), 0 if float(stored) == int(float(stored)) else 2)
    return str(stored)
