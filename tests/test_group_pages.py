"""Pages of group conversations: constant queries, forms that keep what was typed, wrong states."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conversations.groups.models import GroupItem, GroupText, Practice
from conversations.groups.opening import make_group_conversations
from conversations.groups.services import collecting, writing
from conversations.services.rounds import ensure_round
from core import work
from tests import group_factories as g
from tests.pdf_text import text_of

pytestmark = pytest.mark.django_db


def queries(client: Any, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def url(name: str, c: Any, *more: Any) -> str:
    return reverse(f"groups:{name}", args=[c.uuid, *more])


@pytest.fixture
def open_one(world: Any) -> Any:
    """Mervi's team, gathering and writing, with thoughts."""
    c = g.group_of(world, "cleaning")
    g.start(world, "mervi", c)
    g.think(world, "tiina", c, "Neuvotaan uusia yhdessä")
    g.end(world, "mervi", c)
    return g.fresh(c)


def test_pages_ask_the_same_number_of_questions_of_5_and_of_200(world: Any, open_one: Any) -> None:
    theme = g.page(world, "mervi", open_one).outline.themes[0].key
    g.complete(world, "mervi", open_one)
    practise(world, open_one, 1)
    pages = [
        ("mervi", url("detail", open_one)),
        ("mervi", url("theme", open_one, theme)),
        ("tiina", url("live", open_one, theme)),
        ("mervi", url("items", open_one)),
        ("mervi", url("practices_own", open_one)),
        ("mervi", url("attendance", open_one)),
        ("mervi", reverse("groups:index")),
        ("jari", reverse("groups:summaries")),
    ]
    clients = {name: world.client(name) for name in ("mervi", "tiina", "jari")}
    few = [queries(clients[who], page) for who, page in pages]
    people = g.grow(world, open_one, 195)
    grow_content(world, open_one, people)
    assert [queries(clients[who], page) for who, page in pages] == few


def grow_content(world: Any, c: Any, people: Any) -> None:
    from conversations.groups.models import GatheredThought

    where = g.slot(world, c)
    GatheredThought.objects.bulk_create(
        GatheredThought(
            conversation=c,
            author=person,
            key=where.key,
            perspective=where.perspective,
            text=f"Ajatus {place}",
            place=place,
        )
        for place, person in enumerate(people, start=10)
    )
    writing.add_heading(
        user=world.user("mervi"), reader=g.reader(world, "mervi", c), slot=where, title="Yksi"
    )
    for number in range(5):
        g.add(world, "mervi", c, GroupItem.Kind.NEED, f"Tarve {number}")
        practise(world, c, number + 2)
    list(make_group_conversations(ensure_round(year=2026), world.today))


def practise(world: Any, c: Any, number: int) -> Practice:
    return writing.save_practice(
        user=world.user("mervi"),
        reader=g.reader(world, "mervi", c),
        values={"title": f"Tapa {number}", "how": "", "everybody": False, "contact": world.tiina},
        units=[world.kitchens],
    )


def test_texts_are_saved_as_they_are_typed_and_a_clash_shows_both(
    world: Any, open_one: Any
) -> None:
    theme = g.page(world, "mervi", open_one).outline.themes[0].key
    where, address = g.slot(world, open_one), url("theme", open_one, theme)
    client = world.client("mervi")
    page = client.get(address).content.decode()
    stale = page.split('name="version" value="')[1].split('"')[0]
    saved = client.post(
        address, {"version": stale, where.name: "Ensin"}, headers={"X-Autosave": "1"}
    )
    assert saved.status_code == 200
    assert saved.json()["version"] != stale
    clash = client.post(
        address, {"version": stale, where.name: "Toisesta ikkunasta"}, headers={"X-Autosave": "1"}
    )
    assert clash.status_code == 409
    assert "Ensin" in clash.json()["html"]
    whole = client.post(address, {"version": stale, where.name: "Toisesta ikkunasta"})
    assert whole.status_code == 409
    assert "Toisesta ikkunasta" in whole.content.decode()
    both = client.post(
        address,
        {
            "version": clash.json()["version"],
            where.name: "Toisesta ikkunasta",
            "take": f"{where.name}:both",
        },
    )
    assert both.status_code == 302
    text = GroupText.objects.get(conversation=open_one, key=where.key).text
    assert text == "Ensin\n\nToisesta ikkunasta"


def test_those_who_follow_get_only_what_is_new(world: Any, open_one: Any) -> None:
    theme = g.page(world, "mervi", open_one).outline.themes[0].key
    client, address = world.client("tiina"), url("live", open_one, theme)
    now = g.fresh(open_one)
    assert client.get(address, {"on": f"{now.version}.{now.edits}"}).status_code == 204
    g.write(world, "mervi", open_one, "Juuri kirjoitettu")
    fresh = client.get(address, {"on": f"{now.version}.{now.edits}"})
    assert "Juuri kirjoitettu" in fresh.content.decode()


def test_thoughts_are_gathered_with_a_form_and_its_errors_say_what_to_do(
    world: Any, open_one: Any
) -> None:
    theme = g.page(world, "mervi", open_one).outline.themes[0].key
    where, client = g.slot(world, open_one), world.client("mervi")
    thought = open_one.gathered.get()
    address = url("gather", open_one, theme)
    empty = client.post(address, {"slot": where.name, "thoughts": [str(thought.uuid)]})
    assert empty.status_code == 422
    assert "Valitse otsikko" in empty.content.decode()
    done = client.post(
        address, {"slot": where.name, "thoughts": [str(thought.uuid)], "new": "Perehdytys"}
    )
    assert done.status_code == 302
    thought.refresh_from_db()
    assert thought.heading.title == "Perehdytys"
    strange = {"slot": where.name, "thoughts": ["x"], "heading": "y"}
    assert client.post(address, strange).status_code == 422
    assert client.post(address, {"slot": "t_x_own"}).status_code == 404


