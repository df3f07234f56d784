"""The demo's texts fit the defaults they lean on, and are nobody's."""

import re
from collections.abc import Iterator, Mapping

import pytest

from competencies.defaults import FRAMEWORKS, catalogue
from competencies.models import Audience
from conversations.defaults import THEMES
from conversations.models import QuestionKind
from demo.texts import (
    FLAVOURS,
    agreed,
    choices,
    goals,
    job_titles,
    lines,
    names,
    needs,
    plan_items,
    plan_texts,
    prepared,
)

ASKED = [(t, q) for t in THEMES for q in t.questions if q.kind == QuestionKind.TEXT]
QUESTIONS = {question.key for _theme, question in ASKED}
FOR_ALL = {question.key for theme, question in ASKED if not theme.supervisors_only}
WAYS = {way.key for way in catalogue.WAYS}
STAFF = {each.key for each in FRAMEWORKS[Audience.ALL_STAFF]}
SUPERVISORS = {each.key for each in FRAMEWORKS[Audience.SUPERVISORS]}
ITEMS = [
    *plan_items.CENTRALISED,
    *(item for rows in plan_items.AREA.values() for item in rows),
    *(item for rows in plan_items.TEAM.values() for item in rows),
]


def every_text() -> Iterator[str]:
    tables: list[Mapping[str, tuple[str, ...]]] = [
        agreed.GENERAL,
        *agreed.FLAVOURED.values(),
        prepared.EMPLOYEE,
        prepared.SUPERVISOR,
    ]
    for table in tables:
        for texts in table.values():
            yield from texts
    for goal in (*goals.GOALS, *goals.SUPERVISOR_GOALS):
        yield from (goal.title, goal.measure)
    for need in (*needs.NEEDS, *needs.SUPERVISOR_NEEDS):
        yield need.topic
    for item in ITEMS:
        yield from (item.focus, item.topic, item.target_group, item.responsible)
    for plan in (*plan_texts.AREA_PLANS.values(), *plan_texts.TEAM_PLANS.values()):
        yield from plan
    for comment in plan_texts.COMMENTS:
        yield from comment
    for line in lines.LINES:
        yield from line.text.values()


def test_texts_are_unlike_each_other_and_not_empty() -> None:
    for question, texts in agreed.GENERAL.items():
        assert len(set(texts)) >= 12, question
    assert all(text.strip() == text and text for text in every_text())


def test_every_question_has_texts() -> None:
    assert set(agreed.GENERAL) == set(prepared.EMPLOYEE) == set(prepared.SUPERVISOR) == QUESTIONS
    for flavour in FLAVOURS:
        assert set(agreed.FLAVOURED[flavour]) <= FOR_ALL
        for question in QUESTIONS:
            assert choices(agreed.GENERAL, agreed.FLAVOURED, question, flavour)


def test_goals_needs_and_items_use_keys_of_the_defaults() -> None:
    for_staff = (*goals.GOALS, *needs.NEEDS)
    for_supervisors = (*goals.SUPERVISOR_GOALS, *needs.SUPERVISOR_NEEDS)
    assert {each.way for each in (*for_staff, *for_supervisors, *ITEMS)} <= WAYS
    assert {each.competence for each in for_staff} <= STAFF
    assert {each.competence for each in for_supervisors} <= SUPERVISORS
    assert {item.competence for item in ITEMS} <= STAFF | SUPERVISORS
    for item in ITEMS:
        assert 1 <= item.first_month <= item.last_month <= 12, item.topic


def test_every_flavour_has_what_a_unit_needs() -> None:
    for flavour in FLAVOURS:
        assert job_titles.JOB_TITLES[flavour]
        assert job_titles.LEADER_TITLES[flavour]
        assert plan_items.TEAM[flavour]
        assert plan_texts.TEAM_PLANS[flavour]
        assert [goal for goal in goals.GOALS if goal.flavour == flavour]
        assert [need for need in needs.NEEDS if need.flavour == flavour]


def test_texts_fit_their_fields() -> None:
    for goal in (*goals.GOALS, *goals.SUPERVISOR_GOALS):
        assert len(goal.title) <= 200
        assert len(goal.measure) <= 300
    for item in ITEMS:
        assert len(item.focus) <= 120
        assert len(item.topic) <= 200
        assert len(item.target_group) <= 200
        assert len(item.responsible) <= 120


@pytest.mark.requirement(68)
def test_the_centralised_plan_has_the_focus_areas_of_the_source() -> None:
    assert {item.focus for item in plan_items.CENTRALISED} >= {
        "Tekoäly",
        "Työhyvinvointi",
        "Muutoksen johtaminen",
        "Projektiosaaminen",
        "Hankinnat",
        "Talouden seuranta",
        "Esihenkilöinfot",
    }
    assert any("Eduhouse" in item.topic for item in plan_items.CENTRALISED)


@pytest.mark.requirement(27)
def test_no_text_names_a_person() -> None:
    known = {
        *names.WOMEN,
        *names.MEN,
        *names.LAST_NAMES,
        *names.SWEDISH_WOMEN,
        *names.SWEDISH_MEN,
        *names.SWEDISH_LAST_NAMES,
    }
    for text in every_text():
        assert not known & set(re.findall(r"[\w-]+", text)), text


def test_no_text_speaks_of_health() -> None:
    words = re.compile(r"sairau|sairas|diagno|lääkit|lääkäri|masennu|uupumu|kipu|leikkau", re.I)
    assert [text for text in every_text() if words.search(text)] == []


@pytest.mark.requirement(31, 43, 44)
def test_lines_are_for_the_city_and_every_area_each_year() -> None:
    for year in (2025, 2026, 2027):
        areas = {line.area for line in lines.LINES if line.year == year}
        assert areas == {"city", "shared_services", "wellbeing", "environment"}
    for line in lines.LINES:
        assert set(line.text) == {"fi", "sv", "en"}
        assert all(line.text.values())
