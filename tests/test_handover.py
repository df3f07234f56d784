"""Open conversations follow the supervisor (docs/architecture.md, "When a supervisor changes")."""

from datetime import date, timedelta
from typing import Any

import pytest

from conversations.models import Answer, Conversation, Handover, Preparation, Signature
from conversations.policies import reader_of
from conversations.services import handover, preparing
from conversations.services.rounds import daily
from core import work
from core.models import Letter, Work
from organization import services
from organization.models import ReportingLine
from tests import conversation_factories as f

EMPLOYEE, NEW, EARLIER, HR = (
    "conversation_handed_over",
    "conversation_handed_over_new",
    "conversation_handed_over_earlier",
    "conversation_unled",
)
DAY = timedelta(days=1)


def appoint(world: Any, name: str, day: date | None = None) -> None:
    """Heidi instead of Mervi leads the cleaners."""
    services.appoint_leader(
        unit=world.cleaning, person=getattr(world, name), valid_from=day or world.today
    )


def run(world: Any) -> None:
    list(daily(Work()))


def letters(world: Any, kind: str) -> list[Any]:
    return list(Letter.objects.filter(kind=kind).values_list("recipient", flat=True))


@pytest.fixture
def talk(world: Any) -> Conversation:
    return f.talk_of(world, "tiina")


def now(talk: Conversation) -> Conversation:
    return Conversation.objects.get(pk=talk.pk)


def test_the_change_hands_over_by_itself_and_tells_all_three(world: Any, talk: Any) -> None:
    appoint(world, "heidi")
    work.drain()
    assert now(talk).supervisor == world.heidi
    row = Handover.objects.get(conversation=talk)
    assert (row.earlier, row.to, row.told) == (world.mervi, world.heidi, True)
    assert letters(world, EMPLOYEE).count(world.tiina.uuid) == 1
    assert letters(world, NEW) == [world.heidi.uuid]
    assert world.mervi.uuid in letters(world, EARLIER)
    told = Letter.objects.get(kind=EMPLOYEE, recipient=world.tiina.uuid)
    assert "Mervi Aaltonen" in told.text
    assert "Heidi Koivisto" in told.text
    page = world.client("tiina").get(f"/keskustelut/{talk.uuid}/").content.decode()
    assert "Mervi Aaltonen" in page
    assert "Heidi Koivisto" in page
    assert world.client("mervi").get(f"/keskustelut/{talk.uuid}/").status_code == 404
    assert "Tiina Rautio" in world.client("mervi").get("/keskustelut/").content.decode()


def test_running_twice_tells_once(world: Any, talk: Any) -> None:
    appoint(world, "heidi")
    for _again in range(2):
        run(world)
        work.drain()
    assert Handover.objects.filter(conversation=talk).count() == 1
    assert Letter.objects.filter(kind=EMPLOYEE, recipient=world.tiina.uuid).count() == 1
    assert Letter.objects.filter(kind=NEW).count() == 1


def test_killed_between_handing_over_and_telling(world: Any, talk: Any) -> None:
    appoint(world, "heidi")
    steps = handover.hand_over(world.today)
    next(steps)
    steps.close()
    assert not Letter.objects.filter(kind__startswith=EMPLOYEE).exists()
    list(handover.hand_over(world.today))
    assert Letter.objects.filter(kind=EMPLOYEE, recipient=world.tiina.uuid).count() == 1
    assert not Handover.objects.filter(told=False).exists()


def test_one_change_of_many_conversations_is_one_letter(world: Any, talk: Any) -> None:
    f.talk_of(world, "marko")
    appoint(world, "heidi")
    work.drain()
    assert Letter.objects.filter(kind=NEW, recipient=world.heidi.uuid).count() == 1
    assert Letter.objects.filter(kind=EARLIER, recipient=world.mervi.uuid).count() == 1
    text = Letter.objects.get(kind=NEW).text
    assert "Tiina Rautio" in text
    assert "Marko Seppä" in text


def test_a_coming_change_is_handed_over_on_its_day(world: Any, talk: Any) -> None:
    appoint(world, "heidi", world.today + 3 * DAY)
    work.drain()
    run(world)
    assert now(talk).supervisor == world.mervi
    world.move_to(world.today + 3 * DAY)
    run(world)
    assert now(talk).supervisor == world.heidi


