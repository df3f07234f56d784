"""Who would lead in a circle, also over several: A leads B, B leads C, C leads A."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from organization.importing.values import Parsed
from organization.models import Membership, ReportingLine, SupervisorOverride


class Chain:
    """Supervisors by employee number: the file's word before the database's."""

    def __init__(self, rows: Mapping[str, list[Parsed]], day: date) -> None:
        self.told: dict[str, set[str]] = defaultdict(set)
        for number, of_person in rows.items():
            for row in of_person:
                if row.get("supervisor"):
                    self.told[number].add(row.get("supervisor"))
        self.stored: dict[str, set[str]] = defaultdict(set)
        if self.told:
            lines = ReportingLine.objects.on(day).values_list(
                "employment__person__employee_number", "supervisor__employee_number"
            )
            for led, boss in lines:
                if led and boss:
                    self.stored[led].add(boss)

    def above(self, number: str) -> Iterable[str]:
        return sorted(self.told.get(number) or self.stored.get(number) or [])

    def circle(self, number: str) -> list[str]:
        """The way from a person up through the supervisors and back, or nothing."""
        todo: list[list[str]] = [[number, boss] for boss in sorted(self.told.get(number, ()))]
        seen: set[str] = set()
        while todo:
            way = todo.pop()
            if way[-1] == number:
                return way
            if way[-1] not in seen:
                seen.add(way[-1])
                todo += [[*way, boss] for boss in self.above(way[-1])]
        return []


def led_by_own_people(leaders: Iterable[int], day: date) -> set[tuple[int, int]]:
    """(person, unit): whoever has been named the person's supervisor works in the unit, so that the
    two would lead each other if the person led it."""
    named = SupervisorOverride.objects.on(day).filter(employment__person__in=list(leaders))
    pairs = list(named.values_list("employment__person", "supervisor"))
    members = Membership.objects.on(day).filter(
        employment__person__in={boss for _person, boss in pairs}
    )
    units: dict[int, set[int]] = defaultdict(set)
    for boss, unit in members.values_list("employment__person", "unit"):
        units[boss].add(unit)
    return {(person, unit) for person, boss in pairs for unit in units[boss]}
