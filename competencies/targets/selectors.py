"""The targets of a framework, place by place."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from competencies.frameworks.applying import Place, Targets, same
from competencies.frameworks.selectors import rated
from competencies.models import Competence, CompetenceTarget, Framework
from core.policies import Words
from organization.models import Membership, Unit, UnitPeriod
from organization.selectors import is_hr, periods_of, person_of, units_in_line_of


@dataclass(frozen=True)
class PlaceTargets:
    """One place with the targets that were set for it."""

    unit: Unit | None
    unit_name: Words
    job_title: str
    targets: Sequence[tuple[Competence, int]]


@dataclass(frozen=True)
class Line:
    """A competence at a place: what was set there, and what holds without it."""

    competence: Competence
    own: int | None
    otherwise: int | None


def units_for(user: Any, day: date) -> list[tuple[Unit, Words]]:
    """The units in which the user sets targets, by name. HR: all."""
    rows = UnitPeriod.objects.on(day).select_related("unit")
    if not is_hr(user):
        person = person_of(user)
        if person is None:
            return []
        rows = rows.filter(unit__in=units_in_line_of(person, day))
    return sorted(
        ((row.unit, row.name) for row in rows), key=lambda found: str(found[1]).casefold()
    )


def job_titles(units: Iterable[Unit], day: date) -> list[str]:
    """The titles of those who work in the units, each once."""
    rows = Membership.objects.on(day).filter(unit__in=list(units)).exclude(job_title="")
    return sorted(set(rows.values_list("job_title", flat=True)), key=str.casefold)


def places(
    framework: Framework, units: Iterable[Unit], day: date, *, all_: bool
) -> list[PlaceTargets]:
    """What has been set, in these units; `all_`: of job titles in the whole city too."""
    wanted = {unit.pk for unit in units}
    by: dict[tuple[int | None, str], list[CompetenceTarget]] = defaultdict(list)
    rows = CompetenceTarget.objects.filter(competence__framework=framework).select_related(
        "competence", "unit"
    )
    for row in rows.order_by("competence__order", "pk"):
        if row.unit_id in wanted or (all_ and row.unit_id is None):
            by[row.unit_id, row.job_title].append(row)
    names = periods_of({r.unit for found in by.values() for r in found if r.unit}, day)
    found = [
        PlaceTargets(
            rows[0].unit,
            names[unit].name if unit in names else "",
            title,
            [(row.competence, row.level) for row in rows],
        )
        for (unit, title), rows in by.items()
    ]
    return sorted(found, key=lambda p: (str(p.unit_name).casefold(), p.job_title.casefold()))


def stored(framework: Framework, unit: Unit | None, job_title: str) -> dict[int, CompetenceTarget]:
    """By competence; job titles are the same whatever their capitals."""
    rows = CompetenceTarget.objects.filter(competence__framework=framework, unit=unit)
    return {row.competence_id: row for row in rows if same(row.job_title) == same(job_title)}


def lines(framework: Framework, unit: Unit | None, job_title: str, day: date) -> list[Line]:
    """Every rated competence at the place."""
    competences = rated(framework.competences.order_by("order", "pk"))
    own = stored(framework, unit, job_title)
    place = Place(unit.pk if unit else None, job_title)
    targets = Targets(competences, [place], day)
    without = {row.pk for row in own.values()}
    return [
        Line(
            c,
            own[c.pk].level if c.pk in own else None,
            targets.of(c, place, without=without),
        )
        for c in competences
    ]


def token(found: Sequence[Line]) -> str:
    """A fingerprint of what was set at the place when the page was loaded."""
    text = ";".join(f"{line.competence.pk}:{line.own or ''}" for line in found)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
