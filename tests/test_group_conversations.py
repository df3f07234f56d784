"""Group conversations (requirements 11-13, 23, 35-37, 44, 46): who has one, who may do what in it,
from the collection of thoughts to the summary."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from icalendar import Calendar

from annual_clock.milestones import told
from annual_clock.models import Milestone
from annual_clock.obligations import obligations_of
from audit.models import Event
from competencies.models import Line
from conversations.goals.models import TeamGoal
from conversations.groups import opening
from conversations.groups.membership import groups
from conversations.groups.models import (
    GatheredThought,
    GroupConversation,
    GroupItem,
    GroupSummary,
    Heading,
    Practice,
    Thought,
)
from conversations.groups.policies import (
    can_close,
    can_reopen,
    can_send,
    can_write,
)
from conversations.groups.services import closing, collecting, scheduling, writing
from conversations.models import DevelopmentNeed
from conversations.services.rounds import ensure_round
from conversations.services.texts import Typed, fingerprint
from core import clock
from core.models import Letter
from core.policies import Refused, Stale
from organization.models import Membership
from tests import group_factories as g

pytestmark = pytest.mark.django_db
Kind = GroupConversation.Kind


# ---------------------------------------------------------------------------- which groups


@pytest.mark.requirement(23, 36)
def test_every_group_whose_year_it_is_gets_one_and_only_one(world: Any) -> None:
    """Even years: Päiväkoti Tähti talks as a group, Kielo does not; teams of the general clock do
    every year; heads of day-care and the leadership groups always."""
    opened = ensure_round(year=2026)
    for _again in range(2):
        steps = list(opening.make_group_conversations(opened, world.today))
    assert steps[-1].done == steps[-1].total
    found = {(c.kind, c.unit_id): c for c in GroupConversation.objects.filter(year=2026)}
    assert (Kind.TEAM, world.daycare_even.pk) in found
    assert (Kind.TEAM, world.daycare.pk) not in found
    assert (Kind.TEAM, world.cleaning.pk) in found
    assert (Kind.RESPONSIBILITY_AREA, world.food_and_cleaning.pk) in found
    assert (Kind.HEADS, world.early_education.pk) in found
    assert (Kind.LEADERSHIP, world.environment.pk) in found
    assert (Kind.STRATEGIC, world.city.pk) in found
    assert len(found) == GroupConversation.objects.count()
    heads = found[(Kind.HEADS, world.early_education.pk)]
    names = {p.person.first_name for p in heads.participants.all()}
    assert names == {"Riikka", "Leena", "Johanna"}
    assert heads.due_on == date(2026, 3, 31)
    assert found[(Kind.LEADERSHIP, world.environment.pk)].due_on == date(2026, 11, 30)
    area = found[(Kind.RESPONSIBILITY_AREA, world.food_and_cleaning.pk)]
    assert {p.person.first_name for p in area.participants.all()} == {"Kari", "Mervi", "Heidi"}


def test_the_other_day_care_has_its_turn_in_the_odd_year(world: Any) -> None:
    world.content()
    by_unit = {(group.kind, group.unit): group for group in groups(date(2027, 2, 1))}
    assert by_unit[(Kind.TEAM, world.daycare.pk)].talks_in(2027)
    assert not by_unit[(Kind.TEAM, world.daycare_even.pk)].talks_in(2027)


def test_a_leader_opens_one_for_the_own_group_only(world: Any) -> None:
    world.content()
    user = world.user("mervi")
    opened = opening.open_one(user=user, kind=Kind.TEAM, unit=world.cleaning.pk, year=2026)
    again = opening.open_one(user=user, kind=Kind.TEAM, unit=world.cleaning.pk, year=2026)
    assert opened == again
    assert opened.participants.count() == 5
    with pytest.raises(ValidationError):
        opening.open_one(user=user, kind=Kind.TEAM, unit=world.kitchens.pk, year=2026)
    with pytest.raises(Refused):
        opening.open_one(
            user=world.user("tiina"), kind=Kind.TEAM, unit=world.cleaning.pk, year=2026
        )


def test_who_comes_and_goes_is_followed_until_the_collection(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    Membership.objects.filter(employment__person=world.tiina).update(unit=world.kitchens)
    assert opening.follow_people(world.today) == 1
    assert not c.participants.filter(person=world.tiina).exists()
    g.start(world, "mervi", c)
    Membership.objects.filter(employment__person=world.marko).update(unit=world.kitchens)
    Membership.objects.filter(employment__person=world.tiina).update(unit=world.cleaning)
    opening.follow_people(world.today)
    people = {p.person.first_name for p in c.participants.all()}
    assert people == {"Mervi", "Tiina", "Marko", "Ritva", "Sirpa"}


# ---------------------------------------------------------------------------- who sees what


def test_who_sees_that_it_exists_its_content_and_its_summary(world: Any) -> None:
    c = g.group_of(world, "cleaning")

    def seen(how: str) -> set[str]:
        names = ("mervi", "tiina", "kari", "outi", "ilkka", "jari", "heidi", "aino", "veera")
        rows = GroupConversation.objects
        return {n for n in names if getattr(rows, how)(world.user(n)).filter(pk=c.pk).exists()}

    assert seen("open_to") == {"mervi", "tiina"}
    assert seen("visible_to") == {"mervi", "tiina", "jari"}
    assert seen("summed_for") == set()
    world.deputise("heidi", "mervi", "hold")
    assert seen("open_to") == {"mervi", "tiina", "heidi"}
    g.close(world, "mervi", c)
    assert seen("open_to") == {"mervi", "tiina", "heidi"}
    assert seen("summed_for") == {"mervi", "tiina", "heidi", "kari", "outi", "ilkka", "jari"}


def test_a_deputy_with_another_right_leads_nothing(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    world.deputise("heidi", "mervi", "sign", "plan")
    assert not g.reader(world, "heidi", c).leads
    assert not GroupConversation.objects.visible_to(world.user("heidi")).exists()


# ---------------------------------------------------------------------------- collecting


def test_the_group_is_asked_before_and_the_choice_stands(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    with pytest.raises(Refused, match="ryhmältä"):
        collecting.start(user=world.user("mervi"), conversation=g.fresh(c))
    with pytest.raises(ValidationError):
        collecting.choose(
            user=world.user("mervi"),
            conversation=g.fresh(c),
            collection="named",
            asked=False,
            until=world.today,
        )
    g.start(world, "mervi", c)
    now = g.fresh(c)
    assert (now.collection, now.collection_decided_by) == ("named", world.mervi)
    with pytest.raises(Refused):
        g.choose(world, "mervi", c)
    letters = Letter.objects.filter(kind="group_collecting", subject_id=c.uuid)
    assert world.tiina.uuid in {letter.recipient for letter in letters}


def test_named_thoughts_are_ones_own_until_the_collection_ends(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    assert not can_send(world.user("tiina"), c)
    g.start(world, "mervi", c)
    thought = g.think(world, "tiina", c, "Neuvotaan uusia yhdessä")
    assert g.think(world, "tiina", c, "Neuvotaan uusia yhdessä") == thought
    assert g.page(world, "mervi", c).own_thoughts == []
    who = g.reader(world, "tiina", c)
    collecting.change_named(
        user=world.user("tiina"), reader=who, thought=thought, version=1, text="Uusi sanamuoto"
    )
    with pytest.raises(Stale):
        collecting.change_named(
            user=world.user("tiina"), reader=who, thought=thought, version=1, text="Vanha ikkuna"
        )
    gone = g.think(world, "tiina", c, "Tämän otan pois")
    collecting.delete_named(user=world.user("tiina"), reader=who, thought=gone)
    g.end(world, "mervi", c)
    rows = GatheredThought.objects.filter(conversation=c)
    assert [(row.author, row.text) for row in rows] == [(world.tiina, "Uusi sanamuoto")]
    assert not Thought.objects.exists()
    with pytest.raises(Refused):
        g.think(world, "tiina", c, "Myöhässä")


def test_only_members_send_and_only_the_leader_ends(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    g.start(world, "mervi", c)
    for stranger in ("kari", "jari", "aino"):
        with pytest.raises(Refused):
            g.think(world, stranger, c, "Ulkopuolinen")
    with pytest.raises(Refused):
        g.end(world, "tiina", c)


# ---------------------------------------------------------------------------- writing


def test_a_clash_gives_both_texts_and_loses_neither(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    collecting.skip(user=world.user("mervi"), conversation=g.fresh(c))
    world.deputise("heidi", "mervi", "hold")
    g.write(world, "mervi", c, "Mervin teksti")
    where = g.slot(world, c)
    saved = writing.save_texts(
        user=world.user("heidi"),
        reader=g.reader(world, "heidi", c),
        typed={where: Typed("Heidin teksti", 0, fingerprint(""))},
    )
    assert [(x.theirs, x.mine, x.who) for x in saved.clashes] == [
        ("Mervin teksti", "Heidin teksti", "Mervi Aaltonen")
    ]
    assert g.page(world, "mervi", c).texts[where.place].text == "Mervin teksti"


def test_the_leader_gathers_and_the_others_only_see(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    g.start(world, "mervi", c)
    g.think(world, "tiina", c, "Neuvotaan uusia")
    g.think(world, "marko", c, "Perehdytys paremmaksi")
    g.end(world, "mervi", c)
    where, who = g.slot(world, c), g.reader(world, "mervi", c)
    thoughts = [t.uuid for t in GatheredThought.objects.filter(conversation=c)]
    before = g.fresh(c).edits
    heading = writing.add_heading(
        user=world.user("mervi"), reader=who, slot=where, title="Perehdytys", thoughts=thoughts
    )
    assert heading.thoughts.count() == 2
    assert g.fresh(c).edits > before
    other = g.slot(world, c, 1)
    with pytest.raises(ValidationError):  # a heading of another question
        writing.move_thoughts(
            user=world.user("mervi"),
            reader=who,
            slot=other,
            thoughts=thoughts,
            heading=heading.uuid,
        )
    writing.delete_heading(user=world.user("mervi"), reader=who, slot=where, heading=heading.uuid)
    assert not Heading.objects.exists()
    assert GatheredThought.objects.count() == 2
    assert not can_write(world.user("tiina"), g.fresh(c))
    with pytest.raises(Refused):
        g.write(world, "tiina", c, "En saa kirjoittaa")


@pytest.mark.requirement(36)
def test_leadership_groups_have_two_perspectives_and_the_plan_on_the_agenda(world: Any) -> None:
    c = g.group_of(world, "environment", Kind.LEADERSHIP)
    outline = g.page(world, "outi", c).outline
    views = {slot.perspective for slot in outline.all_slots}
    assert views == {"own", "whole"}
    assert [slot.key for slot in outline.own_slots] == ["lines", "plan"]
    team = g.group_of(world, "cleaning")
    assert {slot.perspective for slot in g.page(world, "mervi", team).outline.all_slots} == {"own"}


@pytest.mark.requirement(35)
def test_the_themes_are_those_of_the_model(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    assert [str(t.title) for t in g.page(world, "mervi", c).outline.themes] == [
        "Nykyosaaminen",
        "Tulevaisuuden osaamistarpeet",
        "Työelämä- ja yhteistyötaidot",
        "Osaamisen kehittämisen painopisteet",
    ]


@pytest.mark.requirement(44, 46)
def test_lines_flow_down_and_how_they_were_taken_is_asked(world: Any) -> None:
    Line.objects.create(year=2026, unit=world.city, text={"fi": "Tekoäly haltuun"})
    Line.objects.create(year=2026, unit=world.environment, text={"fi": "Vihreä siirtymä"})
    c = g.group_of(world, "cleaning")
    lines = [str(line) for group in g.page(world, "mervi", c).lines for line in group.lines]
    assert lines == ["Tekoäly haltuun", "Vihreä siirtymä"]
    area = g.group_of(world, "environment", Kind.LEADERSHIP)
    above = [str(line) for group in g.page(world, "outi", area).lines for line in group.lines]
    assert above == ["Tekoäly haltuun"]
    collecting.skip(user=world.user("mervi"), conversation=g.fresh(c))
    g.write(world, "mervi", c, "Osaamme")
    assert "linjaukset" in str(can_close(world.user("mervi"), g.fresh(c)).reason)  # type: ignore[union-attr]


# ---------------------------------------------------------------------------- closing


@pytest.mark.requirement(13, 37)
def test_closing_makes_the_summary_and_what_was_agreed_takes_effect(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    g.start(world, "mervi", c)
    g.think(world, "tiina", c, "Salainen ajatus ennakkoon")
    g.end(world, "mervi", c)
    g.add(world, "mervi", c, GroupItem.Kind.NEED, "Sähköinen siivoussuunnitelma")
    g.add(world, "mervi", c, GroupItem.Kind.GOAL, "Jokainen osaa ohjata uuden alkuun")
    writing.save_practice(
        user=world.user("mervi"),
        reader=g.reader(world, "mervi", c),
        values={"title": "Vierihoitopäivä", "how": "", "everybody": False, "contact": world.tiina},
        units=[world.kitchens],
    )
    assert not Practice.objects.visible_to(world.user("aino")).exists()
    summary = g.close(world, "mervi", c)
    assert summary.content_hash == g.fresh(c).content_hash
    assert "Salainen" not in str(summary.content)
    assert "Tiina Rautio" in summary.content["present"]
    need = DevelopmentNeed.objects.get(source="group")
    assert (need.unit, need.topic, need.origin) == (
        world.cleaning,
        "Sähköinen siivoussuunnitelma",
        c.uuid,
    )
    goal = TeamGoal.objects.get()
    assert (goal.unit, goal.origin) == (world.cleaning, c.uuid)
    assert Practice.objects.visible_to(world.user("aino")).get().title == "Vierihoitopäivä"
    told_to = set(
        Letter.objects.filter(kind="group_summary_ready").values_list("recipient", flat=True)
    )
    assert {world.tiina.uuid, world.kari.uuid, world.outi.uuid, world.jari.uuid} <= told_to
    assert world.aino.uuid not in told_to


def test_reopening_says_why_and_closing_again_makes_the_next_summary(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    collecting.skip(user=world.user("mervi"), conversation=g.fresh(c))
    g.add(world, "mervi", c, GroupItem.Kind.NEED, "Pesuaineet")
    first = g.close(world, "mervi", c)
    assert not can_reopen(world.user("tiina"), g.fresh(c))
    with pytest.raises(ValidationError):
        closing.reopen(user=world.user("jari"), conversation=g.fresh(c), reason="  ")
    closing.reopen(user=world.user("jari"), conversation=g.fresh(c), reason="Yksi asia puuttui")
    item = GroupItem.objects.get(kind="need")
    with pytest.raises(ValidationError):  # what took effect is changed on its own page
        writing.delete_item(user=world.user("mervi"), reader=g.reader(world, "mervi", c), item=item)
    g.write(world, "mervi", c, "Toinen muotoilu")
    second = closing.close(user=world.user("mervi"), conversation=g.fresh(c))
    assert (first.number, second.number) == (1, 2)
    first.refresh_from_db()
    assert "Osaamme perehdyttää" in str(first.content)
    assert DevelopmentNeed.objects.filter(source="group").count() == 1
    assert (
        Letter.objects.filter(kind="group_summary_ready", recipient=world.tiina.uuid).count() == 2
    )


def test_a_summary_that_was_changed_is_found(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    g.close(world, "mervi", c)
    call_command("verify_documents")
    GroupSummary.objects.update(content={"changed": True})
    with pytest.raises(CommandError):
        call_command("verify_documents")


def test_closing_needs_texts_attendance_lines_and_a_focus_area(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    with pytest.raises(Refused):
        closing.close(user=world.user("mervi"), conversation=g.fresh(c))
    collecting.skip(user=world.user("mervi"), conversation=g.fresh(c))
    assert len(g.page(world, "mervi", c).missing) == 4
    g.complete(world, "mervi", c)
    assert g.page(world, "mervi", c).missing == []


# ---------------------------------------------------------------------------- time, duties, clock


def test_the_invitation_is_a_calendar_that_grows_and_is_cancelled(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    for number, hour in enumerate((9, 10, 10), start=1):
        scheduling.set_time(
            user=world.user("mervi"),
            conversation=g.fresh(c),
            meets_at=(clock.now() + timedelta(days=20)).replace(
                hour=hour, minute=0, second=0, microsecond=0
            ),
            minutes=120,
            place="Taukotila",
        )
        assert g.fresh(c).invitation_sequence == min(number, 2)
    scheduling.cancel_time(user=world.user("mervi"), conversation=g.fresh(c))
    rows = Letter.objects.filter(recipient=world.tiina.uuid, subject_id=c.uuid).order_by("pk")
    events = [Calendar.from_ical(letter.calendar).walk("VEVENT")[0] for letter in rows]
    assert [int(e["SEQUENCE"]) for e in events] == [1, 2, 3]
    assert len({str(e["UID"]) for e in events}) == 1
    assert [letter.calendar_method for letter in rows] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len(events[0]["ATTENDEE"]) == 5


def test_the_home_page_and_the_clock_tell_whose_turn_it_is(world: Any) -> None:
    from annual_clock.defaults import ensure_year

    ensure_year(2026)
    c = g.group_of(world, "cleaning")
    milestone = Milestone.objects.get(year=2026, kind="team_conversations", variant="general")
    assert told(world.mervi, milestone, world.today).status == "turn"
    assert told(world.tiina, milestone, world.today).status == "other"
    assert "group_planned" in {o.kind for o in obligations_of(world.user("mervi")).own}
    g.start(world, "mervi", c)
    assert told(world.tiina, milestone, world.today).status == "turn"
    own = obligations_of(world.user("tiina")).own
    assert "group_thoughts" in {o.kind for o in own}
    g.close(world, "mervi", c)
    assert told(world.tiina, milestone, world.today).status == "done"
    assert "group_thoughts" not in {o.kind for o in obligations_of(world.user("tiina")).own}


def test_what_was_done_is_in_the_log_with_the_deputys_name(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    world.deputise("heidi", "mervi", "hold")
    collecting.skip(user=world.user("heidi"), conversation=g.fresh(c))
    g.write(world, "heidi", c, "Sijainen kirjoitti")
    event = Event.objects.get(action="conversations.group_write")
    assert (event.role, event.deputy_for) == ("deputy", world.mervi.uuid)
    step = Event.objects.get(action="conversations.groupconversation.skip")
    assert (step.role, step.deputy_for) == ("deputy", world.mervi.uuid)
