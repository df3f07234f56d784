"""The demo: Heinola as the sources describe it, the same every time."""

import hashlib
import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annual_clock.models import Milestone
from competencies.models import Catalogue, Framework, Line, StrategyItem
from conversations.content import contents_of, hash_of
from conversations.models import Answer, Conversation, DevelopmentNeed, Goal, Rating, SignedCopy
from core import clock, documents
from core.models import Letter
from demo import grow, load, people, services
from demo.cast import CAST, SHOWN
from demo.organisation import cast, existing_units
from demo.selectors import key_days
from demo.units import REFORM, UNITS, area_of
from organization import selectors
from organization.models import (
    BodyMembership,
    Employment,
    Leadership,
    Membership,
    Person,
    ReportingLine,
    Unit,
    UnitPeriod,
)
from tests.matrix.demo import scene
from training_plans.models import Package, Plan

ANCHOR = people.ANCHOR


@pytest.fixture(scope="module")
def staff():
    return people.on(people.employees(), ANCHOR)


# ---------------------------------------------------------------------------- invented people


@pytest.mark.requirement(73)
def test_person_years_are_those_of_the_sources_table(staff):
    for area, target in people.PERSON_YEARS.items():
        percent = sum(
            p.percent + p.extra_percent
            for p in staff
            if area_of(p.unit) == area or (area == "shared_services" and p.unit == "city")
        )
        assert percent == target * 100
    # 57.7 + 421 + 137.5
    assert sum(p.percent + p.extra_percent for p in staff) == 61_620


@pytest.mark.requirement(77)
def test_permanent_and_fixed_term_are_in_the_sources_proportion(staff):
    share = sum(p.fixed_term for p in staff) / len(staff)
    assert len(staff) == 650
    assert abs(share - 145 / 658) < 0.005
    assert not [p for p in staff if p.fixed_term and p.ends_on is None]


def test_nobody_has_the_name_or_the_address_of_another():
    everybody = people.employees()
    names = Counter((p.first_name, p.last_name) for p in everybody)
    addresses = Counter(p.email for p in everybody if p.email)
    assert max(names.values()) == 1
    assert max(addresses.values()) == 1
    assert all(address.endswith("@heinola.example") for address in addresses)


def test_people_are_the_same_every_time():
    assert people.employees() == people.employees()


def test_some_have_no_account_some_no_address_and_some_two_employments(staff):
    assert sum(not p.account for p in staff) > 20
    assert sum(p.account and not p.email for p in staff) > 10
    assert sum(bool(p.extra_unit) for p in staff) == 4
    assert {p.language for p in staff} == {"fi", "sv"}


# ---------------------------------------------------------------------------- loaded


def small(monkeypatch):
    """Two areas with their teams: enough to see everything, quick to load."""
    kept = {"cleaning", "food_and_cleaning", "kitchens", "daycare", "daycare_even", "library"}
    kept |= {"early_education", "recreation", "hr_services", "digital", "administration"}
    kept |= {"city", "shared_services", "wellbeing", "environment", "engineering", "streets"}
    kept |= {"water", "vitality", "wellbeing_office", "wellbeing_own", "environment_own"}
    kept |= {"development", "permits", "premises"}
    units = tuple(unit for unit in UNITS if unit.key in kept)
    for module in ("demo.load", "demo.people", "demo.organisation", "demo.plans"):
        monkeypatch.setattr(f"{module}.UNITS", units)


def fingerprint():
    """Everything that a reader would notice, hashed."""
    rows = [
        list(Person.objects.order_by("pk").values_list("uuid", "first_name", "last_name", "email")),
        list(Unit.objects.order_by("pk").values_list("uuid", "code")),
        list(Employment.objects.order_by("pk").values_list("uuid", "starts_on", "percent")),
        list(ReportingLine.objects.order_by("pk").values_list("supervisor__uuid", "valid_from")),
        list(Conversation.objects.order_by("pk").values_list("uuid", "held_at", "locked_at")),
        list(Answer.objects.order_by("pk").values_list("text", "layer")),
        list(Rating.objects.order_by("pk").values_list("level", "layer")),
        list(Goal.objects.order_by("pk").values_list("uuid", "title", "status", "due_on")),
        list(DevelopmentNeed.objects.order_by("pk").values_list("topic", "source", "horizon")),
        list(Plan.objects.order_by("pk").values_list("unit__uuid", "level", "starting_points")),
    ]
    return hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()


def quiet(words):
    pass


