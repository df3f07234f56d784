"""Lists of plans: filters, sort, pages, and as many queries with many rows as with few."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization import closure
from tests.factories import LeadershipFactory, UnitFactory
from tests.plan_scenes import Plans, many_items
from training_plans import services
from training_plans.models import Comment, Plan, PlanItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(world: Any) -> Plans:
    return Plans(world)


def queries(plans: Plans, name: str, address: str) -> int:
    client = plans.world.client(name)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def more_teams(plans: Plans, number: int) -> None:
    units = [
        UnitFactory(name=f"Tiimi {i}", parent=plans.world.food_and_cleaning, kind="team")
        for i in range(number)
    ]
    for unit in units:
        LeadershipFactory(unit=unit, person=plans.world.heidi)
    closure.rebuild()
    made = Plan.objects.bulk_create(
        Plan(package=plans.package, unit=unit, level="team", state="submitted") for unit in units
    )
    PlanItem.objects.bulk_create(
        PlanItem(
            plan=plan,
            topic="Ensiapu",
            target_group="kaikki",
            way=plans.way(10),
            responsible="esihenkilö",
            cost=Decimal(10),
        )
        for plan in made
    )


@pytest.mark.parametrize("name", ["jari", "outi", "kari", "heidi"])
def test_the_list_asks_as_much_for_many_plans(plans: Plans, name: str) -> None:
    plans.submit("mervi", plans.team_plan())
    more_teams(plans, 1)
    address = reverse("training_plans:index")
    few = queries(plans, name, address)
    more_teams(plans, 20)
    assert queries(plans, name, address) <= few


def test_the_page_of_a_plan_asks_as_much_for_many_actions(plans: Plans) -> None:
    plans.submit("mervi", plans.team_plan())
    area = plans.begin("kari", "food_and_cleaning")
    services.gather(
        user=plans.world.user("kari"), plan=area, items=plans.of("cleaning").items.all()
    )
    more_teams(plans, 1)
    address = reverse("training_plans:plan", args=[area.uuid])
    few = queries(plans, "kari", address)
    many_items(plans, area, 100)
    more_teams(plans, 20)
    assert queries(plans, "kari", address) <= few


def test_the_page_of_a_plan_asks_as_much_for_many_comments(plans: Plans) -> None:
    plans.in_review()
    plan = plans.of("environment")

    def comment(number: int) -> None:
        Comment.objects.bulk_create(
            Comment(plan=plan, author=plans.world.jari, text=f"Kommentti {i}")
            for i in range(number)
        )

    comment(1)
    address = reverse("training_plans:plan", args=[plan.uuid])
    few = queries(plans, "outi", address)
    comment(30)
    assert queries(plans, "outi", address) <= few


def test_gathering_asks_as_much_for_many_plans_below(plans: Plans) -> None:
    area = plans.begin("kari", "food_and_cleaning")
    more_teams(plans, 1)
    address = reverse("training_plans:gather", args=[area.uuid])
    few = queries(plans, "kari", address)
    more_teams(plans, 20)
    assert queries(plans, "kari", address) <= few


def test_needs_ask_as_much_for_many(plans: Plans) -> None:
    plans.need("tiina", "Yksi")
    plan = plans.begin("mervi", "cleaning")
    address = reverse("training_plans:needs", args=[plan.uuid])
    few = queries(plans, "mervi", address)
    for name in ("tiina", "marko", "ritva", "sirpa"):
        for number in range(5):
            plans.need(name, f"Tarve {number}")
    assert queries(plans, "mervi", address) <= few


@pytest.mark.parametrize("name", ["anneli", "jari"])
def test_the_package_asks_as_much_for_many_plans(plans: Plans, name: str) -> None:
    package = plans.with_committee()
    address = reverse("training_plans:package", args=[package.uuid])
    few = queries(plans, name, address)
    many_items(plans, plans.of("environment"), 60)
    assert queries(plans, name, address) <= few


def test_filters_live_in_the_address(plans: Plans) -> None:
    plans.submit("mervi", plans.team_plan())
    plans.begin("heidi", "kitchens")
    client = plans.world.client("jari")
    address = reverse("training_plans:index")

    def rows(**chosen: Any) -> set[str]:
        return {str(row.name) for row in client.get(address, chosen).context["rows"]}

    assert rows(level="team") == {"Siivouspalvelut", "Ruokapalvelut"}
    assert rows(level="team", state="draft") == {"Ruokapalvelut"}
    assert rows(year=2027, level="centralised") == {"Keskitetty koulutussuunnitelma"}
    assert rows(year=1999, level="roska") != set()


def test_sorting_and_pages(plans: Plans) -> None:
    more_teams(plans, 40)
    client = plans.world.client("jari")
    first = client.get(reverse("training_plans:index"), {"sort": "-count"})
    assert len(first.context["rows"]) == 25
    assert first.context["rows"][0].count == 1
    assert "sort=-count" in first.content.decode()
    second = client.get(reverse("training_plans:index"), {"sort": "-count", "page": "2"})
    assert second.context["page"].number == 2
    assert client.get(reverse("training_plans:index"), {"page": "roska"}).status_code == 200


def test_an_employee_with_no_plans_is_told_so(plans: Plans) -> None:
    text = plans.world.client("aino").get(reverse("training_plans:index")).content.decode()
    assert "Suunnitelmia ei ole vielä" in text


def test_before_the_first_year_hr_sees_what_to_do(world: Any) -> None:
    client = world.client("jari")
    assert "Avaa suunnitelmavuosi" in client.get(reverse("training_plans:index")).content.decode()
    text = client.get(reverse("training_plans:packages")).content.decode()
    assert "Avaa suunnitelmavuosi 2027" in text
    assert "Yhtään suunnitelmavuotta ei ole avattu" in text


def test_before_the_year_is_open_hr_can_open_it_and_writers_know_it(world: Any) -> None:
    address = reverse("training_plans:index")
    assert "kun henkilöstöpalvelut avaa suunnitelmavuoden" in text_of(world, "mervi", address)
    assert "Avaa suunnitelmavuosi 2027" in text_of(world, "jari", address)
    world.client("jari").post(reverse("training_plans:packages"))
    assert "Aloita suunnitelma" in text_of(world, "mervi", address)
    assert "Avaa suunnitelmavuosi 2027" not in text_of(world, "jari", address)


def text_of(world: Any, name: str, address: str) -> str:
    page: str = world.client(name).get(address).content.decode()
    return page