@pytest.mark.parametrize("how", ["leader", "move", "override", "end of leadership", "leaves"])
def test_whatever_changes_the_line(world: Any, talk: Any, how: str) -> None:
    tiina, day = world.employment("tiina"), world.today
    new = world.heidi
    if how == "leader":
        appoint(world, "heidi")
    elif how == "move":
        services.move(employment=tiina, unit=world.kitchens, valid_from=day)
    elif how == "override":
        services.name_supervisor(employment=tiina, supervisor=world.heidi, valid_from=day)
    elif how == "end of leadership":
        services.end_leadership(unit=world.cleaning, day=day)
        new = world.kari
    else:
        services.end_employment(employment=world.employment("mervi"), day=day)
        new = world.kari
    work.drain()
    assert now(talk).supervisor == new


def test_the_earlier_supervisor_settles_what_was_not_shared(world: Any, talk: Any) -> None:
    f.write(world, "mervi", talk, "Mervin ajatus")
    appoint(world, "heidi")
    work.drain()
    left = Preparation.objects.get(conversation=talk, author=world.mervi)
    assert left.delete_after == world.today + 14 * DAY
    assert left.earlier
    letter = Letter.objects.get(kind=EARLIER, recipient=world.mervi.uuid)
    assert "23.2." in letter.text
    assert "Mervin ajatus" not in letter.text
    page = world.client("mervi").get(f"/keskustelut/{talk.uuid}/jakamaton/")
    assert "Mervin ajatus" in page.content.decode()
    world.move_to(world.today + 15 * DAY)
    run(world)
    assert not Answer.objects.filter(text="Mervin ajatus").exists()


def test_what_the_earlier_supervisor_shares_goes_to_the_employee_only(
    world: Any, talk: Any
) -> None:
    f.write(world, "mervi", talk, "Mervin ajatus")
    appoint(world, "heidi")
    work.drain()
    preparing.share_left(user=world.user("mervi"), conversation=now(talk))
    assert _reads(world, "tiina", talk, "Mervin ajatus")
    assert not _reads(world, "heidi", talk, "Mervin ajatus")


def _reads(world: Any, name: str, talk: Conversation, text: str) -> bool:
    rows = Answer.objects.readable(reader_of(world.user(name), now(talk)))
    return bool(rows.filter(text=text).exists())


def test_who_then_sees_what(world: Any, talk: Any) -> None:
    """The table: shared preparation and ordinary agreed text go on, sensitive agreed text not."""
    f.write(world, "tiina", talk, "Tiinan jaettu")
    f.share(world, "tiina", talk)
    f.write(world, "mervi", talk, "Sovittu tavallinen", agreed=True)
    f.write(world, "mervi", talk, "Sovittu jaksamisesta", agreed=True, key="meaning")
    world.move_to(world.today + DAY)
    appoint(world, "heidi")
    work.drain()
    assert _reads(world, "heidi", talk, "Tiinan jaettu")
    assert _reads(world, "heidi", talk, "Sovittu tavallinen")
    assert not _reads(world, "heidi", talk, "Sovittu jaksamisesta")
    assert _reads(world, "tiina", talk, "Sovittu jaksamisesta")
    for text in ("Tiinan jaettu", "Sovittu tavallinen", "Sovittu jaksamisesta"):
        assert not _reads(world, "mervi", talk, text)


def test_the_sensitive_text_stays_hidden_to_the_end(world: Any, talk: Any) -> None:
    """Also on the pages, in the signing view and in the document, and for a forged post."""
    key = "meaning"
    f.write(world, "mervi", talk, "Sovittu jaksamisesta", agreed=True, key=key)
    world.move_to(world.today + DAY)
    appoint(world, "heidi")
    work.drain()
    theme = f.question(talk, key).theme.key
    heidi = world.client("heidi")
    url = f"/keskustelut/{talk.uuid}/"
    assert "Sovittu jaksamisesta" not in heidi.get(f"{url}keskustelu/{theme}/").content.decode()
    answer = heidi.post(f"{url}keskustelu/{theme}/", {f"q_{key}": "Päälle"}).content.decode()
    assert "Sovittu jaksamisesta" not in answer
    assert Answer.objects.get(layer="agreed", question__key=key).text == "Sovittu jaksamisesta"
    f.hold(world, "heidi", talk)
    page = heidi.get(f"{url}allekirjoitus/").content.decode()
    assert "Sovittu jaksamisesta" not in page
    f.lock(world, "tiina", "heidi", talk)
    assert "Sovittu jaksamisesta" not in heidi.get(url).content.decode()
    assert "Sovittu jaksamisesta" in world.client("tiina").get(url).content.decode()


