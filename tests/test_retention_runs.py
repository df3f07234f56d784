"""The yearly run: lists, asks a second person, erases in batches, leaves a record and figures."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from audit.models import Event
from conversations.models import Answer, Conversation, SignedCopy
from core import retention, work
from core.models import Document, Letter, TransitionLog, Work
from core.policies import Refused
from organization.models import RoleGrant
from privacy.retention import erasing, services
from privacy.retention.models import DestructionRecord, ErasureRun, YearSum
from privacy.retention.periods import change_period, decided
from tests.conversation_factories import lock, talk_of

pytestmark = pytest.mark.django_db
State = ErasureRun.State
CONVERSATION = "conversations.conversation"


@pytest.fixture
def old(world: Any) -> Any:
    """Talks of 2026, two of them signed; it is the first working day of 2030."""
    lock(world, "tiina", "mervi", talk_of(world, "tiina"))
    lock(world, "marko", "mervi", talk_of(world, "marko"))
    world.move_to(date(2030, 1, 2))
    return world


def erase(world: Any, name: str = "jari") -> ErasureRun:
    run = services.prepare(user=world.user(name))
    services.confirm(user=world.user(name), run=run, reference="HEI/7/2030")
    work.drain()
    run.refresh_from_db()
    return run


def test_listing_erases_nothing(old: Any) -> None:
    before = Conversation.objects.count()
    run = services.prepare(user=old.user("jari"))
    assert run.counts[CONVERSATION] == {"2026": before}
    work.drain()
    assert Conversation.objects.count() == before


def test_a_confirmed_list_goes_with_all_that_hangs_on_it(old: Any) -> None:
    assert SignedCopy.objects.count() == 2
    run = erase(old)
    assert run.state == State.DONE
    assert not Conversation.objects.exists()
    assert not Answer.objects.exists()
    assert not SignedCopy.objects.exists()
    assert not TransitionLog.objects.filter(object_type="conversations.conversation").exists()
    call_command("verify_documents", verbosity=0)


def test_the_last_year_kept_is_kept(old: Any) -> None:
    old.move_to(date(2029, 12, 31))
    assert CONVERSATION not in services.prepare(user=old.user("jari")).counts


def test_the_record_tells_what_by_which_rule_and_who_decided(old: Any) -> None:
    run = erase(old)
    record = run.record
    row = next(row for row in record.content["rows"] if row["kind"] == CONVERSATION)
    assert row["years"] == run.counts[CONVERSATION]
    assert row["period"] == 3
    assert row["name"]["fi"] == "Kehityskeskustelut"
    assert record.content["reference"] == "HEI/7/2030"
    assert record.content["confirmed_by"] == "Jari Niemelä"
    assert "Tiina" not in str(record.content)


def test_a_tampered_record_is_found(old: Any) -> None:
    from core.verification import verify

    record = erase(old).record
    assert verify()[1] == []
    record.content["total"] = 1
    record.save()
    assert [problem.uuid for problem in verify()[1]] == [record.uuid]


def test_erasing_stands_in_the_log_of_each_employee(old: Any) -> None:
    erase(old)
    told = Event.objects.filter(action="privacy.erased", data_subject=old.tiina.uuid)
    assert [event.actor for event in told] == [old.user("jari").uuid]
    steps = Event.objects.filter(action__startswith="privacy.erasurerun.").order_by("pk")
    assert [e.action.rpartition(".")[2] for e in steps] == ["confirm", "finish"]


def test_who_made_the_list_does_not_confirm_it_when_there_is_another(old: Any) -> None:
    RoleGrant.objects.filter(person=old.sanna).update(role=RoleGrant.Role.HR_MAIN)
    run = services.prepare(user=old.user("jari"))
    with pytest.raises(Refused) as refused:
        services.confirm(user=old.user("jari"), run=run, reference="HEI/7/2030")
    assert refused.value.denied.right
    services.confirm(user=old.user("sanna"), run=run, reference="HEI/7/2030")
    work.drain()
    assert ErasureRun.objects.get().record.content["confirmed_by"] == "Sanna Virtanen"


@pytest.mark.parametrize("name", ["sanna", "kaisa", "mervi", "tiina", "veera"])
def test_only_the_main_user_lists_and_confirms(old: Any, name: str) -> None:
    run = services.prepare(user=old.user("jari"))
    for attempt in (
        lambda: services.prepare(user=old.user(name)),
        lambda: services.confirm(user=old.user(name), run=run, reference="x"),
        lambda: services.cancel(user=old.user(name), run=run),
    ):
        with pytest.raises(Refused):
            attempt()
    assert Conversation.objects.exists()


def test_a_list_that_no_longer_holds_is_not_confirmed(old: Any) -> None:
    run = services.prepare(user=old.user("jari"))
    Conversation.objects.filter(employment__person=old.tiina).delete()
    with pytest.raises(Refused) as refused:
        services.confirm(user=old.user("jari"), run=run, reference="HEI/7/2030")
    assert not refused.value.denied.right
    run.refresh_from_db()
    assert run.state == State.LISTED
    assert not Work.objects.filter(kind=erasing.ERASE).exists()


def test_an_old_list_is_made_anew(old: Any) -> None:
    run = services.prepare(user=old.user("jari"))
    old.move_to(run.day + timedelta(days=32))
    with pytest.raises(Refused):
        services.confirm(user=old.user("jari"), run=run, reference="HEI/7/2030")


def test_pressed_twice_there_is_one_list_and_one_erasing(old: Any) -> None:
    user = old.user("jari")
    first, second = services.prepare(user=user), services.prepare(user=user)
    assert first == second
    services.confirm(user=user, run=first, reference="HEI/7/2030")
    with pytest.raises(Refused):
        services.confirm(user=user, run=ErasureRun.objects.get(), reference="HEI/7/2030")
    assert Work.objects.filter(kind=erasing.ERASE).count() == 1


def test_a_list_given_up_erases_nothing_and_another_can_be_made(old: Any) -> None:
    run = services.prepare(user=old.user("jari"))
    services.cancel(user=old.user("jari"), run=run)
    work.drain()
    assert Conversation.objects.exists()
    assert services.prepare(user=old.user("jari")) != run


def test_stopped_anywhere_it_goes_on_from_what_it_finds(
    old: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch and its count are one: what failed in the middle of a batch never happened."""
    total = Conversation.objects.count()
    eraser = next(e for e in retention.erasers() if e.key == CONVERSATION)
    object.__setattr__(eraser, "size", 5)
    monkeypatch.setattr(erasing.faults, "point", Stops(at=3))
    run = services.prepare(user=old.user("jari"))
    services.confirm(user=old.user("jari"), run=run, reference="HEI/7/2030")
    owed = Work.objects.get(kind=erasing.ERASE)
    try:
        assert work.perform(owed.pk) is False
        assert Conversation.objects.count() == total - 10
        run.refresh_from_db()
        assert (run.state, run.gone) == (State.ERASING, 10)
        assert not DestructionRecord.objects.exists()
        Work.objects.filter(pk=owed.pk).update(not_before=None)
        assert work.perform(owed.pk) is True
    finally:
        object.__setattr__(eraser, "size", 200)
    run.refresh_from_db()
    assert run.state == State.DONE
    assert run.erased == run.counts
    assert work.perform(owed.pk) is False
    assert DestructionRecord.objects.count() == 1


