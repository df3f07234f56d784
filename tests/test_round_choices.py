"""HR opens a year in one guided step: units, versions, last days; exceptions settled one by one;
one talk outside the round; who gets what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from conversations import turns
from conversations.groups.models import GroupConversation
from conversations.models import Arrangement, Conversation, Round
from conversations.rounds import selectors, services
from conversations.rounds.words import unit_words
from conversations.services import rounds
from conversations.tasks import daily
from conversations.turns import Turn
from core import work
from core.policies import Refused, Stale
from organization.models import Absence, Employment, Membership, UnitPeriod
from organization.services import employ, end_employment
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db


def turn(w: Any, name: str) -> Turn:
    return next(iter(turns.turns(w.today.year, w.today, [w.employment(name).pk]))).turn


def has(w: Any, name: str) -> bool:
    return Conversation.objects.filter(employment__person=getattr(w, name)).exists()


def night(w: Any, days: int = 1) -> None:
    w.move_to(w.today + timedelta(days=days))
    daily()
    work.drain()


def open_year(w: Any) -> None:
    rounds.open_round(user=w.user("jari"), year=w.today.year)
    work.drain()


def decide(w: Any, name: str, decision: str, **more: Any) -> Arrangement:
    return services.arrange(
        user=w.user("jari"),
        year=w.today.year,
        employment=w.employment(name),
        decision=decision,
        **more,
    )


def form(w: Any, **more: Any) -> dict[str, Any]:
    now = Round.objects.get(year=w.today.year)
    return {
        "version": now.version,
        "template": now.template_id,
        "staff_framework": now.staff_framework_id,
        "supervisor_framework": now.supervisor_framework_id,
        "due_on": "2026-04-15",
        "new_weeks": "0",
        "carries_over": "on",
        **more,
    }


# Choosing


@pytest.mark.requirement(20, 41, 48)
def test_hr_prepares_the_year_and_nobody_gets_anything_before_it_is_opened(world: Any) -> None:
    jari = world.client("jari")
    jari.post(reverse("conversations:round_choices"))  # begins
    saved = jari.post(
        reverse("conversations:round_choices"),
        form(world, education_due_on="2026-05-15", supervisors_due_on="2026-03-15"),
    )
    assert saved.status_code == 302
    night(world)
    assert not Conversation.objects.exists()
    assert (
        "Vuoden keskustelut"
        not in world.client("mervi").get(reverse("conversations:team")).content.decode()
    )
    open_year(world)
    days = {
        name: f.talk_of(world, name).last_day.isoformat() for name in ("tiina", "aino", "mervi")
    }
    assert days == {"tiina": "2026-04-15", "aino": "2026-05-15", "mervi": "2026-03-15"}


def test_a_choice_on_an_old_page_is_stale_and_a_bad_one_is_kept(world: Any) -> None:
    jari = world.client("jari")
    jari.post(reverse("conversations:round_choices"))
    typed = form(world)
    assert jari.post(reverse("conversations:round_choices"), typed).status_code == 302
    assert jari.post(reverse("conversations:round_choices"), typed).status_code == 409
    url = reverse("conversations:round_choices")
    for bad in ({"due_on": "2031-01-01"}, {"new_weeks": "1000000000"}, {"template": "\x00"}):
        response = jari.post(url, form(world, **bad))
        assert response.status_code == 422
    assert "2031-01-01" in jari.post(url, form(world, due_on="2031-01-01")).content.decode()


def test_after_the_opening_only_the_days_change_and_open_talks_follow(world: Any) -> None:
    open_year(world)
    held = f.hold(world, "mervi", f.talk_of(world, "marko"))
    before = Round.objects.get()
    version = {"version": before.version, "template": None, "due_on": date(2026, 5, 31)}
    services.choose(
        user=world.user("jari"), year=2026, version=version.pop("version"), values=version
    )
    now = Round.objects.get()
    assert now.template == before.template
    assert f.talk_of(world, "tiina").last_day == date(2026, 5, 31)
    held.refresh_from_db()
    assert held.due_on == date(2026, 3, 31)
    with pytest.raises(Refused):
        services.choose_way(user=world.user("jari"), year=2026, unit=world.cleaning, way="none")


@pytest.mark.requirement(23)
def test_units_talk_otherwise_for_one_year(world: Any) -> None:
    """The nearest choice above a unit holds; supervisors talk one by one, unless it is none."""
    jari = world.user("jari")
    services.choose_way(user=jari, year=2026, unit=world.environment, way="none")
    services.choose_way(user=jari, year=2026, unit=world.cleaning, way="group")
    services.choose_way(user=jari, year=2026, unit=world.daycare_even, way="personal")
    assert turn(world, "tiina") is Turn.GROUP_YEAR
    assert turn(world, "mervi") is Turn.YES
    assert turn(world, "anneli") is Turn.NOT_CHOSEN
    assert turn(world, "heidi") is Turn.NOT_CHOSEN
    assert turn(world, "noora") is Turn.YES
    open_year(world)
    assert not has(world, "anneli")
    assert has(world, "noora")
    # The groups follow the same choices.
    groups = GroupConversation.objects.filter(year=2026)
    assert groups.filter(unit=world.cleaning).exists()
    assert not groups.filter(unit__in=[world.kitchens, world.daycare_even, world.daycare]).exists()
    page = world.client("anneli").get(reverse("conversations:index")).content.decode()
    assert "Yksikössäsi ei ole kehityskeskusteluja vuonna 2026" in page


# Exceptions


def test_the_preview_lists_whom_something_is_otherwise_with(world: Any) -> None:
    services.begin(user=world.user("jari"), year=2026)
    Round.objects.update(new_weeks=8)
    Absence.objects.create(employment=world.employment("marko"), valid_from=world.today)
    employ_new(world)
    end_employment(employment=world.employment("timo"), day=date(2026, 3, 1))
    found = {str(row.employment): row for row in turns.exceptions(2026, world.today)}
    assert {name: row.turn for name, row in found.items()} == {
        "Marko Seppä": Turn.ON_LEAVE,
        "Uusi Tulija": Turn.NEW,
        "Timo Rinne": Turn.YES,
    }
    assert found["Timo Rinne"].leaving
    assert found["Uusi Tulija"].opens == world.today + timedelta(weeks=8)
    page = world.client("jari").get(reverse("conversations:round")).content.decode()
    for words in ("Marko Seppä", "palvelussuhteessa 28.2.2026 asti", "avautuu paluun jälkeen"):
        assert words in page
    only = world.client("jari").get(reverse("conversations:round"), {"kind": "leaving"})
    assert "Marko Seppä" not in only.content.decode()


def employ_new(w: Any) -> Employment:
    from organization.models import Person

    person = Person.objects.create(first_name="Uusi", last_name="Tulija")
    return employ(person=person, unit=w.cleaning, job_title="laitoshuoltaja", starts_on=w.today)


def test_a_beginner_gets_it_after_the_first_weeks_by_itself_or_as_hr_decides(world: Any) -> None:
    services.begin(user=world.user("jari"), year=2026)
    Round.objects.update(new_weeks=4)
    new = employ_new(world)
    open_year(world)
    assert not new.conversations.exists()
    row = Arrangement.objects.create(
        round=Round.objects.get(), employment=new, decision="later", from_day=date(2026, 2, 20)
    )
    night(world, 10)
    assert not new.conversations.exists()
    night(world)
    assert new.conversations.exists()  # 20.2.: HR's day, before the four weeks
    row.delete()
    # A chain of employments is no beginning.
    Employment.objects.filter(pk=new.pk).update(starts_on=world.today - timedelta(days=3))
    old = Employment.objects.create(
        person=new.person, contract="fixed_term", starts_on=date(2025, 1, 1),
        ends_on=world.today - timedelta(days=3),
    )  # fmt: skip
    assert old.pk
    assert next(iter(turns.turns(2026, world.today, [new.pk]))).turn is Turn.YES


def test_left_out_with_a_reason_that_all_three_see_and_it_can_be_taken_back(world: Any) -> None:
    open_year(world)
    assert has(world, "marko")
    url = reverse("conversations:arrange", args=[world.employment("marko").uuid])
    jari = world.client("jari")
    assert jari.post(url, {"decision": "left_out"}).status_code == 422
    assert jari.post(url, {"decision": "left_out", "reason": "other"}).status_code == 422
    note = "Siirtyy toiselle työnantajalle 🙂"
    data = {"decision": "left_out", "reason": "other", "note": note}
    assert jari.post(url, data).status_code == 302
    assert jari.post(url, data).status_code == 302  # twice is once
    assert Arrangement.objects.count() == 1
    assert not has(world, "marko")  # nobody had done anything in it
    night(world)
    assert not has(world, "marko")
    own = world.client("marko").get(reverse("conversations:index")).content.decode()
    team = world.client("mervi").get(reverse("conversations:team")).content.decode()
    for page in (own, team):
        assert "jätetty pois tämän vuoden kierrokselta: muu syy" in page
        assert note in page
    jari.post(reverse("conversations:arrange_back", args=[world.employment("marko").uuid]))
    work.drain()
    assert has(world, "marko")


def test_what_has_been_written_is_never_taken_by_leaving_out(world: Any) -> None:
    open_year(world)
    f.write(world, "marko", f.talk_of(world, "marko"), "Jotakin")
    with pytest.raises(Refused):
        decide(world, "marko", "left_out", reason="leaving")
    assert has(world, "marko")
    assert not Arrangement.objects.exists()


def test_who_is_on_leave_can_be_opened_now(world: Any) -> None:
    Absence.objects.create(employment=world.employment("marko"), valid_from=world.today)
    open_year(world)
    assert not has(world, "marko")
    decide(world, "marko", "open")
    work.drain()
    assert has(world, "marko")


def test_a_mover_is_picked_up(world: Any) -> None:
    """From a unit that talks as a group to one that talks one by one."""
    from organization.services import move

    open_year(world)
    assert not has(world, "noora")
    move(
        employment=world.employment("noora"),
        unit=world.daycare,
        valid_from=world.today + timedelta(days=1),
    )
    night(world)
    assert f.talk_of(world, "noora").supervisor == world.leena


def test_the_rounds_page_asks_the_same_number_of_questions(world: Any) -> None:
    jari = world.client("jari")
    url = reverse("conversations:round")
    services.begin(user=world.user("jari"), year=2026)
    Absence.objects.create(employment=world.employment("marko"), valid_from=world.today)
    decide(world, "juha", "left_out", reason="short")
    jari.get(url)
    with CaptureQueriesContext(connection) as few:
        jari.get(url)
    for name in ("tiina", "ritva", "sirpa", "anneli", "timo", "lauri"):
        Absence.objects.create(employment=world.employment(name), valid_from=world.today)
    with CaptureQueriesContext(connection) as many:
        jari.get(url)
    assert len(few) == len(many)


# Outside the round


@pytest.mark.requirement(38, 40)
def test_a_supervisor_opens_one_talk_outside_the_round(world: Any) -> None:
    open_year(world)
    url = reverse("conversations:single", args=[world.employment("ritva").uuid])
    data = {"occasion": "new_task", "note": "", "due_on": "2026-06-30"}
    mervi = world.client("mervi")
    assert mervi.post(url, data).status_code == 409  # the round's own is open
    f.lock(world, "ritva", "mervi", f.talk_of(world, "ritva"))
    assert mervi.post(url, {**data, "due_on": "2020-01-01"}).status_code == 422
    assert mervi.post(url, data).status_code == 302
    assert mervi.post(url, data).status_code == 409  # one at a time
    made = Conversation.objects.get(occasion="new_task")
    assert made.last_day == date(2026, 6, 30)
    assert made.opened_by == world.mervi
    ritva = world.client("ritva")
    assert (
        "kierroksen ulkopuolella: uusi tehtävä"
        in ritva.get(reverse("conversations:index")).content.decode()
    )
    assert ritva.get(reverse("conversations:detail", args=[made.uuid])).status_code == 200
    assert "Ritva Lahti" in mervi.get(reverse("conversations:team")).content.decode()
    night(world)
    assert Conversation.objects.filter(employment=made.employment).count() == 2


def test_one_outside_counts_and_hr_opens_it_also_for_who_was_left_out(world: Any) -> None:
    open_year(world)
    decide(world, "marko", "left_out", reason="away")
    made = services.open_single(
        user=world.user("jari"),
        employment=world.employment("marko"),
        occasion="return",
        due_on=world.today + timedelta(days=20),
    )
    assert made.supervisor == world.mervi
    services.take_back(user=world.user("jari"), year=2026, employment=world.employment("marko"))
    work.drain()
    assert Conversation.objects.filter(employment=made.employment).count() == 1


def test_nobody_opens_one_before_the_year_nor_for_strangers_nor_oneself(world: Any) -> None:
    more = {"occasion": "request", "due_on": world.today}
    with pytest.raises(Refused):
        services.open_single(user=world.user("mervi"), employment=world.employment("marko"), **more)
    open_year(world)
    for who, whose in (
        ("leena", "marko"),
        ("mervi", "mervi"),
        ("jari", "jari"),
        ("tiina", "marko"),
    ):
        with pytest.raises(Refused):
            services.open_single(user=world.user(who), employment=world.employment(whose), **more)


# Alternate years


@pytest.mark.requirement(22, 23, 41)
def test_the_pages_say_who_gets_what_this_year_and_next(world: Any) -> None:
    open_year(world)
    said = {
        "noora": "Tänä vuonna tiimisi keskustelee ryhmänä. Oma keskustelusi on vuonna 2027.",
        "aino": "Tänä vuonna yksitellen, ensi vuonna ryhmänä.",
        "johanna": "Tänä vuonna ryhmänä, ensi vuonna yksitellen.",  # of the unit
        "tiina": "Yksitellen joka vuosi.",
        "jari": "Päiväkoti Tähti",
    }
    for name, words in said.items():
        page = world.client(name).get(reverse("conversations:who")).content.decode()
        assert words in page, name
    team = world.client("johanna").get(reverse("conversations:team")).content.decode()
    assert "keskustelee tänä vuonna ryhmänä, yksitellen vuonna 2027" in team


@pytest.mark.requirement(23)
def test_hr_changes_the_parity_of_a_unit_from_a_day_on(world: Any) -> None:
    url = reverse("conversations:unit_years", args=[world.daycare.uuid])
    jari = world.client("jari")
    assert jari.post(url, {"group_years": "even", "first_day": "2020-01-01"}).status_code == 422
    data = {"group_years": "even", "first_day": "2027-01-01"}
    for _ in range(2):
        assert jari.post(url, data).status_code == 302
    rows = UnitPeriod.objects.filter(unit=world.daycare).order_by("valid_from")
    assert [(row.valid_from, row.group_years) for row in rows] == [
        (world.start, "odd"),
        (date(2027, 1, 1), "even"),
    ]
    page = jari.get(reverse("conversations:who")).content.decode()
    assert "1.1.2027 alkaen: Ryhmänä 2028, 2030, 2032" in page
    with pytest.raises(ValidationError):
        services.set_group_years(
            user=world.user("jari"),
            unit=world.daycare,
            group_years="never",
            day=world.today - timedelta(days=1),
        )


@pytest.mark.requirement(40)
@pytest.mark.parametrize("carries", [True, False])
def test_goals_and_ratings_carry_over_in_the_off_year(world: Any, carries: bool) -> None:
    talk = f.talk_of(world, "aino")  # 2026 one by one, 2027 as a group
    f.rate(world, "leena", talk, 3, agreed=True)
    f.goal(world, "leena", talk, "Oppia pedagoginen dokumentointi")
    f.lock(world, "aino", "leena", talk)
    world.move_to(date(2027, 2, 9))
    services.begin(user=world.user("jari"), year=2027)
    Round.objects.filter(year=2027).update(carries_over=carries)
    open_year(world)
    assert Conversation.objects.filter(employment=talk.employment).count() == 1
    own = selectors.own(world.aino, world.today)
    assert [(row.stands, row.carried) for row in own] == [(carries, talk)]
    page = world.client("aino").get(reverse("conversations:index")).content.decode()
    assert ("Vuoden 2026 tavoitteesi ja sovitut tasosi pysyvät" in page) is carries
    assert ("Sinulla ei ole tänä vuonna voimassa omia tavoitteita" in page) is not carries
    from conversations.matrix.selectors import team_levels

    rows = [row for table in team_levels(world.leena, world.today).tables for row in table.rows]
    assert any(row.rated for row in rows) is carries


# Leaving and coming back


def test_a_leavers_talk_says_what_becomes_of_it(world: Any) -> None:
    open_year(world)
    talk = f.talk_of(world, "tiina")
    end_employment(employment=world.employment("tiina"), day=date(2026, 3, 1))
    page = world.client("mervi").get(reverse("conversations:detail", args=[talk.uuid]))
    assert "Palvelussuhde päättyy 28.2." in page.content.decode()
    night(world, 30)
    own = world.client("tiina").get(reverse("conversations:detail", args=[talk.uuid]))
    assert "Keskustelua ei pidetty" in own.content.decode()
    listed = world.client("jari").get(reverse("conversations:overview")).content.decode()
    assert "ei pidetty, palvelussuhde päättyi" in listed
    # Who comes back has a new employment, and with it a talk of its own.
    again = employ(
        person=world.tiina, unit=world.kitchens, job_title="kokki", starts_on=world.today
    )
    night(world)
    assert Conversation.objects.get(employment=again).supervisor == world.heidi
    assert Membership.objects.filter(employment=again).exists()


def test_two_who_choose_at_once_are_told(world: Any) -> None:
    services.begin(user=world.user("jari"), year=2026)
    services.choose(user=world.user("jari"), year=2026, version=0, values={"new_weeks": 4})
    with pytest.raises(Stale):
        services.choose(user=world.user("sanna"), year=2026, version=0, values={"new_weeks": 6})
    assert Round.objects.get().new_weeks == 4


def test_a_setting_that_changes_next_year_is_told_this_year() -> None:
    with translation.override("en"):
        assert unit_words("never", 2026, None, "odd") == (
            "This year one by one, next year as a group."
        )
        assert unit_words("even", 2027, None, "never") == "One by one this year and next."
        assert unit_words("never", 2026, None, "never") == "One by one, every year."
