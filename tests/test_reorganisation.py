"""A reorganisation of the small Heinola: prepared ahead, in effect on its day by itself."""

from datetime import date, timedelta

import pytest
from django.core import mail

from audit.models import Event
from core import clock, work
from core.models import Letter, Work
from core.policies import Refused, Stale
from organization import selectors
from organization import services as organisation
from organization.models import (
    BodyMembership,
    Leadership,
    Membership,
    ReportingLine,
    Unit,
    UnitPeriod,
    UnitSuccessor,
)
from organization.reorganisation import services, succession
from organization.reorganisation.models import Reorganisation
from organization.reorganisation.trying import attempt
from tests.conversation_factories import hold, open_round, talk_of
from tests.factories import EmploymentFactory
from tests.reorganisations import found, nothing_is_stranded, pass_to, prepare

DAY = date(2026, 6, 1)
BEFORE = DAY - timedelta(days=1)


@pytest.fixture
def hr(world):
    return world.user("jari")


def supervisor(world, name, day):
    return selectors.supervisor_of(world.employment(name), day)


def name_of(unit, day):
    return str(selectors.period_of(unit, day).name)


def cleaning_into_kitchens(world, hr):
    """Two teams become one new team that Heidi leads; Mervi's team ends."""
    draft = prepare(hr, DAY)
    new = found(hr, draft, "Tukipalvelut", "team", world.food_and_cleaning)
    for kind, data in (
        ("merge", {"units": [str(world.cleaning.uuid), str(world.kitchens.uuid)], "into": new}),
        ("leader", {"unit": new, "person": str(world.heidi.uuid)}),
    ):
        services.add_step(user=hr, reorganisation=draft, kind=kind, data=data)
    return draft, new


def test_a_draft_changes_nothing_and_is_hrs_alone(world, hr):
    draft, _new = cleaning_into_kitchens(world, hr)
    pass_to(DAY)
    assert not Unit.objects.filter(periods__name__fi="Tukipalvelut").exists()
    assert supervisor(world, "tiina", DAY) == world.mervi
    for name in ("mervi", "outi", "veera", "ilkka"):
        assert not Reorganisation.objects.visible_to(world.user(name)).exists()
        with pytest.raises(Refused):
            services.schedule(user=world.user(name), reorganisation=draft)


@pytest.mark.requirement(62)
def test_it_takes_effect_on_its_day_by_itself(world, hr):
    draft, new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=draft)
    pass_to(BEFORE)
    assert not Unit.objects.filter(uuid=new).exists()
    pass_to(DAY)
    unit = Unit.objects.get(uuid=new)
    assert Reorganisation.objects.get().state == "in_effect"
    assert name_of(unit, DAY) == "Tukipalvelut"
    assert selectors.period_of(world.cleaning, DAY) is None
    assert name_of(world.cleaning, BEFORE) == "Siivouspalvelut"
    assert supervisor(world, "tiina", DAY) == world.heidi
    assert supervisor(world, "tiina", BEFORE) == world.mervi
    assert supervisor(world, "mervi", DAY) == world.heidi
    assert supervisor(world, "heidi", DAY) == world.kari
    nothing_is_stranded(DAY)


def test_applying_twice_changes_nothing_more(world, hr):
    draft, _new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    rows = list(Membership.objects.order_by("pk").values_list())
    for _again in range(2):
        owed = Work.objects.get(kind=services.TAKE_EFFECT)
        services.take_effect(owed)
        services.owe_due(DAY)
        work.drain()
    assert list(Membership.objects.order_by("pk").values_list()) == rows
    assert Event.objects.filter(action="organization.reorganisation.take_effect").count() == 1


def test_a_killed_worker_leaves_nothing_half_done(world, hr, monkeypatch):
    draft, new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=draft)
    clock.move_to(DAY)
    services.owe_due(DAY)

    def killed():
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("organization.closure.rebuild", killed)
        with pytest.raises(KeyboardInterrupt):
            services.take_effect(Work.objects.get(kind=services.TAKE_EFFECT))
    assert not Unit.objects.filter(uuid=new).exists()
    assert Reorganisation.objects.get().state == "scheduled"
    work.drain()
    assert Reorganisation.objects.get().state == "in_effect"
    nothing_is_stranded(DAY)


