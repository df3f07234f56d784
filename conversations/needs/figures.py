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
    totals = {node: len(found) for node, found in needing.items()}
    cells = {n: {c: len(found) for c, found in row.items()} for n, row in by_cell.items()}
    fit = {n for n, total in totals.items() if _may(total, people.get(n, 0))}
    shown = _closed([{"": t} for t in ()], tree, fit, {n: {"": t} for n, t in totals.items()})
    whole = {n for n in shown if all(_may(v, people.get(n, 0)) for v in cells.get(n, {}).values())}
    broken_down = _closed([], tree, whole, cells)
    return {n: Shown(totals[n], cells[n] if n in broken_down else {}) for n in shown if n in totals}


def _may(number: int, people: int) -> bool:
    return number >= COUNT_LIMIT and number < max(people * NEARLY_ALL, COUNT_LIMIT + 1)
