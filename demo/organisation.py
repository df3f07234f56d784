"""Writes the demo's units, people, who leads whom, bodies and roles. In bulk: the same code grows
the organisation to tens of thousands."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import uuid4

from accounts.models import User
from demo.cast import BY_KEY as CAST
from demo.people import Employee, uuid_for
from demo.units import AREA, FOUNDED, REFORM, RESPONSIBILITY, SPECS, UNITS, UnitSpec
from organization.models import (
    Body,
    BodyKind,
    BodyMembership,
    ClockVariant,
    Deputy,
    Employment,
    GroupYears,
    Leadership,
    Membership,
    Person,
    RoleGrant,
    SupervisorOverride,
    Unit,
    UnitPeriod,
)

BATCH = 2_000
TERM_ENDS = date(2029, 1, 1)  # the committee's term is four years (449/2007 14 §)

ROLES = {
    "jari": RoleGrant.Role.HR_MAIN,
    "sanna": RoleGrant.Role.HR_PLANNER,
    "veera": RoleGrant.Role.SYSTEM_ADMIN,
    "kaisa": RoleGrant.Role.DATA_PROTECTION,
}
EMPLOYER, PERSONNEL = BodyMembership.Side.EMPLOYER, BodyMembership.Side.PERSONNEL
CHAIR, SECRETARY, MEMBER, DEPUTY = BodyMembership.Role.values
COMMITTEE = (
    ("hanna", CHAIR, EMPLOYER),
    ("secretary", SECRETARY, BodyMembership.Side.NONE),
    ("jari", MEMBER, EMPLOYER),
    ("outi", MEMBER, EMPLOYER),
    ("pekka", MEMBER, EMPLOYER),
    ("anneli", MEMBER, PERSONNEL),
    ("timo", MEMBER, PERSONNEL),
    ("noora", MEMBER, PERSONNEL),
    ("lauri", MEMBER, PERSONNEL),
    ("kari", DEPUTY, EMPLOYER),
    ("juha", DEPUTY, PERSONNEL),
    ("emmi", DEPUTY, PERSONNEL),
)


def write_units(specs: Sequence[UnitSpec], number: str = "") -> dict[str, Unit]:
    """The units by key + number; parents outside `specs` must exist. `number` marks a copy."""
    units = {spec.key + number: _unit(spec.key + number) for spec in specs}
    Unit.objects.bulk_create(units.values(), batch_size=BATCH)
    known = units if not number else existing_units() | units
    UnitPeriod.objects.bulk_create(
        (period for spec in specs for period in _periods(spec, known, number)), batch_size=BATCH
    )
    return units


def _unit(key: str) -> Unit:
    return Unit(uuid=uuid_for("unit", key), code=code(key))


def code(key: str) -> str:
    """The code of a unit in the HR system."""
    return key.upper().replace("_", "-")


def existing_units() -> dict[str, Unit]:
    """The demo's units by key."""
    units = Unit.objects.exclude(code=None)
    return {str(unit.code).lower().replace("-", "_"): unit for unit in units}


def _periods(spec: UnitSpec, units: dict[str, Unit], number: str) -> Iterable[UnitPeriod]:
    more = f" {int(number)}" if number else ""
    education = bool(spec.parity) or spec.education

    def period(
        start: date, end: date | None, parent: str, kind: str, name: dict[str, str]
    ) -> UnitPeriod:
        return UnitPeriod(
            unit=units[spec.key + number],
            valid_from=start,
            valid_until=end,
            parent=units[parent] if parent else None,
            kind=kind,
            name=name,
            clock_variant=ClockVariant.EDUCATION if education else ClockVariant.GENERAL,
            group_years=spec.parity or GroupYears.NEVER,
            is_directors_area=spec.directors_area,
            is_balance_unit=spec.balance,
        )

    name = {"fi": spec.fi + more, "sv": spec.sv + more, "en": spec.en + more}
    if spec.before and not number:
        earlier = {"fi": spec.before.fi} if spec.before.fi else name
        kind = spec.before.kind or spec.kind
        yield period(FOUNDED, REFORM, spec.before.parent, kind, earlier)
    begins = REFORM if spec.new or spec.before else FOUNDED
    yield period(begins, spec.ends, spec.parent, spec.kind, name)


def write_people(people: Sequence[Employee], first_number: int = 10_001) -> None:
    """Accounts, persons, employments and memberships; and leaderships of those who lead a unit."""
    units = existing_units()
    users = {
        p.number: User(
            uuid=uuid_for("user", p.number),
            email=p.email,
            language=p.language,
            password="!" + uuid4().hex,
        )
        for p in people
        if p.account
    }
    User.objects.bulk_create(users.values(), batch_size=BATCH)
    persons = [
        Person(
            uuid=uuid_for("person", p.number),
            employee_number=str(first_number + place),
            first_name=p.first_name,
            last_name=p.last_name,
            email=p.email,
            user=users.get(p.number),
        )
        for place, p in enumerate(people)
    ]
    Person.objects.bulk_create(persons, batch_size=BATCH)
    employments: list[Employment] = []
    memberships: list[Membership] = []
    for place, (p, person) in enumerate(zip(people, persons, strict=True)):
        for unit, percent, suffix in (
            (p.unit, p.percent, ""),
            (p.extra_unit, p.extra_percent, "-2"),
        ):
            if not unit:
                continue
            employment = Employment(
                uuid=uuid_for("employment", p.number + suffix),
                person=person,
                external_id=f"{first_number + place}{suffix or '-1'}",
                contract="fixed_term" if p.fixed_term else "permanent",
                percent=percent,
                starts_on=p.starts_on,
                ends_on=p.ends_on,
            )
            employments.append(employment)
            memberships += _memberships(p, employment, unit, units, place)
    Employment.objects.bulk_create(employments, batch_size=BATCH)
    Membership.objects.bulk_create(memberships, batch_size=BATCH)
    _write_leaderships(people, persons, units)


