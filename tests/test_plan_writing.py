"""The plan year opens; a supervisor makes actions of the team's needs and hands the plan up."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from audit.models import Event
from core.models import Draft, TransitionLog
from core.policies import Refused, Stale
from tests.plan_scenes import AUTUMN, YEAR, Plans
from training_plans import services
from training_plans.models import ItemNeed, Package, Plan, PlanItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(world: Any) -> Plans:
    return Plans(world)


def page(name: str, **kwargs: Any) -> str:
    return reverse(f"training_plans:{name}", kwargs=kwargs)


def sent(plans: Plans, **more: Any) -> dict[str, Any]:
    """What the form of an action sends."""
    return {
        "uuid": str(uuid4()),
        "topic": "Sähköinen siivoussuunnitelma käyttöön",
        "target_group": "laitoshuoltajat",
        "way": str(plans.way(70).uuid),
        "competence": "",
        "focus": "",
        "estimated_people": "",
        "days": "",
        "cost": "",
        "starts_month": "1",
        "ends_month": "5",
        "responsible": "siivoustyön ohjaaja",
        **more,
    }


# The year


@pytest.mark.requirement(24, 28, 29, 48)
def test_hr_opens_the_year_with_one_button(world: Any) -> None:
    world.content()
    client = world.client("jari")
    response = client.post(page("packages"))
    package = Package.objects.get(year=YEAR)
    assert response.url == page("package", uuid=package.uuid)
    assert package.areas_due_on.isoformat() == "2026-09-30"
    plans = {(p.unit, p.level) for p in package.plans.all()}
    assert plans == {
        (world.shared_services, "service_area"),
        (world.wellbeing, "service_area"),
        (world.environment, "service_area"),
        (world.city, "centralised"),
    }
    client.post(page("packages"))
    assert Plan.objects.count() == 4


def test_only_hr_opens_the_year(world: Any) -> None:
    with pytest.raises(Refused):
        services.open_year(user=world.user("outi"))
    assert world.client("outi").post(page("packages")).status_code == 403


@pytest.mark.requirement(45)
def test_a_team_begins_its_plan_when_it_needs_it(plans: Plans) -> None:
    client = plans.world.client("mervi")
    assert "Aloita suunnitelma" in client.get(page("index")).content.decode()
    address = page("start", uuid=plans.package.uuid, unit=plans.world.cleaning.uuid)
    client.post(address)
    client.post(address)
    plan = Plan.objects.get(unit=plans.world.cleaning)
    assert plan.level == "team"
    assert plan.state == "draft"


def test_nobody_begins_another_units_plan(plans: Plans) -> None:
    address = page("start", uuid=plans.package.uuid, unit=plans.world.cleaning.uuid)
    assert plans.world.client("leena").post(address).status_code == 404
    with pytest.raises(Refused):
        plans.begin("leena", "cleaning")


def test_a_deputy_with_the_right_writes(plans: Plans) -> None:
    plans.world.deputise("tiina", "mervi", "plan")
    plan = plans.begin("tiina", "cleaning")
    plans.add("tiina", plan)
    assert plan.items.count() == 1


def test_a_deputy_without_the_right_does_not(plans: Plans) -> None:
    plans.world.deputise("tiina", "mervi", "hold", "sign", "prepare")
    with pytest.raises(Refused):
        plans.begin("tiina", "cleaning")


# Needs


@pytest.mark.requirement(27, 45)
def test_the_supervisor_sees_the_teams_agreed_needs_together(plans: Plans) -> None:
    plans.need("tiina", "Digitaalinen siivoussuunnitelma")
    plans.need("marko", "Ensiavun uusiminen", competence=None)
    plans.need("ritva", "Ei vielä sovittu", agreed=False)
    plans.need("sirpa", "Keskustelu kesken", state="preparing")
    plans.need("aino", "Toisen yksikön tarve", supervisor="leena")
    plan = plans.begin("mervi", "cleaning")
    text = plans.world.client("mervi").get(page("needs", uuid=plan.uuid)).content.decode()
    assert "Digitaalinen siivoussuunnitelma" in text
    assert "Ensiavun uusiminen" in text
    assert "Teknologia- ja digiosaaminen" in text
    for hidden in ("Ei vielä sovittu", "Keskustelu kesken", "Toisen yksikön tarve"):
        assert hidden not in text


def test_reading_needs_is_in_the_event_log(plans: Plans) -> None:
    plans.need("tiina", "Digitaalinen siivoussuunnitelma")
    plan = plans.begin("mervi", "cleaning")
    plans.world.client("mervi").get(page("needs", uuid=plan.uuid))
    event = Event.objects.get(action="training_plans.need_read")
    assert event.data_subject == plans.world.tiina.uuid
    assert event.actor == plans.world.mervi.user.uuid


@pytest.mark.requirement(27)
@pytest.mark.parametrize("name", ["kari", "outi", "ilkka", "jari"])
def test_nobody_above_the_team_sees_needs(plans: Plans, name: str) -> None:
    plans.need("tiina", "Digitaalinen siivoussuunnitelma")
    plan = plans.begin("mervi", "cleaning")
    client = plans.world.client(name)
    response = client.get(page("needs", uuid=plan.uuid))
    assert response.status_code == 403
    assert "Digitaalinen" not in response.content.decode()
    assert "Digitaalinen" not in client.get(page("plan", uuid=plan.uuid)).content.decode()


def test_a_deputy_sees_needs_only_with_the_right_to_history(plans: Plans) -> None:
    plans.need("tiina", "Digitaalinen siivoussuunnitelma")
    plan = plans.begin("mervi", "cleaning")
    deputy = plans.world.deputise("marko", "mervi", "plan")
    address = page("needs", uuid=plan.uuid)
    assert plans.world.client("marko").get(address).status_code == 403
    deputy.may_see_history = True
    deputy.save()
    assert plans.world.client("marko").get(address).status_code == 200


@pytest.mark.requirement(27)
def test_picked_needs_become_an_action_and_the_link_stays_the_supervisors(plans: Plans) -> None:
    first = plans.need("tiina", "Digitaalinen siivoussuunnitelma")
    second = plans.need("marko", "Digitaalinen siivoussuunnitelma")
    plan = plans.begin("mervi", "cleaning")
    client = plans.world.client("mervi")
    address = page("item_new", uuid=plan.uuid)
    form = client.get(address, {"need": [first.uuid, second.uuid]}).context["form"]
    assert form["topic"].value() == "Digitaalinen siivoussuunnitelma"
    assert form["way"].value() == str(plans.way(70).uuid)
    assert form["competence"].value() == str(plans.competence(4).uuid)
    client.post(address, sent(plans, needs=[str(first.uuid), str(second.uuid)]))
    item = plan.items.get()
    assert set(ItemNeed.objects.filter(item=item).values_list("need", flat=True)) == {
        first.pk,
        second.pk,
    }
    first.conversation.delete()
    assert ItemNeed.objects.filter(item=item).count() == 1
    text = plans.world.client("outi").get(page("plan", uuid=plan.uuid)).content.decode()
    assert "Rautio" not in text
    assert "Seppä" not in text


def test_somebody_elses_needs_cannot_be_linked(plans: Plans) -> None:
    alien = plans.need("aino", "Toisen yksikön tarve", supervisor="leena")
    own = plans.need("tiina", "Oma")
    plan = plans.begin("mervi", "cleaning")
    client = plans.world.client("mervi")
    data = sent(plans, needs=[str(alien.uuid), str(own.uuid)])
    assert client.post(page("item_new", uuid=plan.uuid), data).status_code == 200
    assert not ItemNeed.objects.exists()


# The form


def test_an_action_is_written_as_people_write(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    data = sent(
        plans,
        cost="1 800,50",
        days="1,5",
        estimated_people="8",
        competence=str(plans.competence(4).uuid),
        focus="Digitaaliset työvälineet ✂️",
    )
    plans.world.client("mervi").post(page("item_new", uuid=plan.uuid), data)
    item = plan.items.get()
    assert item.cost == Decimal("1800.50")
    assert item.days == Decimal("1.5")
    assert item.estimated_people == 8
    assert item.competence == plans.competence(4)
    assert item.focus == "Digitaaliset työvälineet ✂️"
    text = plans.world.client("mervi").get(page("plan", uuid=plan.uuid)).content.decode()
    assert "1\N{NO-BREAK SPACE}800,50\N{NO-BREAK SPACE}€" in text
    assert "tammi–touko" in text


@pytest.mark.parametrize(
    ("written", "cost"),
    [
        ("1800", "1800"),
        ("1 800 €", "1800"),
        ("1\N{NO-BREAK SPACE}800,5", "1800.5"),
        ("1.800,50", "1800.50"),
        ("1800.50", "1800.50"),
        ("0", "0"),
    ],
)
def test_costs_are_read_in_every_way(plans: Plans, written: str, cost: str) -> None:
    plan = plans.begin("mervi", "cleaning")
    plans.world.client("mervi").post(page("item_new", uuid=plan.uuid), sent(plans, cost=written))
    assert plan.items.get().cost == Decimal(cost)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("cost", "1.800", "Kirjoita tuhannet ilman pistettä"),
        ("cost", "paljon", "Kirjoita luku"),
        ("cost", "-5", "negatiivinen"),
        ("cost", "99 999 999 999", "enintään"),
        ("cost", "1,555", "desimaalia"),
        ("cost", "NaN", "Kirjoita luku"),
        ("topic", "", "Kirjoita, mitä opitaan."),
        ("topic", "x" * 201, "200"),
        ("way", "", "Valitse oppimisen tapa."),
        ("way", "roska", "roska"),
        ("ends_month", "0", "0"),
        ("estimated_people", "0", "1"),
        ("responsible", "  ", "Kirjoita, mikä rooli"),
    ],
)
def test_an_error_says_what_to_do_and_keeps_what_was_typed(
    plans: Plans, field: str, value: str, words: str
) -> None:
    plan = plans.begin("mervi", "cleaning")
    response = plans.world.client("mervi").post(
        page("item_new", uuid=plan.uuid), sent(plans, **{field: value})
    )
    text = response.content.decode()
    assert not plan.items.exists()
    assert f'href="#id_{field}"' in text
    assert words in text
    assert "siivoustyön ohjaaja" in text or field == "responsible"


def test_months_in_the_wrong_order(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    data = sent(plans, starts_month="9", ends_month="3")
    response = plans.world.client("mervi").post(page("item_new", uuid=plan.uuid), data)
    assert "Viimeinen kuukausi ei voi olla ennen ensimmäistä." in response.content.decode()


def test_a_double_click_adds_one_action(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    client, data = plans.world.client("mervi"), sent(plans)
    client.post(page("item_new", uuid=plan.uuid), data)
    client.post(page("item_new", uuid=plan.uuid), data)
    assert plan.items.count() == 1


# Names


@pytest.mark.requirement(27)
def test_the_form_warns_of_a_name_and_the_writer_decides(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    client, address = plans.world.client("mervi"), page("item_new", uuid=plan.uuid)
    data = sent(plans, topic="Opintomatka Lahteen")
    text = client.post(address, data).content.decode()
    assert "Onko tekstissä tiimisi jäsenen nimi?" in text
    assert "”Lahteen”" in text
    assert "Ritva" not in text.split("Onko tekstissä")[1].split("</div>")[0]
    assert not plan.items.exists()
    key = "opintomatka [lahteen] "
    client.post(address, {**data, "names_ok": key})
    item = plan.items.get()
    assert item.topic == "Opintomatka Lahteen"
    assert item.confirmed_words == [key]
    # Not asked again when something else is changed.
    again = {**data, "version": item.version, "cost": "100"}
    assert client.post(page("item", uuid=item.uuid), again).status_code == 302
    item.refresh_from_db()
    assert item.cost == 100


@pytest.mark.requirement(27)
def test_names_of_other_units_give_no_warning(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    data = sent(plans, topic="Kurssi, jonka pitää Aino Korpela")
    plans.world.client("mervi").post(page("item_new", uuid=plan.uuid), data)
    assert plan.items.count() == 1


@pytest.mark.requirement(27)
def test_the_texts_of_a_plan_warn_too(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    client, address = plans.world.client("mervi"), page("texts", uuid=plan.uuid)
    data = {"version": 0, "starting_points": "Tuemme Raution oppimista", "follow_up": ""}
    text = client.post(address, data).content.decode()
    assert "”Raution”" in text
    data["version"] = 1
    key = "tuemme [raution] oppimista"
    assert client.post(address, {**data, "names_ok": key}).status_code == 302


# Drafts and two windows


def test_what_is_typed_is_kept_until_it_is_sent(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    client, address = plans.world.client("mervi"), page("item_new", uuid=plan.uuid)
    answer = client.post(address, {"topic": "Kesken jäänyt"}, headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    assert "saved" in answer.json()
    assert not plan.items.exists()
    text = client.get(address).content.decode()
    assert "Kesken jäänyt" in text
    assert "Hylkää se" in text
    client.post(address, sent(plans))
    assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    client, address = plans.world.client("mervi"), page("item_new", uuid=plan.uuid)
    client.post(address, {"topic": "Kesken jäänyt"}, headers={"X-Autosave": "1"})
    client.post(address, {"forget": "1"})
    assert "Kesken jäänyt" not in client.get(address).content.decode()


def test_a_draft_is_its_writers_alone(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    plans.world.deputise("tiina", "mervi", "plan")
    address = page("item_new", uuid=plan.uuid)
    plans.world.client("mervi").post(
        address, {"topic": "Kesken jäänyt"}, headers={"X-Autosave": "1"}
    )
    assert "Kesken jäänyt" not in plans.world.client("tiina").get(address).content.decode()


def test_the_second_window_is_shown_the_difference_and_loses_nothing(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    item = plans.add("mervi", plan)
    client, address = plans.world.client("mervi"), page("item", uuid=item.uuid)
    client.post(address, sent(plans, version=0, topic="Ensimmäinen ikkuna"))
    response = client.post(address, sent(plans, version=0, topic="Toinen ikkuna"))
    text = response.content.decode()
    assert response.status_code == 409
    assert "Ensimmäinen ikkuna" in text
    assert 'value="Toinen ikkuna"' in text
    item.refresh_from_db()
    assert item.topic == "Ensimmäinen ikkuna"
    client.post(address, sent(plans, version=1, topic="Toinen ikkuna"))
    item.refresh_from_db()
    assert item.topic == "Toinen ikkuna"


def test_autosave_tells_of_a_clash_at_once(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    item = plans.add("mervi", plan)
    client, address = plans.world.client("mervi"), page("item", uuid=item.uuid)
    client.post(address, sent(plans, version=0, topic="Ensimmäinen ikkuna"))
    answer = client.post(
        address, sent(plans, version=0, topic="Toinen"), headers={"X-Autosave": "1"}
    )
    assert answer.status_code == 409
    assert "Ensimmäinen ikkuna" in answer.json()["html"]
    assert answer.json()["version"] == 1


def test_texts_are_saved_while_typing_and_clash_alike(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    client, address = plans.world.client("mervi"), page("texts", uuid=plan.uuid)
    first = client.post(
        address, {"version": 0, "starting_points": "Yksi"}, headers={"X-Autosave": "1"}
    )
    assert first.json()["version"] == 1
    second = client.post(
        address, {"version": 0, "starting_points": "Kaksi"}, headers={"X-Autosave": "1"}
    )
    assert second.status_code == 409
    assert "Yksi" in second.json()["html"]
    plan.refresh_from_db()
    assert plan.starting_points == "Yksi"
    page_ = client.post(address, {"version": 0, "starting_points": "Kaksi"})
    assert page_.status_code == 409
    assert 'name="version" value="1"' in page_.content.decode()


def test_removing_asks_and_says_what_is_lost(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    item = plans.add("mervi", plan)
    client, address = plans.world.client("mervi"), page("item_remove", uuid=item.uuid)
    assert "häviävät" in client.get(address).content.decode()
    assert PlanItem.objects.exists()
    client.post(address, {"version": 0})
    assert not PlanItem.objects.exists()


def test_removing_an_older_version_is_stale(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    item = plans.add("mervi", plan)
    services.change_item(
        user=plans.world.user("mervi"), item=item, version=0, data=plans.data("Uusi")
    )
    client = plans.world.client("mervi")
    assert client.post(page("item_remove", uuid=item.uuid), {"version": 0}).status_code == 409
    assert PlanItem.objects.exists()


# Submitting


@pytest.mark.requirement(45)
def test_a_team_submits_and_hr_opens_again_with_a_reason(plans: Plans) -> None:
    plan = plans.team_plan()
    client = plans.world.client("mervi")
    client.post(page("submit", uuid=plan.uuid))
    plan.refresh_from_db()
    assert plan.state == "submitted"
    assert plan.submitted_by == plans.world.mervi
    assert client.get(page("item_new", uuid=plan.uuid)).status_code == 409
    assert client.post(page("submit", uuid=plan.uuid)).status_code == 409
    assert client.get(page("reopen", uuid=plan.uuid)).status_code == 403
    hr = plans.world.client("jari")
    assert (
        "Kirjoita syy." in hr.post(page("reopen", uuid=plan.uuid), {"reason": ""}).content.decode()
    )
    hr.post(page("reopen", uuid=plan.uuid), {"reason": "Kustannus puuttui"})
    plan.refresh_from_db()
    assert plan.state == "draft"
    row = TransitionLog.objects.get(object_id=plan.uuid, transition="reopen")
    assert row.reason == "Kustannus puuttui"


def test_an_empty_area_plan_is_not_submitted(plans: Plans) -> None:
    plan = plans.of("environment")
    with pytest.raises(Refused, match="Toimia ei ole"):
        plans.submit("outi", plan)


def test_a_team_without_needs_may_submit_an_empty_plan(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    assert plans.submit("mervi", plan).state == "submitted"


def test_after_the_deadline_hr_may_submit_for_an_area(plans: Plans) -> None:
    plan = plans.of("environment")
    plans.add("outi", plan)
    with pytest.raises(Refused):
        plans.submit("jari", plan)
    plans.world.move_to(AUTUMN)
    assert plans.submit("jari", plan).state == "submitted"


@pytest.mark.requirement(26)
def test_the_centralised_plan_is_hrs_own(plans: Plans) -> None:
    plan = plans.of("city")
    plans.add("sanna", plan)
    for name in ("ilkka", "outi", "mervi"):
        with pytest.raises(Refused):
            plans.add(name, plan)


def test_a_plan_changed_in_between_is_stale(plans: Plans) -> None:
    from training_plans.workflow import PLAN

    plan = plans.team_plan()
    old = Plan.objects.select_related("package").get(pk=plan.pk)
    plans.submit("mervi", plan)
    with pytest.raises(Stale):
        PLAN.run("submit", user=plans.world.user("mervi"), obj=old)
