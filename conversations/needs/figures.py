"""The sums of a round's needs, so that nobody can be read out of them (domain.md 3.5-3.6).

Counted are people, each once for a figure. For every competence there are two layers:

- how many people need it, for each unit of the tree;
- the same by way and horizon, all of a unit's breakdown or none of it.

No sum over competences is given, so that the competences are not tied to each other. A figure needs
five people; what is hidden beneath a shown unit is at least two parts and five people together; and
where (nearly) everybody of a unit has the need, it is not said.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from core.disclosure import COUNT_LIMIT

Key = TypeVar("Key", bound=Hashable)
# (share of the way of learning or 0, horizon)
Cell = tuple[int, str]
# From this part of a unit's people on, a figure tells of each of them.
NEARLY_ALL = 0.9


@dataclass(frozen=True)
class Said:
    """One person's need of one competence, in the unit in which the talk was held."""

    unit: int
    person: int
    share: int
    horizon: str


@dataclass
class Tree:
    """Units with what stands below them. `above`: a unit and all above it, the nearest first."""

    root: int
    above: Mapping[int, Sequence[int]]
    children: Mapping[int, Sequence[int]]
    nodes: Sequence[int] = field(default_factory=list)

    def path(self, unit: int) -> Sequence[int]:
        """A unit that has ended is reckoned to the root only."""
        return self.above.get(unit) or [self.root]


@dataclass(frozen=True)
class Shown:
    """What of one competence is published of one unit."""

    people: int
    cells: Mapping[Cell, int]


def published(said: Iterable[Said], people: Mapping[int, int], tree: Tree) -> dict[int, Shown]:
    """One competence's figures by unit. `people`: how many had their talk held, by unit."""
    needing: dict[int, set[int]] = defaultdict(set)
    by_cell: dict[int, dict[Cell, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in said:
        for node in tree.path(row.unit):
            needing[node].add(row.person)
            by_cell[node][row.share, row.horizon].add(row.person)
    totals = {node: {(0, ""): len(found)} for node, found in needing.items()}
    cells = {n: {c: len(found) for c, found in row.items()} for n, row in by_cell.items()}
    shown = _open(totals, tree, people, set(tree.nodes))
    broken_down = _open(cells, tree, people, shown)
    return {
        node: Shown(totals[node][0, ""], cells[node] if node in broken_down else {})
        for node in shown
        if node in totals
    }


def _may(values: Mapping[Cell, int], people: int) -> bool:
    return bool(values) and all(
        COUNT_LIMIT <= number < people * NEARLY_ALL for number in values.values()
    )


def _open(
    values: Mapping[int, Mapping[Cell, int]],
    tree: Tree,
    people: Mapping[int, int],
    among: set[int],
) -> set[int]:
    """Which units may be shown, from the root down: all figures of a unit, or none."""

    def fit(node: int) -> bool:
        return node in among and _may(values.get(node, {}), people.get(node, 0))

    found: set[int] = set()
    todo = [tree.root] if fit(tree.root) else []
    while todo:
        node = todo.pop()
        found.add(node)
        children = tree.children.get(node, ())
        open_ = {child for child in children if fit(child)}
        while (tight := _too_few_hidden(node, children, open_, values)) is not None:
            of_cell = [child for child in open_ if values[child].get(tight)]
            if not of_cell:
                break
            open_.remove(min(of_cell, key=lambda c: (sum(values[c].values()), c)))
        todo += open_
    return found


def _too_few_hidden(
    node: int,
    children: Sequence[int],
    open_: set[int],
    values: Mapping[int, Mapping[Cell, int]],
) -> Cell | None:
    """A figure of the unit from which the hidden ones beneath it could be worked out, and which
    would be safer with one more hidden; None when there is none."""
    for cell, number in values[node].items():
        parts = {child: values.get(child, {}).get(cell, 0) for child in children}
        rest = number - sum(parts.values())
        hidden = [n for child, n in parts.items() if n and child not in open_]
        hidden += [rest] if rest > 0 else []
        safe = not hidden or (len(hidden) > 1 and sum(hidden) >= COUNT_LIMIT)
        if not safe and any(parts[child] for child in open_):
            return cell
    return None
