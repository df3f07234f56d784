"""The catalogue's next version: drafted, changed, published by the decision (requirement 18)."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from competencies.catalogue import services
from competencies.catalogue.selectors import changes, draft_of
from competencies.models import Catalogue
from competencies.selectors import catalogue_for
from core.policies import Refused, Stale

NAME = {"fi": "Vertaissparraus", "sv": "Kollegial sparring", "en": "Peer sparring"}


def begin(world: Any, by: str = "jari", year: int = 2027) -> Catalogue:
    world.content()
    return services.draft_next(user=world.user(by), year=year)


def save(world: Any, draft: Catalogue, **more: Any) -> Any:
    values: dict[str, Any] = {
        "user": world.user("jari"),
        "draft": draft,
        "version": draft.version,
        "way": None,
        "share": 20,
        "name": NAME,
        "description": {"fi": "Sparraatte."},
        **more,
    }
    return services.save_way(**values)


@pytest.mark.requirement(18)
def test_a_draft_changes_nothing_until_it_is_published(world: Any) -> None:
    draft = begin(world)
    assert begin(world) == draft
    assert draft.ways.count() == 28
    save(world, draft)
    first = draft.ways.get(key="by-doing")
    save(world, draft, way=first, share=10, name={"fi": "Tekemällä oppiminen"})
    services.drop_way(
        user=world.user("sanna"),
        draft=draft,
        version=draft.version,
        way=draft.ways.get(key="side-by-side"),
    )
    found = changes(draft)
    assert [str(name) for name in found.added] == ["Vertaissparraus"]
    assert [str(name) for name in found.changed] == ["Tekemällä oppiminen"]
    assert [str(name) for name in found.dropped] == ["Vierihoito"]
    page = world.client("tiina").get(reverse("competencies:catalogue")).content.decode()
    assert "Vertaissparraus" not in page
    assert catalogue_for(2027).year == 2026  # type: ignore[union-attr]

    published = services.publish(
        user=world.user("ilkka"), draft=draft, decided_by={"fi": "Jory"}, decided_on=world.today
    )
    assert catalogue_for(2027) == published
    assert catalogue_for(2026).year == 2026  # type: ignore[union-attr]
    with pytest.raises(Refused):
        save(world, published)
    with pytest.raises(Refused):
        services.publish(
            user=world.user("ilkka"), draft=draft, decided_by={}, decided_on=world.today
        )
    # A correction is a new version; the first stays.
    second = begin(world)
    services.publish(
        user=world.user("jari"), draft=second, decided_by={"fi": "Jory"}, decided_on=world.today
    )
    assert [row.number for row in Catalogue.objects.filter(year=2027).order_by("number")] == [1, 2]
    assert catalogue_for(2027) == second


def test_order_and_two_writers(world: Any) -> None:
    draft = begin(world)
    ways = list(draft.ways.filter(share=70).order_by("order"))
    services.move_way(
        user=world.user("jari"), draft=draft, version=draft.version, way=ways[0], up=False
    )
    assert [w.pk for w in draft.ways.filter(share=70).order_by("order")][:2] == [
        ways[1].pk,
        ways[0].pk,
    ]
    with pytest.raises(Stale):
        save(world, draft, version=0)
    url = reverse("competencies:way_add", args=[2027])
    typed = {"version": "0", "share": "20", "name_fi": "Toinen kirjoittaja"}
    answer = world.client("sanna").post(url, typed)
    assert answer.status_code == 409
    assert "Toinen kirjoittaja" in answer.content.decode()
    draft.refresh_from_db()
    answer = world.client("sanna").post(url, {**typed, "version": str(draft.version)})
    assert answer.status_code == 302


def test_wrong_forms_and_strangers(world: Any) -> None:
    begin(world)
    client = world.client("jari")
    url = reverse("competencies:way_add", args=[2027])
    good = {"version": "0", "share": "20", "name_fi": "Uusi tapa"}
    for bad in (
        {"share": "30"},
        {"name_fi": ""},
        {"name_fi": "a\x00b"},
        {"name_fi": "x" * 100_000},
        {"version": "10000000000"},
    ):
        assert client.post(url, {**good, **bad}).status_code == 422, bad
    for name in ("tiina", "mervi", "outi", "veera"):
        assert world.client(name).get(url).status_code == 403
        assert world.client(name).post(url, good).status_code == 403
    assert client.get(reverse("competencies:catalogue_draft", args=[10**9])).status_code == 409
    way = catalogue_for(2026).ways.first()  # type: ignore[union-attr]
    other = reverse("competencies:way_change", args=[2027, way.uuid])
    assert client.get(other).status_code == 404
    assert client.get(reverse("competencies:way_add", args=[2028])).status_code == 404


def test_the_number_of_queries_does_not_grow(world: Any) -> None:
    draft = begin(world)
    client = world.client("jari")
    url = reverse("competencies:catalogue_draft", args=[2027])
    client.get(url)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    few = queries()
    for number in range(15):
        save(world, draft, name={"fi": f"Tapa {number}"})
    assert queries() == few
    assert draft_of(2027)
