"""The team's matrix: who sees whom, what it says, how it sorts, what one can do from it."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import Event
from competencies.models import CompetenceTarget
from conversations.matrix.selectors import TeamLevels, arranged, team_levels
from conversations.models import Conversation, Layer, Rating
from tests import conversation_factories as f

PAGE = "conversations:matrix"


def agreed(world: Any, name: str, *levels: int | None) -> Conversation:
    """A held talk of the named person with these agreed levels, competence by competence."""
    talk = f.talk_of(world, name)
    for number, level in enumerate(levels):
        if level is not None:
            Rating.objects.create(
                conversation=talk,
                competence=f.competence(talk, number),
                layer=Layer.AGREED,
                level=level,
            )
    return f.hold(world, {"mervi": "kari"}.get(name, "mervi"), talk)


@pytest.fixture
def team(world: Any) -> Any:
    """Targets are 3, 3, ...: all reach the first, Marko alone the second, nobody the third."""
    agreed(world, "tiina", 3, 2, 1)
    agreed(world, "marko", 4, 3, 2)
    agreed(world, "ritva", 3, 1, 2)
    return world


def levels(world: Any, name: str) -> TeamLevels:
    return team_levels(getattr(world, name), world.today)


def names(found: TeamLevels) -> set[str]:
    return {row.name for table in found.tables for row in table.rows}


@pytest.mark.requirement(32, 33)
def test_the_panels_say_where_the_team_is_strong_alone_and_short(team: Any) -> None:
    staff = levels(team, "mervi").tables[0]
    assert [row.name for row in staff.rows] == [
        "Sirpa Kallio",
        "Ritva Lahti",
        "Tiina Rautio",
        "Marko Seppä",
    ]
    keys = [c.competence.key for c in staff.columns]
    assert [c.competence.key for c in staff.strong] == keys[:1]
    assert [(c.competence.key, c.alone) for c in staff.alone] == [(keys[1], "Marko Seppä")]
    assert [(c.competence.key, c.missing) for c in staff.gaps] == [(keys[2], 4), (keys[1], 3)]
    assert staff.columns[0].above == ["Marko Seppä"]


def test_it_sorts_and_filters(team: Any) -> None:
    staff = levels(team, "mervi").tables[0]
    second = staff.columns[1].competence.key

    def order(**choices: Any) -> list[str]:
        return [row.led.person.first_name for row in arranged(staff, **choices).rows]

    assert order(sort="-name") == ["Marko", "Tiina", "Ritva", "Sirpa"]
    assert order(sort="gap")[0] in ("Ritva", "Tiina")
    assert order(sort=second) == ["Marko", "Tiina", "Ritva", "Sirpa"]
    assert order(sort=f"-{second}")[-1] == "Sirpa"  # not rated stands last either way
    assert order(below=1) == ["Ritva", "Tiina", "Marko"]
    assert order(below=2, competence=second) == ["Ritva"]
    page = team.client("mervi").get(
        reverse(PAGE), {"below": "2", "competence": second, "sort": "gap"}
    )
    assert "1 / 4 henkilöstä näkyy" in page.content.decode()
    for odd in ({"below": "9"}, {"competence": "x" * 9000}, {"sort": "-"}, {"sort": "\x00"}):
        assert team.client("mervi").get(reverse(PAGE), odd).status_code == 200


@pytest.mark.requirement(42)
def test_leaders_above_and_hr_see_no_individuals(team: Any) -> None:
    for name in ("kari", "outi", "ilkka"):
        page = team.client(name).get(reverse(PAGE)).content.decode()
        assert "Marko Seppä" not in page
        assert "Tiina Rautio" not in page
    for name in ("sanna", "jari", "marko", "veera"):
        response = team.client(name).get(reverse(PAGE))
        assert response.status_code == 403 or "Marko Seppä" not in response.content.decode()
    assert (
        team.client("sanna").get(reverse("conversations:matrix_table", args=["csv"])).status_code
        == 403
    )


def test_a_deputy_sees_as_far_as_the_rights_reach(team: Any) -> None:
    f.lock(team, "marko", "mervi", f.talk_of(team, "marko"))
    deputy = team.deputise("heidi", "mervi", "see_history")
    found = levels(team, "heidi")
    rated = {row.name for row in found.tables[0].rows if row.rated}
    assert rated == {"Marko Seppä"}  # signed; held ones need the right to hold or sign
    deputy.may_see_history, deputy.may_hold = False, True
    deputy.save()
    rated = {row.name for row in levels(team, "heidi").tables[0].rows if row.rated}
    assert rated == {"Tiina Rautio", "Ritva Lahti"}
    deputy.may_hold, deputy.may_prepare = False, True
    deputy.save()
    found = levels(team, "heidi")
    assert "Tiina Rautio" not in names(found)
    assert "Tiina Rautio" in found.hidden


def test_each_person_shown_is_an_event_of_that_deputy(team: Any) -> None:
    team.deputise("heidi", "mervi", "hold")
    team.client("heidi").get(reverse(PAGE))
    events = Event.objects.filter(action="conversations.read_levels")
    assert set(events.values_list("data_subject", flat=True)) == {
        team.tiina.uuid,
        team.marko.uuid,
        team.ritva.uuid,
    }
    assert set(events.values_list("role", "deputy_for")) == {("deputy", team.mervi.uuid)}


def test_restricted_levels_and_earlier_people_are_not_there(team: Any) -> None:
    from core import clock

    Conversation.objects.filter(employment__person=team.tiina).update(restricted_at=clock.now())
    assert {row.name for row in levels(team, "mervi").tables[0].rows if row.rated} == {
        "Marko Seppä",
        "Ritva Lahti",
    }


def test_targets_are_those_of_the_persons_place(team: Any) -> None:
    first = team.content().staff.competences.order_by("order")[0]
    CompetenceTarget.objects.create(competence=first, job_title="Laitoshuoltaja", level=4)
    CompetenceTarget.objects.create(competence=first, unit=team.environment, level=2)
    column = levels(team, "mervi").tables[0].columns[0]
    assert column.target == (2, 2)  # the unit is nearer than a title of the whole city
    CompetenceTarget.objects.create(
        competence=first, unit=team.food_and_cleaning, job_title="laitoshuoltaja ", level=5
    )
    column = levels(team, "mervi").tables[0].columns[0]
    assert column.target == (5, 5)
    assert len(column.below) == 3


def test_the_table_to_take_along_follows_the_choices(team: Any) -> None:
    url = reverse("conversations:matrix_table", args=["xlsx"])
    response = team.client("mervi").get(url, {"below": "1", "sort": "-name"})
    sheet = load_workbook(BytesIO(response.content)).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0][:4] == ["Nimi", "Tehtävänimike", "Sovittu vuonna", "Itsensä johtamisen taidot"]
    assert [row[0] for row in found[2:]] == ["Marko Seppä", "Tiina Rautio", "Ritva Lahti"]
    assert found[2][2:6] == [2026, 4, 3, 2]
    assert (
        team.client("mervi").get(reverse("conversations:matrix_table", args=["pdf"])).status_code
        == 404
    )


def test_a_gap_begins_an_action_of_the_teams_plan(team: Any) -> None:
    from training_plans.models import Package, Plan

    package = Package.objects.create(year=2027, areas_due_on=team.today, comments_due_on=team.today)
    plan = Plan.objects.create(package=package, unit=team.cleaning, level=Plan.Level.TEAM)
    page = team.client("mervi").get(reverse(PAGE)).content.decode()
    third = team.content().staff.competences.order_by("order")[2]
    address = reverse("training_plans:item_new", args=[plan.uuid]) + f"?competence={third.uuid}"
    assert address in page
    form = team.client("mervi").get(address).context["form"]
    assert form.initial["topic"] == str(third.name)
    assert form.initial["competence"] == str(third.uuid)
    for odd in ("x", "\x00", "0" * 9000):
        assert (
            team.client("mervi").get(address.split("?")[0], {"competence": odd}).status_code == 200
        )


def queries(world: Any) -> int:
    with CaptureQueriesContext(connection) as made:
        levels(world, "mervi")
    return len(made)


def test_as_many_queries_for_five_as_for_many(team: Any) -> None:
    few = queries(team)
    staff(team, 40)
    assert queries(team) == few


def staff(world: Any, number: int) -> None:
    """More cleaners with held talks and levels, in bulk."""
    from conversations.models import Round
    from core import clock
    from organization import closure
    from organization.models import Employment, Membership, Person

    people = Person.objects.bulk_create(
        Person(employee_number=f"9{n:04}", first_name=f"N{n}", last_name="Uusi")
        for n in range(number)
    )
    rows = Employment.objects.bulk_create(
        Employment(person=p, external_id=f"U{p.pk}", contract="permanent", starts_on=world.start)
        for p in people
    )
    Membership.objects.bulk_create(
        Membership(
            employment=e, unit=world.cleaning, job_title="laitoshuoltaja", valid_from=world.start
        )
        for e in rows
    )
    closure.rebuild_reporting_lines([e.pk for e in rows])
    talks = Conversation.objects.bulk_create(
        Conversation(
            round=Round.objects.get(),
            employment=e,
            supervisor=world.mervi,
            state="held",
            held_at=clock.now(),
        )
        for e in rows
    )
    competences = list(world.content().staff.competences.all())
    Rating.objects.bulk_create(
        Rating(conversation=t, competence=c, layer=Layer.AGREED, level=2)
        for t in talks
        for c in competences
    )


def test_a_talk_without_ratings_takes_no_earlier_level_away(world: Any) -> None:
    """Each competence shows the level agreed last, whichever talk it was agreed in."""
    talk = f.talk_of(world, "tiina")
    f.rate(world, "mervi", talk, 2, agreed=True)
    f.lock(world, "tiina", "mervi", talk)
    world.move_to(date(2027, 2, 9))
    newer = f.talk_of(world, "tiina")
    f.hold(world, "mervi", newer)
    levels = team_levels(world.mervi, world.today)
    (row,) = [r for r in levels.tables[0].rows if r.name == "Tiina Rautio"]
    assert [cell.level for cell in row.cells if cell.level is not None] == [2]
    assert [shown.pk for shown, _boss in levels.read] == [talk.pk]
