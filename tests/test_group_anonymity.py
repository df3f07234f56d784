"""Thoughts without names are truly without: no author, no time, no order, no trace in any table or
log; shown only at closing, to all at once, in random order; at least five who may send."""

import io
import logging
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from accounts import sessions
from audit.models import Event
from conversations.groups.models import AnonymousThought, GatheredThought
from conversations.groups.services import collecting
from core.models import Draft, Work
from core.policies import Refused
from tests import group_factories as g

pytestmark = pytest.mark.django_db

SECRET = "Kahvihuoneessa puhutaan toisistamme liikaa"


@pytest.fixture
def group(world: Any) -> Any:
    """The cleaning team with a collection without names going on."""
    c = g.group_of(world, "cleaning")
    g.grow(world, c, 3)
    g.start(world, "mervi", c, "anonymous")
    return g.fresh(c)


def send(world: Any, client: Any, c: Any, text: str, number: int = 0) -> Any:
    return client.post(
        reverse("groups:send"),
        {"conversation": str(c.uuid), "about": g.slot(world, c, number).name, "text": text},
    )


def everything() -> dict[str, set[str]]:
    """Every row of every table, as text."""
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = {str(row) for row in cursor.fetchall()}
    return found


def test_sending_changes_one_table_only_and_there_stands_nothing_but_the_text(
    world: Any, group: Any
) -> None:
    client = world.client("tiina")
    client.get(reverse("groups:detail", args=[group.uuid]))
    before = everything()
    answer = send(world, client, group, SECRET)
    assert answer.status_code == 200
    assert "ilman nimeäsi" in answer.content.decode()
    after = everything()
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {AnonymousThought._meta.db_table}
    [row] = AnonymousThought.objects.values()
    assert set(row) == {"id", "conversation_id", "key", "perspective", "text"}
    assert row["id"].version == 4  # random: a version of time or of the machine would tell
    assert not Draft.objects.exists()
    assert not Work.objects.filter(kind__contains="thought").exists()


def test_the_model_has_no_field_in_which_an_author_or_a_time_could_stand() -> None:
    kinds = {f.name: f.get_internal_type() for f in AnonymousThought._meta.concrete_fields}
    assert kinds == {
        "id": "UUIDField",
        "conversation": "ForeignKey",
        "key": "CharField",
        "perspective": "CharField",
        "text": "TextField",
    }


