"""Finding somebody by name, for those who choose a person for a task."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from organization.models import Employment, Leadership, Membership, Person, ReportingLine
from organization.selectors import employed_on, periods_of

MOST = 20
SHORTEST = 2


@dataclass(frozen=True)
class Found:
    """An employment with what tells namesakes apart."""

    employment: Employment
    title: str
    unit: str

    @property
    def person(self) -> Person:
        return self.employment.person


def named(words: str, day: date, among: QuerySet[Employment] | None = None) -> list[Found]:
    """At most twenty who work on `day` and whose names begin with the words. Three queries."""
    if len(words.strip()) < SHORTEST:
        return []
    rows = employed_on(day) if among is None else among
    for word in words.split():
        rows = rows.filter(_begins("person__first_name", word) | _begins("person__last_name", word))
    return found(rows, day)


def _begins(field: str, word: str) -> Q:
    # SQLite compares only ASCII without regard to case: Äijälä is also looked for as written.
    return Q(**{f"{field}__istartswith": word}) | Q(
        **{f"{field}__istartswith": word[:1].upper() + word[1:]}
    )


def leaders(day: date) -> QuerySet[Employment]:
    """The employments of those who lead a unit or somebody on `day`."""
    units = Leadership.objects.on(day).values("person")
    lines = ReportingLine.objects.on(day).values("supervisor")
    return employed_on(day).filter(Q(person__in=units) | Q(person__in=lines))


def found(rows: QuerySet[Employment], day: date) -> list[Found]:
    people = list(
        rows.select_related("person__user").order_by(
            "person__last_name", "person__first_name", "pk"
        )[:MOST]
    )
    return with_places(people, day)


def with_places(employments: Iterable[Employment], day: date) -> list[Found]:
    """The employments with their title and unit on `day`. Two queries."""
    employments = list(employments)
    members = {
        m.employment_id: m
        for m in Membership.objects.on(day)
        .filter(employment__in=employments)
        .select_related("unit")
    }
    names = periods_of([m.unit for m in members.values()], day)
    return [
        Found(
            employment,
            members[employment.pk].job_title if employment.pk in members else "",
            str(names[members[employment.pk].unit_id].name)
            if employment.pk in members and members[employment.pk].unit_id in names
            else "",
        )
        for employment in employments
    ]
