"""The year: windows, milestones, and what a reader sees of them on the clock page and at home."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from annual_clock import defaults, milestones
from annual_clock.milestones import Told, tells
from annual_clock.models import Milestone, Window
from annual_clock.selectors import clock_year, milestone_of, small_clock
from organization.models import BodyMembership
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the dates speak, unless a test says otherwise."""
    monkeypatch.setattr(milestones, "_tellers", {})


def kinds(world: World, who: str, year: int = 2026, variant: str | None = None) -> list[str]:
    page = clock_year(getattr(world, who), year, world.today, variant)
    return [entry.milestone.kind for entry in page.entries]


def entry(world: World, who: str, kind: str) -> Any:
    page = clock_year(getattr(world, who), world.today.year, world.today)
    return next(e for e in page.entries if e.milestone.kind == kind)


@pytest.mark.requirement(20)
def test_three_windows_and_april_in_none() -> None:
    """A1: the windows are not quarters."""
    defaults.ensure_year(2026)
    spans = [(w.starts_on, w.ends_on) for w in Window.objects.filter(year=2026)]
    assert spans == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 5, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]


def test_a_year_is_written_once_and_edits_stay() -> None:
    defaults.ensure_year(2026)
    Milestone.objects.filter(kind="lines_shared").update(due_on=date(2026, 2, 15))
    Window.objects.filter(order=1).update(ends_on=date(2026, 4, 15))
    defaults.ensure_year(2026)
    assert Milestone.objects.get(kind="lines_shared").due_on == date(2026, 2, 15)
    assert Window.objects.get(order=1).ends_on == date(2026, 4, 15)
    assert Window.objects.count() == 3
    assert Milestone.objects.count() == len(defaults.MILESTONES)


def test_every_text_of_the_year_is_in_three_languages() -> None:
    for item in defaults.MILESTONES:
        for text in (item.title, item.whose, item.short or item.title):
            assert all(text.get(code) for code in ("fi", "sv", "en")), item.kind


@pytest.mark.requirement(19, 21)
def test_the_general_clock(world: World) -> None:
    """Each event of the source in its window; the levels in the order of the model."""
    page = clock_year(world.tiina, 2026, world.today)
    by_window = [[e.milestone.kind for e in part.entries] for part in page.parts]
    assert by_window == [
        [
            "lines_shared",
            "supervisor_conversations",
            "development_conversations",
            "team_conversations",
        ],
        ["team_needs", "area_plans", "goals_check"],
        ["strategic_conversation", "area_leadership_conversations", "plan_confirmation"],
    ]
    assert [e.number for e in page.entries] == list(range(1, 11))


@pytest.mark.requirement(21)
def test_talks_are_due_in_march_and_may_be_held_to_the_end_of_april(world: World) -> None:
    """A2"""
    talks = milestone_of(2026, "development_conversations")
    assert talks
    assert talks.due_on == date(2026, 3, 31)
    assert clock_year(world.tiina, 2026, world.today).last_talks == date(2026, 4, 30)


@pytest.mark.requirement(22)
def test_the_education_clock_has_a_ring_and_a_conversation_of_its_own(world: World) -> None:
    assert "leaders_group_conversation" not in kinds(world, "tiina")
    page = clock_year(world.leena, 2026, world.today)
    assert page.variant == "education"
    assert len(page.rings) == 5
    assert "leaders_group_conversation" in [e.milestone.kind for e in page.entries]
    # A16: supervisors talk every year
    assert "supervisor_conversations" in [e.milestone.kind for e in page.entries]


@pytest.mark.requirement(22, 23)
@pytest.mark.parametrize(
    ("who", "year", "shown", "says"),
    [
        ("aino", 2026, "development_conversations", "2027"),  # group in odd years
        ("aino", 2027, "team_conversations", "2028"),
        ("noora", 2026, "team_conversations", "2027"),  # group in even years
        ("noora", 2027, "development_conversations", "2028"),
    ],
)
def test_staff_of_education_see_this_years_way_and_next_years(
    world: World, who: str, year: int, shown: str, says: str
) -> None:
    page = clock_year(getattr(world, who), year, world.today)
    found = [e for e in page.entries if e.milestone.kind in defaults.ALTERNATIVES]
    assert [e.milestone.kind for e in found] == [shown]
    assert says in str(found[0].whose)


@pytest.mark.requirement(22)
def test_others_see_both_alternatives_of_education(world: World) -> None:
    assert set(kinds(world, "tiina", variant="education")) >= defaults.ALTERNATIVES


@pytest.mark.requirement(24)
def test_areas_compile_their_plans_by_the_end_of_september() -> None:
    plans = milestone_of(2026, "area_plans")
    assert plans
    assert plans.due_on == date(2026, 9, 30)


