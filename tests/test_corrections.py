"""Corrections and remarks stand beside what was signed, never over it (GDPR 12, 16)."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from annual_clock.obligations import all_obligations
from audit.models import Event
from conversations.models import SignedCopy
from core import work
from core.policies import Refused, Stale
from organization import closure
from organization.models import Leadership
from privacy.requests import services
from privacy.requests.models import DataRequest, Remark
from tests import conversation_factories as f


@pytest.fixture
def locked(world: Any) -> Any:
    world.content()
    world.talk = f.lock(world, "tiina", "mervi", f.talk_of(world, "tiina"))
    return world


def correction(world: Any, about: str = "conversation") -> DataRequest:
    return services.ask(
        user=world.user("tiina"),
        kind="correction",
        about=about,
        text="Perehdytin kolme uutta, en kahta.",
        conversation=world.talk if about == "conversation" else None,
    )


def detail(world: Any, who: str) -> str:
    url = reverse("conversations:detail", args=[world.talk.uuid])
    return str(world.client(who).get(url).content.decode())


def test_a_remark_stands_beside_the_signed_text(locked: Any) -> None:
    before = SignedCopy.objects.get().content_hash
    client = locked.client("tiina")
    client.post(
        reverse("privacy:request_new", args=["huomautus"]),
        {"conversation": locked.talk.uuid, "text": "Muistan sovitun toisin."},
    )
    for who in ("tiina", "mervi"):
        assert "Muistan sovitun toisin." in detail(locked, who)
    assert SignedCopy.objects.get().content_hash == before
    assert Event.objects.filter(action="privacy.remark", data_subject=locked.tiina.uuid).exists()


def test_a_remark_beside_anothers_conversation_is_refused(locked: Any) -> None:
    response = locked.client("marko").post(
        reverse("privacy:request_new", args=["huomautus"]),
        {"conversation": locked.talk.uuid, "text": "Ohi."},
    )
    assert response.status_code == 422
    with pytest.raises(Refused):
        services.remark(user=locked.user("mervi"), conversation=locked.talk, text="Ohi.")
    assert not Remark.objects.exists()


def test_the_supervisor_answers_about_a_conversation_and_it_stands_beside(locked: Any) -> None:
    asked = correction(locked)
    assert "kolme uutta" not in detail(locked, "mervi")
    url = reverse("privacy:request", args=[asked.uuid])
    response = locked.client("mervi").post(
        url, {"outcome": "accepted", "answer": "Totta, laskin väärin."}
    )
    assert response.status_code == 302
    work.drain()
    [letter] = mail.outbox
    assert letter.to == ["tiina.rautio@heinola.example"]
    assert "laskin" not in str(letter.body)
    for who in ("tiina", "mervi"):
        page = detail(locked, who)
        assert "Perehdytin kolme uutta, en kahta." in page
        assert "Totta, laskin väärin." in page


def test_a_refused_correction_does_not_stand_beside(locked: Any) -> None:
    asked = correction(locked)
    services.answer(user=locked.user("mervi"), request=asked, outcome="refused", answer="Ei näin.")
    assert "kolme uutta" not in detail(locked, "mervi")
    own = locked.client("tiina").get(reverse("privacy:request", args=[asked.uuid]))
    assert "Ei näin." in own.content.decode()
    assert "tietosuojavaltuutetulle" in own.content.decode()


@pytest.mark.parametrize(
    ("about", "may", "may_not"),
    [
        ("conversation", ["mervi"], ["jari", "sanna", "kaisa", "kari", "heidi", "tiina"]),
        ("person", ["jari", "sanna"], ["mervi", "kaisa", "veera", "tiina"]),
    ],
)
def test_who_answers(locked: Any, about: str, may: list[str], may_not: list[str]) -> None:
    asked = correction(locked, about)
    url = reverse("privacy:request", args=[asked.uuid])
    for who in may:
        assert locked.client(who).get(url).status_code == 200
    for who in may_not:
        with pytest.raises(Refused):
            services.answer(
                user=locked.user(who), request=asked, outcome="accepted", answer="Selvä."
            )
        assert locked.client(who).get(url).status_code == (200 if who == "tiina" else 404)


def test_hr_answers_when_nobody_leads(locked: Any) -> None:
    asked = correction(locked)
    Leadership.objects.filter(
        unit__in=[locked.cleaning, locked.food_and_cleaning, locked.environment, locked.city]
    ).delete()
    closure.rebuild()
    services.answer(user=locked.user("sanna"), request=asked, outcome="partly", answer="Osin.")


def test_hr_does_not_answer_its_own(locked: Any) -> None:
    own = services.ask(
        user=locked.user("jari"), kind="correction", about="person", text="Nimi on Niemela."
    )
    with pytest.raises(Refused):
        services.answer(user=locked.user("jari"), request=own, outcome="accepted", answer="Joo.")
    services.answer(user=locked.user("sanna"), request=own, outcome="accepted", answer="Korjattu.")


def test_it_is_due_within_a_month(locked: Any) -> None:
    asked = correction(locked)
    assert asked.due_on == date(2026, 3, 9)
    [owed] = [o for o in all_obligations(locked.today) if o.kind == "privacy.request"]
    assert (owed.person, owed.due) == (locked.mervi, asked.due_on)
    assert "kolme" not in str(owed.title)
    correction(locked, "person")
    people = {
        o.person
        for o in all_obligations(locked.today, [locked.jari, locked.sanna, locked.mervi])
        if o.kind == "privacy.request"
    }
    assert people == {locked.jari, locked.sanna, locked.mervi}


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2026, 1, 31), date(2026, 2, 28)), (date(2026, 12, 15), date(2027, 1, 15))],
)
def test_a_month_is_a_month(day: date, due: date) -> None:
    assert services.month_after(day) == due


def test_the_second_answer_finds_it_answered(locked: Any) -> None:
    asked = correction(locked, "person")
    stale = DataRequest.objects.get(pk=asked.pk)
    services.answer(user=locked.user("jari"), request=asked, outcome="accepted", answer="Korjattu.")
    with pytest.raises((Stale, Refused)):
        services.answer(user=locked.user("sanna"), request=stale, outcome="refused", answer="Ei.")
    assert DataRequest.objects.get().answer == "Korjattu."


def test_one_can_withdraw_what_waits(locked: Any) -> None:
    asked = correction(locked, "person")
    with pytest.raises(Refused):
        services.withdraw(user=locked.user("jari"), request=asked)
    locked.client("tiina").post(reverse("privacy:request_withdraw", args=[asked.uuid]))
    with pytest.raises(Refused):
        services.answer(
            user=locked.user("jari"), request=DataRequest.objects.get(), outcome="refused",
            answer="Ei.",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("oikaisu", {"about": "conversation", "text": "Väärin."}),
        ("oikaisu", {"about": "nonsense", "text": "Väärin."}),
        ("oikaisu", {"about": "person", "text": "  "}),
        ("oikaisu", {"about": "conversation", "text": "Väärin.", "conversation": "x"}),
        ("huomautus", {"text": "Ilman keskustelua."}),
        ("rajoitus", {"text": "Ilman perustetta."}),
        ("oikaisu", {"about": "person", "text": "ö" * 4001}),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(locked: Any, kind: str, data: Any) -> None:
    response = locked.client("tiina").post(reverse("privacy:request_new", args=[kind]), data)
    assert response.status_code == 422
    assert "Korjaa" in response.content.decode()
    if data["text"].strip():
        assert data["text"][:50] in response.content.decode()
    assert not DataRequest.objects.exists()
    assert not Remark.objects.exists()


def test_lists_take_as_many_queries_for_few_and_many(
    locked: Any,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(who: str) -> int:
        client = locked.client(who)
        client.get(reverse("privacy:requests"))
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("privacy:requests"))
        return len(found)

    correction(locked, "person")
    services.remark(user=locked.user("tiina"), conversation=locked.talk, text="Yksi.")
    few = [queries(who) for who in ("tiina", "jari")]
    for number in range(6):
        correction(locked, "person")
        services.remark(user=locked.user("tiina"), conversation=locked.talk, text=f"{number}.")
    assert [queries(who) for who in ("tiina", "jari")] == few
