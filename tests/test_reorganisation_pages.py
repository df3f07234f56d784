"""HR prepares a reorganisation on its pages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from organization.models import Unit
from organization.reorganisation import services
from organization.reorganisation.models import Reorganisation, ReorganisationStep
from tests.conversation_factories import open_round
from tests.factories import EmploymentFactory, UnitFactory
from tests.reorganisations import found, pass_to, prepare

DAY = date(2026, 6, 1)


def url(name, *args):
    return reverse(f"organization:{name}", args=args)


@pytest.fixture
def client(world):
    return world.client("jari")


@pytest.fixture
def draft(world):
    return services.prepare(user=world.user("jari"), name="Tiimit yhteen", effective_on=DAY)


def add(client, draft, step, **data):
    return client.post(url("reorganisation_add", draft.uuid, step), data)


def test_hr_prepares_sees_and_lets_it_take_effect(world, client):
    world.content()
    open_round(world)
    answer = client.post(
        url("reorganisation_new"),
        {"name": "Tukipalvelut yhteen 🧹 ÅÄÖ", "effective_on": "2026-06-01", "decision": "§ 12"},
    )
    draft = Reorganisation.objects.get()
    assert answer.url == url("reorganisation", draft.uuid)
    add(
        client, draft, "create", name_fi="Tukipalvelut", name_sv="Stödtjänster", kind="team",
        parent=world.food_and_cleaning.uuid, clock_variant="general", group_years="never",
    )  # fmt: skip
    new = draft.steps.get().uuid
    add(client, draft, "merge", units=[world.cleaning.uuid, world.kitchens.uuid], into=new)
    add(client, draft, "leader", unit=new, person="koivisto heidi")
    page = client.get(answer.url).content.decode()
    assert "Siivouspalvelut ja Ruokapalvelut liitetään yksikköön Tukipalvelut." in page
    assert "Heidi Koivisto on yksikön Tukipalvelut esihenkilö." in page
    assert "avointa keskustelua siirtyy uudelle esihenkilölle" in page
    assert "Tiina Rautio 2026: Mervi Aaltonen → Heidi Koivisto" in page
    assert "päättyy, jatkaja Tukipalvelut" in page
    assert "uusi yksikkö" in page
    client.post(url("reorganisation_schedule", draft.uuid))
    twice = client.post(url("reorganisation_schedule", draft.uuid))
    assert twice.status_code == 409
    tree = client.get(reverse("organization:tree"), {"day": "2026-06-01"}).content.decode()
    assert "Tukipalvelut yhteen" in tree
    pass_to(DAY)
    page = client.get(answer.url).content.decode()
    assert "Mitä tehtiin" in page
    assert "Kuka jatkaa päättyneitä yksiköitä" in page
    old = client.get(url("unit", world.cleaning.uuid)).content.decode()
    assert "Jatkaja" in old
    assert str(Unit.objects.get(uuid=new).uuid) in old


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("rename", {"unit": "cleaning", "name_fi": ""}, "Nimi suomeksi"),
        ("move", {"unit": "food_and_cleaning", "parent": "cleaning"}, "itsensä alapuolella"),
        ("leader", {"unit": "cleaning", "person": "Ei Kukaan"}, "Kukaan tämän niminen"),
        ("leader", {"unit": "cleaning", "person": "Matti Honkanen"}, "Kukaan tämän niminen"),
        ("merge", {"into": "cleaning", "units": ["cleaning"]}, "vähintään yksi"),
        ("kind", {"unit": "cleaning", "kind": "city"}, "kind"),
        ("end", {"unit": "city"}, "Kaupunki ei voi päättyä."),
        ("people", {"unit": "cleaning", "to": "cleaning"}, "He ovat siellä jo."),
    ],
)
def test_a_step_that_cannot_be_says_so_and_is_not_kept(world, client, draft, kind, data, words):
    units = ("unit", "parent", "into", "to")
    data = {k: getattr(world, v).uuid if k in units else v for k, v in data.items()}
    data = {k: [world.cleaning.uuid] if k == "units" else v for k, v in data.items()}
    answer = add(client, draft, kind, **data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not draft.steps.exists()


def test_of_two_with_one_name_the_number_decides(world, client, draft):
    other = EmploymentFactory(unit=world.library, starts_on=world.start).person
    type(other).objects.filter(pk=other.pk).update(
        first_name="Mervi", last_name="Aaltonen", employee_number="77001"
    )
    named = add(client, draft, "leader", unit=world.library.uuid, person="Mervi Aaltonen")
    assert "Kirjoita henkilönumero" in named.content.decode()
    add(client, draft, "leader", unit=world.library.uuid, person="77001")
    assert draft.steps.get().data["person"] == str(other.uuid)


def test_people_are_chosen_from_the_unit_that_is_asked_first(world, client, draft):
    page = client.get(url("reorganisation_add", draft.uuid, "people"))
    assert "Mistä yksiköstä?" in page.content.decode()
    full = client.get(
        url("reorganisation_add", draft.uuid, "people"), {"unit": str(world.cleaning.uuid)}
    ).content.decode()
    assert "Tiina Rautio, laitoshuoltaja" in full
    assert "Anneli Koski" not in full
    add(
        client, draft, "people", unit=world.cleaning.uuid, to=world.library.uuid,
        titles=["laitoshuoltaja"],
    )  # fmt: skip
    again = client.get(url("reorganisation_step", draft.uuid, draft.steps.get().uuid))
    assert "checked" in again.content.decode()


def test_steps_change_places_and_are_removed(world, client, draft):
    for name in ("Yksi", "Kaksi"):
        add(client, draft, "rename", unit=world.library.uuid, name_fi=name)
    first, second = draft.steps.all()
    client.post(url("reorganisation_order", draft.uuid, second.uuid), {"way": "earlier"})
    assert [s.data["name"]["fi"] for s in draft.steps.all()] == ["Kaksi", "Yksi"]
    client.post(url("reorganisation_order", draft.uuid, second.uuid), {"way": "earlier"})
    client.post(url("reorganisation_remove", draft.uuid, first.uuid))
    assert [s.data["name"]["fi"] for s in draft.steps.all()] == ["Kaksi"]
    gone = client.post(url("reorganisation_remove", draft.uuid, first.uuid))
    assert gone.status_code == 404


def test_a_step_of_another_reorganisation_and_an_unknown_kind_are_not_found(world, client, draft):
    other = prepare(
        world.user("jari"), DAY, ("end", {"unit": str(world.library.uuid), "successor": ""})
    )
    step = other.steps.get()
    assert client.get(url("reorganisation_step", draft.uuid, step.uuid)).status_code == 404
    assert client.get(url("reorganisation_add", draft.uuid, "explode")).status_code == 404
    forged = add(client, draft, "people", unit="not-a-uuid", to=world.library.uuid)
    assert "Mistä yksiköstä?" in forged.content.decode()


def test_a_day_that_has_passed_is_refused_on_the_form(client):
    answer = client.post(
        url("reorganisation_new"), {"name": "Myöhässä", "effective_on": "2026-02-08"}
    )
    assert answer.status_code == 422
    assert "Päivä on mennyt" in answer.content.decode()
    nonsense = client.post(url("reorganisation_new"), {"name": "", "effective_on": "huomenna"})
    assert nonsense.status_code == 422


def test_what_changed_underneath_is_told_until_it_has_been_looked_at(world, client, draft):
    add(client, draft, "move", unit=world.library.uuid, parent=world.environment.uuid)
    page = url("reorganisation", draft.uuid)
    EmploymentFactory(unit=world.library, starts_on=date(2026, 3, 1))
    assert "Yksikössä Kirjasto oli 1 henkilöä, nyt 2." in client.get(page).content.decode()
    client.post(url("reorganisation_seen", draft.uuid))
    assert "Muuttunut vaiheen" not in client.get(page).content.decode()


def test_the_waiting_one_is_taken_back_cancelled_or_thrown_away(world, client, draft):
    add(client, draft, "rename", unit=world.library.uuid, name_fi="Kirjastopalvelut")
    client.post(url("reorganisation_schedule", draft.uuid))
    assert client.post(url("reorganisation_discard", draft.uuid)).status_code == 409
    client.post(url("reorganisation_reopen", draft.uuid))
    client.post(url("reorganisation_discard", draft.uuid))
    assert not Reorganisation.objects.exists()
    assert client.get(url("reorganisation", draft.uuid)).status_code == 404


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_queries_do_not_grow_with_steps_units_or_people(world, client, draft):
    hr = world.user("jari")
    address = url("reorganisation", draft.uuid)
    world.content()
    open_round(world)
    new = found(hr, draft, "Tukipalvelut", "team", world.food_and_cleaning)
    data = {"units": [str(world.cleaning.uuid)], "into": new}
    services.add_step(user=hr, reorganisation=draft, kind="merge", data=data)
    client.get(address)
    few = queries(client, address)
    for number in range(12):
        unit = UnitFactory(parent=world.environment, kind="team", name=f"Yksikkö {number}")
        for _ in range(3):
            EmploymentFactory(unit=unit, starts_on=world.start)
        ReorganisationStep.objects.create(
            reorganisation=draft,
            order=number + 10,
            kind="merge",
            data={"units": [str(unit.uuid)], "into": new},
        )
    assert queries(client, address) == few
    listed = queries(client, url("reorganisations"))
    for number in range(15):
        services.prepare(user=hr, name=f"Muutos {number}", effective_on=DAY)
    assert queries(client, url("reorganisations")) == listed
    assert clock.today() < DAY