def test_the_log_of_requests_and_the_cache_keep_nothing(
    world: Any, group: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client("tiina")
    client.get(reverse("groups:detail", args=[group.uuid]))
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    kept: list[Any] = []
    for name in ("set", "add", "incr", "set_many", "touch"):
        monkeypatch.setattr(cache, name, lambda *a, **k: kept.append(a), raising=False)
    try:
        client.get(reverse("groups:index"))
        spoken = stream.getvalue()
        stream.truncate(0)
        stream.seek(0)
        kept.clear()
        send(world, client, group, SECRET)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    lines = [line for line in stream.getvalue().splitlines() if "django.db" not in line]
    lines = [line for line in lines if "SELECT" not in line and "INSERT" not in line]
    assert not any("request_" in line or str(group.uuid) in line for line in lines), lines
    assert kept == []
    # The same ears hear other requests (an answer to whether this test can see at all).
    assert "request_" in spoken or "groups" in spoken or spoken == ""


def test_no_event_and_no_mark_in_the_session_and_no_object_in_the_address(
    world: Any, group: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client("tiina")
    client.get(reverse("groups:detail", args=[group.uuid]))
    touched: list[Any] = []
    monkeypatch.setattr(sessions, "touch", touched.append)
    before = Event.objects.count()
    send(world, client, group, SECRET)
    send(world, client, group, "")  # refused by the form
    assert Event.objects.count() == before
    assert touched == []
    assert str(group.uuid) not in reverse("groups:send")


def test_a_form_that_could_not_be_taken_is_not_held(world: Any, group: Any) -> None:
    """The session has ended: another form would wait sealed on the server, this one does not."""
    client = world.client("tiina")
    where = g.slot(world, group)
    session = client.session
    session[sessions.SEEN] = 1.0
    session.save()
    answer = client.post(
        reverse("groups:send"),
        {"conversation": str(group.uuid), "about": where.name, "text": SECRET},
    )
    assert answer.status_code in (302, 403)
    assert "held" not in client.session
    assert not AnonymousThought.objects.exists()


def test_the_order_on_disk_is_drawn_anew_each_time(world: Any, group: Any) -> None:
    """Neither the order of rows nor the keys tell which came last: the pile is written anew."""
    for number in range(12):
        g.think(world, ("tiina", "marko", "ritva")[number % 3], group, f"Ajatus {number:02}")
    keys = set(AnonymousThought.objects.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        place = "rowid" if connection.vendor == "sqlite" else "ctid"
        cursor.execute(f"SELECT text FROM conversations_anonymousthought ORDER BY {place}")
        first = [row[0] for row in cursor.fetchall()]
    g.think(world, "tiina", group, "Viimeinen ajatus")
    assert not keys & set(AnonymousThought.objects.values_list("pk", flat=True))
    assert first != sorted(first)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM conversations_anonymousthought")
            assert cursor.fetchone() == (1,)


def test_the_same_text_twice_is_one_thought(world: Any, group: Any) -> None:
    client = world.client("tiina")
    for _click in range(2):
        assert send(world, client, group, SECRET).status_code == 200
    assert AnonymousThought.objects.count() == 1


def test_nobody_sees_anything_before_the_collection_ends(world: Any, group: Any) -> None:
    send(world, world.client("tiina"), group, SECRET)
    theme = g.page(world, "mervi", group).outline.themes[0].key
    for name in ("mervi", "tiina", "marko", "jari"):
        client = world.client(name)
        for url in (
            reverse("groups:detail", args=[group.uuid]),
            reverse("groups:theme", args=[group.uuid, theme]),
            reverse("groups:live", args=[group.uuid, theme]),
            reverse("groups:items", args=[group.uuid]),
        ):
            answer = client.get(url)
            assert SECRET not in answer.content.decode()
            if url != reverse("groups:detail", args=[group.uuid]):
                assert answer.status_code in (404, 409)
    # Nor how many there are: the page is the same with none and with many.
    page = world.client("mervi").get(reverse("groups:detail", args=[group.uuid])).content.decode()
    for number in range(7):
        g.think(world, "marko", group, f"Ajatus {number}")
    again = world.client("mervi").get(reverse("groups:detail", args=[group.uuid])).content.decode()
    assert without_tokens(page) == without_tokens(again)


def without_tokens(page: str) -> str:
    import re

    page = re.sub(r'value="[A-Za-z0-9]{64}"', "", page)
    page = re.sub(r'"X-CSRFToken": "[^"]+"', "", page)
    return re.sub(r"why-[0-9a-f]{8}|nonce=\"[^\"]+\"", "", page)


def test_then_all_see_them_at_once_in_random_order_without_a_name(world: Any, group: Any) -> None:
    texts = [f"Ajatus {number:02}" for number in range(12)]
    for text in texts:
        g.think(world, "tiina", group, text)
    g.end(world, "mervi", group)
    rows = list(GatheredThought.objects.filter(conversation=group).order_by("pk"))
    assert sorted(row.text for row in rows) == texts
    assert [row.text for row in rows] != texts
    assert {row.author for row in rows} == {None}
    assert [row.place for row in rows] == list(range(1, 13))
    assert not AnonymousThought.objects.exists()
    theme = g.page(world, "mervi", group).outline.themes[0].key
    page = world.client("marko").get(reverse("groups:theme", args=[group.uuid, theme]))
    assert "Ajatus 07" in page.content.decode()


def test_nobodys_name_stands_near_the_text_in_any_table(world: Any, group: Any) -> None:
    """The whole database, after closing: no row that has the text, or the thought's id, has anybody
    of the group, and no moment."""
    send(world, world.client("tiina"), group, SECRET)
    g.end(world, "mervi", group)
    thought = GatheredThought.objects.get(text=SECRET)
    people = {p.person for p in group.participants.select_related("person")}
    marks = {str(p.uuid) for p in people} | {str(p) for p in people}
    for rows in everything().values():
        for row in rows:
            if SECRET in row or str(thought.uuid) in row or thought.uuid.hex in row:
                assert not any(mark in row for mark in marks)
                assert "datetime" not in row
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            related = field.remote_field
            if related and related.model is GatheredThought:
                pytest.fail(f"{model.__name__} points to a thought")


def test_fewer_than_five_besides_the_leader_is_refused_with_words(world: Any) -> None:
    c = g.group_of(world, "cleaning")  # Mervi and four others
    with pytest.raises(ValidationError, match="vähintään viisi"):
        g.choose(world, "mervi", c, "anonymous")
    page = world.client("mervi").get(reverse("groups:collection", args=[c.uuid]))
    assert "vähintään viisi ihmistä" in page.content.decode()
    g.grow(world, c, 1)
    g.choose(world, "mervi", c, "anonymous")
    c.participants.filter(person=world.tiina).delete()
    with pytest.raises(Refused, match="vähintään viisi"):
        collecting.start(user=world.user("mervi"), conversation=g.fresh(c))


def test_the_choice_cannot_be_changed_once_collecting_has_begun(world: Any, group: Any) -> None:
    with pytest.raises(Refused):
        g.choose(world, "mervi", group, "named")
    who = g.reader(world, "tiina", group)
    where = g.slot(world, group)
    with pytest.raises(Refused):  # a named one into a collection without names
        collecting.send_named(
            user=world.user("tiina"),
            reader=who,
            key=where.key,
            perspective=where.perspective,
            text=SECRET,
        )


def test_strangers_and_broken_forms(world: Any, group: Any) -> None:
    for name in ("kari", "jari", "aino"):
        assert send(world, world.client(name), group, SECRET).status_code == 404
    client = world.client("tiina")
    assert client.get(reverse("groups:send")).status_code == 405
    assert client.post(reverse("groups:send"), {"conversation": "x"}).status_code == 404
    nobody = {"conversation": str(uuid.uuid4()), "about": "x", "text": "y"}
    assert client.post(reverse("groups:send"), nobody).status_code == 404
    answer = send(world, client, group, "a" * 2001)
    assert answer.status_code == 422
    assert "a" * 2001 in answer.content.decode()
    assert send(world, client, group, "nolla\x00tavu").status_code == 422
    assert send(world, client, group, "😀" * 500).status_code == 200
    g.end(world, "mervi", group)
    assert send(world, client, group, SECRET).status_code == 409
