"""An area gathers from plans below; each action knows its source (requirements 25, 29)."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from core.policies import Refused, Stale
from tests.plan_scenes import Plans
from training_plans import services
from training_plans.models import ItemSource, Plan, PlanItem
from training_plans.selectors.gathering import gathering, look_alike, merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(world: Any) -> Plans:
    return Plans(world)


@pytest.fixture
def team(plans: Plans) -> Plan:
    return plans.submit("mervi", plans.team_plan())


@pytest.fixture
def area(plans: Plans, team: Plan) -> Plan:
    """The responsibility area's plan, with the team's action gathered."""
    plan = plans.begin("kari", "food_and_cleaning")
    services.gather(user=plans.world.user("kari"), plan=plan, items=team.items.all())
    return plan


def topics(plan: Plan) -> list[str]:
    return [below.item.topic for below in gathering(plan).new]


@pytest.mark.requirement(25, 29)
def test_gathering_copies_and_knows_the_source(plans: Plans, team: Plan, area: Plan) -> None:
    source, copy = team.items.get(), area.items.get()
    assert copy.pk != source.pk
    assert (copy.topic, copy.cost, copy.way) == (source.topic, source.cost, source.way)
    assert list(copy.sources.all()) == [source]
    assert topics(area) == []


def test_gathering_twice_copies_once(plans: Plans, team: Plan, area: Plan) -> None:
    again = services.gather(user=plans.world.user("kari"), plan=area, items=team.items.all())
    assert again == []
    assert area.items.count() == 1


def test_a_draft_below_is_named_but_not_gathered(plans: Plans) -> None:
    plans.team_plan()
    area = plans.begin("kari", "food_and_cleaning")
    found = gathering(area)
    assert found.new == []
    assert [str(name) for name in found.unsubmitted] == ["Siivouspalvelut"]
    draft = PlanItem.objects.all()
    assert services.gather(user=plans.world.user("kari"), plan=area, items=draft) == []


def test_an_item_of_another_branch_is_not_gathered(plans: Plans) -> None:
    other = plans.begin("leena", "daycare")
    plans.add("leena", other)
    plans.submit("leena", other)
    area = plans.begin("kari", "food_and_cleaning")
    items = PlanItem.objects.filter(plan=other)
    assert services.gather(user=plans.world.user("kari"), plan=area, items=items) == []


def test_the_service_area_gets_items_through_the_plan_between(
    plans: Plans, team: Plan, area: Plan
) -> None:
    """Nothing comes twice: neither past the plan between nor from both."""
    top = plans.of("environment")
    assert topics(top) == []
    plans.submit("kari", area)
    assert [b.item.plan for b in gathering(top).new] == [area]


def test_the_service_area_gathers_a_team_directly_where_nothing_is_between(
    plans: Plans, team: Plan
) -> None:
    top = plans.of("environment")
    assert topics(top) == ["Sähköinen siivoussuunnitelma käyttöön"]
    services.gather(user=plans.world.user("outi"), plan=top, items=team.items.all())
    late = plans.begin("kari", "food_and_cleaning")
    services.gather(user=plans.world.user("kari"), plan=late, items=team.items.all())
    plans.submit("kari", late)
    assert topics(top) == []


def test_later_changes_below_show_as_new_and_changed(plans: Plans, team: Plan, area: Plan) -> None:
    hr, mervi = plans.world.user("jari"), plans.world.user("mervi")
    services.reopen(user=hr, plan=team, reason="Puuttui toimi")
    source = team.items.get()
    plans.add("mervi", team, "Aivan uusi toimi")
    services.change_item(
        user=mervi, item=source, version=source.version, data=plans.data(cost=Decimal(2500))
    )
    plans.submit("mervi", Plan.objects.get(pk=team.pk))
    found = gathering(area)
    assert topics(area) == ["Aivan uusi toimi"]
    (changed,) = found.changed
    assert changed.source.cost == 2500
    assert changed.item.cost == Decimal("1800.50")

    link = ItemSource.objects.get(item=changed.item)
    services.take_change(user=plans.world.user("kari"), link=link)
    assert area.items.get().cost == 2500
    assert gathering(area).changed == []


def test_one_may_keep_ones_own(plans: Plans, team: Plan, area: Plan) -> None:
    services.reopen(user=plans.world.user("jari"), plan=team, reason="Virhe")
    source = team.items.get()
    services.change_item(
        user=plans.world.user("mervi"), item=source, version=0, data=plans.data(cost=Decimal(1))
    )
    client = plans.world.client("kari")
    data = {"item": area.items.get().uuid, "source": source.uuid}
    client.post(reverse("training_plans:changed", args=[area.uuid]), data)
    assert area.items.get().cost == Decimal("1800.50")
    assert gathering(area).changed == []


def test_an_action_removed_below_stays_known_above(plans: Plans, team: Plan, area: Plan) -> None:
    services.reopen(user=plans.world.user("jari"), plan=team, reason="Virhe")
    source = team.items.get()
    services.remove_item(user=plans.world.user("mervi"), item=source, version=0)
    assert not team.items.active().exists()
    (changed,) = gathering(area).changed
    assert changed.removed
    assert list(area.items.get().sources.all()) == [source]
    services.take_change(
        user=plans.world.user("kari"), link=ItemSource.objects.get(item__plan=area)
    )
    assert not area.items.active().exists()


def test_only_the_writer_gathers(plans: Plans, team: Plan) -> None:
    area = plans.begin("kari", "food_and_cleaning")
    for name in ("mervi", "outi", "jari"):
        with pytest.raises(Refused):
            services.gather(user=plans.world.user(name), plan=area, items=team.items.all())
    with pytest.raises(Refused):
        services.gather(user=plans.world.user("mervi"), plan=team, items=[])


def test_the_page_of_gathering(plans: Plans, team: Plan) -> None:
    area = plans.begin("kari", "food_and_cleaning")
    client, address = plans.world.client("kari"), reverse("training_plans:gather", args=[area.uuid])
    text = client.get(address).content.decode()
    assert "Siivouspalvelut" in text
    assert "Sähköinen siivoussuunnitelma" in text
    client.post(address, {"item": [str(i.uuid) for i in team.items.all()] + ["roska"]})
    assert area.items.count() == 1


# Duplicates


@pytest.fixture
def twins(plans: Plans) -> tuple[Plan, PlanItem, PlanItem]:
    plan = plans.of("environment")
    first = plans.add("outi", plan, "Ensiapukoulutus laitoshuoltajille", way=plans.way(10))
    second = plans.add(
        "outi",
        plan,
        "Ensiapukoulutuksen uusiminen laitoshuoltajille",
        way=plans.way(10),
        target_group="kokit",
        cost=Decimal("500"),
        estimated_people=None,
        days=Decimal("2"),
        starts_month=9,
        ends_month=11,
    )
    plans.add("outi", plan, "Ensiapukoulutus laitoshuoltajille", way=plans.way(70))
    plans.add("outi", plan, "Muutoksen johtaminen")
    return plan, first, second


def test_similar_topics_with_the_same_way_are_suggested(
    twins: tuple[Plan, PlanItem, PlanItem],
) -> None:
    plan, first, second = twins
    (pair,) = look_alike(list(plan.items.active()))
    assert {pair.first, pair.second} == {first, second}


def test_merging_sums_sensibly(twins: tuple[Plan, PlanItem, PlanItem]) -> None:
    """Costs and people add up; days are per person, so the longest stays; months reach over all."""
    _plan, first, second = twins
    whole = merged([first, second])
    assert whole.cost == Decimal("2300.50")
    assert whole.estimated_people == 8
    assert whole.days == 2
    assert (whole.starts_month, whole.ends_month) == (1, 11)
    assert whole.target_group == "laitoshuoltajat, kokit"
    assert whole.responsible == "siivoustyön ohjaaja"


def test_a_merged_action_keeps_its_sources(plans: Plans, team: Plan, area: Plan) -> None:
    other = plans.begin("heidi", "kitchens")
    plans.add("heidi", other, "Sähköinen siivoussuunnitelma käyttöön keittiöissä")
    plans.submit("heidi", other)
    kari = plans.world.user("kari")
    services.gather(user=kari, plan=area, items=other.items.all())
    whole = services.merge(user=kari, plan=area, items=list(area.items.active()))
    assert set(whole.sources.all()) == {team.items.get(), other.items.get()}
    assert list(area.items.active()) == [whole]
    assert topics(area) == []
    parts = services.split(user=kari, item=whole)
    assert len(parts) == 2
    assert area.items.active().count() == 2
    assert not PlanItem.objects.filter(pk=whole.pk).exists()


def test_merging_needs_two_of_the_same_way(
    plans: Plans, twins: tuple[Plan, PlanItem, PlanItem]
) -> None:
    plan, first, _second = twins
    outi = plans.world.user("outi")
    with pytest.raises(Refused):
        services.merge(user=outi, plan=plan, items=[first])
    with pytest.raises(Refused):
        services.merge(user=outi, plan=plan, items=list(plan.items.active()))


def test_merging_what_is_gone_is_stale(
    plans: Plans, twins: tuple[Plan, PlanItem, PlanItem]
) -> None:
    plan, first, second = twins
    outi = plans.world.user("outi")
    services.merge(user=outi, plan=plan, items=[first, second])
    with pytest.raises(Stale):
        services.merge(user=outi, plan=plan, items=[first, second])


def test_the_page_of_merging(plans: Plans, twins: tuple[Plan, PlanItem, PlanItem]) -> None:
    plan, first, second = twins
    client, address = plans.world.client("outi"), reverse("training_plans:merge", args=[plan.uuid])
    assert "Nämä näyttävät samanlaisilta" in client.get(address).content.decode()
    client.post(address, {"item": [str(first.uuid), str(second.uuid)]})
    whole = plan.items.active().get(merged_from__isnull=False, merged_from=first)
    client.post(reverse("training_plans:split", args=[whole.uuid]))
    assert plan.items.active().count() == 4


def test_five_hundred_actions_are_compared_in_a_moment(plans: Plans) -> None:
    from tests.plan_scenes import many_items

    plan = plans.of("environment")
    many_items(plans, plan, 500)
    assert isinstance(look_alike(list(plan.items.active())), list)