def test_hr_hears_by_letter_and_the_log_tells_each_step(world, hr):
    draft, _new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    told = Letter.objects.filter(kind="reorganisation_in_effect")
    assert {letter.recipient for letter in told} == {world.jari.uuid, world.sanna.uuid}
    assert any("1.6.2026" in message.body for message in mail.outbox)
    actions = set(Event.objects.filter(object_id=draft.uuid).values_list("action", flat=True))
    assert {f"organization.reorganisation.{verb}" for verb in (
        "prepare", "change", "schedule", "take_effect"
    )} <= actions  # fmt: skip


def test_cancelled_or_taken_back_it_does_not_take_effect(world, hr):
    draft, _new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=draft)
    services.reopen(user=hr, reorganisation=draft)
    pass_to(DAY - timedelta(days=2))
    services.schedule(user=hr, reorganisation=draft)
    services.cancel(user=hr, reorganisation=draft)
    pass_to(DAY)
    assert supervisor(world, "tiina", DAY) == world.mervi
    with pytest.raises(Refused):
        services.schedule(user=hr, reorganisation=draft)


def test_what_waits_is_not_changed_and_the_second_of_two_is_stale(world, hr):
    draft, _new = cleaning_into_kitchens(world, hr)
    same = Reorganisation.objects.get(pk=draft.pk)
    services.schedule(user=hr, reorganisation=draft)
    with pytest.raises((Refused, Stale)):
        services.schedule(user=hr, reorganisation=same)
    with pytest.raises(Refused):
        services.remove_step(user=hr, step=draft.steps.first())


def test_open_conversations_go_to_those_who_now_lead(world, hr):
    world.content()
    open_round(world)
    held = hold(world, "mervi", talk_of(world, "tiina"))
    draft, _new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    for name in ("tiina", "marko", "mervi"):
        assert talk_of(world, name).supervisor == world.heidi
    held.refresh_from_db()
    assert held.held_by == world.mervi
    nothing_is_stranded(DAY)


# What changes meanwhile


def test_people_who_came_and_went_meanwhile_are_met_as_they_are(world, hr):
    draft, new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=draft)
    newcomer = EmploymentFactory(unit=world.cleaning, starts_on=date(2026, 3, 1))
    later = EmploymentFactory(unit=world.cleaning, starts_on=date(2026, 8, 1))
    organisation.move(
        employment=world.employment("tiina"), unit=world.library, valid_from=date(2026, 4, 1)
    )
    pass_to(DAY)
    unit = Unit.objects.get(uuid=new)
    assert Membership.objects.on(DAY).get(employment=newcomer).unit == unit
    assert (
        Membership.objects.on(DAY).get(employment=world.employment("tiina")).unit == world.library
    )
    assert Membership.objects.get(employment=later).unit == unit
    nothing_is_stranded(date(2026, 8, 1))


def test_the_page_tells_step_by_step_what_changed_underneath(world, hr):
    draft, _new = cleaning_into_kitchens(world, hr)
    assert not any(tried.changed for tried in attempt(draft).steps)
    organisation.change_unit(
        unit=world.cleaning, valid_from=date(2026, 3, 1), name={"fi": "Puhtaus"}
    )
    organisation.move(
        employment=world.employment("tiina"), unit=world.library, valid_from=date(2026, 4, 1)
    )
    create, merge, leader = attempt(draft).steps
    assert "Siivouspalvelut on nyt nimeltään Puhtaus." in merge.changed
    assert any("5" in words and "4" in words for words in merge.changed)
    assert not create.changed
    assert not leader.changed
    services.acknowledge(user=hr, reorganisation=draft)
    assert not any(tried.changed for tried in attempt(draft).steps)


def test_what_can_no_longer_be_done_stops_wholly_and_says_why(world, hr):
    draft = prepare(
        hr,
        DAY,
        ("rename", {"unit": str(world.library.uuid), "name": {"fi": "Kirjastopalvelut"}}),
        ("leader", {"unit": str(world.library.uuid), "person": str(world.lauri.uuid)}),
    )
    services.schedule(user=hr, reorganisation=draft)
    organisation.end_employment(employment=world.employment("lauri"), day=date(2026, 5, 1))
    pass_to(date(2026, 5, 4))
    # Hears before the day, not on it.
    assert Letter.objects.filter(kind="reorganisation_at_fault").count() == 2
    pass_to(DAY)
    draft.refresh_from_db()
    assert draft.state == "stopped"
    assert name_of(world.library, DAY) == "Kirjasto"
    assert Letter.objects.filter(kind="reorganisation_stopped").count() == 2
    rename, leader = attempt(draft).steps
    assert not rename.fault
    assert "Kirjastopalvelut" in leader.fault
    # Corrected, it goes on.
    services.change_step(
        user=hr,
        step=draft.steps.last(),
        data={"unit": str(world.library.uuid), "person": str(world.riikka.uuid)},
    )
    services.schedule(user=hr, reorganisation=draft)
    work.drain()
    assert name_of(world.library, DAY) == "Kirjastopalvelut"


