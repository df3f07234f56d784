"""What planning asks of whom by when: the home page, the reminders and the clock agree."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from annual_clock.defaults import AREA_PLANS, PLAN_CONFIRMATION, TEAM_NEEDS
from annual_clock.milestones import told
from annual_clock.models import Milestone
from annual_clock.obligations import Obligation
from organization import closure
from tests.factories import LeadershipFactory, UnitFactory
from tests.plan_scenes import AUTUMN, DECISION, MEETING, SPRING, Plans
from training_plans import services
from training_plans.obligations import obligations

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(world: Any) -> Plans:
    return Plans(world)


def owed(plans: Plans, name: str, day: date | None = None) -> dict[str, Obligation]:
    person = getattr(plans.world, name)
    day = day or plans.world.today
    return {o.kind.removeprefix("training_plans."): o for o in obligations(day, [person])}


@pytest.mark.requirement(24, 45)
def test_a_supervisor_owes_the_teams_plan_in_june_and_an_area_in_september(plans: Plans) -> None:
    team = owed(plans, "mervi")["write"]
    assert str(team.title) == "Kirjoita koulutussuunnitelma 2027"
    assert str(team.text) == "Siivouspalvelut"
    assert team.due == date(2026, 6, 15)
    assert owed(plans, "outi")["write"].due == date(2026, 9, 30)
    assert owed(plans, "kari")["write"].due == date(2026, 9, 30)
    assert owed(plans, "tiina") == {}


def test_it_is_gone_when_submitted(plans: Plans) -> None:
    plans.submit("mervi", plans.team_plan())
    assert owed(plans, "mervi") == {}


def test_a_deputy_sees_it_but_is_not_reminded(plans: Plans) -> None:
    plans.world.deputise("tiina", "mervi", "plan")
    found = owed(plans, "tiina")["write"]
    assert not found.remind
    everybody = [o for o in obligations(SPRING, None) if o.person == plans.world.mervi]
    assert [o.remind for o in everybody] == [True]


@pytest.mark.requirement(26, 48)
def test_hr_owes_the_centralised_plan_and_the_compiling(plans: Plans) -> None:
    assert "centralised" in owed(plans, "jari")
    assert "compile" not in owed(plans, "jari")
    plans.areas_submitted()
    assert set(owed(plans, "sanna")) == {"compile"}


@pytest.mark.requirement(25, 43, 44)
def test_leadership_groups_comment_and_areas_answer(plans: Plans) -> None:
    plans.in_review()
    found = owed(plans, "riikka")["comment"]
    assert found.due == date(2026, 11, 2)
    services.comment(
        user=plans.world.user("jari"), plan=plans.of("environment"), text="Kuka seuraa?"
    )
    answer = owed(plans, "outi")["answer"]
    assert answer.due == date(2026, 11, 16)
    assert answer.url.endswith("#comments")
    assert "answer" not in owed(plans, "pekka")


def test_who_has_gone_through_owes_no_comment(plans: Plans) -> None:
    plans.reviewed()
    assert owed(plans, "riikka") == {}
    assert set(owed(plans, "jari")) == {"bring"}


@pytest.mark.requirement(25, 49)
def test_the_committee_reads_and_its_secretary_records(plans: Plans) -> None:
    plans.with_committee()
    assert owed(plans, "anneli", AUTUMN)["meeting"].due == MEETING
    assert "treat" not in owed(plans, "secretary", AUTUMN)
    assert "treat" in owed(plans, "secretary", MEETING)
    assert "treat" not in owed(plans, "anneli", MEETING)


def test_hr_owes_the_decision_and_then_nothing(plans: Plans) -> None:
    plans.treated()
    assert owed(plans, "jari")["decide"].due == date(2026, 12, 22)
    plans.world.move_to(DECISION)
    services.record_decision(
        user=plans.world.user("jari"),
        package=plans.fresh(),
        decided_by="kaupunginhallitus",
        decided_on=DECISION,
        section="§ 1",
    )
    assert list(obligations(DECISION, None)) == []


def test_letters_speak_the_readers_language(plans: Plans) -> None:
    with translation.override("sv"):
        assert str(owed(plans, "mervi")["write"].title) == "Skriv utbildningsplanen 2027"


@pytest.mark.parametrize("everybody", [True, False])
def test_a_fixed_number_of_queries(plans: Plans, everybody: bool) -> None:
    people = None if everybody else [plans.world.outi]

    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            list(obligations(SPRING, people))
        return len(found)

    few = count()
    for number in range(20):
        unit = UnitFactory(name=f"T{number}", parent=plans.world.environment, kind="team")
        LeadershipFactory(unit=unit, person=plans.world.outi)
    closure.rebuild()
    assert count() == few


# The annual clock


def milestone(kind: str, due: date) -> Milestone:
    return Milestone(
        year=2026, kind=kind, title={"fi": kind}, starts_on=date(2026, 5, 4), due_on=due
    )


@pytest.mark.requirement(21, 24)
def test_the_clock_knows_how_far_ones_own_plans_are(plans: Plans) -> None:
    world, team = plans.world, milestone(TEAM_NEEDS, date(2026, 6, 12))
    assert told(world.mervi, team, SPRING).status == "turn"
    assert told(world.mervi, team, date(2026, 7, 1)).status == "late"
    plans.submit("mervi", plans.team_plan())
    assert told(world.mervi, team, SPRING).status == "done"
    area = milestone(AREA_PLANS, date(2026, 9, 30))
    assert told(world.outi, area, SPRING).status == "turn"
    assert told(world.tiina, area, SPRING).status == "open"


@pytest.mark.requirement(21, 49)
def test_the_clock_knows_the_confirming(plans: Plans) -> None:
    world, here = plans.world, milestone(PLAN_CONFIRMATION, date(2026, 12, 17))
    plans.with_committee()
    assert told(world.anneli, here, AUTUMN).status == "turn"
    assert told(world.tiina, here, AUTUMN).status == "other"
