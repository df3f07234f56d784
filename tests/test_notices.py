"""The privacy notice comes before the first conversation, once per version (GDPR 13-14)."""

import hashlib
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from conversations.models import Answer
from core import retention
from privacy.notices import texts
from privacy.notices.models import NoticeRead
from privacy.retention.periods import change_period
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(world: Any) -> Any:
    found = f.talk_of(world, "tiina")
    NoticeRead.objects.all().delete()
    return found


@pytest.mark.parametrize("who", ["tiina", "mervi"])
def test_shown_before_the_first_conversation_then_on_to_where_one_was_going(
    world: Any, talk: Any, who: str
) -> None:
    client = world.client(who)
    deep = reverse("conversations:prepare_theme", args=[talk.uuid, "past-year"]) + "?a=1"
    first = client.get(deep)
    assert urlsplit(first.url).path == reverse("privacy:notice")
    assert parse_qs(urlsplit(first.url).query)["next"] == [deep]
    page = client.get(first.url).content.decode()
    assert "Rekisterinpitäjä" in page
    assert "tietosuojavaltuutetulle" in page
    assert f'value="{deep}"' in page
    assert client.post(reverse("privacy:notice"), {"next": deep}).url == deep
    read = NoticeRead.objects.get()
    assert (read.person, read.version) == (getattr(world, who), texts.VERSION)
    assert client.get(deep).status_code == 200
    # Twice is once.
    client.post(reverse("privacy:notice"), {"next": deep})
    assert NoticeRead.objects.count() == 1


def test_other_pages_do_not_wait_for_it(world: Any, talk: Any) -> None:
    for name in ("home", "conversations:index", "annual_clock:clock", "privacy"):
        assert world.client("tiina").get(reverse(name)).status_code == 200


def test_a_new_version_is_shown_again(
    world: Any, talk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client("tiina")
    client.post(reverse("privacy:notice"))
    page = reverse("conversations:detail", args=[talk.uuid])
    assert client.get(page).status_code == 200
    for place in ("services", "views"):
        monkeypatch.setattr(f"privacy.notices.{place}.VERSION", "2031-01")
    assert client.get(page).status_code == 302
    client.post(reverse("privacy:notice"))
    assert client.get(page).status_code == 200
    assert set(NoticeRead.objects.values_list("version", flat=True)) == {texts.VERSION, "2031-01"}


def test_what_is_being_sent_is_never_lost_to_it(world: Any, talk: Any) -> None:
    url = reverse("conversations:prepare_theme", args=[talk.uuid, "past-year"])
    answer = world.client("tiina").post(url, {"q_successes": "Kirjoitettu ennen selostetta"})
    assert answer.status_code in (200, 302)
    assert Answer.objects.filter(text="Kirjoitettu ennen selostetta").exists()


def test_an_unknown_conversation_is_no_different(world: Any, talk: Any) -> None:
    """Nobody learns from the notice which addresses exist."""
    client = world.client("aino")
    from uuid import uuid4

    for uuid in (talk.uuid, uuid4()):
        assert client.get(reverse("conversations:detail", args=[uuid])).status_code == 302
    client.post(reverse("privacy:notice"))
    for uuid in (talk.uuid, uuid4()):
        assert client.get(reverse("conversations:detail", args=[uuid])).status_code == 404


@pytest.mark.parametrize("bad", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_it_leads_nowhere_else(world: Any, bad: str) -> None:
    client = world.client("tiina")
    assert bad not in client.get(reverse("privacy:notice"), {"next": bad}).content.decode()
    posted = client.post(reverse("privacy:notice"), {"next": bad})
    assert posted.url == reverse("conversations:index")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_tells_what_the_articles_ask(language: str) -> None:
    with translation.override(language):
        text = render_to_string("privacy/notices/text.html", CONTACTS)
    for sign in ("6", "1050/2018", "449/2007", "906/2019", "759/2004", "28", "tietosuoja.fi"):
        assert sign in text
    assert CONTACTS["protection_email"] in text


CONTACTS = {"hr_email": "hr@heinola.example", "protection_email": "tietosuoja@heinola.example"}
DIGESTS = {"2026-11": "864fd03931d3c88f"}


def test_it_tells_the_periods_that_are_decided_today(world: Any) -> None:
    page = reverse("privacy:notice")
    told = "Keskustelut, arviot, tavoitteet ja tarpeet: {} keskustelun vuodesta"
    assert told.format("3 kalenterivuotta") in world.client("tiina").get(page).content.decode()
    change_period(
        user=world.user("jari"),
        rule=retention.rule_of("conversation"),
        period=2,
        reference="Tiedonohjaussuunnitelma 12",
        decided_on=world.today,
    )
    assert told.format("2 kalenterivuotta") in world.client("tiina").get(page).content.decode()


def test_a_changed_text_has_a_new_version() -> None:
    """Changed in substance: a new VERSION and its digest. A slip of the pen: the digest only."""
    with translation.override("fi"):
        text = render_to_string("privacy/notices/text.html", CONTACTS)
    words = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == DIGESTS[texts.VERSION]
