"""Deputies for a time and for chosen rights; everything they do says for whom."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from audit.models import Event
from conversations.models import Conversation, Preparation, Signature
from conversations.obligations import obligations
from conversations.policies import reader_of
from conversations.services.rounds import daily
from core import work
from core.models import Letter, TransitionLog, Work
from core.policies import Refused
from organization.absences import services as absences
from organization.deputies import services
from organization.models import Deputy, DeputyChange
from organization.services import end_employment
from tests import conversation_factories as f
from tests.plan_scenes import Plans

DAY = timedelta(days=1)
MONTH = timedelta(days=30)


def name(world: Any, deputy: str, *rights: str, by: str = "mervi", **more: Any) -> Deputy:
    days = {"first_day": world.today, "last_day": world.today + MONTH} | more
    return services.name(
        user=world.user(by),
        supervisor=world.mervi,
        deputy=getattr(world, deputy),
        rights=rights,
        **days,
    )


def opens(world: Any, who: str, talk: Conversation) -> bool:
    return bool(world.client(who).get(f"/keskustelut/{talk.uuid}/").status_code == 200)


def test_begins_and_ends_by_itself(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    name(world, "heidi", "hold", first_day=world.today + DAY, last_day=world.today + 3 * DAY)
    assert not opens(world, "heidi", talk)
    for days, expected in ((1, True), (2, True), (1, False)):
        world.move_to(world.today + days * DAY)
        assert opens(world, "heidi", talk) is expected


def test_several_at_once_each_with_own_rights(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    name(world, "heidi", "prepare")
    name(world, "antti", "hold", "sign")
    heidi, antti = (reader_of(world.user(who), talk) for who in ("heidi", "antti"))
    assert (heidi.may("prepare"), heidi.may("hold")) == (True, False)
    assert (antti.may("prepare"), antti.may("hold"), antti.may("sign")) == (False, True, True)


def test_everything_done_says_for_whom(world: Any) -> None:
    """Preparation, the talk, the signature, the transitions, the log, the letter and the PDF."""
    talk = f.talk_of(world, "tiina")
    name(world, "heidi", "prepare", "hold", "sign")
    f.write(world, "heidi", talk, "Heidin ajatus")
    f.share(world, "heidi", talk)
    f.book(world, "heidi", talk)
    f.hold(world, "heidi", talk)
    f.lock(world, "tiina", "heidi", talk)
    talk.refresh_from_db()
    assert Preparation.objects.get(side="supervisor").deputy_for == world.mervi
    assert (talk.held_by, talk.held_for) == (world.heidi, world.mervi)
    signature = Signature.objects.get(side="supervisor")
    assert (signature.person, signature.deputy_for) == (world.heidi, world.mervi)
    acted = TransitionLog.objects.filter(actor=world.heidi.user.uuid)
    assert set(acted.values_list("deputy_for", flat=True)) == {world.mervi.uuid}
    events = Event.objects.filter(actor=world.heidi.user.uuid, action__startswith="conversations.")
    assert events
    assert set(events.values_list("deputy_for", flat=True)) == {world.mervi.uuid}
    letter = Letter.objects.get(kind="conversation_invitation", recipient=world.tiina.uuid)
    assert "sijaisena, esihenkilö Mervi Aaltonen" in letter.text
    page = world.client("tiina").get(f"/keskustelut/{talk.uuid}/").content.decode()
    assert page.count("Mervi Aaltonen") >= 2
    assert talk.signed_copy.content["held_by"]["deputy_for"] == "Mervi Aaltonen"
    work.drain()


def test_a_deputys_deputy_is_none(world: Any) -> None:
    """Heidi stands in for Mervi, and Antti for Heidi: Antti gets nothing of Mervi's."""
    talk = f.talk_of(world, "tiina")
    name(world, "heidi", "hold", "plan")
    services.name(
        user=world.user("heidi"),
        supervisor=world.heidi,
        deputy=world.antti,
        rights=["hold", "plan"],
        first_day=world.today,
        last_day=world.today + MONTH,
    )
    assert opens(world, "heidi", talk)
    assert not opens(world, "antti", talk)
    row = Deputy.objects.get(deputy=world.heidi)
    with pytest.raises(Refused):
        services.change(
            user=world.user("heidi"),
            row=row,
            rights=["sign"],
            first_day=world.today,
            last_day=world.today,
        )