def _memberships(
    p: Employee, employment: Employment, unit: str, units: dict[str, Unit], place: int
) -> Iterable[Membership]:
    spec = SPECS.get(unit)
    started = max(p.starts_on, FOUNDED)
    if spec and spec.new and started < REFORM:
        before = spec.came_from[place % len(spec.came_from)]
        yield Membership(
            employment=employment,
            unit=units[before],
            job_title=p.job_title,
            valid_from=started,
            valid_until=REFORM,
        )
        started = REFORM
    yield Membership(
        employment=employment,
        unit=units[unit],
        job_title=p.job_title,
        valid_from=started,
        valid_until=p.ends_on,
    )


def _write_leaderships(
    people: Sequence[Employee], persons: Sequence[Person], units: dict[str, Unit]
) -> None:
    leaders = {p.unit: person for p, person in zip(people, persons, strict=True) if p.leads}
    rows = []
    for key, person in leaders.items():
        spec = SPECS.get(key)
        led = [key] + ([s.key for s in UNITS if s.led_by == key] if spec else [])
        for unit in led:
            of = SPECS.get(unit)
            rows.append(
                Leadership(
                    unit=units[unit],
                    person=person,
                    valid_from=REFORM if of and of.new else FOUNDED,
                    valid_until=of.ends if of else None,
                )
            )
    Leadership.objects.bulk_create(rows, batch_size=BATCH)


def cast() -> dict[str, Person]:
    """The cast's persons by key, as far as they have been loaded."""
    keys = {uuid_for("person", member.number): key for key, member in CAST.items()}
    found = Person.objects.filter(uuid__in=keys).select_related("user")
    return {keys[person.uuid]: person for person in found}


def write_offices() -> None:
    """The elected chair, HR and other roles, leadership groups and the cooperation committee."""
    elected = CAST["elected"]
    account = User.objects.create(
        uuid=uuid_for("user", elected.number),
        email="matti.honkanen@heinola.example",
        password="!" + uuid4().hex,
    )
    Person.objects.create(
        uuid=uuid_for("person", elected.number),
        first_name=elected.first_name,
        last_name=elected.last_name,
        email=account.email,
        user=account,
    )
    people = cast()
    SupervisorOverride.objects.create(
        employment=Employment.objects.get(person=people["ilkka"]),
        supervisor=people["elected"],
        valid_from=FOUNDED,
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(person=people[key], role=role, valid_from=FOUNDED) for key, role in ROLES.items()
    )
    Deputy.objects.create(
        supervisor=people["mervi"],
        deputy=people["heidi"],
        may_prepare=True,
        may_hold=True,
        valid_from=date(2026, 6, 1),
        valid_until=date(2026, 9, 1),
    )
    _write_bodies(people)


def _write_bodies(people: dict[str, Person]) -> None:
    units = existing_units()
    leaders = {
        row.unit_id: row.person for row in Leadership.objects.on(REFORM).select_related("person")
    }
    committee = _body(
        "committee",
        BodyKind.COOPERATION,
        units["city"],
        ("YT-neuvottelukunta", "Samarbetskommittén", "Cooperation committee"),
    )
    seats = [_seat(committee, people[key], role, side, TERM_ENDS) for key, role, side in COMMITTEE]
    # A7: one body, many names.
    city = _body(
        "city_leadership",
        BodyKind.CITY_LEADERSHIP,
        units["city"],
        ("Kaupunginjohtajan johtoryhmä", "Stadsdirektörens ledningsgrupp", "Management group"),
    )
    directors = [leaders[units[s.key].pk] for s in UNITS if s.kind == AREA and not s.ends]
    seats.append(_seat(city, people["ilkka"], CHAIR))
    seats.append(_seat(city, people["jari"], SECRETARY))
    seats += [_seat(city, director, MEMBER) for director in directors]
    for spec in UNITS:
        if spec.kind == AREA and not spec.ends:
            body = _body(
                f"{spec.key}_leadership",
                BodyKind.AREA_LEADERSHIP,
                units[spec.key],
                (
                    f"{GENITIVE[spec.key]} johtoryhmä",
                    f"Ledningsgruppen för {spec.sv.lower()}",
                    f"Leadership group of {spec.en.lower()}",
                ),
            )
            director = leaders[units[spec.key].pk]
            below = [
                leaders[units[s.key].pk]
                for s in UNITS
                if s.parent == spec.key and s.kind == RESPONSIBILITY and s.leads
            ]
            seats.append(_seat(body, director, CHAIR))
            seats += [_seat(body, person, MEMBER) for person in below if person != director]
    BodyMembership.objects.bulk_create(seats)


GENITIVE = {
    "shared_services": "Yhteisten palvelujen",
    "wellbeing": "Hyvinvointipalvelujen",
    "environment": "Kaupunkiympäristön",
}


def _body(key: str, kind: BodyKind, unit: Unit, names: tuple[str, str, str]) -> Body:
    name = dict(zip(("fi", "sv", "en"), names, strict=True))
    body: Body = Body.objects.create(uuid=uuid_for("body", key), kind=kind, unit=unit, name=name)
    return body


def _seat(
    body: Body,
    person: Person,
    role: str,
    side: str = BodyMembership.Side.NONE,
    until: date | None = None,
) -> BodyMembership:
    return BodyMembership(
        body=body, person=person, role=role, side=side, valid_from=REFORM, valid_until=until
    )
