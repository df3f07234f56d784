"""The end of a conversation: words beside a signature, refusing, silence, other ways of signing,
remarks after locking, reopening."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from conversations.content import content_of, hash_of
from conversations.models import (
    Conversation,
    Refusal,
    Remark,
    Reopening,
    Signature,
    SignedCopy,
    SigningCode,
)
from conversations.obligations import obligations
from conversations.services.rounds import daily
from conversations.services.signing import Words, hash_now
from conversations.services.signing import sign as sign_service
from conversations.signing import codes, services, silence
from conversations.signing.policies import REMARKS, can_give_code, can_reopen, can_sign_here
from core import retention, work
from core.models import Document, Letter, Work
from core.policies import Refused
from core.verification import verify
from organization import closure
from organization.models import Leadership
from tests import conversation_factories as f
from tests.pdf_text import words_of
from tests.test_absences import leave

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
State, Unsigned = Conversation.State, Conversation.Unsigned


def now(c: Conversation) -> Conversation:
    return Conversation.objects.with_people().get(pk=c.pk)


def held(world: Any, name: str = "tiina") -> Conversation:
    c = f.talk_of(world, name)
    f.goal(world, "mervi", c, "Perehdytän uuden")
    return f.hold(world, "mervi", c)


def locked(world: Any, name: str = "tiina") -> Conversation:
    return f.lock(world, name, "mervi", held(world, name))


def url(name: str, c: Conversation, *more: Any) -> str:
    return reverse(f"conversations:{name}", args=[c.uuid, *more])


def page(world: Any, who: str, c: Conversation, name: str = "detail") -> str:
    response = world.client(who).get(url(name, c))
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def letters(kind: str) -> list[Any]:
    return sorted(Letter.objects.filter(kind=kind).values_list("recipient", flat=True))


def refuse(world: Any, who: str, c: Conversation, reason: str = "") -> bool:
    c = now(c)
    return services.refuse(
        user=world.user(who), conversation=c, seen_hash=hash_now(c), reason=reason
    )


def post(world: Any, who: str, name: str, c: Conversation, **data: Any) -> Any:
    return world.client(who).post(url(name, c), {"content_hash": hash_now(now(c)), **data})


def pdf(world: Any, who: str, c: Conversation, *names: str, more: Any = ()) -> str:
    client = world.client(who)
    ask, file = names or ("document", "document_file")
    assert client.post(url(ask, c, *more)).status_code == 302
    work.drain()
    response = client.get(url(file, c, *more))
    assert response.status_code == 200, response.status_code
    return words_of(response.content)


def problems() -> list[str]:
    return [problem.text for problem in verify()[1]]


# Words beside a signature


@pytest.mark.requirement(38)
def test_a_differing_view_stands_beside_the_signature_for_both(world: Any) -> None:
    c = held(world)
    assert post(world, "tiina", "sign", c, stance="differs").status_code == 422
    kept = post(world, "tiina", "sign", c, stance="agrees", remark="Arvio on liian tiukka 🌧")
    assert kept.status_code == 422
    assert "liian tiukka 🌧" in kept.content.decode()
    data = {"stance": "differs", "remark": "Arvio on liian tiukka 🌧"}
    assert post(world, "tiina", "sign", c, **data).status_code == 302
    signature = Signature.objects.get()
    assert (signature.differs, signature.remark) == (True, "Arvio on liian tiukka 🌧")
    letter = Letter.objects.get(kind="conversation_answered")
    assert letter.recipient == world.mervi.uuid
    assert "liian tiukka" not in letter.text
    # Mervi reads it before signing, and it is in the page and the document for both.
    assert "liian tiukka" in page(world, "mervi", c, "sign")
    f.sign(world, "mervi", c)
    for who in ("tiina", "mervi"):
        assert "Eriävä näkemys" in page(world, who, c)
        assert "Eriävä näkemys, Tiina Rautio" in pdf(world, who, c)
    assert problems() == []
    Signature.objects.filter(pk=signature.pk).update(remark="Hyvä arvio")
    assert problems() == ["the words beside a signature have changed"]


def test_an_edit_voids_words_and_refusals_and_says_so_to_both(world: Any) -> None:
    c = held(world)
    refuse(world, "tiina", c, "Ei näin")
    f.write(world, "mervi", c, "Muutettu", agreed=True)
    assert Refusal.objects.get().voided_at is not None
    assert letters("conversation_signature_voided") == sorted([world.tiina.uuid, world.mervi.uuid])
    assert "Ei enää voimassa" in page(world, "mervi", c)


# Refusing


@pytest.mark.requirement(38)
def test_a_refusal_is_recorded_and_blocks_nothing(world: Any) -> None:
    c = held(world)
    assert post(world, "tiina", "refuse", c, reason="Tekstissä on virhe.").status_code == 302
    assert not refuse(world, "tiina", c)  # a double click
    assert not Signature.objects.exists()
    letter = Letter.objects.get(kind="conversation_answered")
    assert letter.recipient == world.mervi.uuid
    assert "virhe" not in letter.text
    seen = page(world, "mervi", c)
    assert "Tekstissä on virhe." in seen
    assert "Tiina Rautio ei allekirjoita." in seen
    # Not before Mervi has answered too.
    assert world.client("mervi").post(url("close", c)).status_code == 409
    f.sign(world, "mervi", c)
    owed = [o.kind for o in obligations(world.today, [world.mervi]) if o.subject == c.uuid]
    assert owed == ["conversations.close"]
    assert world.client("mervi").post(url("close", c)).status_code == 302
    c = now(c)
    assert (c.state, c.unsigned) == (State.LOCKED, Unsigned.REFUSED)
    assert SignedCopy.objects.get().content_hash == c.content_hash == hash_of(content_of(c))
    assert letters("conversation_closed") == sorted([world.tiina.uuid, world.mervi.uuid])
    for text in (page(world, "tiina", c), pdf(world, "tiina", c)):
        assert "Ei allekirjoittanut: Tiina Rautio" in text
        assert "Molemmat ovat allekirjoittaneet" not in text
        assert "Tekstissä on virhe." in text
    listed = world.client("jari").get(reverse("conversations:overview")).content.decode()
    assert "lukittu, kaikki eivät allekirjoittaneet" in listed
    assert "Tekstissä on virhe." not in listed
    assert problems() == []


def test_whoever_refused_may_sign_after_all(world: Any) -> None:
    c = held(world)
    refuse(world, "mervi", c)
    f.sign(world, "mervi", c)
    f.sign(world, "tiina", c)
    c = now(c)
    assert (c.state, c.unsigned) == (State.LOCKED, "")
    assert Refusal.objects.get().voided_at is not None


def test_one_refuses_what_one_saw(world: Any) -> None:
    c = held(world)
    seen = hash_now(c)
    f.write(world, "mervi", c, "Muutettu lukemisen jälkeen", agreed=True)
    with pytest.raises(Refused):
        services.refuse(user=world.user("tiina"), conversation=now(c), seen_hash=seen)
    assert not Refusal.objects.exists()


# Silence


def days(world: Any, c: Conversation, number: int) -> Conversation:
    """The daily job `number` days after the talk."""
    world.move_to(date(2026, 2, 9) + number * DAY)
    list(silence.run(world.today))
    return now(c)


@pytest.mark.requirement(38)
def test_thirty_days_of_silence_lock_it_as_not_signed(world: Any) -> None:
    c = held(world)
    f.sign(world, "mervi", c)
    assert "lukitaan allekirjoittamattomana 11.3." in page(world, "tiina", c)
    assert days(world, c, 22).silence_told is None
    days(world, c, 23)
    assert letters("conversation_silence") == sorted([world.tiina.uuid, world.mervi.uuid])
    assert "11.3.2026" in Letter.objects.filter(kind="conversation_silence")[0].text
    assert days(world, c, 29).state == State.HELD
    c = days(world, c, 30)
    assert (c.state, c.unsigned) == (State.LOCKED, Unsigned.SILENCE)
    assert letters("conversation_closed") == sorted([world.tiina.uuid, world.mervi.uuid])
    assert "allekirjoitusaika päättyi. Ei allekirjoittanut: Tiina Rautio" in page(world, "tiina", c)
    assert Event.objects.filter(action__contains="silence").exists()
    # A remark is still possible.
    assert post(world, "tiina", "remark", c, text="Olin lomalla.").status_code == 302
    assert "Olin lomalla." in pdf(world, "mervi", c)
    assert problems() == []


def test_a_word_in_between_begins_the_days_anew(world: Any) -> None:
    c = held(world)
    days(world, c, 25)
    f.write(world, "tiina", c, "Täsmennys", agreed=True)
    assert days(world, c, 30).state == State.HELD
    assert days(world, c, 47).silence_told is None
    days(world, c, 48)
    assert days(world, c, 55).state == State.LOCKED


def test_nobody_is_locked_out_without_a_weeks_notice(world: Any) -> None:
    """The job has not run for months."""
    c = held(world)
    assert days(world, c, 90).state == State.HELD
    assert days(world, c, 96).state == State.HELD
    assert days(world, c, 97).state == State.LOCKED


@pytest.mark.parametrize("why", ["restricted", "employee away", "unled", "supervisor away"])
def test_what_is_paused_is_not_locked(world: Any, why: str) -> None:
    c = held(world)
    if why == "restricted":
        Conversation.objects.filter(pk=c.pk).update(restricted_at=c.held_at)
    elif why == "unled":
        Conversation.objects.filter(pk=c.pk).update(unled_since=world.today)
    else:
        leave(world, "tiina" if why == "employee away" else "mervi", 40)
    days(world, c, 23)
    assert days(world, c, 30).state == State.HELD
    assert not letters("conversation_silence")
    Conversation.objects.filter(pk=c.pk).update(restricted_at=None, unled_since=None)
    days(world, c, 39)
    assert days(world, c, 45).state == State.HELD
    days(world, c, 63)
    assert days(world, c, 70).state == State.LOCKED


def test_a_killed_worker_goes_on_where_it_was(world: Any) -> None:
    talks = [held(world, name) for name in ("tiina", "marko", "ritva")]
    world.move_to(world.today + 23 * DAY)
    steps = silence.run(world.today)
    next(steps)
    steps.close()
    assert Conversation.objects.filter(silence_told=world.today).count() == 1
    list(silence.run(world.today))
    told = letters("conversation_silence")
    world.move_to(world.today + 7 * DAY)
    steps = silence.run(world.today)
    next(steps)
    steps.close()
    list(daily(Work()))
    assert letters("conversation_silence") == told
    assert {now(c).unsigned for c in talks} == {Unsigned.SILENCE}
    assert Letter.objects.filter(
        kind="conversation_closed", recipient=world.tiina.uuid
    ).count() == 1  # fmt: skip


# Without an account


def give(world: Any, c: Conversation) -> str:
    return codes.give(user=world.user("jari"), conversation=now(c)).code


@pytest.mark.requirement(38)
def test_an_employee_without_an_account_signs_with_a_code_of_her_own(world: Any) -> None:
    c = held(world, "sirpa")
    f.sign(world, "mervi", c)
    owed = [o.kind for o in obligations(world.today, [world.mervi]) if o.subject == c.uuid]
    assert "conversations.arrange" in owed
    # Mervi can neither make nor read a code; HR makes it and reads nothing of the talk.
    assert world.client("mervi").get(url("give_code", c)).status_code == 403
    assert (
        "Sirpa Kallio"
        in world.client("jari").get(reverse("conversations:signing")).content.decode()
    )
    letter = world.client("jari").post(url("give_code", c)).content.decode()
    code = SigningCode.objects.get()
    assert code.code_hash
    assert "Allekirjoituskoodisi" in letter
    typed = give(world, c)  # a new one: the first no longer works
    assert SigningCode.objects.filter(closed_at=None).count() == 1
    text = page(world, "mervi", c, "sign_here")
    assert "Tiina vastaa uusien perehdytyksestä." in text
    data = {"code": typed.lower(), "stance": "remark", "remark": "Kiitos keskustelusta"}
    assert post(world, "mervi", "sign_here", c, **data).status_code == 302
    assert post(world, "mervi", "sign_here", c, **data).status_code in (302, 409)
    signature = Signature.objects.get(side="employee")
    assert (signature.person, signature.way) == (world.sirpa, "code")
    assert (signature.recorded_by, signature.remark) == (world.mervi, "Kiitos keskustelusta")
    c = now(c)
    assert c.state == State.LOCKED
    used = SigningCode.objects.get(used_at__isnull=False)
    assert used.code_hash == ""
    assert "omalla koodilla, laite: Mervi Aaltonen" in pdf(world, "mervi", c)
    assert (
        "omalla koodilla"
        in world.client("jari").get(reverse("conversations:signing")).content.decode()
    )


def test_a_code_is_closed_after_five_wrong_tries(world: Any) -> None:
    c = held(world, "sirpa")
    typed = give(world, c)
    for left in (4, 3, 2, 1):
        answer = post(world, "mervi", "sign_here", c, code="VÄÄRÄ", remark="Sana", stance="remark")
        assert answer.status_code == 422
        assert f"vielä {left} " in answer.content.decode()
        assert "Sana" in answer.content.decode()
    assert "viisi kertaa" in post(world, "mervi", "sign_here", c, code="X").content.decode()
    answer = post(world, "mervi", "sign_here", c, code=typed)
    assert answer.status_code == 422
    assert not Signature.objects.exists()
    assert Event.objects.filter(action="conversations.try_code", outcome="refused").count() == 5
    world.move_to(world.today + 61 * DAY)
    new = give(world, c)
    world.move_to(world.today + 61 * DAY)
    assert post(world, "mervi", "sign_here", c, code=new).status_code == 422  # expired


def test_codes_and_paper_are_for_those_without_an_account(world: Any) -> None:
    mine, ritvas = held(world, "tiina"), held(world, "ritva")
    assert not can_sign_here(world.user("mervi"), mine)
    assert not can_give_code(world.user("jari"), mine)
    assert can_sign_here(world.user("mervi"), ritvas)  # an account without an e-mail
    assert can_give_code(world.user("sanna"), ritvas)
    assert not can_sign_here(world.user("ritva"), ritvas)
    f.sign(world, "ritva", ritvas)  # and it still works
    world.deputise("heidi", "mervi", "hold")
    assert not can_sign_here(world.user("heidi"), held(world, "sirpa"))


@pytest.mark.requirement(38)
def test_a_signature_on_paper_is_recorded_as_such(world: Any) -> None:
    c = held(world, "sirpa")
    text = pdf(world, "mervi", c, "paper_print", "paper_file")
    mark = hash_now(now(c))[:8]
    assert mark in text
    assert "Sirpa Kallio" in text
    wrong = {"paper_on": "2026-02-09", "mark": "00000000", "stance": "agrees"}
    assert post(world, "mervi", "paper", c, **wrong).status_code == 422
    assert post(world, "mervi", "paper", c, mark=mark, paper_on="2026-02-10").status_code == 422
    assert post(world, "mervi", "paper", c, mark=mark, paper_on="2026-02-08").status_code == 422
    assert not Signature.objects.exists()
    # The text was changed after printing: its mark is another.
    f.write(world, "mervi", c, "Muutettu tulostamisen jälkeen", agreed=True)
    assert post(world, "mervi", "paper", c, mark=mark, paper_on="2026-02-09").status_code == 422
    mark = hash_now(now(c))[:8].upper()
    assert post(world, "mervi", "paper", c, mark=mark, paper_on="2026-02-09").status_code == 302
    signature = Signature.objects.get()
    assert (signature.person, signature.recorded_by) == (world.sirpa, world.mervi)
    assert signature.paper_on == world.today
    f.sign(world, "mervi", c)
    assert "paperilla 9.2.2026, kirjasi Mervi Aaltonen" in pdf(world, "mervi", c)
    listed = world.client("jari").get(reverse("conversations:signing")).content.decode()
    assert "paperilla" in listed
    assert "Muutettu" not in listed


def test_hrs_list_asks_as_many_questions_of_many(world: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("conversations:signing"))
        return len(counted)

    def on_paper(talk: Conversation) -> None:
        services.sign_on_paper(
            user=world.user("mervi"),
            conversation=now(talk),
            seen_hash=hash_now(now(talk)),
            day=world.today,
        )

    client = world.client("jari")
    give(world, held(world, "sirpa"))
    on_paper(held(world, "ritva"))
    queries()
    few = queries()
    for name in ("tiina", "marko", "timo", "juha"):
        person = getattr(world, name)
        person.user = None
        person.save()
    on_paper(held(world, "marko"))
    held(world, "tiina")
    for name in ("timo", "juha"):
        f.hold(world, "antti", f.talk_of(world, name))
    assert queries() == few
    assert "Timo Rinne" in client.get(reverse("conversations:signing")).content.decode()


# Remarks after locking


def test_after_locking_only_remarks_are_added(world: Any) -> None:
    c = locked(world)
    before = (SignedCopy.objects.get().content_hash, c.content_hash)
    first = pdf(world, "tiina", c)
    assert "Lisätty jälkikäteen" not in first
    for who, text in (("tiina", "Unohdimme koulutuksen."), ("mervi", "Totta, lisäsin sen.")):
        assert post(world, who, "remark", c, text=text).status_code == 302
    assert post(world, "mervi", "remark", c, text="Totta, lisäsin sen.").status_code == 302
    assert Remark.objects.count() == 2  # a double click
    assert letters("conversation_remark") == sorted([world.mervi.uuid, world.tiina.uuid])
    assert "koulutuksen" not in "".join(
        Letter.objects.filter(kind="conversation_remark").values_list("text", flat=True)
    )
    assert "Unohdimme koulutuksen." in page(world, "mervi", c)
    text = pdf(world, "tiina", c)
    assert "Lisätty jälkikäteen" in text
    assert "Totta, lisäsin sen." in text
    assert (SignedCopy.objects.get().content_hash, now(c).content_hash) == before
    assert problems() == []
    call_command("verify_documents")
    assert post(world, "leena", "remark", c, text="Ohi").status_code == 404
    markos = held(world, "marko")
    assert post(world, "tiina", "remark", markos, text="Ohi").status_code == 404
    assert post(world, "mervi", "remark", markos, text="Ohi").status_code == 409
    for row in range(REMARKS):
        Remark.objects.create(conversation=c, side="employee", author=world.tiina, text=str(row))
    assert post(world, "tiina", "remark", c, text="Vielä").status_code == 409


def test_what_is_sent_is_met_with_an_answer_not_an_error(world: Any) -> None:
    c = held(world)
    for text in ("\x00", "x" * 100_000):
        answer = post(world, "tiina", "sign", c, stance="differs", remark=text)
        assert answer.status_code == 422
        assert post(world, "tiina", "refuse", c, reason=text).status_code == 422
    assert post(world, "tiina", "sign", c, stance="sometimes").status_code == 422
    sirpas = held(world, "sirpa")
    for bad in ("\x00", "9" * 400, ""):
        data = {"paper_on": bad, "mark": bad, "code": bad, "stance": bad}
        assert post(world, "mervi", "paper", sirpas, **data).status_code == 422
        assert post(world, "mervi", "sign_here", sirpas, **data).status_code == 422
    assert not Signature.objects.exists()


# Reopening


def reopen(world: Any, c: Conversation, reason: str = "Väärä vuosi otsikossa") -> Conversation:
    services.reopen(user=world.user("jari"), conversation=now(c), reason=reason)
    return now(c)


@pytest.mark.requirement(38)
def test_hr_reopens_with_a_reason_that_both_see(world: Any) -> None:
    c = locked(world)
    first = c.content_hash
    earlier = pdf(world, "tiina", c)
    overview = world.client("jari").get(reverse("conversations:overview")).content.decode()
    assert url("reopen", c) in overview
    assert (
        url("reopen", c)
        not in world.client("outi").get(reverse("conversations:overview")).content.decode()
    )
    assert post(world, "jari", "reopen", c).status_code == 422
    assert post(world, "jari", "reopen", c, reason="Väärä vuosi otsikossa").status_code == 302
    assert post(world, "jari", "reopen", c, reason="Väärä vuosi otsikossa").status_code == 409
    c = now(c)
    assert (c.state, c.content_hash, c.locked_at) == (State.HELD, "", None)
    assert not SignedCopy.objects.exists()
    assert letters("conversation_reopened") == sorted([world.tiina.uuid, world.mervi.uuid])
    for who in ("tiina", "mervi"):
        assert "Väärä vuosi otsikossa" in page(world, who, c)
        assert "muuttui allekirjoituksen jälkeen" not in page(world, who, c)
    assert world.client("jari").get(url("detail", c)).status_code == 404
    # Signed anew, with another text, and the first copy stays what it was.
    f.write(world, "mervi", c, "Korjattu vuosi", agreed=True)
    f.sign(world, "tiina", c)
    f.sign(world, "mervi", c)
    c = now(c)
    assert c.state == State.LOCKED
    assert c.content_hash != first
    row = Reopening.objects.get()
    assert (row.content_hash, row.by, row.signatures.count()) == (first, world.jari, 2)
    text = pdf(world, "mervi", c, "earlier", "earlier_file", more=[row.uuid])
    assert first in text.replace(" ", "")
    assert "Korjattu vuosi" not in text
    assert "Väärä vuosi otsikossa" in text
    assert "Korjattu vuosi" in pdf(world, "tiina", c)
    assert "Korjattu vuosi" not in earlier
    assert problems() == []
    row.content["year"] = 1999
    row.save()
    assert problems() == ["the text signed before the reopening has changed"]


def test_reopened_twice_with_the_same_text_each_copy_keeps_its_signatures(world: Any) -> None:
    c = locked(world)
    pdf(world, "tiina", c)
    for reason in ("Ensimmäinen syy", "Toinen syy"):
        c = reopen(world, c, reason)
        f.sign(world, "mervi", c)
        if reason == "Ensimmäinen syy":
            f.sign(world, "tiina", c)
        else:
            refuse(world, "tiina", c, "En enää")
            services.close(user=world.user("mervi"), conversation=now(c))
    c = now(c)
    assert (c.state, c.unsigned) == (State.LOCKED, Unsigned.REFUSED)
    rows = list(Reopening.objects.all())
    assert rows[0].content_hash == rows[1].content_hash == c.content_hash
    seen = [pdf(world, "tiina", c, "earlier", "earlier_file", more=[row.uuid]) for row in rows]
    assert "Ensimmäinen syy" in seen[0]
    assert "Toinen syy" in seen[1]
    assert "En enää" in pdf(world, "tiina", c)
    assert problems() == []
    # Everything goes with the conversation, documents too.
    retention.forget([c.uuid])
    c.delete()
    assert not Document.objects.exists()
    assert not Reopening.objects.exists()


def test_who_reopens_what(world: Any) -> None:
    c = locked(world)
    assert can_reopen(world.user("sanna"), c)
    for who in ("tiina", "mervi", "outi", "veera", "kaisa"):
        assert not can_reopen(world.user(who), c)
    assert not can_reopen(world.user("jari"), held(world, "marko"))
    Conversation.objects.filter(pk=c.pk).update(restricted_at=c.locked_at)
    assert not can_reopen(world.user("jari"), now(c))
    Conversation.objects.filter(pk=c.pk).update(restricted_at=None)
    Conversation.objects.create(
        round=c.round, employment=c.employment, supervisor=world.mervi, occasion="other"
    )
    assert not can_reopen(world.user("jari"), now(c))
    own = f.lock(world, "sanna", "jari", f.hold(world, "jari", f.talk_of(world, "sanna")))
    assert not can_reopen(world.user("sanna"), own)


def test_reopened_after_a_change_of_supervisor_it_is_the_new_ones(world: Any) -> None:
    c = locked(world)
    tomorrow = world.today + DAY
    Leadership.objects.filter(unit=world.cleaning).update(valid_until=tomorrow)
    Leadership.objects.create(unit=world.cleaning, person=world.heidi, valid_from=tomorrow)
    closure.rebuild()
    world.move_to(tomorrow)
    reopen(world, c)
    work.drain()
    c = now(c)
    assert c.supervisor == world.heidi
    # The successor, on the day after, closes it as one who was not there.
    f.sign(world, "heidi", c)
    f.sign(world, "tiina", c)
    signature = Signature.objects.get(side="supervisor", voided_at=None)
    assert (signature.person, signature.was_present) == (world.heidi, False)
    assert "ei ollut" in pdf(world, "tiina", c)


# Whose turn it is, in words


TURNS = [
    # (what has happened, whose turn or how it ended)
    ("preparing", "kun Mervi Aaltonen on merkinnyt sen pidetyksi"),
    ("held", "Mervi Aaltonen ja Tiina Rautio eivät ole vielä allekirjoittaneet"),
    ("employee signed", "Tiina Rautio on allekirjoittanut. Vuorossa: Mervi Aaltonen."),
    ("supervisor signed", "Mervi Aaltonen on allekirjoittanut. Vuorossa: Tiina Rautio."),
    ("employee refused", "Tiina Rautio ei allekirjoita. Vuorossa: Mervi Aaltonen."),
    ("both answered", "Kumpi tahansa voi päättää keskustelun"),
    ("edited", "Mervi Aaltonen ja Tiina Rautio eivät ole vielä allekirjoittaneet"),
    ("away", "Allekirjoitusaika ei kulu juuri nyt."),
    ("locked", "Molemmat ovat allekirjoittaneet, lukittu 9.2.2026."),
    ("closed", "Lukittu 9.2.2026. Ei allekirjoittanut: Tiina Rautio."),
    ("reopened", "Mervi Aaltonen ja Tiina Rautio eivät ole vielä allekirjoittaneet"),
]


def bring(world: Any, what: str) -> Conversation:
    if what == "preparing":
        return f.talk_of(world, "tiina")
    c = held(world)
    if what in ("employee signed", "locked", "reopened", "edited"):
        f.sign(world, "tiina", c)
    if what in ("supervisor signed", "both answered", "locked", "closed", "reopened"):
        f.sign(world, "mervi", c)
    if what in ("employee refused", "both answered", "closed"):
        refuse(world, "tiina", c)
    if what == "edited":
        f.write(world, "mervi", c, "Muutettu", agreed=True)
    if what == "away":
        leave(world, "tiina", 20)
    if what == "closed":
        services.close(user=world.user("mervi"), conversation=now(c))
    return reopen(world, c) if what == "reopened" else c


@pytest.mark.requirement(38)
@pytest.mark.parametrize(("what", "words"), TURNS, ids=[what for what, _words in TURNS])
def test_whose_turn_it_is_and_why_a_button_is_grey_is_in_words(
    world: Any, what: str, words: str
) -> None:
    world.deputise("heidi", "mervi", "hold", "see_history")
    c = bring(world, what)
    for who in ("tiina", "mervi", "heidi"):
        text = page(world, who, c)
        assert words in text, who
        # A grey button is tied to words that are there.
        for part in text.split('aria-disabled="true"')[1:]:
            described = part.split(">")[0]
            assert "aria-describedby" in described, described
            reason = described.split('aria-describedby="')[1].split('"')[0]
            after = text.split(f'id="{reason}"')[1].split(">", 1)[1].split("<")[0]
            assert after.strip(), what


def test_words_of_a_signature_are_bound_to_the_seen_text(world: Any) -> None:
    c = held(world)
    seen = hash_now(c)
    f.write(world, "mervi", c, "Muutettu", agreed=True)
    with pytest.raises(Refused):
        sign_service(
            user=world.user("tiina"), conversation=now(c), seen_hash=seen, words=Words("Sana")
        )
    assert not Signature.objects.exists()
