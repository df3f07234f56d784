"""The derived tables say the same as a plain answer asked day by day."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organization import closure
from organization.models import (
    Employment,
    Leadership,
    Membership,
    Person,
    ReportingLine,
    SupervisorOverride,
    Unit,
    UnitAncestor,
    UnitPeriod,
)
from tests.factories import LeadershipFactory, PersonFactory, UnitFactory

START = date(2025, 1, 1)
DAYS, UNITS, PEOPLE = 6, 5, 5


def values(*choices):
    """What holds on each of the days; the last day's value holds for good."""
    return st.lists(st.sampled_from(choices), min_size=DAYS, max_size=DAYS)


def stretches(line):
    """[(value, valid_from, valid_until)] of a value for each day, without the days of None."""
    found, start = [], 0
    for i in range(1, DAYS + 1):
        if i == DAYS or line[i] != line[start]:
            if line[start] is not None:
                end = None if i == DAYS else START + timedelta(days=i)
                found.append((line[start], START + timedelta(days=start), end))
            start = i
    return found


@st.composite
def organisations(draw):
    people = range(PEOPLE)
    return SimpleNamespace(
        # Unit 0 is the city; the others hang anywhere, at times nowhere, at times in a circle.
        parents=[draw(values(None, *range(UNITS))) for _ in range(UNITS - 1)],
        leaders=[draw(values(None, *people)) for _ in range(UNITS)],
        memberships=[draw(values(None, *range(UNITS))) for _ in people],
        overrides=[draw(values(None, None, None, *people)) for _ in people],
        ends=[draw(st.sampled_from([None, *range(1, DAYS)])) for _ in people],
    )


def naive_chain(o, unit, day):
    chain, here = [], unit
    while here is not None and here not in chain:
        if here and o.parents[here - 1][day] is None:
            break
        chain.append(here)
        here = o.parents[here - 1][day] if here else None
    return chain


def naive_supervisor(o, person, day):
    if o.ends[person] is not None and day >= o.ends[person]:
        return None
    if o.overrides[person][day] is not None:
        return o.overrides[person][day]
    unit = o.memberships[person][day]
    if unit is None:
        return None
    bosses = [o.leaders[here][day] for here in naive_chain(o, unit, day)]
    while person in bosses:
        bosses = bosses[bosses.index(person) + 1 :]
    return next((boss for boss in bosses if boss is not None), None)


def build(o):
    units = [Unit.objects.create() for _ in range(UNITS)]
    people = [Person.objects.create(first_name="A", last_name=str(i)) for i in range(PEOPLE)]
    UnitPeriod.objects.create(unit=units[0], name="0", kind="city", valid_from=START)
    for i, line in enumerate(o.parents, start=1):
        for parent, start, end in stretches(line):
            UnitPeriod.objects.create(
                unit=units[i],
                name=str(i),
                kind="team",
                parent=units[parent],
                valid_from=start,
                valid_until=end,
            )
    for i, line in enumerate(o.leaders):
        for leader, start, end in stretches(line):
            Leadership.objects.create(
                unit=units[i], person=people[leader], valid_from=start, valid_until=end
            )
    employments = []
    for i, person in enumerate(people):
        ends = None if o.ends[i] is None else START + timedelta(days=o.ends[i])
        employment = Employment.objects.create(
            person=person, contract="permanent", starts_on=START, ends_on=ends
        )
        employments.append(employment)
        for unit, start, end in stretches(o.memberships[i]):
            Membership.objects.create(
                employment=employment,
                unit=units[unit],
                job_title="x",
                valid_from=start,
                valid_until=end,
            )
        for boss, start, end in stretches(o.overrides[i]):
            SupervisorOverride.objects.create(
                employment=employment, supervisor=people[boss], valid_from=start, valid_until=end
            )
    return units, people, employments


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(o=organisations())
def test_lines_and_ancestors_equal_the_plain_answer(db, o):
    with transaction.atomic():
        units, people, employments = build(o)
        closure.rebuild()
        # Far beyond the last change the last picture stands.
        for offset, day in [*((d, d) for d in range(DAYS)), (1_000, DAYS - 1)]:
            when = START + timedelta(days=offset)
            lines = dict(ReportingLine.objects.on(when).values_list("employment", "supervisor"))
            assert lines == {
                employments[i].pk: people[boss].pk
                for i in range(PEOPLE)
                if (boss := naive_supervisor(o, i, day)) is not None
            }
            above = set(
                UnitAncestor.objects.on(when).values_list("unit", "ancestor", "depth").distinct()
            )
            assert above == {
                (units[i].pk, units[ancestor].pk, depth)
                for i in range(UNITS)
                for depth, ancestor in enumerate(naive_chain(o, i, day))
            }
        transaction.set_rollback(True)


