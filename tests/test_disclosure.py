"""A lawful disclosure: two named people, a reason, a scope, a notice, a time, and the log."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from annual_clock.obligations import all_obligations
from audit.models import Event
from conversations.models import Answer, Conversation, Question
from conversations.policies import disclosed_reader
from core import clock, work
from core.policies import Refused
from organization.models import Leadership, RoleGrant
from privacy.disclosure import services
from privacy.disclosure.models import Disclosure
from tests import conversation_factories as f


def key(conversation: Any, sensitivity: str) -> str:
    found = Question.objects.filter(
        theme__template=conversation.round.template, sensitivity=sensitivity
    ).first()
    assert found
    return str(found.key)


@pytest.fixture
def talked(world: Any) -> Any:
    """Tiina's talks of two years are locked."""
    world.content()
    for year in (2025, 2026):
        talk = f.talk_of(world, "tiina", year)
        f.write(world, "tiina", talk, f"Tiinan valmistautuminen {year}.")
        f.share(world, "tiina", talk)
        f.write(world, "mervi", talk, f"Mervin jakamaton {year}.")
        f.write(world, "tiina", talk, f"Sovittu {year}.", agreed=True)
        sensitive = key(talk, "wellbeing")
        f.write(world, "tiina", talk, f"Jaksaminen {year}.", agreed=True, key=sensitive)
        setattr(world, f"talk_{year}", f.lock(world, "tiina", "mervi", talk))
    return world


def ask(world: Any, *talks: Any, **terms: Any) -> Disclosure:
    return services.ask(
        user=world.user("jari"),
        person=world.tiina,
        conversations=talks or [world.talk_2026],
        **{
            "sensitive": False,
            "preparations": False,
            "days": 7,
            "basis": "inquiry",
            "statute": "738/2002 28 §",
            "reason": "Selvitetään ilmoitettua häirintää.",
            **terms,
        },
    )


def approve(world: Any, disclosure: Disclosure, who: str = "kaisa") -> Disclosure:
    services.decide(
        user=world.user(who), disclosure=disclosure, approve=True, decision="Peruste on laissa."
    )
    return Disclosure.objects.get(pk=disclosure.pk)


def read(world: Any, disclosure: Disclosure, who: str = "jari") -> Any:
    return world.client(who).get(reverse("privacy:disclosure_read", args=[disclosure.uuid]))


def test_nothing_opens_before_a_second_person_approves(talked: Any) -> None:
    asked = ask(talked)
    assert read(talked, asked).status_code == 409
    assert not Conversation.objects.disclosed_to(talked.user("jari")).exists()
    approve(talked, asked)
    page = read(talked, asked)
    assert page.status_code == 200
    assert "Sovittu 2026." in page.content.decode()


def test_it_opens_only_the_scope(talked: Any) -> None:
    opened = approve(talked, ask(talked))
    page = read(talked, opened).content.decode()
    for hidden in (
        "Sovittu 2025.", "Jaksaminen 2026.", "Tiinan valmistautuminen 2026.",
        "Mervin jakamaton 2026.",
    ):  # fmt: skip
        assert hidden not in page
    # And only on its own page: the conversation's pages stay closed.
    detail = reverse("conversations:detail", args=[talked.talk_2026.uuid])
    assert talked.client("jari").get(detail).status_code == 404


def test_more_layers_only_when_approved_and_the_unshared_never(talked: Any) -> None:
    wide = ask(talked, talked.talk_2025, sensitive=True, preparations=True)
    page = read(talked, approve(talked, wide)).content.decode()
    for seen in ("Sovittu 2025.", "Jaksaminen 2025.", "Tiinan valmistautuminen 2025."):
        assert seen in page
    assert "Mervin jakamaton" not in page
    assert "Sovittu 2026." not in page


