"""Invented people for the demo's units, in the sources' proportions, the same every time.

Permanent and fixed-term: requirement 77 (145 of 658 fixed-term). Person-years: requirement 73,
table 2 for 2026. Retirements: requirement 79. Everything is chosen by seeds of its own per unit, so
that a change in one place leaves the others as they were.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from demo.cast import BY_KEY as CAST
from demo.cast import Member
from demo.texts.job_titles import JOB_TITLES
from demo.texts.names import (
    LAST_NAMES,
    MEN,
    SWEDISH_LAST_NAMES,
    SWEDISH_MEN,
    SWEDISH_WOMEN,
    WOMEN,
)
from demo.units import FOUNDED, REFORM, UNITS, UnitSpec, area_of

ANCHOR = date(2026, 2, 9)
SEED = "Heinola 2026"

# Table 2, person-years of 2026 (the city manager belongs to shared services' budget).
PERSON_YEARS = {"shared_services": 57.7, "wellbeing": 421.0, "environment": 137.5}
FIXED_TERM = {"shared_services": 5, "wellbeing": 118, "environment": 20}
RETIRED = {2024: 24, 2025: 9}
SHARES = (0.1, 0.2, 0.2, 0.3, 0.4, 0.5)


@dataclass(frozen=True)
class Employee:
    """One invented (or cast) person with one employment; `extra` percent in a second unit."""

    number: str
    first_name: str
    last_name: str
    unit: str
    job_title: str
    starts_on: date
    ends_on: date | None = None
    fixed_term: bool = False
    percent: int = 100
    email: str | None = None
    account: bool = False
    language: str = "fi"
    leads: bool = False
    extra_unit: str = ""
    extra_percent: int = 0
    key: str = ""


def random_for(*what: object) -> Random:
    """A generator of its own for each thing."""
    return Random(":".join([SEED, *map(str, what)]))


def uuid_for(*what: object) -> UUID:
    return UUID(int=random_for("uuid", *what).getrandbits(128), version=4)


_ADDRESS = str.maketrans("åäöéü", "aaoeu")


def address(first: str, last: str) -> str:
    return f"{first}.{last}@heinola.example".lower().translate(_ADDRESS).replace(" ", "")


class Names:
    """Names that nobody has yet; about one in twelve is Finland-Swedish."""

    def __init__(self) -> None:
        self.used = {address(m.first_name, m.last_name) for m in CAST.values()}

    def next(self, rng: Random, women: float = 0.75) -> tuple[str, str, bool]:
        swedish = rng.random() < 1 / 12
        woman = rng.random() < women
        firsts = (SWEDISH_WOMEN if woman else SWEDISH_MEN) if swedish else WOMEN if woman else MEN
        lasts = SWEDISH_LAST_NAMES if swedish else LAST_NAMES
        for attempt in range(1_000):
            first, last = rng.choice(firsts), rng.choice(lasts)
            if attempt > 20:
                # Larger organisations: double last names, of which there are enough for all.
                last = f"{last}-{rng.choice(lasts)}"
            if address(first, last) not in self.used:
                self.used.add(address(first, last))
                return first, last, swedish
        raise RuntimeError("No names are left")


def employees() -> list[Employee]:
    """All who work on the anchor day, and those who left since the register began."""
    names = Names()
    found = [person for unit in UNITS for person in team(unit, names)]
    found = _fixed_terms(found)
    found = _second_employments(found)
    found = _part_times(found)
    return found + list(_leavers(found, names))


def team(unit: UnitSpec, names: Names, number: str = "") -> Iterator[Employee]:
    """The people of one unit: leader, cast, others; nobody part-time or fixed-term yet."""
    rng = random_for("team", unit.key, number)
    titles = [(title, 1) for title in unit.titles] or JOB_TITLES[unit.flavour]
    weights = [weight for _title, weight in titles]
    women = {"technical": 0.25, "office": 0.7, "library": 0.65}.get(unit.flavour, 0.85)
    cast = [] if number else [CAST[key] for key in unit.cast]
    for place in range(unit.heads):
        leads = place == 0 and bool(unit.leads)
        started = _start(rng, early=leads)
        if cast and leads == (cast[0].job_title == unit.leads):
            yield _cast_member(cast.pop(0), unit, leads, min(started, FOUNDED))
            continue
        first, last, swedish = names.next(rng, women)
        connected = _connected(unit, rng, leads)
        title = unit.leads if leads else rng.choices(titles, weights)[0][0]
        yield Employee(
            number=f"{unit.key}{number}-{place:03}",
            first_name=first,
            last_name=last,
            unit=unit.key + number,
            job_title=title,
            starts_on=started,
            email=address(first, last) if connected == "e-mail" else None,
            account=connected != "none",
            language="sv" if swedish and rng.random() < 0.5 else "fi",
            leads=leads,
        )


def _cast_member(member: Member, unit: UnitSpec, leads: bool, started: date) -> Employee:
    email = address(member.first_name, member.last_name)
    return Employee(
        number=member.number,
        first_name=member.first_name,
        last_name=member.last_name,
        unit=unit.key,
        job_title=member.job_title,
        starts_on=started,
        email=email if member.account == "e-mail" else None,
        account=member.account != "none",
        language=member.language,
        leads=leads,
        key=member.key,
    )


def _connected(unit: UnitSpec, rng: Random, leads: bool) -> str:
    """Who shares a computer with others often has no address, some have no account either."""
    if leads or unit.flavour in ("office", "education", "library"):
        return "e-mail"
    draw = rng.random()
    limits = (0.08, 0.12) if unit.flavour == "care" else (0.25, 0.35)
    return "none" if draw < limits[0] else "plain" if draw < limits[1] else "e-mail"


def _start(rng: Random, *, early: bool) -> date:
    """When a permanent employment began: most before the register, a few of late."""
    draw = rng.random()
    if early or draw < 0.86:
        year = rng.randint(1990, 2022)
    else:
        year = rng.choice((2023, 2023, 2024, 2025))
    return date(year, rng.randint(1, 12), rng.choice((1, 1, 1, 15)))


def _fixed_terms(people: list[Employee]) -> list[Employee]:
    """Fixed-term: those in supported employment, and others by lot, never leaders or cast."""
    chosen: set[str] = set()
    for area, count in FIXED_TERM.items():
        rng = random_for("fixed", area)
        mine = [p for p in people if area_of(p.unit) == area and not p.leads and not p.key]
        rng.shuffle(mine)
        mine.sort(key=lambda p: p.unit not in ("supported", "projects"))
        chosen.update(p.number for p in mine[:count])
    return [as_fixed(p) if p.number in chosen else p for p in people]


def as_fixed(person: Employee) -> Employee:
    """The same person with a fixed-term employment of the last years."""
    rng = random_for("term", person.number)
    started = date(2024, 8, 1) + timedelta(days=7 * rng.randint(0, 74))
    ends = rng.choice((date(2026, 6, 1), date(2026, 8, 1), date(2027, 1, 1), date(2027, 8, 1)))
    return replace(person, fixed_term=True, starts_on=started, ends_on=ends)


def _second_employments(people: list[Employee]) -> list[Employee]:
    """Some school assistants also work in after-school care: one person, two employments."""
    assistants = [p for p in people if p.job_title == "koulunkäynninohjaaja" and not p.fixed_term]
    both = {p.number for p in assistants if p.unit in ("kailas", "lyseo", "jyranko")}
    chosen = set(sorted(both)[:4])
    return [
        replace(p, percent=70, extra_unit="afternoon", extra_percent=25)
        if p.number in chosen
        else p
        for p in people
    ]


def _part_times(people: list[Employee]) -> list[Employee]:
    """Part-time by lot until the person-years are table 2's."""
    percent = {p.number: p.percent for p in people}
    for area, target in PERSON_YEARS.items():
        mine = [p for p in people if _budget(p) == area]
        too_much = sum(p.percent + p.extra_percent for p in mine) - round(target * 100)
        candidates = [p for p in mine if not p.leads and not p.extra_unit and not p.key]
        random_for("part time", area).shuffle(candidates)
        rng = random_for("share", area)
        for person in candidates:
            if too_much <= 0:
                break
            cut = min(round(100 * rng.choice(SHARES)), too_much)
            percent[person.number] -= cut
            too_much -= cut
    return [replace(p, percent=percent[p.number]) for p in people]