def test_nothing_holds_before_the_first_day(world):
    before = world.start - timedelta(days=1)
    assert not ReportingLine.objects.on(before).exists()
    assert not UnitAncestor.objects.on(before).exists()


def test_rebuilding_some_leaves_the_others(world):
    mine = world.employment("tiina")
    kept = set(ReportingLine.objects.exclude(employment=mine).values_list("pk", flat=True))
    closure.rebuild_reporting_lines([mine.pk])
    assert set(ReportingLine.objects.exclude(employment=mine).values_list("pk", flat=True)) == kept
    assert ReportingLine.objects.filter(employment=mine, supervisor=world.mervi).count() == 1


def test_rebuilding_twice_says_the_same(world):
    def picture():
        return set(
            ReportingLine.objects.values_list(
                "employment", "supervisor", "valid_from", "valid_until"
            )
        )

    before = picture()
    closure.rebuild()
    assert picture() == before


def test_reads_do_not_grow_with_people(db):
    reads = []
    for size in (100, 2_000):
        big_organisation(size)
        with CaptureQueriesContext(connection) as queries:
            closure.rebuild_reporting_lines()
        reads.append(sum(q["sql"].startswith("SELECT") for q in queries))
    assert reads == [7, 7]
    assert ReportingLine.objects.count() == 2_100


def test_forty_thousand_employments_each_have_a_supervisor(db):
    """The size of Finland's biggest cities; how long it takes is measured by `make bench`."""
    big_organisation(40_000)
    closure.rebuild()
    assert ReportingLine.objects.count() == 40_000


def big_organisation(size):
    """Teams of twenty in areas of twenty teams; each has changed its leader twice."""
    city = UnitFactory(kind="city", parent=None)
    manager = PersonFactory()
    LeadershipFactory(unit=city, person=manager)
    teams = -(-size // 20)
    units = Unit.objects.bulk_create(Unit() for _ in range(teams + -(-teams // 20)))
    areas, teams = units[: -(-teams // 20)], units[-(-teams // 20) :]
    parents = dict.fromkeys(areas, city) | {team: areas[i // 20] for i, team in enumerate(teams)}
    UnitPeriod.objects.bulk_create(
        UnitPeriod(unit=unit, name="x", kind="team", parent=parent, valid_from=START)
        for unit, parent in parents.items()
    )
    leaders = Person.objects.bulk_create(Person(first_name="L", last_name="x") for _ in units)
    changes = [START, date(2025, 6, 1), date(2026, 1, 1), None]
    Leadership.objects.bulk_create(
        Leadership(
            unit=unit, person=leaders[i - turn], valid_from=changes[turn],
            valid_until=changes[turn + 1],
        )
        for i, unit in enumerate(units)
        for turn in (0, 2)
    )  # fmt: skip
    people = Person.objects.bulk_create(
        (Person(first_name="A", last_name="x") for _ in range(size)), batch_size=5_000
    )
    employments = Employment.objects.bulk_create(
        (Employment(person=p, contract="permanent", starts_on=date(2026, 1, 1)) for p in people),
        batch_size=5_000,
    )
    Membership.objects.bulk_create(
        (
            Membership(
                employment=employment,
                unit=teams[i // 20],
                job_title="x",
                valid_from=employment.starts_on,
            )
            for i, employment in enumerate(employments)
        ),
        batch_size=5_000,
    )