def test_nobody_deputises_in_ones_own_conversation(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    other = f.talk_of(world, "marko")
    name(world, "tiina", "prepare", "hold", "see_history", "sign")
    assert reader_of(world.user("tiina"), talk).role == "employee"
    assert reader_of(world.user("tiina"), other).role == "deputy"
    own = [o for o in obligations(world.today, [world.tiina]) if o.subject == talk.uuid]
    assert not [o for o in own if o.text]
    f.hold(world, "mervi", talk)
    f.sign(world, "tiina", talk)
    assert Signature.objects.get().side == "employee"


def test_a_deputy_must_be_employed(world: Any) -> None:
    with pytest.raises(ValidationError):
        name(world, "elected", "hold")
    talk = f.talk_of(world, "tiina")
    name(world, "heidi", "hold")
    world.move_to(world.today + DAY)
    end_employment(employment=world.employment("heidi"), day=world.today)
    assert not opens(world, "heidi", talk)
    assert not Deputy.objects.in_force(world.today).exists()


def test_an_employment_that_an_import_ended_ends_the_rights_too(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    name(world, "heidi", "hold")
    employment = world.employment("heidi")
    employment.ends_on = world.today + DAY
    employment.save()
    world.move_to(world.today + DAY)
    assert not opens(world, "heidi", talk)


@pytest.mark.parametrize("by", ["mervi", "jari", "sanna"])
def test_made_by_the_supervisor_or_hr_and_told(world: Any, by: str) -> None:
    row = name(world, "heidi", "hold", by=by)
    told = set(Letter.objects.filter(kind="deputy_notice").values_list("recipient", flat=True))
    assert told == {world.heidi.uuid} | ({world.mervi.uuid} if by != "mervi" else set())
    assert row.named_by == getattr(world, by)
    event = Event.objects.get(action="organization.name_deputy")
    assert event.actor == getattr(world, by).user.uuid


@pytest.mark.parametrize("who", ["heidi", "kari", "outi", "tiina", "veera"])
def test_nobody_else_names_one(world: Any, who: str) -> None:
    with pytest.raises(Refused):
        name(world, "heidi", "hold", by=who)


def test_a_double_click_names_once(world: Any) -> None:
    assert name(world, "heidi", "hold") == name(world, "heidi", "hold")
    assert Letter.objects.filter(kind="deputy_notice").count() == 1
    assert DeputyChange.objects.count() == 1


@pytest.mark.parametrize(
    "days", [(-1, 5), (5, 4), (0, 400)], ids=["past", "backwards", "longer than a year"]
)
def test_days_that_do_not_do(world: Any, days: tuple[int, int]) -> None:
    with pytest.raises(ValidationError):
        name(
            world,
            "heidi",
            "hold",
            first_day=world.today + days[0] * DAY,
            last_day=world.today + days[1] * DAY,
        )


def test_other_rights_hold_from_today_and_the_past_stays(world: Any) -> None:
    row = name(world, "heidi", "hold")
    begun = world.today
    world.move_to(world.today + 2 * DAY)
    services.change(
        user=world.user("mervi"),
        row=row,
        rights=["sign"],
        first_day=begun,
        last_day=world.today + DAY,
    )
    before, now = Deputy.objects.order_by("valid_from")
    assert (before.may_hold, before.valid_until) == (True, world.today)
    assert (now.may_hold, now.may_sign, now.valid_from) == (False, True, world.today)
    assert [c.kind for c in DeputyChange.objects.order_by("pk")] == ["named", "changed"]


def test_ending_takes_the_rights_at_once(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    row = name(world, "heidi", "hold")
    assert opens(world, "heidi", talk)
    services.end(user=world.user("jari"), row=row)
    assert not opens(world, "heidi", talk)
    assert DeputyChange.objects.filter(kind="ended", deputy=world.heidi).exists()
    with pytest.raises(Refused):
        services.end(user=world.user("mervi"), row=row)


def test_unshared_preparation_of_a_deputy_whose_time_is_over(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    name(world, "heidi", "prepare", last_day=world.today)
    f.write(world, "heidi", talk, "Heidin ajatus")
    f.write(world, "mervi", talk, "Mervin ajatus")
    world.move_to(world.today + DAY)
    list(daily(Work()))
    assert Preparation.objects.get(author=world.mervi).delete_after is None
    left = Preparation.objects.get(author=world.heidi)
    assert left.delete_after == world.today + 14 * DAY
    page = world.client("heidi").get(f"/keskustelut/{talk.uuid}/jakamaton/")
    assert "Heidin ajatus" in page.content.decode()


def test_a_deputy_sees_what_to_do_and_is_reminded_while_the_supervisor_is_away(
    world: Any,
) -> None:
    talk = f.talk_of(world, "tiina")
    name(world, "heidi", "hold")

    def of(who: str) -> list[Any]:
        found = obligations(world.today, [getattr(world, who)])
        return [o for o in found if o.subject == talk.uuid and not o.waiting_for]

    assert [o.remind for o in of("heidi")] == [False]
    assert "Mervi Aaltonen" in str(of("heidi")[0].text)
    assert len(of("mervi")) == 1
    absences.enter(
        user=world.user("jari"),
        employment=world.employment("mervi"),
        first_day=world.today,
        last_day=None,
    )
    assert [o.remind for o in of("heidi")] == [True]
    assert of("mervi") == []


def test_the_page_shows_both_sides_and_what_was_decided(world: Any) -> None:
    row = name(world, "heidi", "hold", "sign")
    services.end(user=world.user("mervi"), row=row)
    name(world, "heidi", "prepare")
    for who in ("mervi", "heidi"):
        page = world.client(who).get("/organisaatio/sijaiset/").content.decode()
        assert "Heidi Koivisto" in page
        assert "Mervi Aaltonen" in page
        assert "päätetty" in page


def test_the_search_finds_by_the_beginning_of_a_name(world: Any) -> None:
    url = f"/organisaatio/sijaiset/{world.mervi.uuid}/valitse/"
    page = world.client("mervi").get(url, {"q": "äiti"}).content.decode()
    assert "Tämän nimistä ei löydy" in page
    assert "Antti Salo" in world.client("mervi").get(url, {"q": "sal an"}).content.decode()


def test_pages_cost_the_same_with_many_rows(world: Any, django_assert_max_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for many in (("heidi",), ("antti", "kari", "anneli", "timo")):
        for who in many:
            name(world, who, "hold")
        for reader, url in (("mervi", "sijaiset/"), ("jari", "sijaiset/kaikki/")):
            client = world.client(reader)
            client.get(f"/organisaatio/{url}")
            with CaptureQueriesContext(
                connection,
            ) as caught:
                client.get(f"/organisaatio/{url}")
            counts.append(len(caught))
    assert counts[:2] == counts[2:]


def test_a_plan_says_as_whose_deputy(world: Any) -> None:
    """Page, steps of the plan and what is frozen into the package."""
    from training_plans.content import plan_content
    from training_plans.services.plans import submit
    from training_plans.words import by_whom

    plans = Plans(world)
    name(world, "heidi", "plan")
    plan = plans.begin("heidi", "cleaning")
    plans.add("heidi", plan)
    item = plan.items.get()
    assert (item.updated_by, item.updated_for) == (world.heidi, world.mervi)
    assert by_whom(item.updated_by, item.updated_for).endswith("Mervi Aaltonen)")
    submit(user=world.user("heidi"), plan=plan)
    plan.refresh_from_db()
    assert (plan.submitted_by, plan.submitted_for) == (world.heidi, world.mervi)
    log = TransitionLog.objects.get(object_id=plan.uuid, transition="submit")
    assert log.deputy_for == world.mervi.uuid
    page = world.client("mervi").get(f"/suunnitelmat/{plan.uuid}/").content.decode()
    assert "Sijaisena, esihenkilö Mervi Aaltonen" in page
    assert plan_content(plan)["plans"][0]["compiled_by"]["deputy_for"] == "Mervi Aaltonen"
