"""What units are called and who leads them, for many at once."""

from collections.abc import Iterable
from datetime import date

from core import clock
from core.fields import Translated
from organization.models import Leadership, Membership, Person, UnitPeriod
from organization.selectors import led_employments, person_of, principals_of
from training_plans.names import Name, Team


def unit_names(units: Iterable[int], day: date | None = None) -> dict[int, Translated]:
    """Names on `day` (today), of units that have ended their last ones. Two queries at most."""
    day, wanted = day or clock.today(), set(units)
    found = dict(UnitPeriod.objects.on(day).filter(unit__in=wanted).values_list("unit_id", "name"))
    rest = wanted - found.keys()
    if rest:
        rows = UnitPeriod.objects.filter(unit__in=rest).order_by("valid_from")
        found.update(rows.values_list("unit_id", "name"))
    return found


def leaders(units: Iterable[int], day: date | None = None) -> dict[int, Person]:
    """Who leads each unit on `day` (today). One query."""
    rows = (
        Leadership.objects.on(day or clock.today())
        .filter(unit__in=set(units))
        .select_related("person__user")
    )
    return {row.unit_id: row.person for row in rows}


def job_title(person: Person, day: date | None = None) -> str:
    """The person's present job title, "" without an employment."""
    row = (
        Membership.objects.on(day or clock.today())
        .filter(employment__person=person)
        .order_by("employment__starts_on")
        .first()
    )
    return row.job_title if row else ""


def team_of_writer(user: object) -> Team:
    """The names that the form looks for in a text: those whom the writer leads or stands in for;
    for one who leads nobody, the colleagues in the same unit."""
    person, day = person_of(user), clock.today()
    if person is None:
        return Team([])
    leading = [person, *principals_of(person, "plan", day)]
    people = Person.objects.filter(
        employments__in=[
            pk for p in leading for pk in led_employments(p, day).values_list("pk", flat=True)
        ]
    )
    rows = list(people.values_list("first_name", "last_name").distinct())
    if not rows:
        units = Membership.objects.on(day).filter(employment__person=person).values("unit")
        rows = list(
            Person.objects.filter(
                employments__memberships__in=Membership.objects.on(day).filter(unit__in=units)
            )
            .values_list("first_name", "last_name")
            .distinct()
        )
    return Team(Name(first, last) for first, last in rows)
