"""Published competence results: frozen, once, and nothing of a small group can be reckoned out of
them (requirements 30, 42; domain.md 3.5-3.6)."""

import random
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from competencies.models import Competence
from conversations.models import Conversation, Layer, Rating, Round
from conversations.results import services
from conversations.results.calculation import figures, joined_levels, may_mean
from conversations.results.models import CompetenceResults
from conversations.results.selectors import results
from conversations.services.rounds import ensure_round
from core import disclosure, work
from core.policies import Refused
from organization import closure
from organization.models import Employment, Membership, Person, Unit, UnitPeriod, UnitSuccessor

# ---------------------------------------------------------------------------- the figures


def test_subtraction_tells_of_no_small_area() -> None:
    """The attack: city minus the shown areas. Whatever is left is nothing, or at least two parts
    with ten people whose own mean could be shown."""
    chance = random.Random(20261122)
    for _case in range(3000):
        areas = {
            f"area {n}": [
                chance.randint(1, 5) for _ in range(chance.choice((0, 1, 3, 9, 10, 14, 40)))
            ]
            for n in range(chance.randint(1, 5))
        }
        if chance.random() < 0.2:
            areas["all the same"] = [3] * chance.choice((10, 12, 25))
        rest = [chance.randint(1, 5) for _ in range(chance.choice((0, 0, 1, 2)))]
        found = figures(areas, rest, target=chance.choice((None, 2, 3, 4)), top=5)
        for key in ("mean", "reached"):
            shown = {area for area, figure in found.items() if area and key in figure}
            if not shown:
                continue
            assert "" in found
            hidden = [v for area, v in areas.items() if area not in shown and v]
            hidden += [rest] if rest else []
            left = [value for values in hidden for value in values]
            assert not left or (len(hidden) > 1 and may_mean(left)), (key, areas, rest)
            assert all(len(areas[area]) >= 10 for area in shown)


def test_a_hidden_small_area_takes_the_next_smallest_with_it() -> None:
    areas = {"big": [1, 2, 3, 4] * 10, "middle": [2, 3] * 8, "small": [1, 5, 5]}
    found = figures(areas, [], target=None, top=5)
    assert set(found) == {"", "big"}
    # Of one area alone nothing is shown: the city would tell of the rest.
    assert set(figures({"big": [1, 2] * 20, "small": [5] * 9}, [], target=None, top=5)) == {""}


@pytest.mark.requirement(42)
def test_what_everybody_answered_alike_is_not_shown() -> None:
    assert figures({"a": [3] * 30}, [], target=3, top=5) == {}
    found = figures({"same": [3] * 30, "b": [1, 5] * 20, "c": [2, 4] * 15}, [], target=3, top=5)
    assert "same" not in found
    # One hidden area alone could be reckoned: another one is hidden with it.
    assert len(found) == 2


def test_levels_are_joined_until_five_people_stand_in_each() -> None:
    values = [1] * 2 + [2] * 3 + [3] * 20 + [4] * 12 + [5]
    assert [(g["from"], g["to"]) for g in joined_levels(values, 5)] == [(1, 2), (3, 3), (4, 5)]
    assert joined_levels([3] * 12 + [4] * 4, 5) == []
    assert all(group["percent"] % 5 == 0 for group in joined_levels(values, 5))


def test_a_share_needs_five_people_on_both_sides() -> None:
    found = figures({"a": [2] * 4 + [3] * 20, "b": [2] * 10 + [4] * 10}, [], target=3, top=5)
    assert "reached" not in found["a"]
    # Shown of b alone, the city's share would tell of a.
    assert "reached" not in found["b"]
    assert found[""]["reached"] == 70


# ---------------------------------------------------------------------------- a year's round

PLACES = {"cleaning": 24, "engineering": 14, "daycare": 21, "library": 12, "hr_services": 3}


def many(world: Any, places: dict[str, int] | None = None, year: int = 2025) -> Round:
    """Signed conversations of last year with agreed ratings; a fixed chance."""
    opened = ensure_round(year=year)
    chance = random.Random(7)
    competences = list(Competence.objects.filter(framework=opened.staff_framework))
    held = timezone.make_aware(datetime(year, 3, 3, 9))
    for place, number in (places or PLACES).items():
        unit = getattr(world, place)
        for n in range(number):
            person = Person.objects.create(first_name=f"{place}{n}", last_name="Testi")
            employment = Employment.objects.create(
                person=person, contract="permanent", starts_on=world.start
            )
            Membership.objects.create(
                employment=employment, unit=unit, job_title="x", valid_from=world.start
            )
            talk = Conversation.objects.create(
                round=opened,
                employment=employment,
                supervisor=world.ilkka,
                state="locked",
                held_at=held,
                held_unit=unit,
                locked_at=held + timedelta(days=n),
            )
            Rating.objects.bulk_create(
                Rating(
                    conversation=talk,
                    competence=c,
                    layer=Layer.AGREED,
                    level=chance.randint(1, 5),
                )
                for c in competences
            )
    closure.rebuild()
    return opened


def publish(world: Any, year: int = 2025) -> CompetenceResults:
    services.publish(user=world.user("jari"), year=year)
    work.drain()
    return CompetenceResults.objects.get(year=year)


