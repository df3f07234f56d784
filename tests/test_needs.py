"""Needs of units, and the yearly sums from which nobody can be read."""

import random
from collections import defaultdict
from typing import Any

import pytest

from conversations.models import DevelopmentNeed, Round
from conversations.needs import publishing, services
from conversations.needs.figures import NEARLY_ALL, Said, Tree, published
from conversations.needs.models import NeedFigure
from conversations.needs.selectors import unit_needs_for
from core.policies import Refused, Stale
from core.work import drain
from tests import conversation_factories as f

TREE = Tree(
    root=1,
    above={1: [1], 2: [2, 1], 3: [3, 1], 4: [4, 2, 1], 5: [5, 2, 1], 6: [6, 3, 1], 7: [7, 3, 1]},
    children={1: [2, 3], 2: [4, 5], 3: [6, 7]},
    nodes=[1, 2, 3, 4, 5, 6, 7],
)


@pytest.mark.requirement(42)
def test_what_is_hidden_cannot_be_worked_out_of_what_is_shown() -> None:
    """Three hundred cities by chance: every figure has five people, is not (nearly) everybody's,
    and what is hidden beneath a shown unit is two parts and five people at least."""
    chance = random.Random(42)
    some_shown = some_broken_down = 0
    for _city in range(300):
        said, people, number = [], dict.fromkeys(TREE.nodes, 0), 0
        for unit in (2, 4, 5, 6, 7):
            for _person in range(chance.choice((0, 1, 3, 6, 15, 40))):
                number += 1
                for node in TREE.above[unit]:
                    people[node] += 1
                for _need in range(chance.choice((0, 0, 1, 2))):
                    said.append(Said(unit, number, chance.choice((70, 20, 10, 0)),
                                     chance.choice(("now", "now", "future"))))  # fmt: skip
        found = published(said, people, TREE)
        real: dict[int, dict[Any, set[int]]] = defaultdict(lambda: defaultdict(set))
        for row in said:
            for node in TREE.above[row.unit]:
                real[node]["all"].add(row.person)
                real[node][row.share, row.horizon].add(row.person)
        some_shown += bool(found)
        for node, shown in found.items():
            some_broken_down += bool(shown.cells)
            assert 5 <= shown.people < NEARLY_ALL * people[node]
            assert all(value >= 5 for value in shown.cells.values())
            figures: list[tuple[Any, set[int]]] = [("all", set(found))]
            if shown.cells:
                figures += [(c, {n for n in found if found[n].cells}) for c in shown.cells]
            for key, open_ in figures:
                parts = {c: len(real[c][key]) for c in TREE.children.get(node, ())}
                rest = len(real[node][key]) - sum(parts.values())
                hidden = [n for c, n in parts.items() if n and c not in open_]
                hidden += [rest] if rest else []
                if any(parts[c] for c in parts if c in open_):
                    assert not hidden or (len(hidden) > 1 and sum(hidden) >= 5)
    assert some_shown > 50
    assert some_broken_down > 5


@pytest.mark.django_db
@pytest.mark.requirement(42)
def test_the_sums_are_published_once_and_never_change(world: Any) -> None:
    for name in ("tiina", "marko", "ritva"):
        talk = f.talk_of(world, name)
        f.need(world, "mervi", talk, "Salainen aihe")
        f.hold(world, "mervi", talk)
    round_ = Round.objects.get(year=world.today.year)
    with pytest.raises(Refused):
        publishing.close_collection(user=world.user("outi"), round_=round_)
    made = publishing.close_collection(user=world.user("jari"), round_=round_)
    assert publishing.close_collection(user=world.user("jari"), round_=round_) == made
    drain()
    made.refresh_from_db()
    assert made.state == "ready"
    # Three people are too few anywhere.
    before = list(NeedFigure.objects.values_list("unit", "competence", "value"))
    assert before
    assert {value for _unit, _competence, value in before} == {None}
    with pytest.raises(Refused):
        publishing.close_collection(user=world.user("sanna"), round_=Round.objects.get())
    publishing.publish(type("W", (), {"key": str(made.pk)})())
    assert list(NeedFigure.objects.values_list("unit", "competence", "value")) == before
    for name in ("jari", "outi", "kari"):
        page = world.client(name).get("/keskustelut/tarpeet/").content.decode()
        assert "Ei näytetä" in page
        assert "Salainen aihe" not in page
    assert world.client("mervi").get("/keskustelut/tarpeet/").status_code == 403
    other = f"/keskustelut/tarpeet/?yksikko={world.wellbeing.uuid}"
    assert world.client("outi").get(other).status_code == 404
    assert world.client("jari").get(other).status_code == 200


@pytest.mark.django_db
@pytest.mark.requirement(27)
def test_a_units_needs_stand_in_the_plans_to_come(world: Any) -> None:
    world.content()
    user = world.user("jari")
    need = services.add_unit_need(user=user, unit=world.environment, source="law", topic="Ensiapu")
    group = services.add_unit_need(
        user=world.user("mervi"), unit=world.cleaning, source="group", topic="Koneet"
    )
    with pytest.raises(Refused):
        services.add_unit_need(user=world.user("outi"), unit=world.city, source="law", topic="X")
    with pytest.raises(Refused):
        services.change_unit_need(user=user, need=group, version=0, values={"topic": "Y"})
    year, day = world.today.year, world.today
    assert set(unit_needs_for(world.cleaning, year, day)) == {need, group}
    assert set(unit_needs_for(world.kitchens, year, day)) == {need}
    assert set(unit_needs_for(world.library, year, day)) == set()
    assert set(unit_needs_for(world.cleaning, year - 1, day)) == set()
    services.change_unit_need(user=user, need=need, version=0, values={"urgency": "high"})
    with pytest.raises(Stale):
        services.change_unit_need(user=user, need=need, version=0, values={"topic": "Y"})
    need.refresh_from_db()
    services.retire_unit_need(user=user, need=need)
    assert set(unit_needs_for(world.kitchens, year, day)) == set()
    assert DevelopmentNeed.objects.count() == 2