def test_the_new_supervisor_prepares_although_the_earlier_had_shared(world: Any, talk: Any) -> None:
    from conversations.selectors.standing import Step, standing

    f.write(world, "mervi", talk, "Mervin jaettu")
    f.share(world, "mervi", talk)
    f.book(world, "mervi", talk)
    appoint(world, "heidi")
    work.drain()
    step = standing(now(talk), world.today).supervisor
    assert step is not None
    assert step.step is Step.PREPARE


def test_whoever_comes_back_finds_ones_own(world: Any, talk: Any) -> None:
    f.write(world, "mervi", talk, "Mervin ajatus")
    appoint(world, "heidi")
    work.drain()
    world.move_to(world.today + DAY)
    appoint(world, "mervi")
    work.drain()
    own = Preparation.objects.get(conversation=talk, author=world.mervi)
    assert (own.delete_after, own.earlier) == (None, False)


def test_the_time_stays_and_the_calendars_follow(world: Any, talk: Any) -> None:
    f.book(world, "mervi", talk)
    appoint(world, "heidi")
    work.drain()
    assert now(talk).meets_at is not None
    cancelled = Letter.objects.get(kind="conversation_cancelled")
    assert cancelled.recipient == world.mervi.uuid
    assert "on siirtynyt toiselle esihenkilölle" in cancelled.text
    assert str(talk.uuid) not in cancelled.text
    invited = Letter.objects.filter(kind="conversation_invitation", recipient=world.heidi.uuid)
    assert "SEQUENCE:2" in invited.get().calendar


def test_two_employments_have_each_their_own(world: Any, talk: Any) -> None:
    """Tiina also cooks: only the conversation of the cleaning changes hands."""
    second = services.employ(
        person=world.tiina, unit=world.kitchens, job_title="kokki", starts_on=world.today
    )
    other = Conversation.objects.create(round=talk.round, employment=second, supervisor=world.heidi)
    appoint(world, "outi")
    work.drain()
    assert (now(talk).supervisor, now(other).supervisor) == (world.outi, world.heidi)
    assert world.client("outi").get(f"/keskustelut/{other.uuid}/").status_code == 404
    assert world.client("heidi").get(f"/keskustelut/{talk.uuid}/").status_code == 404


def test_several_supervisors_in_one_round(world: Any, talk: Any) -> None:
    """Each change is told; only the present supervisor is in the conversation."""
    appoint(world, "heidi")
    work.drain()
    world.move_to(world.today + DAY)
    appoint(world, "kari")
    work.drain()
    assert [h.to for h in Handover.objects.filter(conversation=talk)] == [world.heidi, world.kari]
    assert world.client("heidi").get(f"/keskustelut/{talk.uuid}/").status_code == 404
    assert world.client("kari").get(f"/keskustelut/{talk.uuid}/").status_code == 200


def unlead(world: Any) -> None:
    """Nobody leads the cleaners, nor anybody above them."""
    for unit in (world.cleaning, world.food_and_cleaning, world.environment, world.city):
        services.end_leadership(unit=unit, day=world.today)


def test_nobody_leads_and_hr_is_told(world: Any, talk: Any) -> None:
    unlead(world)
    work.drain()
    assert now(talk).unled_since == world.today
    assert set(letters(world, HR)) == {world.jari.uuid, world.sanna.uuid}
    assert letters(world, EMPLOYEE).count(world.tiina.uuid) == 1
    home = world.client("jari").get("/").content.decode()
    assert "Tiina Rautio" in home
    assert "Tiina Rautio" in world.client("sanna").get("/keskustelut/kierros/").content.decode()
    assert world.client("mervi").get(f"/keskustelut/{talk.uuid}/").status_code == 404
    assert world.client("tiina").get(f"/keskustelut/{talk.uuid}/").status_code == 200


