"""Lines: who sets them, how they flow down, and that no decision is lost (31, 43, 44, 46)."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from competencies.lines import selectors, services
from competencies.lines.models import LineDecision
from competencies.lines.policies import can_set_lines
from competencies.models import Line
from core.policies import Refused, Stale


def decide(world: Any, name: str, unit: Any, *texts: str, year: int = 2026, **more: Any) -> Any:
    last = selectors.last_decision(unit, year)
    values: dict[str, Any] = {
        "version": last.number if last else 0,
        "decided_by": "Johtoryhmä",
        "decided_on": world.today,
        "reason": "Täsmennys." if last else "",
        **more,
    }
    return services.set_lines(
        user=world.user(name), unit=unit, year=year, texts=[{"fi": t} for t in texts], **values
    )


def shown(unit: Any, **more: Any) -> list[tuple[str, list[str]]]:
    return [
        (str(group.unit), [str(line) for line in group.lines])
        for group in selectors.lines_above(unit, 2026, **more)
    ]


@pytest.mark.requirement(31, 44, 46)
def test_lines_flow_down_from_the_city_and_the_area(world: Any) -> None:
    decide(world, "ilkka", world.city, "Opimme työssä.", "Jaamme opitun.")
    decide(world, "outi", world.environment, "Digitaidot kuntoon.")
    decide(world, "pekka", world.wellbeing, "Lapsi ensin.")
    city = ("Heinolan kaupunki", ["Opimme työssä.", "Jaamme opitun."])
    area = ("Kaupunkiympäristö", ["Digitaidot kuntoon."])

    assert shown(world.cleaning) == [city, area]
    assert shown(world.food_and_cleaning) == [city, area]
    assert shown(world.environment) == [city, area]
    # What a leadership group has above it does not hold its own lines.
    assert shown(world.environment, own=False) == [city]
    assert shown(world.city, own=False) == []
    assert shown(world.hr_services) == [city]
    assert selectors.lines_above(world.cleaning, 2027) == []


@pytest.mark.requirement(43)
def test_who_sets_lines(world: Any) -> None:
    for unit, may in (
        (world.city, {"ilkka", "jari"}),
        (world.environment, {"outi", "jari"}),
        (world.wellbeing, {"pekka", "jari"}),
    ):
        for name in ("ilkka", "jari", "outi", "pekka", "kari", "sanna", "mervi", "tiina"):
            assert bool(can_set_lines(world.user(name), unit, 2026)) == (name in may), (name, unit)
    # Teams and responsibility areas take lines into account; they set none.
    assert not can_set_lines(world.user("jari"), world.cleaning, 2026)
    assert not can_set_lines(world.user("ilkka"), world.city, 2031)
    with pytest.raises(Refused):
        decide(world, "mervi", world.city, "Minun linjaukseni.")


def test_a_correction_replaces_and_keeps_what_was(world: Any) -> None:
    first = decide(world, "ilkka", world.city, "Opimme työssä.", "Jaamme opitun.")
    kept = Line.objects.get(order=1)
    assert decide(world, "ilkka", world.city, "Opimme työssä.", "Jaamme opitun.") == first

    with pytest.raises(ValidationError):
        decide(world, "ilkka", world.city, "Opimme työssä.", "Kokeilemme.", reason=" ")
    decide(world, "jari", world.city, "Opimme työssä.", "Kokeilemme.", reason="Uusi ohjelma.")

    assert shown(world.city) == [("Heinolan kaupunki", ["Opimme työssä.", "Kokeilemme."])]
    assert Line.objects.in_force().get(order=1).uuid == kept.uuid
    past = selectors.history(world.city, 2026)
    assert [(row.number, row.in_force) for row in past] == [(2, True), (1, False)]
    assert [str(text) for text in past[1].texts] == ["Opimme työssä.", "Jaamme opitun."]
    page = world.client("tiina").get(reverse("competencies:lines", args=[world.city.uuid, 2026]))
    assert "Jaamme opitun." in page.content.decode()
    assert "Uusi ohjelma." in page.content.decode()
    assert Event.objects.filter(action="competencies.set_lines").count() == 2


def test_the_second_of_two_writers_loses_nothing(world: Any) -> None:
    decide(world, "ilkka", world.city, "Opimme työssä.")
    with pytest.raises(Stale):
        decide(world, "jari", world.city, "Vanhan päälle.", version=0)
    client = world.client("jari")
    url = reverse("competencies:lines_edit", args=[world.city.uuid, 2026])
    typed = {
        "version": "0",
        "decided_on": "2026-02-09",
        "lines-TOTAL_FORMS": "2",
        "lines-INITIAL_FORMS": "0",
        "lines-0-fi": "Jarin linjaus 🦉",
        "lines-1-fi": "",
    }
    answer = client.post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Jarin linjaus 🦉" in page
    assert "Opimme työssä." in page
    assert 'name="reason"' in page
    answer = client.post(url, {**typed, "version": "1", "reason": "Sovittiin yhdessä."})
    assert answer.status_code == 302
    assert shown(world.city) == [("Heinolan kaupunki", ["Jarin linjaus 🦉"])]
    # A double click is one decision.
    again = client.post(url, {**typed, "version": "1", "reason": "Sama."})
    assert again.status_code == 302, again.context["form"].errors
    assert LineDecision.objects.count() == 2


def test_what_is_no_line_is_said_and_kept(world: Any) -> None:
    client = world.client("ilkka")
    url = reverse("competencies:lines_edit", args=[world.city.uuid, 2026])
    form = {"version": "0", "decided_on": "2026-02-09", "lines-TOTAL_FORMS": "1"}
    form["lines-INITIAL_FORMS"] = "0"
    for more in (
        {"lines-0-fi": ""},
        {"lines-0-sv": "Bara på svenska"},
        {"lines-0-fi": "x" * 501},
        {"lines-0-fi": "a\x00b"},
        {"lines-0-fi": "Hyvä", "decided_on": "2030-01-01"},
        {"lines-0-fi": "Hyvä", "version": "1000000000"},
        {"lines-TOTAL_FORMS": "10000", "lines-0-fi": "Hyvä"},
    ):
        answer = client.post(url, {**form, **more})
        assert answer.status_code == 422, more
    assert not Line.objects.exists()
    far = reverse("competencies:lines_edit", args=[world.city.uuid, 10**9])
    assert client.get(far).status_code == 404
    late = reverse("competencies:lines_edit", args=[world.city.uuid, 2031])
    assert client.get(late).status_code == 409


def test_a_unit_of_another_day_still_has_the_citys_lines(world: Any) -> None:
    decide(world, "ilkka", world.city, "Opimme työssä.")
    assert shown(world.cleaning, day=date(2020, 1, 1)) == []
    ended = world.library
    ended.periods.update(valid_until=date(2026, 1, 1))
    ended.above.all().delete()
    assert shown(ended) == [("Heinolan kaupunki", ["Opimme työssä."])]


def test_the_number_of_queries_does_not_grow(world: Any) -> None:
    decide(world, "ilkka", world.city, "Opimme työssä.")
    decide(world, "outi", world.environment, "Digitaidot kuntoon.")

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            shown(world.cleaning)
            selectors.units_to_write(world.user("outi"), world.today)
        return len(caught)

    few = queries()
    decide(world, "ilkka", world.city, *[f"Linjaus {n}" for n in range(20)])
    decide(world, "outi", world.environment, *[f"Alueen linjaus {n}" for n in range(20)])
    assert queries() == few
