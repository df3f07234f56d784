"""The committee treats, the employer decides, the plan is frozen (requirements 25, 49; A11)."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.documents import content_hash
from core.models import Document, TransitionLog, Work
from core.policies import Refused, Stale
from tests.plan_scenes import DECISION, MEETING, Plans
from training_plans import services
from training_plans.content import package_content
from training_plans.models import FrozenPackage, Plan, PlanItem, Treatment
from training_plans.workflow import PACKAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(world: Any) -> Plans:
    return Plans(world)


def page(name: str, *args: Any) -> str:
    return reverse(f"training_plans:{name}", args=args)


@pytest.mark.requirement(25, 49)
def test_hr_brings_the_package_to_a_meeting(plans: Plans) -> None:
    package = plans.reviewed()
    client = plans.world.client("jari")
    client.post(
        page("bring", package.uuid),
        {"day": "2026-12-08", "at": "13:00", "place": "Valtuustosali", "item_number": "5"},
    )
    package = plans.fresh()
    assert package.state == "committee"
    meeting = package.meetings.get()
    assert meeting.body == plans.world.committee
    frozen = package.frozen.get()
    assert not frozen.confirmed
    assert frozen.content["meeting"]["on"] == "2026-12-08"
    document = Document.objects.get(subject_id=frozen.uuid)
    assert Work.objects.filter(key=str(document.uuid)).exists()


@pytest.mark.requirement(49)
def test_members_find_it_under_plans_to_confirm(plans: Plans) -> None:
    client = plans.world.client("anneli")
    assert "Vahvistettavaa ei ole nyt" in client.get(page("committee")).content.decode()
    package = plans.with_committee()
    text = client.get(page("committee")).content.decode()
    assert "Koulutussuunnitelma 2027" in text
    assert "Valtuustosali" in text
    assert "Kaupunkiympäristö" in client.get(page("package", package.uuid)).content.decode()


def test_members_see_the_frozen_version_not_the_work(plans: Plans) -> None:
    package = plans.with_committee()
    plan = plans.of("environment")
    PlanItem.objects.filter(plan=plan).update(topic="Muutettu jälkikäteen")
    client = plans.world.client("anneli")
    text = client.get(page("package_print", package.uuid)).content.decode()
    assert "Tekoälyn perusteet, environment" in text
    assert "Muutettu jälkikäteen" not in text
    assert client.get(page("plan", plan.uuid)).status_code == 404


def test_before_and_after_its_time_the_committee_sees_nothing(plans: Plans) -> None:
    client = plans.world.client("anneli")
    package = plans.reviewed()
    assert client.get(page("package", package.uuid)).status_code == 404
    services.bring_to_committee(
        user=plans.world.user("jari"), package=plans.fresh(), meets_at=_at(MEETING)
    )
    assert client.get(page("package", package.uuid)).status_code == 200
    services.take_back(user=plans.world.user("jari"), package=plans.fresh(), reason="Virhe")
    assert client.get(page("package", package.uuid)).status_code == 404
    assert "Koulutussuunnitelma 2027" not in client.get(page("committee")).content.decode()


def _at(day: date) -> Any:
    from datetime import datetime, time

    from django.utils import timezone

    return timezone.make_aware(datetime.combine(day, time(13)))


def test_what_is_brought_again_is_a_new_version(plans: Plans) -> None:
    plans.with_committee()
    hr = plans.world.user("jari")
    services.take_back(user=hr, package=plans.fresh(), reason="Lisätään toimi")
    plans.add("outi", plans.of("environment"), "Vielä yksi")
    services.bring_to_committee(user=hr, package=plans.fresh(), meets_at=_at(MEETING))
    first, second = plans.package.frozen.all()
    assert (first.number, second.number) == (1, 2)
    assert "Vielä yksi" not in json.dumps(first.content, ensure_ascii=False)
    assert "Vielä yksi" in json.dumps(second.content, ensure_ascii=False)


def test_nothing_changes_while_the_committee_has_the_plans(plans: Plans) -> None:
    plans.with_committee()
    plan = plans.of("environment")
    with pytest.raises(Refused):
        plans.add("outi", plan, "Myöhässä")
    with pytest.raises(Refused):
        services.reopen(user=plans.world.user("jari"), plan=plan, reason="x")
    with pytest.raises(Refused):
        services.comment(user=plans.world.user("jari"), plan=plan, text="x")


@pytest.mark.requirement(25, 49)
@pytest.mark.parametrize("name", ["secretary", "jari"])
def test_the_secretary_or_hr_records_the_treatment(plans: Plans, name: str) -> None:
    package = plans.with_committee()
    plans.world.move_to(MEETING)
    client = plans.world.client(name)
    client.post(
        page("treat", package.uuid),
        {"treated_on": "2026-12-08", "outcome": "unanimous", "minutes_reference": "asia 5"},
    )
    treatment = Treatment.objects.get()
    assert treatment.outcome == "unanimous"
    assert treatment.recorded_by == getattr(plans.world, name)
    assert plans.fresh().state == "treated"


def test_a_dissent_is_written_down(plans: Plans) -> None:
    package = plans.with_committee()
    plans.world.move_to(MEETING)
    client, address = plans.world.client("secretary"), page("treat", package.uuid)
    data = {"treated_on": "2026-12-08", "outcome": "dissent", "dissents": ""}
    assert "Kirjoita eriävät kannanotot." in client.post(address, data).content.decode()
    client.post(address, {**data, "dissents": "JHL: tekoälyyn lisää päiviä"})
    assert Treatment.objects.get().dissents == "JHL: tekoälyyn lisää päiviä"


def test_a_unanimous_treatment_has_no_dissents(plans: Plans) -> None:
    package = plans.with_committee()
    plans.world.move_to(MEETING)
    data = {"treated_on": "2026-12-08", "outcome": "unanimous", "dissents": "Eri mieltä"}
    text = plans.world.client("secretary").post(page("treat", package.uuid), data).content.decode()
    assert "Eriäviä kannanottoja on." in text


def test_the_database_refuses_a_dissent_without_words(plans: Plans) -> None:
    package = plans.with_committee()
    with pytest.raises(IntegrityError), transaction.atomic():
        Treatment.objects.create(
            package=package, meeting=package.meetings.get(), treated_on=MEETING, outcome="dissent"
        )


def test_nothing_is_recorded_before_the_meeting(plans: Plans) -> None:
    package = plans.with_committee()
    response = plans.world.client("secretary").get(page("treat", package.uuid))
    assert response.status_code == 409
    assert "Kokousta ei ole vielä pidetty." in response.content.decode()


@pytest.mark.parametrize("name", ["anneli", "hanna", "outi"])
def test_members_do_not_record(plans: Plans, name: str) -> None:
    package = plans.with_committee()
    plans.world.move_to(MEETING)
    assert plans.world.client(name).get(page("treat", package.uuid)).status_code == 403


@pytest.mark.requirement(49)
def test_the_employers_decision_confirms_and_freezes(plans: Plans) -> None:
    package = plans.treated()
    plans.world.move_to(DECISION)
    client = plans.world.client("jari")
    client.post(
        page("confirm", package.uuid),
        {"decided_by": "kaupunginhallitus", "decided_on": "2026-12-14", "section": "§ 214"},
    )
    package = plans.fresh()
    assert package.state == "confirmed"
    frozen = package.frozen.get(confirmed=True)
    assert frozen.content["decision"] == {
        "by": "kaupunginhallitus",
        "on": "2026-12-14",
        "section": "§ 214",
    }
    assert frozen.content_hash == content_hash(frozen.content)
    assert frozen.content == package_content(package)


def test_the_employer_does_not_decide_before_the_treatment(plans: Plans) -> None:
    package = plans.with_committee()
    plans.world.move_to(DECISION)
    assert plans.world.client("jari").get(page("confirm", package.uuid)).status_code == 409
    package = plans.fresh()
    services.record_treatment(
        user=plans.world.user("jari"), package=package, treated_on=DECISION, outcome="unanimous"
    )
    with pytest.raises(Refused):
        services.record_decision(
            user=plans.world.user("jari"),
            package=package,
            decided_by="x",
            decided_on=MEETING,
            section="1",
        )


def test_a_confirmed_package_never_moves_again(plans: Plans) -> None:
    plans.confirmed()
    package = plans.fresh()
    for transition in PACKAGE.transitions:
        for name in ("jari", "secretary", "outi", "ilkka"):
            assert not PACKAGE.decide(transition, plans.world.user(name), package)
    with pytest.raises(IntegrityError), transaction.atomic():
        FrozenPackage.objects.create(
            package=package, number=9, confirmed=True, content={}, content_hash="x"
        )


def test_a_confirmed_version_is_drawn_from_its_own_copy(plans: Plans) -> None:
    frozen = plans.confirmed()
    PlanItem.objects.update(topic="Muutettu kannassa")
    Plan.objects.update(starting_points="Muutettu kannassa")
    client = plans.world.client("tiina")
    text = client.get(page("package_print", frozen.package.uuid)).content.decode()
    assert "Muutettu kannassa" not in text
    assert frozen.content_hash in text


def test_tampering_is_found(plans: Plans) -> None:
    frozen = plans.confirmed()
    call_command("verify_documents")
    content = {**frozen.content, "year": 2028}
    FrozenPackage.objects.filter(pk=frozen.pk).update(content=content)
    with pytest.raises(CommandError):
        call_command("verify_documents")


@pytest.mark.requirement(49)
def test_everybody_in_service_reads_a_confirmed_plan(plans: Plans) -> None:
    frozen = plans.confirmed()
    for name in ("tiina", "aino", "anneli", "jari", "outi"):
        client = plans.world.client(name)
        assert client.get(page("package", frozen.package.uuid)).status_code == 200
        assert "Koulutussuunnitelma 2027" in client.get(page("confirmed")).content.decode()
    outsider = plans.world.client("elected")
    assert outsider.get(page("package", frozen.package.uuid)).status_code == 404


def test_each_step_is_in_the_log(plans: Plans) -> None:
    plans.confirmed()
    rows = TransitionLog.objects.filter(object_id=plans.package.uuid).order_by("pk")
    assert [row.transition for row in rows] == ["compile", "bring", "treat", "confirm"]
    assert all(row.actor for row in rows)


STATES = ["gathering", "review", "committee", "treated", "confirmed"]


@pytest.mark.parametrize("transition", sorted(PACKAGE.transitions))
@pytest.mark.parametrize("state", STATES)
def test_the_table_refuses_every_step_from_a_wrong_state(
    plans: Plans, transition: str, state: str
) -> None:
    package = plans.package
    package.state = state
    package.save()
    if state in PACKAGE[transition].sources:
        return
    decision = PACKAGE.decide(transition, plans.world.user("jari"), package)
    assert not decision
    with pytest.raises(Refused):
        PACKAGE.run(transition, user=plans.world.user("jari"), obj=package)


def test_a_stale_package_is_not_moved(plans: Plans) -> None:
    package = plans.treated()
    plans.world.move_to(DECISION)
    type(package).objects.filter(pk=package.pk).update(version=99)
    with pytest.raises(Stale):
        PACKAGE.run("confirm", user=plans.world.user("jari"), obj=package)


# A year from before this system


def test_a_past_year_is_restored_in_one_step(plans: Plans) -> None:
    world = plans.world
    item = plans.data("Tekoälyn perusteet kaikille")
    frozen = services.restore_year(
        services.PastYear(
            year=2026,
            plans=[
                services.PastPlan(
                    unit=world.environment,
                    level="service_area",
                    submitted_on=date(2025, 9, 25),
                    submitted_by=world.outi,
                    starting_points="Lähtökohdat",
                    competence_estimate="Arvio",
                    follow_up="Seuranta",
                    items=[item],
                )
            ],
            meets_at=_at(date(2025, 12, 9)),
            treated_on=date(2025, 12, 9),
            decided_on=date(2025, 12, 15),
            decided_by="kaupunginhallitus",
            section="§ 301",
            dissents="Jyty: lisää aikaa",
            reviews=[(world.city_leadership, date(2025, 10, 20))],
        )
    )
    assert frozen.confirmed
    assert frozen.content["treatment"]["outcome"] == "dissent"
    text = world.client("tiina").get(page("package", frozen.package.uuid)).content.decode()
    assert "Kaupunkiympäristö" in text
    with pytest.raises(ValueError):
        services.restore_year(
            services.PastYear(
                year=2026,
                plans=[],
                meets_at=_at(date(2025, 12, 9)),
                treated_on=date(2025, 12, 9),
                decided_on=date(2025, 12, 15),
                decided_by="x",
                section="1",
            )
        )