def test_the_second_of_two_is_prepared_on_top_of_the_first(world, hr):
    first, new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=first)
    second = prepare(
        hr, date(2026, 9, 1), ("rename", {"unit": new, "name": {"fi": "Arjen palvelut"}})
    )
    assert attempt(second).ok
    services.schedule(user=hr, reorganisation=second)
    pass_to(date(2026, 9, 1))
    assert name_of(Unit.objects.get(uuid=new), date(2026, 9, 1)) == "Arjen palvelut"
    assert name_of(Unit.objects.get(uuid=new), date(2026, 8, 31)) == "Tukipalvelut"


def test_two_of_one_day_take_effect_in_the_order_they_were_let_through(world, hr):
    first, new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=first)
    second = prepare(hr, DAY, ("move", {"unit": new, "parent": str(world.environment.uuid)}))
    other = found(hr, second, "Puistot", "team", world.engineering)
    data = {"unit": str(world.engineering.uuid), "to": other, "people": [], "titles": []}
    services.add_step(user=hr, reorganisation=second, kind="people", data=data)
    services.schedule(user=hr, reorganisation=second)
    assert attempt(first).ok
    assert attempt(second).ok
    pass_to(DAY)
    assert set(Reorganisation.objects.values_list("state", flat=True)) == {"in_effect"}
    unit = Unit.objects.get(uuid=new)
    assert selectors.period_of(unit, DAY).parent == world.environment
    assert unit.periods.count() == 1
    assert Unit.objects.filter(uuid=other).count() == 1
    nothing_is_stranded(DAY)


# Each kind of step


def test_a_unit_moves_with_all_below_it_and_changes_kind(world, hr):
    draft = prepare(
        hr,
        DAY,
        ("move", {"unit": str(world.food_and_cleaning.uuid), "parent": str(world.wellbeing.uuid)}),
        ("kind", {"unit": str(world.library.uuid), "kind": "responsibility_area"}),
    )
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    assert world.cleaning in selectors.units_below(world.wellbeing, DAY)
    assert world.cleaning in selectors.units_below(world.environment, BEFORE)
    assert selectors.period_of(world.library, DAY).kind == "responsibility_area"
    assert supervisor(world, "kari", DAY) == world.pekka


def test_a_split_unit_goes_in_two_and_its_first_part_carries_on(world, hr):
    draft = prepare(hr, DAY)
    one = found(hr, draft, "Tähti pohjoinen", "team", world.early_education)
    two = found(hr, draft, "Tähti eteläinen", "team", world.early_education)
    services.add_step(
        user=hr,
        reorganisation=draft,
        kind="split",
        data={
            "unit": str(world.daycare.uuid),
            "first": one,
            "second": two,
            "people": [str(world.employment("emmi").uuid)],
            "titles": ["päiväkodin johtaja"],
        },
    )
    for unit, person in ((one, world.aino), (two, world.leena)):
        data = {"unit": unit, "person": str(person.uuid)}
        services.add_step(user=hr, reorganisation=draft, kind="leader", data=data)
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    assert supervisor(world, "emmi", DAY) == world.leena
    assert supervisor(world, "aino", DAY) == world.riikka
    became = {str(unit.uuid) for unit in succession.became(world.daycare, DAY)}
    assert became == {one, two}
    assert list(succession.became(world.daycare, BEFORE)) == [world.daycare]
    carries = succession.carriers([world.daycare.pk], DAY)
    assert carries == {world.daycare.pk: Unit.objects.get(uuid=one).pk}
    nothing_is_stranded(DAY)


def test_people_move_by_job_title_by_name_or_all(world, hr):
    draft = prepare(
        hr,
        DAY,
        (
            "people",
            {
                "unit": str(world.cleaning.uuid),
                "to": str(world.kitchens.uuid),
                "people": [str(world.employment("mervi").uuid)],
                "titles": [],
                "job_title": "palveluvastaava",
            },
        ),
        (
            "people",
            {
                "unit": str(world.cleaning.uuid),
                "to": str(world.library.uuid),
                "people": [],
                "titles": ["laitoshuoltaja"],
            },
        ),
    )
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    rows = Membership.objects.on(DAY)
    mervi = rows.get(employment=world.employment("mervi"))
    assert (mervi.unit, mervi.job_title) == (world.kitchens, "palveluvastaava")
    assert rows.get(employment=world.employment("tiina")).unit == world.library
    assert not rows.filter(unit=world.cleaning).exists()


