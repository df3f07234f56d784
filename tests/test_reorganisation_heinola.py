"""The city's own change of 1.1.2025 and a second, different one, run on the demo's organisation.

With open conversations in every state and unfinished plans nothing is stranded (requirements 62,
82).
"""

from datetime import date, timedelta

import pytest
from django.db.models import F

from annual_clock.defaults import ensure_year
from annual_clock.obligations import all_obligations
from competencies.defaults import ensure_defaults
from conversations.models import Conversation
from conversations.services.rounds import ensure_round, make_chunk
from core import clock, work
from demo import organisation, people, reorganisations
from demo.units import REFORM, UNITS
from organization import closure
from organization.models import (
    Employment,
    Leadership,
    Membership,
    Person,
    ReportingLine,
    Unit,
    UnitPeriod,
    UnitSuccessor,
)
from organization.reorganisation import services, succession
from organization.reorganisation.models import Reorganisation, ReorganisationStep
from organization.reorganisation.selectors import page
from tests.reorganisations import nothing_is_stranded, pass_to
from training_plans import services as plan_services
from training_plans.models import Plan

BEFORE = REFORM - timedelta(days=1)
NEXT = reorganisations.NEXT
SECTORS = {
    "Elinvoimatoimiala",
    "Hyvinvointitoimiala",
    "Lupa- ja valvontatoimiala",
    "Tekninen toimiala",
    "Yhteiset palvelut",
}
AREAS = {"Hyvinvointipalvelut", "Kaupunkiympäristö", "Yhteiset palvelut"}


@pytest.fixture
def city(db):
    """The demo's organisation without its history of talks and plans."""
    clock.move_to(people.ANCHOR)
    organisation.write_units(UNITS)
    organisation.write_people(people.employees())
    organisation.write_offices()
    closure.rebuild()


def jari():
    return organisation.cast()["jari"].user


def picture(day):
    """What stands on a day, whichever rows say so."""
    periods = UnitPeriod.objects.on(day).values_list(
        "unit__code", "parent__code", "kind", "clock_variant", "group_years", "is_directors_area",
        "is_balance_unit", "name",
    )  # fmt: skip
    return (
        {(*row[:-1], str(row[-1])) for row in periods},
        set(Leadership.objects.on(day).values_list("unit__code", "person__uuid")),
        set(Membership.objects.on(day).values_list("employment__uuid", "unit__code", "job_title")),
        set(ReportingLine.objects.on(day).values_list("employment__uuid", "supervisor__uuid")),
    )


def back_to_2024():
    """The city as its register stood on the last day of 2024, the change not yet written."""
    Employment.objects.filter(starts_on__gte=REFORM).delete()
    for model in (UnitPeriod, Leadership, Membership):
        model.objects.filter(valid_from__gte=REFORM).delete()
    # Who left with the water utility and the premises centre is known by the HR system already.
    leavers = Membership.objects.filter(employment__ends_on=REFORM)
    Membership.objects.exclude(pk__in=leavers).filter(valid_until=REFORM).update(valid_until=None)
    for row in Membership.objects.exclude(employment__ends_on=None).select_related("employment"):
        Membership.objects.filter(pk=row.pk).update(valid_until=row.employment.ends_on)
    for model in (UnitPeriod, Leadership):
        model.objects.filter(valid_until=REFORM).update(valid_until=None)
    Unit.objects.filter(periods=None).delete()
    closure.rebuild()


def open_matters(day):
    """Conversations preparing, held and signed by one; team and area plans half-written."""
    year = day.year
    ensure_year(year)
    ensure_defaults(year)
    opened = ensure_round(year=year)
    make_chunk(opened, day, list(Employment.objects.on(day).values_list("pk", flat=True)))
    keys = list(Conversation.objects.order_by("pk").values_list("pk", flat=True))
    held = Conversation.objects.filter(pk__in=keys[::3])
    held.update(state="held", held_at=clock.now(), held_by=F("supervisor"))
    Conversation.objects.filter(pk__in=keys[::10]).update(state="locked", held_at=clock.now())
    package = plan_services.open_year(user=jari(), year=year + 1)
    Plan.objects.bulk_create(
        Plan(package=package, unit=row.unit, level=row.kind, state=state)
        for row, state in zip(
            UnitPeriod.objects.on(day).filter(kind__in=["team", "responsibility_area"]),
            ["draft", "draft", "submitted"] * 100,
            strict=False,
        )
    )
    assert Conversation.objects.filter(state="preparing").count() > 100
    assert Conversation.objects.filter(state="held").count() > 50


