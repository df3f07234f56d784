"""Roles are given and ended over time by HR main users, and explained to everybody."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from audit.models import Event
from core.models import Letter
from core.policies import Denied, Refused
from organization import services as organization
from organization.models import BodyMembership, Person, RoleGrant
from organization.roles import policies, selectors, services, texts
from organization.selectors import is_hr, is_hr_main, roles_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def grant(world: Any, name: str, role: str, until: date | None = None, by: str = "jari") -> None:
    services.grant(
        user=world.user(by),
        person=getattr(world, name),
        role=role,
        valid_from=world.today,
        valid_until=until,
    )


def end(world: Any, name: str, role: str, day: date | None = None, by: str = "jari") -> None:
    services.end(
        user=world.user(by), person=getattr(world, name), role=role, day=day or world.today
    )


def test_a_role_holds_on_its_days_only(world: Any) -> None:
    grant(world, "tiina", "hr_planner", until=world.today + 5 * DAY)
    assert is_hr(world.user("tiina"))
    assert not roles_of(world.user("tiina"), world.today - DAY)
    assert roles_of(world.user("tiina"), world.today + 4 * DAY)
    assert not roles_of(world.user("tiina"), world.today + 5 * DAY)


def test_each_change_is_an_event_and_a_letter_to_whom_it_concerns(world: Any) -> None:
    grant(world, "tiina", "hr_planner", until=date(2026, 7, 1))
    end(world, "tiina", "hr_planner", date(2026, 4, 1))
    jari = world.user("jari")
    events = Event.objects.filter(data_subject=world.tiina.uuid).order_by("pk")
    assert [(e.action, e.actor, e.role) for e in events] == [
        ("organization.role_given.hr_planner", jari.uuid, "hr_main"),
        ("organization.role_ended.hr_planner", jari.uuid, "hr_main"),
    ]
    given, ended = Letter.objects.filter(recipient=world.tiina.uuid).order_by("pk")
    assert "henkilöstösuunnittelija" in given.text
    assert "30.6." in given.text
    assert "31.3." in ended.text


def test_a_seat_is_an_event_and_a_letter_too(world: Any) -> None:
    services.seat(
        user=world.user("jari"),
        body=world.committee,
        person=world.tiina,
        role="member",
        side="personnel",
        valid_from=world.today,
        valid_until=None,
    )
    services.leave(
        user=world.user("jari"), body=world.committee, person=world.tiina, day=world.today + DAY
    )
    row = BodyMembership.objects.get(person=world.tiina)
    assert (row.valid_from, row.valid_until) == (world.today, world.today + DAY)
    actions = Event.objects.filter(data_subject=world.tiina.uuid).order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "organization.seat_given",
        "organization.seat_ended",
    ]
    letters = Letter.objects.filter(recipient=world.tiina.uuid)
    assert all("YT-neuvottelukunta" in letter.text for letter in letters)
    # Which side one sits on may tell of a union: it stays out of the post.
    assert not any("henkilöstön edustaja" in letter.text for letter in letters)


@pytest.mark.parametrize("who", ["sanna", "veera", "kaisa", "ilkka", "tiina"])
def test_only_a_main_user_gives_roles(world: Any, who: str) -> None:
    with pytest.raises(Refused):
        grant(world, "tiina", "hr_planner", by=who)


def test_nobody_changes_ones_own_roles_or_seats(world: Any) -> None:
    with pytest.raises(Refused):
        grant(world, "jari", "data_protection")
    with pytest.raises(Refused):
        services.leave(
            user=world.user("jari"), body=world.city_leadership, person=world.jari, day=world.today
        )
    page = world.client("jari").get(reverse("organization:role_person", args=[world.jari.uuid]))
    assert "Kukaan ei muuta omia roolejaan" in page.content.decode()
    assert reverse("organization:role_grant", args=[world.jari.uuid]) not in page.content.decode()


def test_the_last_main_user_cannot_be_removed(world: Any) -> None:
    grant(world, "lauri", "hr_main")
    end(world, "jari", "hr_main", world.today + DAY, by="lauri")
    assert is_hr_main(world.user("jari"))
    world.move_to(world.today + DAY)
    assert not is_hr_main(world.user("jari"))
    # Lauri is the only one left: a new one with an end does not do.
    grant(world, "hanna", "hr_main", until=world.today + 30 * DAY, by="lauri")
    with pytest.raises(Refused, match="last HR main user|Viimeistä"):
        end(world, "lauri", "hr_main", by="hanna")
    with pytest.raises(Refused):
        grant(world, "lauri", "hr_main", until=world.today + 60 * DAY, by="hanna")
    assert is_hr_main(world.user("lauri"))


def test_a_main_user_who_cannot_sign_in_is_no_main_user(world: Any) -> None:
    organization.grant_role(person=world.sirpa, role="hr_main", valid_from=world.today)
    assert not policies.main_users_after(world.today, without=world.jari)


def test_a_planner_sees_who_holds_what_and_changes_nothing(world: Any) -> None:
    page = world.client("sanna").get(reverse("organization:role_holders")).content.decode()
    assert "Kaisa Salonen" in page
    assert reverse("organization:role_person", args=[world.kaisa.uuid]) not in page
    assert isinstance(policies.can_change_roles(world.user("sanna")), Denied)


def test_rights_are_not_given_for_days_gone_by(world: Any) -> None:
    url = reverse("organization:role_grant", args=[world.tiina.uuid])
    data = {"role": "hr_planner", "valid_from": "2026-01-01", "last_day": "2025-12-01"}
    page = world.client("jari").post(url, data)
    assert page.status_code == 422
    assert "tämä tai myöhempi päivä" in page.content.decode()
    assert not RoleGrant.objects.filter(person=world.tiina).exists()


def test_a_side_is_kept_for_the_committee_only(world: Any) -> None:
    url = reverse("organization:seat_give", args=[world.tiina.uuid])
    data = {"role": "member", "side": "personnel", "valid_from": "2026-02-09"}
    page = world.client("jari").post(url, {**data, "body": world.city_leadership.uuid})
    assert page.status_code == 422
    assert world.client("jari").post(url, {**data, "body": world.committee.uuid}).status_code == 302


def test_ending_twice_is_explained(world: Any) -> None:
    url = reverse("organization:role_end", args=[world.sanna.uuid, "hr_planner"])
    client = world.client("jari")
    assert client.post(url, {"last_day": "2026-02-08"}).status_code == 302
    again = client.post(url, {"last_day": "2026-02-08"})
    assert again.status_code == 422
    assert "päättynyt jo" in again.content.decode()
    assert Letter.objects.filter(recipient=world.sanna.uuid).count() == 1


# The page of roles


@pytest.mark.parametrize(
    ("who", "keys"),
    [
        ("tiina", {"employee"}),
        ("mervi", {"employee", "supervisor"}),
        ("kari", {"employee", "supervisor", "director", "leadership_group"}),
        ("anneli", {"employee", "committee"}),
        ("jari", {"employee", "supervisor", "director", "leadership_group", "hr_main"}),
        ("sanna", {"employee", "hr_planner"}),
        ("veera", {"employee", "system_admin"}),
        ("kaisa", {"employee", "data_protection"}),
        ("elected", {"supervisor"}),
    ],
)
def test_everybody_sees_which_roles_one_has(world: Any, who: str, keys: set[str]) -> None:
    found = selectors.explained(getattr(world, who), world.today)
    assert {role.text.key for role in found if role.reasons} == keys
    assert len(found) == len(texts.ROLES) == 10
    page = world.client(who).get(reverse("organization:roles")).content.decode()
    assert page.count("Sinulla on tämä rooli") == len(keys)


def test_a_deputy_sees_for_whom_and_with_which_rights(world: Any) -> None:
    world.deputise("heidi", "mervi", "hold", "sign")
    page = world.client("heidi").get(reverse("organization:roles")).content.decode()
    assert "Mervi Aaltonen" in page


def test_pages_cost_the_same_for_few_and_many(world: Any, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = world.client("jari")
    urls = [
        reverse("organization:role_holders") + "?q=a",
        reverse("organization:role_person", args=[world.timo.uuid]),
    ]
    counts = []
    for url in urls:
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as few:
            client.get(url)
        counts.append(len(few))
    for name in ("tiina", "marko", "aino", "emmi"):
        organization.grant_role(
            person=getattr(world, name), role="hr_planner", valid_from=world.today
        )
        organization.seat_in_body(
            body=world.committee, person=getattr(world, name), valid_from=world.today
        )
    for body in (world.city_leadership, world.shared_leadership):
        organization.seat_in_body(body=body, person=world.timo, valid_from=world.today)
    for url, few_queries in zip(urls, counts, strict=True):
        with django_assert_num_queries(few_queries):
            client.get(url)


# The first one


def test_the_first_main_user_is_named_at_the_server(world: Any) -> None:
    call_command("name_main_user", "uusi.paakayttaja@heinola.example", first="Uusi", last="Pää")
    person = Person.objects.get(last_name="Pää")
    assert person.user is not None
    assert is_hr_main(person.user)
    assert Letter.objects.filter(kind="invitation", to=person.email).count() == 1
    assert Event.objects.filter(action="organization.role_given", actor=None).count() == 1
    # Again changes nothing.
    call_command("name_main_user", "uusi.paakayttaja@heinola.example")
    assert RoleGrant.objects.filter(person=person).count() == 1
    assert Letter.objects.filter(kind="invitation").count() == 1


def test_the_first_main_user_may_be_somebody_known(world: Any) -> None:
    call_command("name_main_user", "Tiina.Rautio@heinola.example")
    assert is_hr_main(world.user("tiina"))
    with pytest.raises(CommandError):
        call_command("name_main_user", "ei.kukaan@heinola.example")