def test_it_ends_by_itself(talked: Any) -> None:
    opened = approve(talked, ask(talked, days=2))
    assert opened.open_until
    Disclosure.objects.update(open_until=clock.now())
    assert read(talked, opened).status_code == 409
    reader = disclosed_reader(talked.user("jari"), talked.talk_2026)
    assert not Answer.objects.readable(reader).exists()
    assert services.end_due() == 1
    assert Disclosure.objects.get().state == "ended"


def test_it_ends_with_the_role(talked: Any) -> None:
    opened = approve(talked, ask(talked))
    RoleGrant.objects.filter(person=talked.jari).delete()
    assert read(talked, opened).status_code == 403
    assert not Conversation.objects.disclosed_to(talked.user("jari")).exists()


def test_it_can_be_ended_before(talked: Any) -> None:
    opened = approve(talked, ask(talked))
    url = reverse("privacy:disclosure_end", args=[opened.uuid])
    assert talked.client("sanna").post(url).status_code == 403
    assert talked.client("kaisa").post(url).status_code == 302
    assert read(talked, opened).status_code == 409


@pytest.mark.parametrize("who", ["sanna", "mervi", "kari", "kaisa", "ilkka", "veera"])
def test_only_the_main_user_asks(talked: Any, who: str) -> None:
    with pytest.raises(Refused):
        services.ask(
            user=talked.user(who), person=talked.tiina, conversations=[talked.talk_2026],
            sensitive=False, preparations=False, days=7, basis="other", statute="1 §", reason="x",
        )  # fmt: skip


@pytest.mark.parametrize("who", ["jari", "sanna", "mervi", "outi", "veera", "tiina"])
def test_others_do_not_decide(talked: Any, who: str) -> None:
    asked = ask(talked)
    with pytest.raises(Refused):
        services.decide(user=talked.user(who), disclosure=asked, approve=True, decision="Joo.")
    assert Disclosure.objects.get().state == "asked"


def test_the_city_manager_decides_too(talked: Any) -> None:
    assert approve(talked, ask(talked), "ilkka").state == "approved"


def test_the_asker_never_decides_whatever_the_roles(talked: Any) -> None:
    RoleGrant.objects.create(person=talked.jari, role="data_protection", valid_from=talked.today)
    Leadership.objects.filter(unit=talked.city).update(person=talked.jari)
    with pytest.raises(Refused):
        approve(talked, ask(talked), "jari")
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.update(decided_by=talked.jari)


def test_the_subject_never_decides_or_asks(talked: Any) -> None:
    RoleGrant.objects.create(person=talked.tiina, role="data_protection", valid_from=talked.today)
    asked = ask(talked)
    with pytest.raises(Refused):
        approve(talked, asked, "tiina")
    page = talked.client("tiina").get(reverse("privacy:disclosure", args=[asked.uuid]))
    assert page.status_code == 404
    with pytest.raises(Refused):
        services.ask(
            user=talked.user("jari"), person=talked.jari, conversations=[],
            sensitive=False, preparations=False, days=7, basis="other", statute="1 §", reason="x",
        )  # fmt: skip


def test_only_the_conversations_of_that_person(talked: Any) -> None:
    other = f.talk_of(talked, "marko")
    with pytest.raises(ValueError):
        ask(talked, other)
    response = talked.client("jari").post(
        reverse("privacy:disclosure_new", args=[talked.tiina.uuid]),
        {"conversations": [other.uuid], "basis": "claim", "statute": "x", "reason": "x", "days": 7},
    )
    assert response.status_code == 422
    assert not Disclosure.objects.exists()