@pytest.mark.requirement(30, 42)
def test_the_citys_and_the_areas_results(world: Any) -> None:
    many(world)
    row = publish(world)
    names = [area["name"]["fi"] for area in row.content["areas"]]
    assert names == ["Hyvinvointipalvelut", "Kaupunkiympäristö", "Yhteiset palvelut"]
    small = str(world.shared_services.uuid)
    for competence in row.content["lists"][0]["competences"]:
        assert small not in competence["figures"]
        assert len(competence["figures"]) == 2  # the city and one area: see the attack above
    assert row.content["lists"][1]["competences"] == []

    found = results(world.user("outi"), 2025)
    assert found
    assert found.with_areas
    assert len(found.lists[0].lines[0].areas) == 3
    everybody = results(world.user("tiina"), 2025)
    assert everybody
    assert everybody.lists[0].lines[0].city.mean is not None
    assert everybody.lists[0].lines[0].areas == []
    page = world.client("tiina").get(reverse("conversations:results")).content.decode()
    assert "Yhteiset palvelut" not in page
    assert "<svg" in page


def test_what_is_published_stays_as_it_was(world: Any) -> None:
    opened = many(world)
    row = publish(world)
    Rating.objects.filter(conversation__round=opened).update(level=5)
    assert services.freeze(opened) == row
    with pytest.raises(Refused):
        services.publish(user=world.user("jari"), year=2025)
    row.refresh_from_db()
    assert row.content_hash == publish_hash(row)


def publish_hash(row: CompetenceResults) -> str:
    from core.documents import content_hash

    return content_hash(row.content)


def test_only_what_both_signed_counts_and_a_person_once(world: Any) -> None:
    opened = many(world)
    competence = Competence.objects.filter(framework=opened.staff_framework).first()
    before = services.snapshot(opened)

    def talk(**values: Any) -> None:
        """One more conversation, which is to change nothing."""
        someone = Person.objects.get(first_name="cleaning0")
        second = Employment.objects.create(
            person=values.pop("person", someone),
            contract="permanent",
            starts_on=world.start,
        )
        moment = timezone.make_aware(datetime(2025, 1, 2, 9))
        row = Conversation.objects.create(
            **{
                "round": opened,
                "employment": second,
                "supervisor": world.ilkka,
                "state": "locked",
                "held_at": moment,
                "held_unit": world.cleaning,
                "locked_at": moment,
                **values,
            }
        )
        Rating.objects.create(conversation=row, competence=competence, layer=Layer.AGREED, level=1)

    talk()  # a second employment, signed earlier
    talk(person=world.mervi, state="held")
    talk(person=world.kari, restricted_at=timezone.now())
    talk(person=world.heidi, unsigned=Conversation.Unsigned.values[0])
    assert services.snapshot(opened) == before


def test_when_and_who_may_publish(world: Any) -> None:
    year = world.today.year
    ensure_round(year=year)
    for name, status in (("tiina", 403), ("outi", 403), ("ilkka", 403), ("jari", 409)):
        url = reverse("conversations:results_publish", args=[year])
        assert world.client(name).post(url).status_code == status
    far = reverse("conversations:results_publish", args=[10**9])
    assert world.client("jari").get(far).status_code == 404
    client = world.client("tiina")
    for wrong in ("abc", "9" * 40, "2025"):
        answer = client.get(reverse("conversations:results"), {"vuosi": wrong})
        assert answer.status_code == 404


def test_the_table_holds_what_the_page_holds(world: Any) -> None:
    many(world)
    publish(world)
    url = reverse("conversations:results_table")
    for name, areas in (("tiina", False), ("outi", True)):
        answer = world.client(name).get(url)
        sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
        places = {row[2] for row in sheet.iter_rows(min_row=2, values_only=True)}
        assert ("Yhteiset palvelut" in places) is areas
        hidden = [
            row for row in sheet.iter_rows(min_row=2, values_only=True) if "Yhteiset" in str(row[2])
        ]
        assert all(row[3] == "ei näytetä" for row in hidden)


def test_last_year_stands_beside(world: Any) -> None:
    many(world, {"cleaning": 12}, year=2024)
    publish(world, 2024)
    many(world, {"cleaning": 30}, year=2025)
    publish(world, 2025)
    found = results(world.user("tiina"), 2025)
    assert found
    assert found.last_year == 2024
    assert all(line.city.last is not None for line in found.lists[0].lines)


def test_the_number_of_queries_does_not_grow(world: Any) -> None:
    client = world.client("outi")
    url = reverse("conversations:results")

    def queries(call: Any) -> int:
        with CaptureQueriesContext(connection) as caught:
            call()
        return len(caught)

    few_round = many(world, {"cleaning": 12}, year=2024)
    few = queries(lambda: services.snapshot(few_round))
    publish(world, 2024)
    client.get(url)
    few_page = queries(lambda: client.get(url))
    opened = many(world, PLACES, year=2023)
    assert queries(lambda: services.snapshot(opened)) == few
    CompetenceResults.objects.all().delete()
    row = services.freeze(opened)
    CompetenceResults.objects.filter(pk=row.pk).update(year=2024)
    assert queries(lambda: client.get(url)) == few_page
    assert disclosure.MEAN_LIMIT == 10


@pytest.mark.requirement(62)
def test_figures_of_an_old_sector_say_where_it_is_now(world: Any) -> None:
    old = Unit.objects.create(code="TEKNIIKKA")
    UnitPeriod.objects.create(
        unit=old, name={"fi": "Tekniikka"}, kind="service_area", parent=world.city,
        valid_from=date(2020, 1, 1), valid_until=world.start,
    )  # fmt: skip
    UnitSuccessor.objects.create(unit=old, successor=world.environment, valid_from=world.start)
    CompetenceResults.objects.create(
        year=2024,
        content={"areas": [{"uuid": str(old.uuid), "name": {"fi": "Tekniikka"}}], "lists": []},
        content_hash="-",
    )
    page = world.client("outi").get("/keskustelut/tulokset/?vuosi=2024").content.decode()
    assert "<b>Tekniikka</b>: Kaupunkiympäristö" in page
    assert (
        "Tekniikka"
        not in world.client("tiina").get("/keskustelut/tulokset/?vuosi=2024").content.decode()
    )
