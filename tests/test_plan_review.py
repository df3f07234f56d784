"""HR compiles, the leadership groups comment, the areas answer (requirements 25, 26, 43, 44)."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from core.models import TransitionLog
from core.policies import Refused
from tests.plan_scenes import AUTUMN, Plans
from training_plans import services
from training_plans.models import BodyReview, Comment, Package
from training_plans.selectors.checklist import checklist

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(world: Any) -> Plans:
    return Plans(world)


def page(name: str, *args: Any) -> str:
    return reverse(f"training_plans:{name}", args=args)


@pytest.mark.requirement(25)
def test_hr_compiles_when_every_area_has_submitted(plans: Plans) -> None:
    client = plans.world.client("jari")
    address = page("compile", plans.package.uuid)
    response = client.get(address)
    assert response.status_code == 409
    assert "Odottaa 4 suunnitelmaa" in response.content.decode()
    plans.areas_submitted()
    plans.world.move_to(AUTUMN)
    assert "Kommentit viimeistään" in client.get(address).content.decode()
    client.post(address, {"comments_due_on": "2026-11-02"})
    package = plans.fresh()
    assert package.state == "review"
    assert package.comments_due_on == date(2026, 11, 2)
    assert package.answers_due_on == date(2026, 11, 16)


def test_the_last_day_of_comments_is_not_in_the_past(plans: Plans) -> None:
    plans.areas_submitted()
    client = plans.world.client("jari")
    text = client.post(
        page("compile", plans.package.uuid), {"comments_due_on": "2026-01-01"}
    ).content.decode()
    assert "Päivä on jo mennyt." in text
    assert plans.fresh().state == "gathering"


@pytest.mark.parametrize("name", ["outi", "ilkka", "secretary"])
def test_only_hr_compiles(plans: Plans, name: str) -> None:
    package = plans.areas_submitted()
    with pytest.raises(Refused):
        services.compile_package(
            user=plans.world.user(name), package=package, comments_due_on=date(2026, 11, 2)
        )


def test_a_plan_cannot_be_opened_again_once_compiled(plans: Plans) -> None:
    plans.in_review()
    with pytest.raises(Refused):
        services.reopen(user=plans.world.user("jari"), plan=plans.of("wellbeing"), reason="x")


def test_hr_may_give_the_plans_back(plans: Plans) -> None:
    package = plans.reviewed()
    client = plans.world.client("jari")
    client.post(page("give_back", package.uuid), {"reason": "Yksi alue korjaa"})
    assert plans.fresh().state == "gathering"
    assert not BodyReview.objects.exists()
    assert TransitionLog.objects.get(transition="back_to_areas").reason == "Yksi alue korjaa"


@pytest.mark.requirement(25, 43)
def test_the_city_managers_group_comments_on_every_area(plans: Plans) -> None:
    plans.in_review()
    for unit in ("shared_services", "wellbeing", "environment", "city"):
        services.comment(
            user=plans.world.user("ilkka"),
            plan=plans.of(unit),
            body=plans.world.city_leadership,
            text="Puollamme.",
            needs_answer=False,
        )
    assert Comment.objects.count() == 4


@pytest.mark.requirement(25, 44)
def test_an_areas_group_comments_on_its_own_plan_and_the_centralised_one(plans: Plans) -> None:
    plans.in_review()
    riikka, group = plans.world.user("riikka"), plans.world.wellbeing_leadership
    for unit in ("wellbeing", "city"):
        services.comment(user=riikka, plan=plans.of(unit), body=group, text="Hyvä.")
    with pytest.raises(Refused):
        services.comment(user=riikka, plan=plans.of("environment"), body=group, text="Ei.")
    with pytest.raises(Refused):
        services.comment(
            user=riikka, plan=plans.of("wellbeing"), body=plans.world.city_leadership, text="Ei."
        )


def test_comments_are_open_only_in_review(plans: Plans) -> None:
    plans.areas_submitted()
    with pytest.raises(Refused):
        services.comment(user=plans.world.user("jari"), plan=plans.of("wellbeing"), text="Aikainen")


def test_a_comment_and_its_answer_on_the_page(plans: Plans) -> None:
    plans.in_review()
    plan = plans.of("environment")
    hr, outi = plans.world.client("jari"), plans.world.client("outi")
    hr.post(
        page("comment", plan.uuid),
        {
            "body": "",
            "about": "Digitaaliset työvälineet",
            "text": "Onko tämä myös keskitetyssä? 🤔",
            "needs_answer": "on",
        },
    )
    text = outi.get(page("plan", plan.uuid)).content.decode()
    assert "Onko tämä myös keskitetyssä? 🤔" in text
    assert "kohtaan Digitaaliset työvälineet" in text
    assert "Odottaa vastaustasi" in text
    assert "vastaa kommentteihin" in text
    said = Comment.objects.get()
    outi.post(page("answer", said.uuid), {"text": "On, osallistumme siihen."})
    outi.post(page("answer", said.uuid), {"text": "Toinen vastaus"})
    said.refresh_from_db()
    assert said.answer == "On, osallistumme siihen."
    assert said.answered_by == plans.world.outi


def test_an_empty_comment_is_told(plans: Plans) -> None:
    plans.in_review()
    response = plans.world.client("jari").post(
        page("comment", plans.of("environment").uuid), {"text": " ", "body": ""}
    )
    assert "Kirjoita kommentti." in response.content.decode()
    assert not Comment.objects.exists()


def test_comments_and_answers_are_kept_while_typing(plans: Plans) -> None:
    plans.in_review()
    plan = plans.of("environment")
    client = plans.world.client("outi")
    client.post(page("comment", plan.uuid), {"text": "Luonnos"}, headers={"X-Autosave": "1"})
    said = services.comment(user=plans.world.user("jari"), plan=plan, text="Kysymys")
    client.post(page("answer", said.uuid), {"text": "Vastausluonnos"}, headers={"X-Autosave": "1"})
    text = client.get(page("plan", plan.uuid)).content.decode()
    assert "Luonnos" in text
    assert "Vastausluonnos" in text
    assert (
        "Vastausluonnos"
        not in plans.world.client("jari").get(page("plan", plan.uuid)).content.decode()
    )


def test_an_area_mends_its_plan_while_it_is_commented(plans: Plans) -> None:
    plans.in_review()
    plan = plans.of("environment")
    plans.add("outi", plan, "Lisätty kommentin jälkeen")
    with pytest.raises(Refused):
        plans.add("mervi", plan, "Ei")


@pytest.mark.requirement(25)
def test_each_group_is_recorded_once_by_its_chair_or_secretary(plans: Plans) -> None:
    package = plans.in_review()
    world = plans.world
    client = world.client("outi")
    address = page("record_review", package.uuid, world.environment_leadership.uuid)
    client.post(address, {"reviewed_on": "2026-10-05"})
    review = BodyReview.objects.get()
    assert review.body == world.environment_leadership
    assert client.post(address, {"reviewed_on": "2026-10-05"}).status_code == 409
    for name, body in (("kari", world.environment_leadership), ("pekka", world.city_leadership)):
        with pytest.raises(Refused):
            services.record_review(user=world.user(name), package=package, body=body)


def test_a_review_is_not_in_the_future(plans: Plans) -> None:
    package = plans.in_review()
    address = page("record_review", package.uuid, plans.world.environment_leadership.uuid)
    text = plans.world.client("outi").post(address, {"reviewed_on": "2026-12-24"}).content.decode()
    assert "Päivä on tulevaisuudessa." in text


# The checklist (449/2007 4 a §)


def missing(package: Package) -> list[str]:
    return [str(row.words) for row in checklist(package) if row.required and not row.done]


@pytest.mark.requirement(24, 25)
def test_the_checklist_names_what_is_missing(plans: Plans) -> None:
    assert len(missing(plans.package)) == 5
    package = plans.in_review()
    assert len(missing(package)) == 1
    plan = plans.of("environment")
    services.write_texts(
        user=plans.world.user("outi"), plan=plan, version=plan.text_version, texts={"follow_up": ""}
    )
    services.comment(user=plans.world.user("jari"), plan=plan, text="Kuka seuraa?")
    words = missing(package)
    assert "seurannan tapa: Kaupunkiympäristö" in words
    assert "Yksi kommentti odottaa vastausta." in words


def test_a_missing_cost_is_told_but_does_not_stop(plans: Plans) -> None:
    plans.add("outi", plans.of("environment"), "Hinta puuttuu", cost=None)
    package = plans.reviewed()
    rows = [row for row in checklist(package) if not row.done]
    assert [str(row.words) for row in rows] == ["Yhdeltä toimelta puuttuu arvio kustannuksista."]
    assert missing(package) == []


def test_the_button_to_the_committee_says_what_is_missing(plans: Plans) -> None:
    package = plans.in_review()
    client = plans.world.client("jari")
    text = client.get(page("package", package.uuid)).content.decode()
    assert "Yksi asia puuttuu ennen neuvottelukuntaa." in text
    assert 'aria-disabled="true"' in text
    assert client.get(page("bring", package.uuid)).status_code == 409