def _budget(person: Employee) -> str:
    area = area_of(person.unit)
    return "shared_services" if area == "city" else area


def _leavers(people: list[Employee], names: Names) -> Iterator[Employee]:
    """Who retired, and who went with the water utility and the premises centre on 1.1.2025."""
    standing = {unit.key for unit in UNITS if not unit.new}
    permanent = [p for p in people if p.unit in standing]
    permanent = [p for p in permanent if not (p.fixed_term or p.leads or p.key)]
    for year, count in RETIRED.items():
        rng = random_for("retired", year)
        for place, model in enumerate(rng.sample(permanent, count)):
            first, last, _swedish = names.next(rng)
            yield Employee(
                number=f"retired-{year}-{place:02}",
                first_name=first,
                last_name=last,
                unit=model.unit,
                job_title=model.job_title,
                starts_on=date(rng.randint(1985, 2010), rng.randint(1, 12), 1),
                ends_on=date(year, rng.randint(2, 12), 1),
            )
    for unit in UNITS:
        rng = random_for("transferred", unit.key)
        for place in range(unit.heads_before):
            first, last, _swedish = names.next(rng, 0.2)
            yield Employee(
                number=f"{unit.key}-before-{place:02}",
                first_name=first,
                last_name=last,
                unit=unit.key,
                job_title=rng.choice(unit.titles),
                starts_on=date(rng.randint(1990, 2021), rng.randint(1, 12), 1),
                ends_on=REFORM,
            )


def on(people: Iterable[Employee], day: date) -> list[Employee]:
    return [p for p in people if p.starts_on <= day and (p.ends_on is None or p.ends_on > day)]
