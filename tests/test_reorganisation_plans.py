"""Unfinished plans of units that end, merge or lose their leader (training_plans.succession)."""

from datetime import date

import pytest
from django.urls import reverse

from annual_clock.obligations import all_obligations
from organization import services as organisation
from organization.models import Unit
from organization.reorganisation import services
from organization.reorganisation.effects import Change, effects_of
from organization.reorganisation.picture import changed_lines
from organization.reorganisation.trying import attempt
from tests.plan_scenes import Plans
from tests.reorganisations import found, nothing_is_stranded, pass_to, prepare
from training_plans import policies
from training_plans.models import Plan
from training_plans.selectors.checklist import leadership_groups
from training_plans.selectors.gathering import gathering

DAY = date(2026, 6, 1)


@pytest.fixture
def plans(world):
    return Plans(world)


@pytest.fixture
def hr(world):
    return world.user("jari")


def merge_cleaning(world, hr):
    draft = prepare(hr, DAY)
    new = found(hr, draft, "Tukipalvelut", "team", world.food_and_cleaning)
    units = [str(world.cleaning.uuid), str(world.kitchens.uuid)]
    for kind, data in (
        ("merge", {"units": units, "into": new}),
        ("leader", {"unit": new, "person": str(world.heidi.uuid)}),
    ):
        services.add_step(user=hr, reorganisation=draft, kind=kind, data=data)
    return draft, new


def writes(world, name, plan):
    fresh = Plan.objects.select_related("package", "unit").get(pk=plan.pk)
    return bool(policies.can_edit(world.user(name), fresh))


def owed(name, plan):
    return [o for o in all_obligations(DAY, [name]) if o.subject == plan.uuid]


def test_the_plan_of_a_merged_team_goes_to_the_leader_of_the_new_one(world, hr, plans):
    plan = plans.team_plan()
    draft, _new = merge_cleaning(world, hr)
    services.schedule(user=hr, reorganisation=draft)
    assert writes(world, "mervi", plan)
    pass_to(DAY)
    assert writes(world, "heidi", plan)
    assert not writes(world, "mervi", plan)
    assert owed(world.heidi, plan)
    assert not owed(world.mervi, plan)
    page = world.client("heidi").get(reverse("training_plans:plan", args=[plan.uuid]))
    assert "Siivouspalvelut" in page.content.decode()
    assert Plan.objects.visible_to(world.user("heidi")).filter(pk=plan.pk).exists()
    assert Plan.objects.visible_to(world.user("kari")).filter(pk=plan.pk).exists()
    assert not Plan.objects.visible_to(world.user("antti")).filter(pk=plan.pk).exists()
    nothing_is_stranded(DAY)


def test_its_actions_are_gathered_by_the_area_as_before(world, hr, plans):
    plan = plans.submit("mervi", plans.team_plan())
    draft, _new = merge_cleaning(world, hr)
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    area = plans.of("environment")
    assert [below.item.plan for below in gathering(area).new] == [plan]


def test_a_team_without_a_leader_has_its_plan_with_the_nearest_above(world, hr, plans):
    plan = plans.team_plan()
    organisation.end_leadership(unit=world.cleaning, day=DAY)
    world.move_to(DAY)
    assert writes(world, "kari", plan)
    assert not writes(world, "outi", plan)
    assert owed(world.kari, plan)


def test_an_empty_plan_of_an_ended_area_goes_and_a_new_area_gets_its_own(world, hr, plans):
    draft = prepare(hr, DAY)
    new = found(hr, draft, "Elinvoima", "service_area", world.city)
    for kind, data in (
        ("move", {"unit": str(world.food_and_cleaning.uuid), "parent": new}),
        ("leader", {"unit": new, "person": str(world.kari.uuid)}),
        ("end", {"unit": str(world.environment.uuid), "successor": new}),
    ):
        services.add_step(user=hr, reorganisation=draft, kind=kind, data=data)
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    areas = Plan.objects.filter(level="service_area").values_list("unit", flat=True)
    assert world.environment.pk not in areas
    assert Unit.objects.get(uuid=new).pk in areas
    nothing_is_stranded(DAY)


def test_a_written_plan_of_an_ended_area_stays_with_who_continues(world, hr, plans):
    plan = plans.of("environment")
    plans.add("outi", plan, "Kunnossapidon sähköiset työkalut")
    draft = prepare(
        hr,
        DAY,
        ("end", {"unit": str(world.environment.uuid), "successor": str(world.wellbeing.uuid)}),
    )
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    assert writes(world, "pekka", plan)
    assert owed(world.pekka, plan)
    assert bool(policies.is_writer(world.user("pekka"), plan))
    nothing_is_stranded(DAY)


def test_nobody_waits_for_the_group_of_an_area_that_has_ended(world, hr, plans):
    assert world.wellbeing_leadership in leadership_groups()
    draft = prepare(
        hr,
        DAY,
        ("end", {"unit": str(world.wellbeing.uuid), "successor": str(world.environment.uuid)}),
    )
    services.schedule(user=hr, reorganisation=draft)
    pass_to(DAY)
    assert world.wellbeing_leadership not in leadership_groups()
    assert world.environment_leadership in leadership_groups()


def test_beforehand_hr_sees_what_changes_hands(world, hr, plans):
    plans.team_plan()
    draft, _new = merge_cleaning(world, hr)
    trial = attempt(draft)
    ended = {k: trial.after.heir(k) for k in trial.before.units if k not in trial.after.units}
    lines = changed_lines(trial.before, trial.after)
    told = effects_of(Change(DAY, trial.before, trial.after, lines, ended))
    assert any("Siivouspalvelut 2027: Mervi Aaltonen → Heidi Koivisto" in e.names for e in told)
    assert any("Mervi Aaltonen → Heidi Koivisto: 1" in e.names for e in told)