@pytest.mark.requirement(62, 63)
def test_the_whole_demo(db):
    """One load, looked at from all sides: loading is the slow part."""
    load.load(quiet)
    assert clock.today() == ANCHOR
    see_the_organisation()
    see_the_bodies()
    see_the_alternate_years()
    see_the_signed_history()
    see_the_confirmed_plan()
    see_the_content_of_the_years()


def see_the_organisation():
    units = existing_units()

    def parent(key, day):
        return selectors.period_of(units[key], day).parent

    assert grow.size() == 650
    areas = UnitPeriod.objects.on(ANCHOR).filter(kind="service_area")
    assert {str(row.name) for row in areas} == {
        "Yhteiset palvelut",
        "Hyvinvointipalvelut",
        "Kaupunkiympäristö",
    }
    # Requirement 62: five sectors until the end of 2024.
    before = REFORM - timedelta(days=1)
    assert UnitPeriod.objects.on(before).filter(kind="service_area").count() == 5
    assert parent("employment_services", before) == units["vitality"]
    assert parent("employment_services", REFORM) == units["employment_area"]
    # A4, A5, A6: each director has an area of one's own; the water utility is a balance-sheet unit.
    own = UnitPeriod.objects.on(ANCHOR).filter(is_directors_area=True)
    assert {row.parent for row in own} == {row.unit for row in areas}
    assert UnitPeriod.objects.on(ANCHOR).get(is_balance_unit=True).unit == units["water"]
    # Requirement 82
    assert Membership.objects.on(before).filter(unit=units["water"]).count() == 10
    assert Membership.objects.on(before).filter(unit=units["premises"]).count() == 20
    assert not Membership.objects.on(REFORM).filter(unit=units["water"]).exists()
    # Requirement 23: some odd, some even
    parities = Counter(UnitPeriod.objects.on(ANCHOR).values_list("group_years", flat=True))
    assert parities["odd"] > 4
    assert parities["even"] > 4
    led = ReportingLine.objects.on(ANCHOR).values("employment")
    assert not Employment.objects.on(ANCHOR).exclude(pk__in=led).exists()
    found = cast()
    assert set(found) == {member.key for member in CAST}
    ilkka = Employment.objects.get(person=found["ilkka"])
    assert selectors.supervisor_of(ilkka, ANCHOR) == found["elected"]
    assert found["sirpa"].user is None
    assert found["ritva"].user is not None
    assert found["ritva"].email is None
    assert Employment.objects.on(ANCHOR).filter(percent__lt=Decimal(100)).count() > 50


def see_the_bodies():
    seats = BodyMembership.objects.on(ANCHOR).filter(body__kind="cooperation")
    sides = Counter(seats.values_list("side", flat=True))
    roles = Counter(seats.values_list("role", flat=True))
    assert sides["employer"] >= 4
    assert sides["personnel"] >= 4
    assert roles["chair"] == roles["secretary"] == 1
    assert roles["deputy_member"] == 3
    # A term of four years (449/2007 14 §)
    assert {seat.valid_until for seat in seats} == {date(2029, 1, 1)}
    groups = BodyMembership.objects.on(ANCHOR).filter(body__kind="area_leadership", role="chair")
    directors = Leadership.objects.on(ANCHOR).filter(unit__in=groups.values("body__unit"))
    assert set(groups.values_list("person", flat=True)) == set(
        directors.values_list("person", flat=True)
    )


def see_the_alternate_years():
    """Requirements 23, 41; A16: supervisors talk yearly, staff of education in alternate years."""
    for year, group in ((2024, "even"), (2025, "odd")):
        day = date(year, 1, 15)
        talking = Conversation.objects.filter(round__year=year)
        units = UnitPeriod.objects.on(day).filter(group_years=group).values("unit")
        in_group_year = Membership.objects.on(day).filter(unit__in=units).values("employment")
        staff = talking.filter(employment__in=in_group_year, for_supervisor=False)
        assert not staff.exists()
        assert talking.filter(employment__in=in_group_year, for_supervisor=True).exists()
        assert talking.count() > 350
    found = cast()
    years = {
        key: sorted(
            Conversation.objects.filter(employment__person=found[key]).values_list(
                "round__year", flat=True
            )
        )
        for key in ("tiina", "aino", "noora", "leena", "johanna")
    }
    assert years == {
        "tiina": [2024, 2025],
        "aino": [2024],
        "noora": [2025],
        "leena": [2024, 2025],
        "johanna": [2024, 2025],
    }
    assert not Conversation.objects.filter(round__year=2026).exists()