@pytest.mark.parametrize(
    ("value", "status"),
    [("", 422), ("x" * 300, 422), ("nolla\x00tavu", 422), ("😀 hyvä", 302)],
)
def test_items_take_what_they_can_and_keep_what_they_cannot(
    world: Any, open_one: Any, value: str, status: int
) -> None:
    client = world.client("mervi")
    address = reverse(
        "groups:item_add", kwargs={"uuid": open_one.uuid, "kind": GroupItem.Kind.FOCUS}
    )
    answer = client.post(address, {"title": value})
    assert answer.status_code == status
    if status == 422 and value and "\x00" not in value:
        assert value in answer.content.decode()


def test_a_stale_item_shows_what_is_saved_and_keeps_what_was_typed(
    world: Any, open_one: Any
) -> None:
    item = g.add(world, "mervi", open_one, GroupItem.Kind.FOCUS, "Yksi")
    address = reverse(
        "groups:item",
        kwargs={"uuid": open_one.uuid, "kind": GroupItem.Kind.FOCUS, "item": item.uuid},
    )
    client = world.client("mervi")
    assert client.post(address, {"title": "Kaksi", "version": "0"}).status_code == 302
    stale = client.post(address, {"title": "Kolme", "version": "0"})
    assert stale.status_code == 409
    assert "Kaksi" in stale.content.decode()
    assert "Kolme" in stale.content.decode()
    assert client.post(address, {"title": "X", "version": str(10**9 * 10)}).status_code == 422


def test_a_double_click_does_nothing_twice(world: Any, open_one: Any) -> None:
    client = world.client("mervi")
    g.complete(world, "mervi", open_one)
    assert client.post(url("close", open_one)).status_code == 302
    assert client.post(url("close", open_one)).status_code == 409
    assert open_one.summaries.count() == 1


def test_the_summary_is_a_page_and_a_pdf_with_the_same_content(world: Any, open_one: Any) -> None:
    g.close(world, "mervi", open_one)
    hr = world.client("jari")
    page = hr.get(url("summary", open_one)).content.decode()
    assert "Osaamme perehdyttää hyvin" in page
    assert "Neuvotaan uusia" not in page
    assert hr.post(url("document", open_one)).status_code == 302
    work.drain()
    pdf = hr.get(url("document_file", open_one))
    assert pdf["Content-Type"] == "application/pdf"
    text = text_of(pdf.content)
    assert "Osaamme perehdyttää hyvin" in text
    assert "Tiina Rautio" in text


def test_hr_has_the_summaries_by_service_area(world: Any, open_one: Any) -> None:
    g.close(world, "mervi", open_one)
    page = world.client("jari").get(reverse("groups:summaries")).content.decode()
    assert "Kaupunkiympäristö" in page
    assert url("document", open_one) in page
    other = world.client("leena").get(reverse("groups:summaries")).content.decode()
    assert url("document", open_one) not in other


@pytest.mark.requirement(13)
def test_practices_are_found_by_word_and_by_unit(world: Any, open_one: Any) -> None:
    practise(world, open_one, 1)
    g.close(world, "mervi", open_one)
    client, address = world.client("aino"), reverse("groups:practices")
    assert "Tapa 1" in client.get(address, {"words": "tapa"}).content.decode()
    assert "Tapa 1" not in client.get(address, {"words": "ompelu"}).content.decode()
    assert "Tapa 1" in client.get(address, {"unit": world.kitchens.pk}).content.decode()
    assert "Tapa 1" not in client.get(address, {"unit": world.library.pk}).content.decode()
    assert client.get(address, {"unit": "10" * 20}).status_code == 200


def test_the_leader_goes_from_the_choice_to_the_collection_with_the_pages(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    client = world.client("mervi")
    refused = client.post(url("start", c))
    assert refused.status_code == 409
    wrong = client.post(
        url("collection", c), {"collection": "anonymous", "asked": "on", "until": "31.12.2026"}
    )
    assert wrong.status_code == 422
    assert "vähintään viisi" in wrong.content.decode()
    until = (world.today + timedelta(days=7)).strftime("%d.%m.%Y")
    data = {"collection": "named", "asked": "on", "until": until}
    assert client.post(url("collection", c), data).status_code == 302
    assert client.post(url("start", c)).status_code == 302
    member = world.client("tiina")
    name = g.slot(world, c).name
    empty = member.post(url("think", c), {"about": "", "text": "Tallella"})
    assert empty.status_code == 422
    assert "Tallella" in empty.content.decode()
    assert member.post(url("think", c), {"about": name, "text": "Ajatus"}).status_code == 302
    assert "Ajatus" in member.get(url("detail", c)).content.decode()
    assert "Ajatus</p>" not in client.get(url("detail", c)).content.decode()


def test_a_group_without_a_collection_still_writes(world: Any) -> None:
    c = g.group_of(world, "cleaning")
    collecting.skip(user=world.user("mervi"), conversation=g.fresh(c))
    theme = g.page(world, "mervi", c).outline.themes[0].key
    assert world.client("mervi").get(url("theme", c, theme)).status_code == 200