class Stops:
    """Breaks the n-th batch after it has erased and before it has counted."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, name: str) -> None:
        if name == "erasure.batch":
            self.left -= 1
            if self.left == 0:
                raise RuntimeError("broken")


# ---------------------------------------------------------------------------- periods


def decide(world: Any, key: str, period: int) -> None:
    change_period(
        user=world.user("jari"),
        rule=retention.rule_of(key),
        period=period,
        reference="HEI/12/2029",
        decided_on=date(2029, 12, 1),
    )


def test_a_longer_period_keeps_and_brings_nothing_back(old: Any) -> None:
    erase(old)
    decide(old, "conversation", 6)
    assert not Conversation.objects.exists()
    assert decided()["conversation"].period == 6


def test_a_shorter_period_holds_at_the_next_run_not_in_a_list_already_made(old: Any) -> None:
    old.move_to(date(2028, 1, 3))
    run = services.prepare(user=old.user("jari"))
    assert CONVERSATION not in run.counts
    decide(old, "conversation", 1)
    services.cancel(user=old.user("jari"), run=run)
    assert CONVERSATION in services.prepare(user=old.user("jari")).counts


def test_the_decision_stands_in_the_record_and_the_earlier_one_in_the_history(old: Any) -> None:
    from privacy.retention.selectors import history

    decide(old, "conversation", 2)
    decide(old, "conversation", 3)
    assert [past.words for past in history(retention.rule_of("conversation"))] == [
        "3 kalenterivuotta",
        "2 kalenterivuotta",
    ]
    assert erase(old).record.content["rows"][-1]["reference"] == "HEI/12/2029"


@pytest.mark.parametrize(
    ("key", "period"), [("conversation", 0), ("conversation", 7), ("leaver", 7)]
)
def test_a_period_outside_its_bounds_is_refused(old: Any, key: str, period: int) -> None:
    with pytest.raises(ValidationError):
        decide(old, key, period)
    assert decided()[key].change is None


@pytest.mark.parametrize("key", ["plan", "unshared", "session", "draft"])
def test_a_fixed_period_cannot_be_changed(old: Any, key: str) -> None:
    with pytest.raises(ValidationError):
        decide(old, key, 5)


# ---------------------------------------------------------------------------- figures


def test_figures_are_frozen_before_anything_goes_and_never_again(old: Any) -> None:
    erase(old)
    held = YearSum.objects.get(year=2026, unit=old.city, figure="talks")
    assert held.value is None, "two talks are too few to show"
    assert not Conversation.objects.exists()
    before = list(YearSum.objects.values_list("pk", "value"))
    from privacy.retention.sums import freeze_closed_years

    assert freeze_closed_years(date(2031, 1, 1)) == 0
    assert list(YearSum.objects.values_list("pk", "value")) == before


def test_no_figure_of_a_small_unit_or_of_the_rest_is_kept() -> None:
    from core.disclosure import shown_in_tree

    tree = {"city": ["a", "b", "c"], "a": ["a1", "a2"]}
    counts = {"city": 60, "a": 30, "b": 26, "c": 4, "a1": 18, "a2": 12}
    # c is too small; alone it could be subtracted, so the smallest shown goes with it.
    assert shown_in_tree(counts, tree, "city", limit=5) == {"city", "a", "a1", "a2"}
    counts = {"city": 60, "a": 30, "b": 30, "c": 0, "a1": 18, "a2": 11}
    # One of a's people is in neither of its parts: a2 goes with that one.
    assert shown_in_tree(counts, tree, "city", limit=5) == {"city", "a", "b", "a1"}
    assert shown_in_tree({"city": 4}, tree, "city", limit=5) == set()
    assert shown_in_tree({"city": 4}, tree, "city", limit=1) == set(), "limits only rise"


# ---------------------------------------------------------------------------- what stays whole


def test_letters_and_pdfs_of_what_was_erased_go_others_stay(old: Any) -> None:
    from conversations.documents import request_for
    from tests.conversation_factories import reader

    talk = Conversation.objects.get(employment__person=old.tiina)
    request_for(reader(old, "tiina", talk), "fi", old.user("tiina"))
    Letter.objects.create(
        recipient=old.tiina.uuid, to="t@heinola.example", kind="x", subject_id=talk.uuid,
        occasion="1", language="fi", subject="s", text="t", html="h",
    )  # fmt: skip
    other = Letter.objects.create(
        recipient=old.tiina.uuid, to="t@heinola.example", kind="x", subject_id=old.tiina.uuid,
        occasion="1", language="fi", subject="s", text="t", html="h",
    )  # fmt: skip
    work.drain()
    assert Document.objects.get().pdf is not None
    erase(old)
    assert not Document.objects.exists()
    assert list(Letter.objects.all()) == [other]
    assert not Work.objects.filter(kind="core.render_document").exists()


def test_the_list_costs_as_many_queries_for_few_as_for_many(old: Any) -> None:
    from django.test.utils import CaptureQueriesContext

    from privacy.retention.selectors import rule_lines

    def ask() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            rule_lines()
        return len(asked)

    many = ask()
    Conversation.objects.filter(employment__person=old.marko).delete()
    assert ask() == many
