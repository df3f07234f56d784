"""Who is away, until when; and whose people then have nobody to turn to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from organization.absences.models import Absence
from organization.models import Deputy, Person, ReportingLine
from organization.selectors import employed_on
from organization.selectors.people import Found, with_places

# After a return what is due waits this long before it is due again.
AFTER_RETURN = timedelta(days=14)


@dataclass(frozen=True)
class Away:
    """Since when, and the first day back (None: not known)."""

    since: date
    back_on: date | None

    @property
    def last_day(self) -> date | None:
        return self.back_on - timedelta(days=1) if self.back_on else None


def absences_on(day: date) -> QuerySet[Absence]:
    return Absence.objects.on(day).filter(employment__in=employed_on(day))


def away(people: Iterable[Person | int], day: date) -> dict[int, Away]:
    """By person's key, those all of whose employments are away on `day`. Two queries."""
    ids = {getattr(person, "pk", person) for person in people}
    if not ids:
        return {}
    rows = absences_on(day).filter(employment__person__in=ids).select_related("employment")
    absent = {row.employment_id: row for row in rows}
    if not absent:
        return {}
    works = {
        person
        for pk, person in employed_on(day)
        .filter(person__in={row.employment.person_id for row in absent.values()})
        .values_list("pk", "person")
        if pk not in absent
    }
    found: dict[int, Away] = {}
    for row in absent.values():
        person = row.employment.person_id
        if person in works:
            continue
        before = found.get(person)
        # Of several employments the one that brings the person back first.
        if before is None or (row.valid_until or date.max) < (before.back_on or date.max):
            found[person] = Away(row.valid_from, row.valid_until)
    return found


def due_after_return(due: date, returned_on: date | None) -> date:
    """What was due while somebody was away is due two weeks after the return."""
    return due if returned_on is None else max(due, returned_on + AFTER_RETURN)


@dataclass(frozen=True)
class Line:
    """An absence in HR's list. `unstaffed`: leads people, and no deputy holds their talks."""

    absence: Absence
    found: Found
    state: str
    unstaffed: bool


NOW, COMING, OVER = "now", "coming", "over"


def lines(rows: Sequence[Absence], day: date) -> list[Line]:
    """Rows of a page. A constant number of queries."""
    places = {f.employment.pk: f for f in with_places([row.employment for row in rows], day)}
    lacking = without_deputy({row.employment.person_id for row in rows}, day)
    return [
        Line(
            row,
            places[row.employment_id],
            state_of(row, day),
            row.employment.person_id in lacking and state_of(row, day) != OVER,
        )
        for row in rows
    ]


def state_of(absence: Absence, day: date) -> str:
    if absence.valid_from > day:
        return COMING
    return OVER if absence.valid_until and absence.valid_until <= day else NOW


def without_deputy(people: Iterable[int], day: date) -> set[int]:
    """Those of `people` who lead somebody on `day` and have no deputy who may hold the talks."""
    ids = set(people)
    leads = (
        ReportingLine.objects.on(day)
        .filter(supervisor__in=ids)
        .values_list("supervisor", flat=True)
    )
    covered = (
        Deputy.objects.in_force(day)
        .filter(supervisor__in=ids, may_hold=True)
        .exclude(deputy__in=away_people(day))
        .values_list("supervisor", flat=True)
    )
    return set(leads) - set(covered)


def holding_deputies(supervisor: Person, day: date) -> QuerySet[Deputy]:
    """Who may hold the supervisor's talks on `day` and is not away."""
    rows = Deputy.objects.in_force(day).filter(supervisor=supervisor, may_hold=True)
    return rows.exclude(deputy__in=away_people(day)).select_related("deputy")


def away_people(day: date) -> QuerySet[Person]:
    """Those with an absence on `day`, as a subquery."""
    return Person.objects.filter(pk__in=absences_on(day).values("employment__person"))


def unstaffed(day: date) -> dict[Person, Away]:
    """Supervisors who are away on `day` and whose people nobody stands in for."""
    leaders = Person.objects.filter(
        pk__in=away_people(day).values("pk"),
        led_lines__in=ReportingLine.objects.on(day).values("pk"),
    ).distinct()
    people = {person.pk: person for person in leaders}
    lacking = without_deputy(people, day)
    return {people[pk]: found for pk, found in away(lacking, day).items()} if lacking else {}
