"""HR looks at the organisation on a day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization import closure, services
from tests.factories import EmploymentFactory, UnitFactory

TREE = reverse("organization:tree")


def unit_url(unit):
    return reverse("organization:unit", kwargs={"uuid": unit.uuid})


@pytest.mark.requirement(63)
def test_hr_sees_service_areas_with_their_areas_teams_and_leaders(world):
    page = world.client("jari").get(TREE).content.decode()
    for words in ("Kaupunkiympäristö", "Ruoka- ja siivouspalvelut", "Kari Lindholm", "Kirjasto"):
        assert words in page
    assert page.index("Ruoka- ja siivouspalvelut") < page.index("Siivouspalvelut</a>")


def test_the_tree_is_as_of_the_day_asked_for(world):
    services.change_unit(
        unit=world.cleaning, valid_from=date(2026, 6, 1), name={"fi": "Puhtauspalvelut"}
    )
    client = world.client("sanna")
    assert "Puhtauspalvelut" not in client.get(TREE).content.decode()
    later = client.get(TREE, {"day": "2026-06-01"}).content.decode()
    assert "Puhtauspalvelut" in later
    assert "Siivouspalvelut" not in later


def test_a_day_before_everything_says_so(world):
    page = world.client("jari").get(TREE, {"day": "1999-01-01"})
    assert page.status_code == 200
    assert "Kaupunkiympäristö" not in page.content.decode()


def test_a_day_that_is_no_day_shows_today(world):
    page = world.client("jari").get(TREE, {"day": "tomorrow"})
    assert "Kaupunkiympäristö" in page.content.decode()


def test_a_unit_shows_its_people_its_leader_and_its_past(world):
    services.appoint_leader(unit=world.cleaning, person=world.marko, valid_from=date(2026, 6, 1))
    page = world.client("jari").get(unit_url(world.cleaning)).content.decode()
    assert "Tiina Rautio" in page
    assert "laitoshuoltaja" in page
    assert "Anneli Koski" not in page
    assert "1.1.2025–31.5.2026" in page  # Mervi's last day is the one before


def test_who_has_left_is_not_among_the_people(world):
    services.end_employment(employment=world.employment("tiina"), day=date(2026, 3, 1))
    client = world.client("jari")
    assert "Tiina Rautio" in client.get(unit_url(world.cleaning)).content.decode()
    march = client.get(unit_url(world.cleaning), {"day": "2026-03-01"}).content.decode()
    assert "Tiina Rautio" not in march


def test_people_come_fifty_at_a_time(world):
    for _ in range(60):
        EmploymentFactory(unit=world.cleaning, starts_on=world.start)
    client = world.client("jari")
    first = client.get(unit_url(world.cleaning)).content.decode()
    second = client.get(unit_url(world.cleaning), {"page": 2}).content.decode()
    assert first.count('role="rowheader"') == 50
    assert second.count('role="rowheader"') == 15


def test_queries_do_not_grow_with_units_or_people(world):
    client = world.client("jari")

    def queries(url):
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        return len(found)

    def grow(count):
        for _ in range(count):
            unit = UnitFactory(parent=world.cleaning)
            EmploymentFactory(unit=unit)
            EmploymentFactory(unit=world.cleaning)
            services.appoint_leader(unit=unit, person=world.marko, valid_from=world.start)
        closure.rebuild()

    grow(1)
    few = [queries(TREE), queries(unit_url(world.cleaning))]
    grow(15)
    assert [queries(TREE), queries(unit_url(world.cleaning))] == few
