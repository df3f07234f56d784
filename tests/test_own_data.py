"""A person takes everything kept about oneself (GDPR 15); nothing is forgotten, nothing of others
goes along."""

import json
import tomllib
from datetime import timedelta
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core import mail
from django.urls import reverse

from audit.models import Event
from core import clock, personal, work
from core.policies import Refused
from organization.models import Employment, Person
from privacy.own_data import package, services
from privacy.own_data.models import DataFile, Delivery
from tests import conversation_factories as f

INVENTORY = tomllib.loads((Path(__file__).parent.parent / "docs" / "privacy.toml").read_text())
HIDDEN = "Vertaa Tiinaa Marko Seppään ja Ritvan tapaan."


@pytest.fixture
def talked(world: Any) -> Any:
    """Tiina's talk of last year is locked; this year both prepare, Mervi has not shared."""
    world.content()
    earlier = f.talk_of(world, "tiina", 2025)
    f.write(world, "tiina", earlier, "Kaipaan parempaa perehdytystä.")
    f.share(world, "tiina", earlier)
    f.rate(world, "tiina", earlier, 3)
    f.goal(world, "tiina", earlier, "Koneiden käyttö sujuu")
    f.lock(world, "tiina", "mervi", earlier)
    now = f.talk_of(world, "tiina")
    f.write(world, "mervi", now, HIDDEN)
    f.write(world, "tiina", now, "Marko Seppä auttoi minua syksyllä.")
    world.earlier, world.now = earlier, now
    return world


def made(world: Any, name: str, language: str = "fi") -> ZipFile:
    one = package.Package(getattr(world, name), language)
    assert list(one.steps())[-1] == one.total
    return ZipFile(BytesIO(one.content))


