"""Holding, signing and locking: the table of states, voided signatures, two at once."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from conversations.content import content_of, hash_of
from conversations.models import Conversation, Signature, SignedCopy
from conversations.services import signing
from conversations.workflow import WORKFLOW
from core.models import Letter, TransitionLog
from core.policies import Refused, Stale
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db

STATES = ["preparing", "held", "locked"]
# Who may take a step when the state is right.
MAY = {
    "hold": {"mervi"},
    "sign": {"tiina", "mervi"},
    "amend": {"tiina", "mervi"},
}


def in_state(world: Any, state: str) -> Conversation:
    c = f.talk_of(world, "tiina")
    f.write(world, "mervi", c, "Sovittu", agreed=True)
    if state == "held":
        f.hold(world, "mervi", c)
    if state == "locked":
        f.lock(world, "tiina", "mervi", c)
    return Conversation.objects.with_people().get(pk=c.pk)


@pytest.mark.requirement(38)
@pytest.mark.parametrize("who", ["tiina", "mervi", "leena", "jari", "kari"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", sorted(MAY))
def test_the_table_decides(world: Any, name: str, state: str, who: str) -> None:
    c = in_state(world, state)
    decision = WORKFLOW.decide(name, world.user(who), c)
    right_state = state in WORKFLOW[name].sources
    assert bool(decision) is (right_state and who in MAY[name])
    if not decision:
        assert str(decision.reason)
    if who not in MAY[name]:
        assert decision.right  # the person, not the moment


def test_each_arrow_of_the_table_is_known() -> None:
    # The rest is tried in test_conversation_ending.py.
    others = {"sign_here", "refuse", "close", "silence", "reopen"}
    assert set(WORKFLOW.transitions) == {*MAY, "lock", *others}


def test_nothing_agreed_nothing_to_hold(world: Any) -> None:
    c = f.talk_of(world, "tiina")
    with pytest.raises(Refused):
        signing.hold(user=world.user("mervi"), conversation=c)
    c.refresh_from_db()
    assert (c.state, c.held_at) == ("preparing", None)
    f.goal(world, "tiina", c, "Tavoite")
    signing.hold(user=world.user("mervi"), conversation=c)
    assert c.state == "held"


def test_holding_takes_a_snapshot(world: Any) -> None:
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    assert c.held_by == world.mervi
    assert c.held_unit == world.cleaning
    assert c.held_job_title == "laitoshuoltaja"


@pytest.mark.parametrize("order", [("tiina", "mervi"), ("mervi", "tiina")])
def test_both_sign_in_any_order_and_it_is_locked(world: Any, order: tuple[str, str]) -> None:
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    f.sign(world, order[0], c)
    c.refresh_from_db()
    assert c.state == "held"
    f.sign(world, order[1], c)
    c.refresh_from_db()
    assert c.state == "locked"
    copy = SignedCopy.objects.get(conversation=c)
    assert copy.content_hash == c.content_hash == hash_of(copy.content)
    assert {s.content_hash for s in Signature.objects.all()} == {copy.content_hash}
    assert list(TransitionLog.objects.order_by("pk").values_list("transition", flat=True)) == [
        "hold",
        "sign",
        "sign",
        "lock",
    ]


def test_what_is_locked_never_changes(world: Any) -> None:
    c = f.lock(world, "tiina", "mervi", f.talk_of(world, "tiina"))
    for who in ("tiina", "mervi"):
        with pytest.raises(Refused):
            f.write(world, who, c, "Uusi", agreed=True)
        with pytest.raises(Refused):
            f.goal(world, who, c, "Uusi")
        with pytest.raises(Refused):
            f.rate(world, who, c, 5, agreed=True)


def test_an_edit_voids_the_signature_and_says_so_to_both(world: Any) -> None:
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    f.sign(world, "tiina", c)
    f.write(world, "mervi", c, "Muutettu", agreed=True)
    signature = Signature.objects.get()
    assert signature.voided_at is not None
    letters = Letter.objects.filter(kind="conversation_signature_voided")
    assert {letter.recipient for letter in letters} == {world.tiina.uuid, world.mervi.uuid}
    assert all("Muutettu" not in letter.text for letter in letters)
    page = world.client("tiina").get(reverse("conversations:detail", args=[c.uuid]))
    assert "mitätöi" in page.content.decode()
    # Tiina signs again, Mervi too: it is the new text that is locked.
    f.sign(world, "tiina", c)
    f.sign(world, "mervi", c)
    c.refresh_from_db()
    assert c.state == "locked"
    copy = SignedCopy.objects.get(conversation=c)
    assert "Muutettu" in str(copy.content)


@pytest.mark.parametrize("change", ["goal", "need", "rate"])
def test_every_kind_of_edit_voids(world: Any, change: str) -> None:
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    f.sign(world, "mervi", c)
    if change == "goal":
        f.goal(world, "tiina", c, "Uusi")
    elif change == "need":
        f.need(world, "tiina", c, "Uusi")
    else:
        f.rate(world, "tiina", c, 5, agreed=True)
    assert Signature.objects.get().voided_at is not None


def test_saving_the_same_text_voids_nothing(world: Any) -> None:
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    f.sign(world, "mervi", c)
    f.write(world, "tiina", c, "Tiina vastaa uusien perehdytyksestä.", agreed=True)
    assert Signature.objects.get().voided_at is None


def test_one_signs_what_one_saw(world: Any) -> None:
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    seen = hash_of(content_of(c))
    f.write(world, "mervi", c, "Muutettu lukemisen jälkeen", agreed=True)
    c.refresh_from_db()
    with pytest.raises(Refused):
        signing.sign(user=world.user("tiina"), conversation=c, seen_hash=seen)
    assert not Signature.objects.exists()


def test_signing_twice_writes_one_signature(world: Any) -> None:
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    f.sign(world, "tiina", c)
    f.sign(world, "tiina", c)
    assert Signature.objects.count() == 1


def test_deputy_signs_as_a_deputy(world: Any) -> None:
    world.deputise("heidi", "mervi", "sign")
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    f.sign(world, "heidi", c)
    signature = Signature.objects.get()
    assert (signature.person, signature.deputy_for) == (world.heidi, world.mervi)
    assert signature.side == "supervisor"


def test_after_a_signature_the_text_opens_only_when_asked(world: Any) -> None:
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    f.sign(world, "mervi", c)
    address = reverse("conversations:talk_theme", args=[c.uuid, "past-year"])
    client = world.client("tiina")
    assert "<textarea" not in client.get(address).content.decode()
    assert "<textarea" in client.get(f"{address}?muuta").content.decode()


# Two at once, in threads of their own


def together(*calls: Any) -> list[Any]:
    """Run the calls at the same time; their results or errors."""
    results: list[Any] = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(index: int, call: Any) -> None:
        gate.wait()
        try:
            results[index] = call()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(i, call)) for i, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_two_clicks_hold_once(world: Any) -> None:
    c = f.talk_of(world, "tiina")
    f.write(world, "mervi", c, "Sovittu", agreed=True)

    def click() -> None:
        signing.hold(user=world.user("mervi"), conversation=Conversation.objects.get(pk=c.pk))

    results = together(click, click)
    assert TransitionLog.objects.filter(transition="hold").count() == 1
    assert sum(isinstance(r, Refused | Stale) for r in results) == 1


@pytest.mark.django_db(transaction=True)
def test_both_sign_at_the_same_moment(world: Any) -> None:
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    seen = hash_of(content_of(c))

    def by(name: str) -> Any:
        def click() -> None:
            signing.sign(
                user=world.user(name),
                conversation=Conversation.objects.get(pk=c.pk),
                seen_hash=seen,
            )

        return click

    assert together(by("tiina"), by("mervi")) == [None, None]
    c.refresh_from_db()
    assert c.state == "locked"
    assert Signature.objects.filter(voided_at__isnull=True).count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_edit_and_the_last_signature_at_once(world: Any) -> None:
    """Either the edit came first and the signature was refused, or it is locked without it."""
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    f.sign(world, "mervi", c)
    seen = hash_of(content_of(c))

    def sign() -> None:
        signing.sign(
            user=world.user("tiina"),
            conversation=Conversation.objects.get(pk=c.pk),
            seen_hash=seen,
        )

    def edit() -> None:
        f.write(world, "mervi", c, "Viime hetken muutos", agreed=True)

    together(sign, edit)
    c.refresh_from_db()
    text = str(content_of(c))
    if c.state == "locked":
        assert "Viime hetken" not in text
        assert SignedCopy.objects.get(conversation=c).content_hash == hash_of(content_of(c))
    else:
        assert "Viime hetken" in text
        assert not Signature.objects.filter(voided_at__isnull=True).exists()