def see_the_signed_history():
    assert not Conversation.objects.exclude(state="locked").exists()
    some = list(Conversation.objects.order_by("pk")[:40])
    now = contents_of(some)
    for copy in SignedCopy.objects.filter(conversation__in=some).select_related("conversation"):
        assert hash_of(copy.content) == copy.content_hash == copy.conversation.content_hash
        assert documents.as_json(now[copy.conversation_id]) == copy.content
    assert SignedCopy.objects.count() == Conversation.objects.count()
    tiina = Conversation.objects.get(
        employment__person=cast()["tiina"], round__year=2025, employment__ends_on=None
    )
    assert tiina.held_by == cast()["mervi"]
    assert {s.side for s in tiina.signatures.all()} == {"employee", "supervisor"}
    assert tiina.goals.filter(agreed=True).exists()
    assert tiina.needs.filter(agreed=True).exists()
    # The six of all staff, and the cleaners' own four.
    assert tiina.ratings.filter(layer="agreed").count() == 10
    assert tiina.answers.filter(layer="agreed").count() == 11
    # Theme 4 and the supervisor competences are for supervisors (requirements 32, 39).
    mervi = Conversation.objects.get(employment__person=cast()["mervi"], round__year=2025)
    assert mervi.ratings.filter(layer="agreed").count() == 13
    assert mervi.answers.filter(layer="agreed").count() == 13
    # Nobody's goal or agreed text comes twice.
    twice = Counter(Goal.objects.values_list("employment", "title")).most_common(1)
    assert twice[0][1] == 1


def see_the_confirmed_plan():
    package = Package.objects.get()
    assert (package.year, package.state) == (2026, "confirmed")
    assert package.treatment.outcome == "unanimous"
    assert package.decision.decided_on > package.treatment.treated_on
    assert package.frozen.get(confirmed=True).content_hash
    assert package.plans.filter(level="service_area").count() == 3
    assert package.plans.filter(level="centralised").count() == 1
    surnames = {f" {p.last_name}" for p in Person.objects.all()}
    for plan in package.plans.all():
        for item in plan.items.all():
            said = f" {item.topic} {item.target_group} {item.responsible}"
            # Requirement 27; common words that are surnames too begin with a small letter here.
            assert not [name for name in surnames if f"{name} " in f"{said} "], said


def see_the_content_of_the_years():
    assert StrategyItem.objects.filter(kind="value").exists()
    for year in (2024, 2025, 2026):
        common = Framework.objects.filter(audience__in=("all_staff", "supervisors"), year=year)
        assert common.filter(published_at__year=year - 1).count() == 2
        assert Catalogue.objects.filter(year=year).exists()
        assert Milestone.objects.filter(year=year).exists()
    assert set(Line.objects.values_list("year", flat=True)) >= {2025, 2026}


def test_two_loads_on_empty_databases_say_the_same(db, monkeypatch):
    small(monkeypatch)
    found = []
    for _ in range(2):
        with transaction.atomic():
            load.load(quiet)
            found.append(fingerprint())
            transaction.set_rollback(True)
    assert found[0] == found[1]


# ---------------------------------------------------------------------------- the command


def test_the_command_loads_only_into_an_empty_database(world, capsys):
    before = Person.objects.count()
    call_command("demo")
    assert "already loaded" in capsys.readouterr().out
    assert Person.objects.count() == before


def test_emptying_is_asked_for(world, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda words: "no")
    with pytest.raises(CommandError):
        call_command("demo", reset=True)
    assert Person.objects.exists()


@pytest.mark.slow
def test_the_organisation_grows_to_the_size_asked_for(db, monkeypatch, capsys):
    monkeypatch.setattr(load, "_write_contents", lambda tell: None)
    call_command("demo", employees=2_000)
    out = capsys.readouterr().out
    assert "2000 of 2000 people" in out
    assert grow.size() == 2_000
    led = ReportingLine.objects.on(ANCHOR).values("employment")
    assert not Employment.objects.on(ANCHOR).exclude(pk__in=led).exists()
    assert str(selectors.unit_name(existing_units()["kailas2"], ANCHOR)) == "Kailaan koulu 2"
    # A second run changes nothing, a bigger one goes on.
    call_command("demo", employees=2_000)
    assert grow.size() == 2_000
    call_command("demo", employees=2_100)
    assert grow.size() == 2_100
    with pytest.raises(CommandError):
        call_command("demo", employees=50_000)
    fixed = Employment.objects.on(ANCHOR).filter(contract="fixed_term").count()
    assert 0.18 < fixed / 2_100 < 0.26