def data_of(archive: ZipFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(archive.read(package.DATA))
    return found


def table(data: dict[str, Any], model: str) -> list[dict[str, Any]]:
    return [
        row
        for section in data["sections"]
        for each in section["tables"]
        if each["model"] == model
        for row in each["rows"]
    ]


# ---------------------------------------------------------------------------- nothing forgotten


def test_every_personal_field_is_handed_out_or_withheld_with_a_reason() -> None:
    accounted = personal.accounted_for()
    missing = {
        f"{label}.{field}"
        for label, row in INVENTORY["model"].items()
        for field in row.get("personal", {})
        if field not in accounted.get(label, set())
    }
    assert missing == set(), "say in <app>/own_data.py how it is handed out, or why not"


def test_every_table_tells_where_from_who_and_how_long() -> None:
    rules = set(INVENTORY["retention"])
    for section in personal.sections():
        for each in section.tables:
            assert each.source
            assert each.readers
            assert set(each.kept) <= rules, f"{each.model}: {each.kept}"
    assert all(row.what and row.why for row in personal.withheld())
    known = {label for label, row in INVENTORY["model"].items() if "none" not in row}
    assert set(personal.accounted_for()) <= known


# ---------------------------------------------------------------------------- what is in it


def test_the_package_has_a_page_and_the_same_for_a_computer(talked: Any) -> None:
    archive = made(talked, "tiina")
    assert archive.testzip() is None
    assert set(archive.namelist()) >= {package.PAGE, package.DATA}
    page = archive.read(package.PAGE).decode()
    for words in (
        "Kaipaan parempaa perehdytystä.",
        "Tiina vastaa uusien perehdytyksestä.",
        "Koneiden käyttö sujuu",
        "laitoshuoltaja",
        "tiina.rautio@heinola.example",
    ):
        assert words in page
    data = data_of(archive)
    assert {row["text"] for row in table(data, "conversations.Answer")} >= {
        "Kaipaan parempaa perehdytystä.",
        "Tiina vastaa uusien perehdytyksestä.",
    }
    assert [row["level"] for row in table(data, "conversations.Rating")] == [3]
    assert [row["title"] for row in table(data, "conversations.Goal")] == ["Koneiden käyttö sujuu"]
    [copy] = table(data, "conversations.SignedCopy")
    assert copy["content"]["goals"][0]["title"] == "Koneiden käyttö sujuu"


def test_the_supervisors_unshared_preparation_is_in_it_with_others_names_covered(
    talked: Any,
) -> None:
    """Nothing is hidden (architecture, "Who sees what"); others stay covered (GDPR 15(4))."""
    texts = {row["text"] for row in table(data_of(made(talked, "tiina")), "conversations.Answer")}
    [hidden] = [text for text in texts if text.startswith("Vertaa")]
    assert "Tiinaa" in hidden
    assert "Seppä" not in hidden
    assert "Marko" not in hidden
    assert "Ritva" not in hidden
    assert hidden.count("[nimi peitetty]") == 3
    # What one wrote oneself stays as one wrote it.
    assert "Marko Seppä auttoi minua syksyllä." in texts


def test_a_supervisors_package_has_no_text_about_the_employees(talked: Any) -> None:
    archive = made(talked, "mervi")
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for text in (HIDDEN, "Kaipaan parempaa perehdytystä.", "Tiina vastaa uusien perehdytyksestä."):
        assert text not in everything
    assert "Koneiden käyttö sujuu" not in everything
    # That she held it is about her too.
    assert any(
        row["employment"] == "Tiina Rautio"
        for row in table(data_of(archive), "conversations.Conversation")
    )


def test_feedback_on_the_supervisor_is_the_supervisors_data_once_given(talked: Any) -> None:
    key = feedback_key(talked.earlier)
    f.write(talked, "tiina", talked.now, "Mervi kuuntelee hyvin.", key=key)
    f.write(talked, "mervi", talked.now, "Sovittiin palautteesta.", key="core-tasks", agreed=True)
    f.write(talked, "tiina", talked.now, "Palautetta enemmän.", key=key, agreed=True)
    f.hold(talked, "mervi", talked.now)
    texts = {row["text"] for row in table(data_of(made(talked, "mervi")), "conversations.Answer")}
    assert texts == {"Palautetta enemmän."}
    waiting = talked.now.preparations.get(author=talked.tiina)
    waiting.shared_at = clock.now()
    waiting.save()
    texts = {row["text"] for row in table(data_of(made(talked, "mervi")), "conversations.Answer")}
    assert texts == {"Palautetta enemmän.", "Mervi kuuntelee hyvin."}


def feedback_key(conversation: Any) -> str:
    from conversations.models import Question

    found = Question.objects.filter(
        theme__template=conversation.round.template, sensitivity="feedback"
    ).first()
    assert found
    return str(found.key)


def test_it_says_who_has_read(talked: Any) -> None:
    talked.client("mervi").get(reverse("conversations:detail", args=[talked.earlier.uuid]))
    rows = table(data_of(made(talked, "tiina")), "audit.Event")
    assert any(
        row.get("actor") == "Mervi Aaltonen" and row["action"] == "conversations.read"
        for row in rows
    )
    # In Mervi's own package her reading stands without whose it was.
    own = [row for row in table(data_of(made(talked, "mervi")), "audit.Event") if "at" in row]
    assert "Tiina" not in json.dumps(own)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Omat tiedot, Tiina Rautio"), ("sv", "Egna uppgifter, Tiina Rautio"),
     ("en", "Own data, Tiina Rautio")],
)  # fmt: skip
def test_it_speaks_the_persons_language(talked: Any, language: str, words: str) -> None:
    page = made(talked, "tiina", language).read(package.PAGE).decode()
    assert f'<html lang="{language}">' in page
    assert f"<h1>{words}</h1>" in page


def test_text_in_it_cannot_become_a_page_of_its_own(talked: Any) -> None:
    f.write(talked, "tiina", talked.now, "<script>alert(1)</script> & Åäö 🌲", key="core-tasks")
    page = made(talked, "tiina").read(package.PAGE).decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Åäö 🌲" in page

    class Outside(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Any) -> None:
            for name, value in attrs:
                if name in ("src", "href"):
                    assert value
                    assert not value.startswith(("http", "//"))

    Outside().feed(page)


def test_somebody_without_anything_gets_a_package_too(world: Any) -> None:
    page = made(world, "elected").read(package.PAGE).decode()
    assert "Matti Honkanen" in page
    assert "Näistä ei ole mitään" in page


def test_many_rows_take_as_many_queries_as_few(talked: Any) -> None:
    few = _queries(talked)
    for _n in range(40):
        Event.objects.create(
            action="x", data_subject=talked.tiina.uuid, actor=talked.mervi.user.uuid
        )
    assert _queries(talked) == few