def test_the_employee_is_told_and_sees_each_reading(talked: Any) -> None:
    opened = approve(talked, ask(talked))
    work.drain()
    [letter] = mail.outbox
    assert letter.to == ["tiina.rautio@heinola.example"]
    for content in ("häirintää", "Sovittu", "Jari"):
        assert content not in f"{letter.subject} {letter.body}"
    url = reverse("privacy:disclosures_of_me")
    page = talked.client("tiina").get(url).content.decode()
    for told in ("Jari Niemelä", "Kaisa Salonen", "Selvitetään ilmoitettua häirintää.",
                 "738/2002 28 §", "Peruste on laissa.", "Sitä ei ole luettu."):  # fmt: skip
        assert told in page
    read(talked, opened)
    assert "Sitä ei ole luettu." not in talked.client("tiina").get(url).content.decode()
    assert "Jari" not in talked.client("marko").get(url).content.decode()


def test_every_step_and_reading_is_in_the_log(talked: Any) -> None:
    opened = approve(talked, ask(talked))
    read(talked, opened)
    events = Event.objects.filter(data_subject=talked.tiina.uuid)
    for action in ("ask", "approve", "read"):
        assert events.filter(action=f"privacy.disclosure.{action}").count() == 1
    [reading] = events.filter(
        action="conversations.read", object_id=talked.talk_2026.uuid, role="disclosure"
    )
    assert reading.actor == talked.jari.user.uuid


def test_a_refusal_opens_nothing_and_tells_why(talked: Any) -> None:
    asked = ask(talked)
    url = reverse("privacy:disclosure", args=[asked.uuid])
    talked.client("kaisa").post(url, {"approve": "no", "decision": "Kysykää ensin Tiinalta."})
    assert read(talked, asked).status_code == 409
    work.drain()
    assert mail.outbox == []
    page = talked.client("jari").get(url).content.decode()
    assert "Kysykää ensin Tiinalta." in page


def test_it_is_decided_once(talked: Any) -> None:
    from core.policies import Stale

    asked = ask(talked)
    stale = Disclosure.objects.get(pk=asked.pk)
    approve(talked, asked)
    with pytest.raises((Stale, Refused)):
        services.decide(user=talked.user("ilkka"), disclosure=stale, approve=False, decision="Ei.")
    assert Disclosure.objects.get().state == "approved"


def test_it_opens_a_restricted_conversation(talked: Any) -> None:
    """For a legal claim restricted data may be read (GDPR 18(2))."""
    Conversation.objects.filter(pk=talked.talk_2026.pk).update(restricted_at=clock.now())
    assert "Sovittu 2026." in read(talked, approve(talked, ask(talked))).content.decode()


def test_without_an_address_the_notice_goes_on_paper(talked: Any) -> None:
    talk = f.talk_of(talked, "ritva")
    asked = services.ask(
        user=talked.user("jari"), person=talked.ritva, conversations=[talk], sensitive=False,
        preparations=False, days=7, basis="authority", statute="x", reason="x",
    )  # fmt: skip
    page = talked.client("kaisa").get(reverse("privacy:disclosure", args=[asked.uuid]))
    assert "paperilla" in page.content.decode()


def test_the_officer_is_asked_to_decide(talked: Any) -> None:
    ask(talked)
    [owed] = [o for o in all_obligations(talked.today) if o.kind == "privacy.disclosure"]
    assert owed.person == talked.kaisa
    assert owed.due == talked.today + timedelta(days=3)
    assert "Tiina" not in str(owed.title)


@pytest.mark.parametrize(
    "change",
    [{"days": 31}, {"days": 0}, {"days": "x"}, {"reason": " "}, {"statute": ""}, {"basis": "no"},
     {"conversations": []}],
)  # fmt: skip
def test_bad_input_is_told(talked: Any, change: dict[str, Any]) -> None:
    data = {
        "conversations": [talked.talk_2026.uuid], "basis": "claim", "statute": "x",
        "reason": "Kirjoitettu syy säilyy.", "days": 7, **change,
    }  # fmt: skip
    url = reverse("privacy:disclosure_new", args=[talked.tiina.uuid])
    response = talked.client("jari").post(url, data)
    assert response.status_code == 422
    if data["reason"].strip():
        assert "Kirjoitettu syy säilyy." in response.content.decode()
    assert not Disclosure.objects.exists()
