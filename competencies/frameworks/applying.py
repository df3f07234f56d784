"""Which frameworks and which targets concern an employment: by its unit and job title, on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from competencies.models import Audience, Competence, CompetenceTarget, Framework
from organization.models import Membership, UnitAncestor

State = Framework.State
OWN = (Audience.UNIT, Audience.PROFESSION)


@dataclass(frozen=True)
class Place:
    """Where an employment is: its unit and its job title."""

    unit: int | None
    job_title: str

    @property
    def title(self) -> str:
        return same(self.job_title)


def same(job_title: str) -> str:
    """Job titles are compared without regard to capitals and spaces at the ends."""
    return job_title.strip().casefold()


def places_of(employments: Iterable[int], day: date) -> dict[int, Place]:
    """Employment -> its place on `day`. One query."""
    rows = (
        Membership.objects.on(day)
        .filter(employment__in=list(employments))
        .order_by("pk")
        .values_list("employment", "unit", "job_title")
    )
    return {employment: Place(unit, title) for employment, unit, title in rows}


def own_in_force(year: int) -> list[Framework]:
    """The units' and professions' own frameworks in force in `year`: of each the newest that is no
    draft, unless that one is archived. One query."""
    newest: dict[str, Framework] = {}
    rows = Framework.objects.filter(audience__in=OWN, year__lte=year).exclude(state=State.DRAFT)
    for row in rows.order_by("year", "published_at", "pk"):
        newest[row.key] = row
    found = [row for row in newest.values() if row.state == State.PUBLISHED]
    return sorted(found, key=lambda f: (f.audience != Audience.UNIT, str(f.name), f.pk))


def own_frameworks(year: int, places: Iterable[Place], day: date) -> dict[Place, list[Framework]]:
    """Place -> the unit's own frameworks, then the profession's. Two queries for any number."""
    asked = set(places)
    frameworks = own_in_force(year)
    above = units_above({p.unit for p in asked if p.unit}, day) if frameworks else {}
    return {
        place: [f for f in frameworks if _concerns(f, place, above.get(place.unit or 0, {}))]
        for place in asked
    }


def _concerns(framework: Framework, place: Place, above: Mapping[int, int]) -> bool:
    if framework.audience == Audience.UNIT:
        return framework.unit_id in above
    return place.title in {same(title) for title in framework.job_titles}


def units_above(units: Iterable[int], day: date) -> dict[int, dict[int, int]]:
    """Unit -> {it and those above it: how far above}. One query."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for unit, ancestor, depth in (
        UnitAncestor.objects.on(day)
        .filter(unit__in=list(units))
        .values_list("unit", "ancestor", "depth")
    ):
        found[unit][ancestor] = depth
    return found


class Targets:
    """The target levels of places: the competence's own, unless a unit or a job title has another.

    The most specific holds: a job title in the nearest unit, then the nearest unit, then the job
    title in the whole city. Two queries for any number of places and competences.
    """

    def __init__(
        self, competences: Iterable[Competence], places: Iterable[Place], day: date
    ) -> None:
        self._own = {c.pk: c.target for c in competences}
        self._rows: dict[int, list[CompetenceTarget]] = defaultdict(list)
        for row in CompetenceTarget.objects.filter(competence__in=list(self._own)):
            self._rows[row.competence_id].append(row)
        units = {place.unit for place in places if place.unit}
        self._above = units_above(units, day) if self._rows else {}

    def of(
        self, competence: Competence, place: Place | None, *, without: Collection[int] = ()
    ) -> int | None:
        """`without`: rows (by pk) that are left out, for what would hold if they were not there."""
        own = self._own.get(competence.pk, competence.target)
        if place is None:
            return own
        above = self._above.get(place.unit or 0, {})
        fitting = [
            row
            for row in self._rows.get(competence.pk, ())
            if row.pk not in without
            and (row.unit_id is None or row.unit_id in above)
            and (not row.job_title or same(row.job_title) == place.title)
        ]
        if not fitting:
            return own

        def distance(row: CompetenceTarget) -> tuple[int, bool]:
            far = above[row.unit_id] if row.unit_id else 1000
            return far, not row.job_title

        return min(fitting, key=distance).level