def _queries(world: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        made(world, "tiina")
    return len(found)


def test_old_rows_of_a_long_log_are_only_in_the_json(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "ROWS_ON_PAGE", 3)
    for number in range(5):
        Event.objects.create(action="x", role=f"marked.{number}", data_subject=world.tiina.uuid)
    archive = made(world, "tiina")
    page = archive.read(package.PAGE).decode()
    assert page.count("marked.") == 3
    assert len([r for r in table(data_of(archive), "audit.Event") if "marked" in r["role"]]) == 5
    assert "vanhempaa riviä" in page


# ---------------------------------------------------------------------------- ordering and taking


def test_the_way_of_a_package(world: Any) -> None:
    client = world.client("tiina")
    assert client.post(reverse("privacy:own_data_order")).status_code == 302
    assert "Tietojasi kootaan" in client.get(reverse("privacy:own_data")).content.decode()
    assert client.post(reverse("privacy:own_data_order")).status_code == 409
    work.drain()
    file = DataFile.objects.get()
    assert [m.to for m in mail.outbox] == [["tiina.rautio@heinola.example"]]
    response = client.get(reverse("privacy:own_data_download", args=[file.uuid]))
    assert response["Content-Type"] == "application/zip"
    assert ZipFile(BytesIO(response.content)).testzip() is None
    actions = Event.objects.filter(data_subject=world.tiina.uuid).values_list("action", flat=True)
    assert {"privacy.own_data.order", "privacy.own_data.download"} <= set(actions)


@pytest.mark.parametrize("who", ["mervi", "jari", "kaisa", "veera"])
def test_nobody_else_opens_it(world: Any, who: str) -> None:
    file = services.order(user=world.user("tiina"), language="fi")
    work.drain()
    url = reverse("privacy:own_data_download", args=[file.uuid])
    assert world.client(who).get(url).status_code == 404


def test_it_is_offered_for_a_week(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    file = services.order(user=world.user("tiina"), language="fi")
    work.drain()
    DataFile.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    url = reverse("privacy:own_data_download", args=[file.uuid])
    assert world.client("tiina").get(url).status_code == 409
    assert services.clean_up() == 1
    file.refresh_from_db()
    assert file.content is None
    # And then one orders a new one.
    assert services.order(user=world.user("tiina"), language="fi").pk != file.pk


def test_one_can_delete_it_at_once(world: Any) -> None:
    file = services.order(user=world.user("tiina"), language="fi")
    work.drain()
    world.client("tiina").post(reverse("privacy:own_data_discard", args=[file.uuid]))
    file.refresh_from_db()
    assert file.content is None
    url = reverse("privacy:own_data_download", args=[file.uuid])
    assert world.client("tiina").get(url).status_code == 409


def test_making_it_twice_keeps_the_first(world: Any) -> None:
    file = services.order(user=world.user("tiina"), language="fi")
    work.drain()
    first = DataFile.objects.get().sha256
    work.owe_again(services.MAKE, str(file.uuid))
    work.drain()
    assert DataFile.objects.get().sha256 == first
    assert len(mail.outbox) == 1


# ---------------------------------------------------------------------------- leavers


@pytest.fixture
def left(world: Any) -> Any:
    """Marko left a week ago."""
    Employment.objects.filter(person=world.marko).update(ends_on=world.today - timedelta(days=7))
    world.delivery = services.order_for(
        user=world.user("jari"), person=world.marko, address="marko@example.com", language="fi"
    )
    return world


def release(world: Any) -> tuple[str, str]:
    """The link's path from the letter, and the code."""
    code = services.release(
        user=world.user("kaisa"), delivery=Delivery.objects.get(pk=world.delivery.pk)
    )
    work.drain()
    [letter] = [m for m in mail.outbox if m.to == ["marko@example.com"]]
    [line] = [x for x in str(letter.body).splitlines() if "/nouda/" in x]
    return line.strip().removeprefix("http://localhost:8000"), code


def test_hr_has_no_code_and_the_officer_no_link(left: Any) -> None:
    """HR orders and the officer releases; only link and code together open it."""
    assert mail.outbox == []
    path, code = release(left)
    assert code.replace("-", "") not in str(mail.outbox[0].body)
    released = Delivery.objects.get()
    for kept in (released.link_hash, released.code_hash):
        assert code.replace("-", "") not in kept
    assert path.rsplit("/", 2)[1] not in (released.link_hash, released.code_hash)
    page = left.client("kaisa").get(reverse("privacy:deliveries")).content.decode()
    assert "/nouda/" not in page
    for who in ("jari", "kaisa"):
        url = reverse("privacy:own_data_download", args=[released.file.uuid])
        assert left.client(who).get(url).status_code == 404
    stranger = left.client("anonymous")
    assert "Marko" not in stranger.get(path).content.decode()
    response = stranger.post(path, {"code": code.lower()})
    assert response["Content-Type"] == "application/zip"
    assert "Marko Seppä" in ZipFile(BytesIO(response.content)).read(package.PAGE).decode()
    assert Delivery.objects.get().state == Delivery.State.FETCHED


def test_the_same_person_cannot_do_both_steps(left: Any) -> None:
    from organization.models import RoleGrant

    RoleGrant.objects.create(person=left.jari, role="data_protection", valid_from=left.today)
    with pytest.raises(Refused):
        services.release(user=left.user("jari"), delivery=left.delivery)
    with pytest.raises(Refused):
        services.release(user=left.user("sanna"), delivery=left.delivery)


def test_five_wrong_codes_close_it(left: Any) -> None:
    path, code = release(left)
    stranger = left.client("anonymous")
    for number in range(5):
        response = stranger.post(path, {"code": "AAAA-AAAA"})
        assert response.status_code == (404 if number == 4 else 422)
    assert stranger.post(path, {"code": code}).status_code == 404
    assert Delivery.objects.get().state == Delivery.State.VOID
    assert not DataFile.objects.exclude(content=None).exists()
    refused = Event.objects.filter(action="privacy.delivery.fetch", outcome="refused")
    assert refused.count() == 5


def test_a_link_once_used_closes_within_the_hour(left: Any) -> None:
    path, code = release(left)
    stranger = left.client("anonymous")
    assert stranger.post(path, {"code": code}).status_code == 200
    assert stranger.post(path, {"code": code}).status_code == 200  # it broke off
    Delivery.objects.update(fetched_at=clock.now() - timedelta(hours=2))
    assert stranger.post(path, {"code": code}).status_code == 404
    services.clean_up()
    ended = Delivery.objects.get()
    assert (ended.address, ended.link_hash, ended.code_hash) == ("", "", "")
    assert not DataFile.objects.exclude(content=None).exists()


def test_a_new_code_closes_the_old_link(left: Any) -> None:
    old, _code = release(left)
    mail.outbox.clear()
    path, code = release(left)
    assert old != path
    stranger = left.client("anonymous")
    assert stranger.get(old).status_code == 404
    assert stranger.post(path, {"code": code}).status_code == 200


def test_time_runs_out_and_a_delivery_can_be_cancelled(left: Any) -> None:
    path, code = release(left)
    Delivery.objects.update(expires_at=clock.now())
    assert left.client("anonymous").post(path, {"code": code}).status_code == 404
    services.clean_up()
    assert Delivery.objects.get().state == Delivery.State.EXPIRED
    again = services.order_for(
        user=left.user("sanna"), person=left.marko, address="marko@example.com", language="sv"
    )
    services.cancel(user=left.user("jari"), delivery=again)
    with pytest.raises(Refused):
        services.release(user=left.user("kaisa"), delivery=Delivery.objects.get(pk=again.pk))


def test_hr_orders_only_for_those_who_have_left_and_once(left: Any) -> None:
    with pytest.raises(Refused):
        services.order_for(
            user=left.user("jari"), person=left.tiina, address="x@example.com", language="fi"
        )
    with pytest.raises(Refused):
        services.order_for(
            user=left.user("sanna"), person=left.marko, address="y@example.com", language="fi"
        )
    with pytest.raises(Refused):
        services.order_for(
            user=left.user("mervi"), person=left.marko, address="y@example.com", language="fi"
        )


def test_the_officer_is_reminded_within_the_month(left: Any) -> None:
    from annual_clock.obligations import all_obligations

    [owed] = [o for o in all_obligations(left.today) if o.kind == "privacy.delivery"]
    assert owed.person == Person.objects.get(pk=left.kaisa.pk)
    assert owed.due > left.today + timedelta(days=25)