@pytest.mark.requirement(19)
def test_what_concerns_the_reader_follows_from_their_level(world: World) -> None:
    def concerned(who: str) -> set[str]:
        page = clock_year(getattr(world, who), 2026, world.today)
        return {e.milestone.kind for e in page.entries if e.concerns}

    tiina = {"development_conversations", "team_conversations", "goals_check"}
    assert concerned("tiina") == tiina
    mervi = tiina | {"lines_shared", "supervisor_conversations", "team_needs"}
    assert concerned("mervi") == mervi
    assert concerned("outi") - mervi == {
        "strategic_conversation",
        "area_leadership_conversations",
        "area_plans",
        "plan_confirmation",
    }
    assert concerned("anneli") - tiina == {"plan_confirmation"}
    assert "leaders_group_conversation" in concerned("leena")
    assert {"lines_shared", "area_plans"} <= concerned("sanna")


def test_without_anyone_telling_the_dates_speak(world: World) -> None:
    world.move_to(date(2026, 2, 9))
    assert entry(world, "tiina", "lines_shared").status == "over"
    assert entry(world, "tiina", "development_conversations").status == "open"
    assert entry(world, "tiina", "team_conversations").status == "next"
    assert entry(world, "tiina", "area_plans").status == "coming"
    assert entry(world, "tiina", "area_plans").when == "4.5.–30.9."


def test_the_apps_above_tell_what_they_know(world: World) -> None:
    @tells(defaults.DEVELOPMENT_CONVERSATIONS)
    def _told(person: Any, milestone: Milestone, today: date) -> Told | None:
        return (
            Told("turn", "pe 13.2. klo 14", "Sinä ja Mervi", "/x")
            if person == world.tiina
            else None
        )

    mine = entry(world, "tiina", "development_conversations")
    assert (mine.status, mine.when, mine.whose, mine.url) == (
        "turn",
        "pe 13.2. klo 14",
        "Sinä ja Mervi",
        "/x",
    )
    assert entry(world, "marko", "development_conversations").status == "open"


@pytest.mark.requirement(19)
def test_the_small_clock_says_what_is_now_and_next(world: World) -> None:
    small = small_clock(world.tiina, world.today)
    assert small.now
    assert small.next
    assert small.now.milestone.kind == "development_conversations"
    assert small.next.milestone.kind == "team_conversations"
    assert "16.2.–31.3." in small.next_words


# ---------------------------------------------------------------------------- the page


@pytest.mark.requirement(19, 20)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_part_of_the_wheel_is_a_link_with_a_name_and_stands_in_the_list(
    world: World, language: str
) -> None:
    user = world.user("tiina")
    user.language = language
    user.save()
    page = unescape(world.client("tiina").get("/vuosikello/").content.decode())
    links = re.findall(r'<a href="#(v\d+)" aria-label="([^"]+)"', page)
    targets = re.findall(r'<li id="(v\d+)"', page)
    assert len(targets) == 10
    wide, narrow = links[:10], links[10:]
    assert [t for t, _ in wide] == [t for t, _ in narrow] == targets
    with translation.override(language):
        for e in clock_year(world.tiina, 2026, world.today).entries:
            assert str(e.milestone.title) in page
            assert any(str(e.milestone.title) in name for _, name in wide)


def test_ids_are_unique_and_colours_are_attributes(world: World) -> None:
    page = world.client("leena").get("/vuosikello/").content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    drawings = "".join(re.findall(r'<svg class="wheel".*?</svg>', page, re.DOTALL))
    assert "style=" not in drawings
    assert "var(" not in drawings
    assert re.search(r"\d,\d", re.sub(r"<t(ext|itle|span).*?</t", "", drawings)) is None


@pytest.mark.requirement(22)
def test_one_sees_ones_own_clock_and_may_look_at_the_other(world: World) -> None:
    leena = world.client("leena")
    own = leena.get("/vuosikello/2026/")
    assert own.context["clock"].variant == "education"
    other = leena.get("/vuosikello/2026/?muoto=yleinen")
    assert other.context["clock"].variant == "general"
    assert world.client("tiina").get("/vuosikello/").context["clock"].variant == "general"


def test_another_year_has_no_hand_and_far_years_do_not_exist(world: World) -> None:
    tiina = world.client("tiina")
    assert tiina.get("/vuosikello/2025/").context["clock"].wide.hand is None
    assert tiina.get("/vuosikello/2026/").context["clock"].wide.hand
    assert tiina.get("/vuosikello/1999/").status_code == 404
    assert tiina.get("/vuosikello/9999/").status_code == 404


def test_reading_the_clock_writes_nothing(world: World) -> None:
    world.client("tiina").get("/vuosikello/2027/")
    assert not Milestone.objects.exists()
    assert not Window.objects.exists()


@pytest.fixture
def many_years() -> None:
    for year in range(2020, 2028):
        defaults.ensure_year(year)


def test_the_page_asks_the_database_as_often_with_little_as_with_much(
    world: World, many_years: None
) -> None:
    def queries() -> int:
        client = world.client("outi")
        with CaptureQueriesContext(connection) as caught:
            client.get("/vuosikello/")
        return len(caught)

    queries()
    few = queries()
    for body in (world.wellbeing_leadership, world.shared_leadership):
        BodyMembership.objects.create(body=body, person=world.outi, valid_from=world.start)
    assert queries() == few
    assert few < 30