# ---------------------------------------------------------------------------- pages


def test_one_click_signs_in_through_the_ordinary_session(world):
    scene(world)
    client = Client()
    page = client.get(reverse("demo:cast")).content.decode()
    assert "Tiina Rautio" in page
    response = client.post(reverse("demo:sign_in"), {"key": "tiina"})
    assert response.url == reverse("home")
    assert client.session["_auth_user_id"] == str(world.user("tiina").pk)


@pytest.mark.parametrize("key", ["", "nobody", "sirpa", "mervi"])
def test_nobody_else_is_signed_in(world, key):
    """Not in the cast, without an account, not loaded by the demo."""
    client = Client()
    assert client.post(reverse("demo:sign_in"), {"key": key}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_everyone_listed_has_an_account():
    for member in SHOWN:
        assert member.account != "none"


@pytest.mark.parametrize("day", ["2026-09-30", "30.9.2026"])
def test_the_day_moves_forwards_and_back(world, day):
    client = world.client("tiina")
    assert client.post(reverse("demo:day"), {"day": day}).status_code == 302
    assert clock.today() == date(2026, 9, 30)
    assert client.get("/").status_code == 200
    client.post(reverse("demo:day"), {"day": "2025-06-01"})
    assert clock.today() == date(2025, 6, 1)
    assert client.get("/").status_code == 200


def test_each_key_day_can_be_gone_to(world):
    client = world.client("jari")
    for key in key_days(world.today):
        assert client.post(reverse("demo:day"), {"day": key.day.isoformat()}).status_code == 302
        assert clock.today() == key.day
        assert client.get(reverse("demo:day")).status_code == 200


@pytest.mark.parametrize("day", ["", "someday", "1999-01-01", "2099-01-01"])
def test_a_wrong_day_is_told_at_the_field(world, day):
    response = Client().post(reverse("demo:day"), {"day": day})
    assert response.status_code == 400
    assert 'aria-invalid="true"' in response.content.decode()
    assert clock.today() == world.today


def test_moving_the_day_writes_that_days_reminders_once(world):
    from core.models import Work

    services.move_day(date(2026, 9, 30))
    services.move_day(date(2026, 9, 29))
    services.move_day(date(2026, 9, 30))
    owed = Work.objects.filter(kind__contains="remind")
    assert owed.count() == 2


def test_a_letter_shows_as_text_and_in_a_frame_that_may_do_nothing(world):
    letter = scene(world).letter
    Letter.objects.filter(pk=letter.pk).update(html="<script>alert(1)</script><p>Hei</p>")
    client = Client()
    page = client.get(reverse("demo:letter", kwargs={"uuid": letter.uuid}))
    assert "<iframe" in page.content.decode()
    assert "sandbox" in page.content.decode()
    assert "alert(1)" not in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    html = client.get(reverse("demo:letter_html", kwargs={"uuid": letter.uuid}))
    policy = html["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert html["X-Frame-Options"] == "SAMEORIGIN"
    calendar = client.get(reverse("demo:letter_calendar", kwargs={"uuid": letter.uuid}))
    assert calendar["Content-Type"].startswith("text/calendar")
    assert "attachment" in calendar["Content-Disposition"]


def test_a_letter_without_an_invitation_has_no_calendar(world):
    letter = scene(world).letter
    Letter.objects.filter(pk=letter.pk).update(calendar="")
    url = reverse("demo:letter_calendar", kwargs={"uuid": letter.uuid})
    assert Client().get(url).status_code == 404


def test_letters_can_be_narrowed_to_the_person_one_is(world):
    subject = scene(world).letter.subject
    url = reverse("demo:letters")
    assert subject in world.client("tiina").get(url, {"mine": ""}).content.decode()
    assert subject not in world.client("mervi").get(url, {"mine": ""}).content.decode()
    assert subject in world.client("mervi").get(url).content.decode()


def test_queries_do_not_grow_with_letters(world):
    letter = scene(world).letter

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert Client().get(reverse("demo:letters")).status_code == 200
        return len(found)

    few = queries()
    for number in range(20):
        letter.pk, letter.occasion = None, str(number)
        letter.uuid = people.uuid_for("letter", number)
        letter.save()
    assert queries() == few


def test_the_day_stands_still_outside_the_demo(world):
    with override_settings(DEMO=False), pytest.raises(RuntimeError):
        clock.move_to(ANCHOR)