def test_somebody_leads_again(world: Any, talk: Any) -> None:
    unlead(world)
    work.drain()
    world.move_to(world.today + DAY)
    services.name_supervisor(
        employment=world.employment("tiina"), supervisor=world.mervi, valid_from=world.today
    )
    work.drain()
    talk = now(talk)
    assert (talk.supervisor, talk.unled_since) == (world.mervi, None)
    assert [h.to for h in talk.handovers.all()] == [None, world.mervi]


def test_a_supervisors_own_conversation_is_with_the_next_one(world: Any) -> None:
    """Mervi's own talk is Kari's, whoever gets one of Mervi's people; when Heidi takes the whole
    team, Mervi is one of it."""
    own = f.talk_of(world, "mervi")
    services.name_supervisor(
        employment=world.employment("tiina"), supervisor=world.heidi, valid_from=world.today
    )
    work.drain()
    assert (own.supervisor, now(own).supervisor) == (world.kari, world.kari)
    assert not Handover.objects.filter(conversation=own).exists()
    world.move_to(world.today + DAY)
    appoint(world, "heidi")
    work.drain()
    assert now(own).supervisor == world.heidi
    page = world.client("mervi").get(f"/keskustelut/{own.uuid}/").content.decode()
    assert "Kari Lindholm" in page


def test_a_supervisor_may_sign_on_the_last_day(world: Any, talk: Any) -> None:
    f.hold(world, "mervi", talk)
    services.end_employment(employment=world.employment("mervi"), day=world.today + DAY)
    f.sign(world, "mervi", talk)
    signature = Signature.objects.get(side="supervisor")
    assert (signature.person, signature.was_present) == (world.mervi, True)
    world.move_to(world.today + DAY)
    run(world)
    f.sign(world, "tiina", talk)
    assert now(talk).state == "locked"
    assert Signature.objects.filter(voided_at=None, person=world.mervi).exists()


@pytest.mark.parametrize(("successor", "signer"), [("heidi", "heidi"), (None, "kari")])
def test_after_the_signing_day_the_successor_or_the_next_supervisor_closes_it(
    world: Any, talk: Any, successor: str | None, signer: str
) -> None:
    f.hold(world, "mervi", talk)
    tomorrow = world.today + DAY
    services.end_employment(employment=world.employment("mervi"), day=tomorrow)
    if successor:
        appoint(world, successor, tomorrow)
    world.move_to(tomorrow)
    run(world)
    f.sign(world, signer, talk)
    signature = Signature.objects.get(side="supervisor")
    assert (signature.person, signature.was_present) == (getattr(world, signer), False)
    f.sign(world, "tiina", talk)
    assert now(talk).state == "locked"
    assert now(talk).held_by == world.mervi
    page = world.client("tiina").get(f"/keskustelut/{talk.uuid}/").content.decode()
    assert "ei ollut mukana keskustelussa" in page


def test_a_fixed_term_leader_whose_time_ends_is_let_go(world: Any, talk: Any) -> None:
    """The end was known from the beginning, so nobody presses a button on the day."""
    employment = world.employment("mervi")
    employment.ends_on = world.today + DAY
    employment.save()
    world.move_to(world.today + DAY)
    run(world)
    assert now(talk).supervisor == world.kari
    assert world.mervi.uuid not in letters(world, EARLIER)


def test_who_leaves_takes_the_conversation_along(world: Any, talk: Any) -> None:
    """An employee who has left has no supervisor, and nobody is told to name one."""
    services.end_employment(employment=world.employment("tiina"), day=world.today)
    work.drain()
    run(world)
    assert not Handover.objects.exists()
    assert not letters(world, HR)


def test_a_locked_conversation_stays_with_whom_it_was_held(world: Any, talk: Any) -> None:
    f.lock(world, "tiina", "mervi", talk)
    appoint(world, "heidi")
    work.drain()
    assert now(talk).supervisor == world.mervi
    assert not Handover.objects.filter(conversation=talk).exists()


def test_nothing_is_owed_when_no_conversation_is_open(world: Any) -> None:
    appoint(world, "heidi")
    assert not Work.objects.filter(kind=handover.HAND_OVER).exists()
    assert ReportingLine.objects.on(world.today).filter(supervisor=world.heidi).exists()


def test_many_conversations_cost_the_same_to_look_for(
    world: Any, talk: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(1):
        assert not handover.pending(world.today).exists()
