"""The whole conversation on one page, and what of the other's changes comes to it by itself."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from competencies.models import Line
from conversations.models import Answer, Conversation, Layer
from core.fields import Translated
from core.look.sentences import sentences
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(world: Any) -> Conversation:
    return f.talk_of(world, "tiina")


def url(c: Conversation, name: str = "talk", *more: str) -> str:
    return reverse(f"conversations:{name}", args=[c.uuid, *more])


def shown(world: Any, who: str, c: Conversation, query: str = "") -> str:
    return str(world.client(who).get(url(c) + query).content.decode())


def asked(world: Any, who: str, c: Conversation, since: str = "", **more: str) -> dict[str, Any]:
    """What a window that shows `since` is told."""
    response = world.client(who).get(url(c, "talk_changes"), {"tila": since, **more})
    assert response.status_code == 200
    return dict(json.loads(response.content))


def field(answer: dict[str, Any], name: str) -> dict[str, Any]:
    return next(row for row in answer["fields"] if row["name"] == name)


@pytest.mark.requirement(14, 31, 39)
def test_everything_stands_on_one_page_for_both(world: Any, talk: Conversation) -> None:
    before = f.talk_of(world, "tiina", 2025)
    f.write(world, "mervi", before, "Viime vuonna sovittiin tämä.", agreed=True)
    f.rate(world, "mervi", before, 2, agreed=True)
    f.goal(world, "mervi", before, "Viime vuoden tavoite")
    f.lock(world, "tiina", "mervi", before)
    f.write(world, "tiina", talk, "Tiinan valmistautuminen.")
    f.write(world, "mervi", talk, "Mervin valmistautuminen.")
    f.share(world, "tiina", talk)
    f.share(world, "mervi", talk)
    f.write(world, "mervi", talk, "Sovittu yhdessä.", agreed=True)
    f.goal(world, "mervi", talk, "Sovittu tavoite")
    for unit, words in (
        (world.city, "Kaupungin linjaus"),
        (world.environment, "Oman alueen linjaus"),
        (world.wellbeing, "Toisen alueen linjaus"),
    ):
        Line.objects.create(year=2026, unit=unit, text=Translated(fi=words, sv=words, en=words))
    for who in ("tiina", "mervi"):
        page = shown(world, who, talk)
        for words in (
            "Viime vuonna sovittiin tämä.",
            "Viime vuoden tavoite",
            "vuonna 2025 2",
            "Tiinan valmistautuminen.",
            "Mervin valmistautuminen.",
            "Sovittu yhdessä.",
            "Sovittu tavoite",
            "Itsensä johtamisen taidot",
            "Kaupungin linjaus",
            "Oman alueen linjaus",
            "Tämän näkevät Tiina ja Mervi",
        ):
            assert words in page, words
        assert "Toisen alueen linjaus" not in page
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))


def test_every_field_says_who_will_see_it(world: Any, talk: Conversation) -> None:
    """Also where one theme has texts of two kinds."""
    for stage in ("talk", "prepare"):
        for theme in f.page(world, "mervi", talk).themes:
            page = world.client("mervi").get(url(talk, f"{stage}_theme", theme.key))
            said = page.context["audience"] or [
                part.audience for part, _f in page.context["questions"]
            ]
            assert all(said)
    whole = world.client("mervi").get(url(talk)).context["themes"]
    wellbeing = next(part for part in whole if part["theme"].key == "wellbeing")
    assert "vain Tiina ja Mervi" in wellbeing["audience"]


def test_only_what_has_changed_is_told(world: Any, talk: Conversation) -> None:
    f.write(world, "mervi", talk, "Alku", agreed=True)
    first = asked(world, "tiina", talk)
    assert "areas" not in asked(world, "tiina", talk, first["stamp"])
    f.write(world, "mervi", talk, "Jatko", agreed=True)
    second = asked(world, "tiina", talk, first["stamp"])
    assert second["areas"] == ["agreed"]
    core = field(second, "q_core-tasks")
    assert (core["form"], core["value"], core["who"]) == ("past-year", "Jatko", "Mervi Aaltonen")
    # What is told can be written on: the piece is the one a fresh page would carry.
    saved = world.client("tiina").post(
        url(talk, "talk_theme", "past-year"),
        {"version": core["piece"], "q_core-tasks": "Jatko ja loppu"},
        headers={"X-Autosave": "1"},
    )
    assert saved.status_code == 200
    assert Answer.objects.get(layer=Layer.AGREED).text == "Jatko ja loppu"
    f.rate(world, "mervi", talk, 4, agreed=True)
    third = asked(world, "tiina", talk, asked(world, "tiina", talk, second["stamp"])["stamp"])
    assert "areas" not in third
    fourth = asked(world, "tiina", talk, second["stamp"])
    level = field(fourth, f"level_{f.competence(talk).key}")
    assert level["value"] == "4"
    assert "checked" in fourth["regions"][f"rating:{level['name']}"]
    f.goal(world, "tiina", talk, "Uusi tavoite")
    fifth = asked(world, "mervi", talk, fourth["stamp"])
    assert "items" in fifth["areas"]
    assert "Uusi tavoite" in fifth["regions"]["items"]


def test_what_is_not_shared_is_neither_told_nor_noticed(world: Any, talk: Conversation) -> None:
    before = asked(world, "mervi", talk)["stamp"]
    f.write(world, "tiina", talk, "Tiinan jakamaton")
    f.rate(world, "tiina", talk, 5)
    f.goal(world, "tiina", talk, "Tiinan ehdotus", agreed=False)
    silent = asked(world, "mervi", talk, before)
    # That a preparation has begun is in the state of the conversation; nothing of its content is.
    assert set(silent.get("areas", [])) <= {"frame"}
    assert "Tiinan" not in json.dumps(asked(world, "mervi", talk, silent["stamp"]))
    f.write(world, "tiina", talk, "Tiinan jakamaton, lisää")
    assert "areas" not in asked(world, "mervi", talk, silent["stamp"])
    f.share(world, "tiina", talk)
    shared = asked(world, "mervi", talk, silent["stamp"])
    assert set(shared["areas"]) >= {"frame", "preparations", "ratings", "items"}
    beside = shared["regions"]["beside:past-year:q_core-tasks"]
    assert "Tiinan jakamaton, lisää" in beside
    assert 'data-take="past-year-q_core-tasks"' in beside


def test_a_deputy_who_was_not_there_is_told_nothing_sensitive(
    world: Any, talk: Conversation
) -> None:
    f.write(world, "mervi", talk, "Jaksamisesta sovittu", agreed=True, key="strain")
    f.hold(world, "mervi", talk)
    world.deputise("heidi", "mervi", "hold", "sign")
    seen = asked(world, "heidi", talk)
    assert "Jaksamisesta" not in json.dumps(seen)
    assert not any(row["name"] == "q_strain" for row in seen["fields"])
    assert "Jaksamisesta" not in shown(world, "heidi", talk)
    f.write(world, "tiina", talk, "Jaksamisesta toisin", agreed=True, key="strain")
    again = asked(world, "heidi", talk, seen["stamp"])
    assert "Jaksamisesta" not in json.dumps(again)


def test_holding_signing_and_voiding_come_too(world: Any, talk: Conversation) -> None:
    stamp = asked(world, "tiina", talk)["stamp"]
    f.write(world, "mervi", talk, "Sovittu", agreed=True)
    f.goal(world, "mervi", talk, "Tavoite")
    f.hold(world, "mervi", talk)
    held = asked(world, "tiina", talk, stamp)
    assert "frame" in held["areas"]
    assert held["editable"]
    assert "Lue ja allekirjoita" in held["regions"]["next"]
    f.sign(world, "mervi", talk)
    signed = asked(world, "tiina", talk, held["stamp"])
    # Writing on would void the signature: the fields close until one asks for them.
    assert not signed["editable"]
    assert "Tämä teksti on allekirjoitettu" in signed["regions"]["notes"]
    assert asked(world, "tiina", talk, held["stamp"], muuta="")["editable"]
    f.write(world, "tiina", talk, "Sovittu toisin", agreed=True)
    voided = asked(world, "mervi", talk, signed["stamp"])
    assert voided["editable"]
    assert field(voided, "q_core-tasks")["value"] == "Sovittu toisin"
    f.sign(world, "mervi", talk)
    f.sign(world, "tiina", talk)
    locked = asked(world, "tiina", talk, voided["stamp"])
    assert not locked["editable"]
    assert "<textarea" not in shown(world, "tiina", talk, "?muuta")


def test_who_else_is_here(world: Any, talk: Conversation) -> None:
    assert asked(world, "tiina", talk, paikka="past-year:q_core-tasks")["people"] == []
    assert asked(world, "mervi", talk)["people"] == [
        {"name": "Tiina Rautio", "first": "Tiina", "at": "past-year:q_core-tasks"}
    ]
    # Anything but the name of a field is no place.
    for odd in ("<b>", "x" * 400, "a:b:c", "\0:\0", "😀:😀"):
        asked(world, "tiina", talk, paikka=odd)
        assert asked(world, "mervi", talk)["people"][0]["at"] == ""
    other = f.talk_of(world, "marko")
    assert asked(world, "marko", other)["people"] == []


def test_a_stamp_that_cannot_be_read_gives_everything(world: Any, talk: Conversation) -> None:
    for since in ("", "x", "\0" * 50, "....", "😀.😀.😀.😀.😀", "a" * 5000):
        assert len(asked(world, "tiina", talk, since)["areas"]) == 5


def test_asking_is_one_look_a_visit_and_keeps_no_session_awake(
    world: Any, talk: Conversation, django_capture_on_commit_callbacks: Any
) -> None:
    client = world.client("mervi")
    with django_capture_on_commit_callbacks(execute=True):
        client.get(url(talk))
    looks = Event.objects.filter(action__startswith="conversations.read").count()
    seen = client.session.get("seen_at")
    for _turn in range(3):
        client.get(url(talk, "talk_changes"), headers={"HX-Request": "true"})
    assert Event.objects.filter(action__startswith="conversations.read").count() == looks
    assert client.session.get("seen_at") == seen
    # One's own conversation leaves no trace of being read.
    world.client("tiina").get(url(talk))
    assert not Event.objects.filter(
        actor=world.user("tiina").uuid, action__startswith="conversations.read"
    ).exists()


def test_without_javascript_each_part_is_saved_where_one_was(
    world: Any, talk: Conversation
) -> None:
    page = world.client("tiina").get(url(talk))
    part = next(p for p in page.context["themes"] if p["theme"].key == "past-year")
    version = part["form"]["version"].value()
    data = {"whole": "1", "version": version, "q_core-tasks": "Minun"}
    saved = world.client("tiina").post(part["url"], data)
    assert (saved.status_code, saved.url) == (302, url(talk) + "#part-past-year")
    f.write(world, "mervi", talk, "Mervin", agreed=True)
    clash = world.client("tiina").post(part["url"], {**data, "q_core-tasks": "Minun uusi"})
    assert clash.status_code == 409
    assert "Mervin" in clash.content.decode()
    assert "Minun uusi</textarea>" in clash.content.decode()


def count(client: Any, address: str) -> int:
    client.get(address)  # the visit's first look writes its events
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["talk", "talk_changes"])
def test_a_bigger_conversation_takes_no_more_queries(
    world: Any, talk: Conversation, name: str
) -> None:
    before = f.talk_of(world, "tiina", 2025)
    f.lock(world, "tiina", "mervi", before)
    f.write(world, "tiina", talk, "Yksi", key="successes")
    f.goal(world, "tiina", talk, "Ehdotus", agreed=False)
    f.share(world, "tiina", talk)
    f.goal(world, "mervi", talk, "Yksi")
    f.need(world, "mervi", talk, "Yksi")
    f.rate(world, "mervi", talk, 3, agreed=True)
    f.write(world, "mervi", talk, "Teksti", agreed=True)
    Line.objects.create(year=2026, unit=world.city, text=Translated(fi="A", sv="A", en="A"))
    client = world.client("mervi")
    few = count(client, url(talk, name))
    for number in range(12):
        f.goal(world, "mervi", talk, f"Tavoite {number}")
        f.need(world, "mervi", talk, f"Tarve {number}")
        Line.objects.create(
            year=2026, unit=world.environment, text=Translated(fi="B", sv="B", en="B"), order=number
        )
    for key in ("successes", "challenges", "strain", "meaning"):
        f.write(world, "mervi", talk, "Teksti", agreed=True, key=key)
    assert count(client, url(talk, name)) == few


@pytest.mark.parametrize("name", ["talk", "talk_changes"])
def test_more_questions_and_competences_take_no_more_queries(
    world: Any, talk: Conversation, name: str
) -> None:
    """A supervisor's own talk has a theme and seven competences more."""
    bigger = f.talk_of(world, "mervi")
    assert len(f.page(world, "mervi", bigger).competences) > len(
        f.page(world, "tiina", talk).competences
    )
    few = count(world.client("tiina"), url(talk, name))
    assert count(world.client("mervi"), url(bigger, name)) <= few


def test_a_text_falls_into_its_sentences_and_back() -> None:
    text = "Aloitan 1.3. alkaen esim. koululla. Neuvon sijaisia!\n\n- Lista\nLoppu 😀"
    pieces = sentences(text)
    assert [words for words, _gap in pieces] == [
        "Aloitan 1.3. alkaen esim. koululla.",
        "Neuvon sijaisia!",
        "- Lista",
        "Loppu 😀",
    ]
    assert "".join(words + gap for words, gap in pieces) == text
    assert sentences("") == []
    assert len(sentences("a. " * 50_000)) == 1
