"""The signed conversation as a PDF, and recomputing what was signed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from conversations.content import content_of, contents_of, hash_of
from conversations.models import Conversation, Signature, SignedCopy
from core import work
from core.models import Document
from organization import closure
from organization.models import Leadership
from tests import conversation_factories as f
from tests.pdf_text import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked(world: Any) -> Conversation:
    c = f.talk_of(world, "tiina")
    f.write(world, "mervi", c, "Sovittu yhdessä ÅÄÖ", agreed=True)
    f.write(world, "mervi", c, "Sovittu jaksamisesta", agreed=True, key="strain")
    f.rate(world, "mervi", c, 4, agreed=True)
    f.goal(world, "mervi", c, "Perehdytän uuden")
    f.need(world, "mervi", c, "Sähköinen siivoussuunnitelma")
    return f.lock(world, "tiina", "mervi", c)


def pdf_of(world: Any, who: str, c: Conversation) -> str:
    client = world.client(who)
    page = reverse("conversations:document", args=[c.uuid])
    assert client.post(page).status_code == 302
    assert client.get(page).status_code == 200
    work.drain()
    response = client.get(reverse("conversations:document_file", args=[c.uuid]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return words_of(response.content)


@pytest.mark.requirement(38)
def test_the_pdf_holds_both_parties_signatures_and_hash(world: Any, locked: Conversation) -> None:
    text = pdf_of(world, "tiina", locked)
    for words in (
        "Tiina Rautio",
        "Mervi Aaltonen",
        "Sovittu yhdessä ÅÄÖ",
        "Sovittu jaksamisesta",
        "Perehdytän uuden",
        "Sähköinen siivoussuunnitelma",
        "Siivouspalvelut",
    ):
        assert words in text
    assert locked.content_hash in text.replace(" ", "")


def test_a_later_supervisors_copy_lacks_the_sensitive(world: Any, locked: Conversation) -> None:
    tomorrow = world.today + timedelta(days=1)
    Leadership.objects.filter(unit=world.cleaning).update(valid_until=tomorrow)
    Leadership.objects.create(unit=world.cleaning, person=world.heidi, valid_from=tomorrow)
    closure.rebuild()
    world.move_to(tomorrow)
    text = pdf_of(world, "heidi", locked)
    assert "Sovittu yhdessä" in text
    assert "Sovittu jaksamisesta" not in text
    mervi = world.client("mervi").get(reverse("conversations:document", args=[locked.uuid]))
    assert mervi.status_code == 404


def test_before_both_have_signed_there_is_none(world: Any) -> None:
    c = f.hold(world, "mervi", f.talk_of(world, "tiina"))
    client = world.client("tiina")
    assert client.post(reverse("conversations:document", args=[c.uuid])).status_code == 409
    assert client.get(reverse("conversations:document_file", args=[c.uuid])).status_code == 409


def test_asking_twice_draws_once(world: Any, locked: Conversation) -> None:
    for _ in range(2):
        world.client("tiina").post(reverse("conversations:document", args=[locked.uuid]))
    work.drain()
    assert Document.objects.count() == 1


# What was signed stays as it was


def test_everything_matches(world: Any, locked: Conversation, capsys: Any) -> None:
    pdf_of(world, "tiina", locked)
    call_command("verify_documents")
    said = capsys.readouterr().out
    assert "signed conversations: 1" in said
    assert "documents: 1" in said


@pytest.mark.parametrize("what", ["text", "hash", "signature", "bytes", "conversation"])
def test_any_change_is_found(world: Any, locked: Conversation, what: str, capsys: Any) -> None:
    pdf_of(world, "tiina", locked)
    copy = SignedCopy.objects.get()
    if what == "text":
        copy.content["themes"][0]["questions"][0]["text"] = "Muuta"
        copy.save()
    elif what == "hash":
        SignedCopy.objects.update(content_hash="0" * 64)
    elif what == "signature":
        Signature.objects.filter(side="employee").update(content_hash="0" * 64)
    elif what == "bytes":
        Document.objects.update(pdf=b"%PDF-1.7 muuta")
    else:
        Conversation.objects.filter(pk=locked.pk).update(content_hash="0" * 64)
    with pytest.raises(CommandError):
        call_command("verify_documents")
    assert str(locked.uuid) in capsys.readouterr().err or what == "bytes"


def test_a_name_that_changes_later_changes_nothing_signed(world: Any, locked: Conversation) -> None:
    world.tiina.last_name = "Uusi"
    world.tiina.save()
    call_command("verify_documents")
    assert "Tiina Rautio" in pdf_of(world, "mervi", locked)


def test_contents_of_many_ask_as_many_questions_as_of_one(
    world: Any, locked: Conversation, django_assert_num_queries: Any
) -> None:
    others = list(Conversation.objects.all())
    assert len(others) > 10
    # One that is locked and one that is open, whose frameworks are still to be found out.
    few = [locked, next(c for c in others if c.state == Conversation.State.PREPARING)]
    with django_assert_num_queries(14):
        contents_of(few)
    with django_assert_num_queries(14):
        contents_of(others)


def test_the_hash_is_of_the_content_alone(world: Any, locked: Conversation) -> None:
    assert hash_of(content_of(locked)) == locked.content_hash
    assert SignedCopy.objects.get().content == content_of(locked)
