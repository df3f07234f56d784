"""Restricted: only kept (GDPR 18). Who sets and lifts it, what is then not shown or erased."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from annual_clock.obligations import all_obligations
from audit.models import Event
from conversations.models import Answer, Conversation, Preparation
from conversations.policies import can_hold, can_sign, can_write_agreed, reader_of
from conversations.selectors.needs import team_needs
from conversations.selectors.team import team
from conversations.services import preparing
from core import clock, retention, work
from core.policies import Refused
from privacy.requests import services
from privacy.requests.models import Restriction
from tests import conversation_factories as f


@pytest.fixture
def talked(world: Any) -> Any:
    world.content()
    talk = f.talk_of(world, "tiina")
    f.write(world, "tiina", talk, "Oma valmistautuminen.")
    f.share(world, "tiina", talk)
    f.write(world, "mervi", talk, "Mervin jakamaton.")
    f.write(world, "tiina", talk, "Yhdessä sovittu.", agreed=True)
    f.rate(world, "tiina", talk, 4, agreed=True)
    f.need(world, "tiina", talk, "Trukkikortti")
    world.talk = f.hold(world, "mervi", talk)
    return world


def restrict(world: Any, *, everything: bool = False) -> Restriction:
    asked = services.ask(
        user=world.user("tiina"),
        kind="restriction",
        about="other" if everything else "conversation",
        conversation=None if everything else world.talk,
        ground="accuracy",
        text="Selvitetään ensin.",
    )
    services.answer(
        user=world.user("jari"), request=asked, outcome="accepted", answer="Rajoitettu nyt."
    )
    return Restriction.objects.get(conversation=world.talk)


def now(world: Any) -> Conversation:
    return Conversation.objects.with_people().get(pk=world.talk.pk)


def test_nobody_but_the_employee_reads(talked: Any) -> None:
    restrict(talked)
    talked.deputise("heidi", "mervi", "prepare", "hold", "see_history", "sign")
    for who in ("mervi", "heidi"):
        reader = reader_of(talked.user(who), now(talked))
        assert not Answer.objects.readable(reader).exists()
        assert not now(talked).goals.readable(reader).exists()
        assert not now(talked).needs.readable(reader).exists()
        assert not now(talked).ratings.readable(reader).exists()
        response = talked.client(who).get(reverse("conversations:detail", args=[talked.talk.uuid]))
        assert response.status_code == 409
        assert "Yhdessä sovittu." not in response.content.decode()
        assert "käsittelyä on rajoitettu" in response.content.decode()
    own = reader_of(talked.user("tiina"), now(talked))
    assert Answer.objects.readable(own).filter(text="Yhdessä sovittu.").exists()
    page = talked.client("tiina").get(reverse("conversations:detail", args=[talked.talk.uuid]))
    assert "käsittelyä on rajoitettu" in page.content.decode()


def test_every_page_of_it_is_closed_to_the_supervisor(talked: Any) -> None:
    restrict(talked)
    client = talked.client("mervi")
    for name in ("detail", "prepare", "talk", "sign", "document", "schedule", "share"):
        response = client.get(reverse(f"conversations:{name}", args=[talked.talk.uuid]))
        assert response.status_code in (403, 409), name
        assert "Yhdessä sovittu." not in response.content.decode()


def test_nobody_writes_or_signs_it(talked: Any) -> None:
    restrict(talked)
    for who in ("tiina", "mervi"):
        for policy in (can_write_agreed, can_hold, can_sign):
            assert not policy(talked.user(who), now(talked))
    response = talked.client("tiina").post(
        reverse("conversations:sign", args=[talked.talk.uuid]), {"content_hash": "x"}
    )
    assert response.status_code == 409


def test_it_is_in_no_sums_needs_or_duties(talked: Any) -> None:
    before = team(talked.mervi, talked.today)
    assert talked.talk in dict(before.levels.read)
    assert team_needs(talked.mervi, talked.today.year).exists()
    restrict(talked)
    assert talked.talk not in dict(team(talked.mervi, talked.today).levels.read)
    assert not team_needs(talked.mervi, talked.today.year).exists()
    kinds = {o.kind for o in all_obligations(talked.today) if o.subject == talked.talk.uuid}
    assert kinds == set()


def test_it_is_not_erased(talked: Any) -> None:
    restrict(talked)
    assert talked.tiina.uuid in retention.held_people()
    later = talked.today + timedelta(days=60)
    assert preparing.delete_expired(later) == 0
    assert Preparation.objects.filter(conversation=talked.talk, shared_at=None).exists()
    services.lift(user=talked.user("tiina"), restriction=Restriction.objects.get())
    assert talked.tiina.uuid not in retention.held_people()
    assert preparing.delete_expired(later) == 1


def test_everyone_concerned_is_told_in_words(talked: Any) -> None:
    restrict(talked)
    work.drain()
    told = {m.to[0]: str(m.body) for m in mail.outbox}
    assert set(told) == {"tiina.rautio@heinola.example", "mervi.aaltonen@heinola.example"}
    assert "rajoitettu" in told["mervi.aaltonen@heinola.example"]
    assert "Selvitetään" not in "".join(told.values())
    actions = set(
        Event.objects.filter(data_subject=talked.tiina.uuid).values_list("action", flat=True)
    )
    assert {"privacy.request.restriction", "privacy.restriction.set"} <= actions


def test_a_person_may_restrict_all(talked: Any) -> None:
    earlier = f.talk_of(talked, "tiina", 2025)
    restrict(talked, everything=True)
    assert set(Restriction.objects.values_list("conversation", flat=True)) == {
        talked.talk.pk,
        earlier.pk,
    }


@pytest.mark.parametrize("who", ["mervi", "sanna", "kari", "veera", "tiina"])
def test_only_the_main_user_or_the_officer_sets_it(talked: Any, who: str) -> None:
    asked = services.ask(
        user=talked.user("tiina"), kind="restriction", about="conversation",
        conversation=talked.talk, ground="claim", text="Riita.",
    )  # fmt: skip
    with pytest.raises(Refused):
        services.answer(user=talked.user(who), request=asked, outcome="accepted", answer="Ok.")
    services.answer(user=talked.user("kaisa"), request=asked, outcome="refused", answer="Ei ok.")
    assert not Restriction.objects.exists()
    assert now(talked).restricted_at is None


def test_others_lift_it_after_seven_days_notice(
    talked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = restrict(talked)
    work.drain()
    mail.outbox.clear()
    services.lift(user=talked.user("kaisa"), restriction=found, reason="Selvitetty.")
    work.drain()
    assert [m.to for m in mail.outbox] == [["tiina.rautio@heinola.example"]]
    assert services.lift_due() == 0
    assert now(talked).restricted_at is not None
    found.refresh_from_db()
    assert found.lift_on == talked.today + timedelta(days=7)
    page = talked.client("tiina").get(reverse("privacy:requests")).content.decode()
    assert "Selvitetty." in page
    with pytest.raises(Refused):
        services.lift(user=talked.user("jari"), restriction=found, reason="Taas.")
    Restriction.objects.update(lift_on=clock.today())
    assert services.lift_due() == 1
    assert now(talked).restricted_at is None
    work.drain()
    assert ["mervi.aaltonen@heinola.example"] in [m.to for m in mail.outbox]
    response = talked.client("mervi").get(reverse("conversations:detail", args=[talked.talk.uuid]))
    assert response.status_code == 200


def test_the_person_lifts_it_at_once(talked: Any) -> None:
    found = restrict(talked)
    url = reverse("privacy:restriction_lift", args=[found.uuid])
    assert talked.client("mervi").get(url).status_code == 404
    assert talked.client("tiina").get(url).status_code == 200
    talked.client("tiina").post(url)
    assert now(talked).restricted_at is None
    assert Restriction.objects.get().lifted_at is not None


def test_a_restricted_talk_is_not_feedback_for_the_supervisor(talked: Any) -> None:
    from privacy.own_data.package import PAGE
    from tests.test_own_data import made

    restrict(talked)
    archive = made(talked, "tiina")
    assert "Yhdessä sovittu." in archive.read(PAGE).decode()
    assert "käsittely rajoitettu alkaen" in archive.read(PAGE).decode().lower()