def test_an_area_that_ends_takes_its_leadership_group_along(world, hr):
    draft = prepare(
        hr,
        DAY,
        ("end", {"unit": str(world.wellbeing.uuid), "successor": str(world.environment.uuid)}),
    )
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    seats = BodyMembership.objects.filter(body=world.wellbeing_leadership)
    assert not seats.on(DAY).exists()
    assert seats.on(BEFORE).count() == 2
    assert not Leadership.objects.on(DAY).filter(unit=world.wellbeing).exists()
    assert supervisor(world, "riikka", DAY) == world.outi
    nothing_is_stranded(DAY)


# What cannot be


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("move", {"unit": "food_and_cleaning", "parent": "cleaning"}),
        ("move", {"unit": "city", "parent": "cleaning"}),
        ("end", {"unit": "city", "successor": ""}),
        ("merge", {"units": ["cleaning"], "into": "cleaning"}),
        ("split", {"unit": "cleaning", "first": "kitchens", "second": "kitchens"}),
        ("kind", {"unit": "cleaning", "kind": "city"}),
        ("people", {"unit": "cleaning", "to": "cleaning"}),
    ],
)
def test_what_cannot_be_is_said_and_never_scheduled(world, hr, kind, data):
    def uuid(value):
        if isinstance(value, list):
            return [uuid(v) for v in value]
        unit = getattr(world, value, None) if value and value != "city_kind" else None
        return str(unit.uuid) if unit is not None else value

    data = {k: v if k == "kind" else uuid(v) for k, v in data.items()}
    draft = prepare(hr, DAY, (kind, data))
    (tried,) = attempt(draft).steps
    assert tried.fault
    with pytest.raises(Refused):
        services.schedule(user=hr, reorganisation=draft)


def test_a_code_that_another_unit_has_or_had_is_refused_before_the_day(world, hr):
    first, _new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=first)
    pass_to(DAY)
    for code in ("CLEANING", "LIBRARY"):
        data = {"name": {"fi": "Uusi"}, "kind": "team", "parent": str(world.city.uuid)}
        draft = prepare(hr, date(2026, 9, 1), ("create", {**data, "code": code}))
        trial = attempt(draft)
        assert not trial.ok
        assert code in " ".join([*trial.faults, *(tried.fault for tried in trial.steps)])


def test_nobody_may_be_left_without_a_supervisor(world, hr):
    draft = prepare(hr, DAY, ("leader", {"unit": str(world.city.uuid), "person": ""}))
    trial = attempt(draft)
    assert any("Hanna Ekström" in fault for fault in trial.faults)
    with pytest.raises(Refused):
        services.schedule(user=hr, reorganisation=draft)


def test_a_day_that_has_passed_takes_nothing(world, hr):
    draft = prepare(
        hr, date(2026, 2, 1), ("kind", {"unit": str(world.library.uuid), "kind": "team"})
    )
    with pytest.raises(Refused):
        services.schedule(user=hr, reorganisation=draft)


# What became of units


def test_successors_of_successors_stand_on_the_day_asked(world, hr):
    first, new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=first)
    pass_to(DAY)
    later = date(2026, 9, 1)
    middle = Unit.objects.get(uuid=new)
    second = prepare(hr, later, ("end", {"unit": new, "successor": str(world.engineering.uuid)}))
    services.schedule(user=hr, reorganisation=second)
    pass_to(later)
    assert list(succession.became(world.cleaning, BEFORE)) == [world.cleaning]
    assert list(succession.became(world.cleaning, DAY)) == [middle]
    assert list(succession.became(world.cleaning, later)) == [world.engineering]
    assert succession.carriers([world.cleaning.pk, middle.pk], later) == {
        world.cleaning.pk: world.engineering.pk,
        middle.pk: world.engineering.pk,
    }
    assert UnitSuccessor.objects.on(later).count() == 3


def test_derived_tables_are_those_of_a_rebuild(world, hr):
    from organization import closure

    draft, _new = cleaning_into_kitchens(world, hr)
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    fields = ("employment", "supervisor", "valid_from", "valid_until")
    rows = sorted(map(str, ReportingLine.objects.values_list(*fields)))
    closure.rebuild()
    assert sorted(map(str, ReportingLine.objects.values_list(*fields))) == rows
    assert UnitPeriod.objects.on(DAY).filter(unit=world.cleaning).count() == 0