def reform():
    steps = list(reorganisations.reform_steps())
    wanted = picture(REFORM)
    back_to_2024()
    clock.move_to(date(2024, 11, 18))
    open_matters(date(2024, 11, 18))
    draft = services.prepare(
        user=jari(), name="Viidestä toimialasta kolmeen palvelualueeseen", effective_on=REFORM
    )
    ReorganisationStep.objects.bulk_create(
        ReorganisationStep(
            reorganisation=draft,
            order=order,
            kind=kind,
            data=data,
            **({"uuid": people.uuid_for("unit", about)} if kind == "create" else {}),
        )
        for order, (kind, data, about) in enumerate(steps, start=1)
    )
    return draft, wanted


def coming():
    clock.move_to(people.ANCHOR)
    draft = reorganisations.write_draft()
    open_matters(people.ANCHOR)
    return draft, None


@pytest.mark.requirement(62, 82)
@pytest.mark.parametrize("change", [reform, coming], ids=["1.1.2025", "another"])
def test_nothing_is_stranded(city, change):
    draft, wanted = change()
    day = draft.effective_on
    open_before = Conversation.objects.exclude(state="locked").count()
    told = page(draft)
    assert told.trial.ok, [t.fault for t in told.trial.steps if t.fault] + list(told.trial.faults)
    assert any("avoin" in str(e.title) for e in told.picture.effects)
    services.schedule(user=jari(), reorganisation=draft)
    assert not UnitPeriod.objects.filter(valid_from=day).exists()
    pass_to(day)
    assert Reorganisation.objects.get(pk=draft.pk).state == "in_effect"
    if wanted is not None:
        now = picture(day)
        for got, expected in zip(now, wanted, strict=True):
            assert {r for r in got if _known(r)} == {r for r in expected if _known(r)}
    assert Conversation.objects.exclude(state="locked").count() == open_before
    nothing_is_stranded(day)
    each_obligation_has_somebody(day)
    # Once more, by a second worker: nothing more happens.
    rows = Membership.objects.count(), UnitPeriod.objects.count(), UnitSuccessor.objects.count()
    services.owe_due(day)
    work.drain()
    assert rows == (
        Membership.objects.count(), UnitPeriod.objects.count(), UnitSuccessor.objects.count()
    )  # fmt: skip


def _known(row):
    """Rows of those who worked for the city before the change too."""
    first = row[0]
    if not hasattr(first, "hex"):
        return True
    return Employment.objects.filter(uuid=first, starts_on__lt=REFORM).exists()


def each_obligation_has_somebody(day):
    """Who owes anything works for the city, or is a person of its bodies; each open conversation of
    those who work is owed by its employee or present supervisor."""
    owed = all_obligations(day)
    about = {o.subject for o in owed}
    employed = Person.objects.filter(employments__in=Employment.objects.on(day))
    outside = Person.objects.filter(employments=None)
    working = {person.pk for person in (*employed, *outside)}
    assert {o.person.pk for o in owed} <= working
    for plan in Plan.objects.filter(state="draft").exclude(level="centralised"):
        assert plan.uuid in about, plan
    open_now = Conversation.objects.filter(
        state="preparing", employment__in=Employment.objects.on(day)
    )
    assert set(open_now.values_list("uuid", flat=True)) <= about


@pytest.mark.requirement(62, 82)
def test_figures_of_the_old_sectors_stay_readable_through_the_mapping(city):
    reorganisations.write_reform()
    kinds = UnitPeriod.objects.filter(kind="service_area")
    assert {str(row.name) for row in kinds.on(BEFORE)} == SECTORS
    assert {str(row.name) for row in kinds.on(REFORM)} == AREAS
    areas = {str(a.name): a for a in succession.areas_then_and_now(BEFORE, REFORM)}
    assert set(areas) == SECTORS
    vitality = {str(p.name): set(map(str, p.units)) for p in areas["Elinvoimatoimiala"].places}
    assert set(vitality) == {"Hyvinvointipalvelut", "Yhteiset palvelut"}
    assert {"Työllisyyspalvelut", "Lintuhoitola"} <= vitality["Hyvinvointipalvelut"]
    assert {"Elinkeinopalvelut", "Tapahtumat"} <= vitality["Yhteiset palvelut"]
    permits = areas["Lupa- ja valvontatoimiala"].places
    assert [str(place.name) for place in permits] == ["Kaupunkiympäristö"]
    units = organisation.existing_units()
    assert list(succession.became(units["vitality"], REFORM)) == [units["wellbeing_office"]]
    assert list(succession.became(units["library"], REFORM)) == [units["library"]]
    assert list(succession.became(units["vitality"], BEFORE)) == [units["vitality"]]


def test_the_demo_keeps_the_change_readable_and_a_draft_to_play_with(city):
    done, draft = reorganisations.write_reform(), reorganisations.write_draft()
    told = page(done)
    assert len(told.words) == done.steps.count() > 15
    assert any("Elinvoimatoimiala" in words for words in told.words)
    assert told.mapping
    ahead = page(draft)
    assert ahead.trial.ok
    assert len(ahead.trial.steps) == 8
    assert not UnitPeriod.objects.filter(name__fi="Puhtauspalvelut").exists()
