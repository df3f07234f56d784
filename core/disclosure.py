"""Statistics about people leave here only as `Published` or `Suppressed` (domain.md 3.5-3.6).

Counts need 5 people, means 10; the limits are settings that can only be raised.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from core.policies import Words

Key = TypeVar("Key", bound=Hashable)
COUNT_LIMIT = 5
MEAN_LIMIT = 10


@dataclass(frozen=True)
class Published:
    value: Decimal | int


@dataclass(frozen=True)
class Suppressed:
    reason: Words


Figure = Published | Suppressed


def count(people: int, *, limit: int = COUNT_LIMIT) -> Figure:
    """A count of people, never under `max(limit, 5)`."""
    limit = max(limit, COUNT_LIMIT)
    if people < limit:
        return Suppressed(_("Not shown (fewer than five people)"))
    return Published(people)


def mean(values: Sequence[int], *, limit: int = MEAN_LIMIT) -> Figure:
    """A mean of one value per person, one decimal, never under `max(limit, 10)` people, and never
    where all gave the same value (group disclosure)."""
    limit = max(limit, MEAN_LIMIT)
    if len(values) < limit:
        return Suppressed(_("Not shown (fewer than ten people)"))
    if len(set(values)) == 1:
        return Suppressed(_("Not shown (everyone gave the same answer)"))
    value = (Decimal(sum(values)) / len(values)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Published(value)


def shown_in_tree(
    totals: Mapping[Key, int], children: Mapping[Key, Sequence[Key]], root: Key, *, limit: int
) -> set[Key]:
    """Which nodes of an additive tree may be shown so that nobody can subtract a hidden one out of
    the others: a node needs `limit` people, and what is hidden beneath a shown node is at least two
    parts with `limit` people together (domain.md 3.6, hierarchical differencing).

    What of a node is in none of its children is a part that is never shown.
    """
    limit = max(limit, COUNT_LIMIT)
    shown: set[Key] = set()
    todo = [root] if totals.get(root, 0) >= limit else []
    while todo:
        node = todo.pop()
        shown.add(node)
        parts = {child: totals.get(child, 0) for child in children.get(node, ())}
        open_parts = {child for child, number in parts.items() if number >= limit}
        rest = totals[node] - sum(parts.values())
        while True:
            hidden = [n for child, n in parts.items() if child not in open_parts and n]
            hidden += [rest] if rest > 0 else []
            safe = not hidden or (len(hidden) > 1 and sum(hidden) >= limit)
            if safe or not open_parts:
                break
            open_parts.remove(min(open_parts, key=lambda child: parts[child]))
        todo += open_parts
    return shown


def open_parts(
    parts: Mapping[Key, Sequence[int]],
    rest: Sequence[int],
    *,
    alone: Callable[[Sequence[int]], bool],
) -> set[Key]:
    """Which parts of a whole that is itself shown may be shown beside it. `rest`: values of the
    whole that are in no part; `alone(values)`: may a figure of these values be shown?

    A part may when its own figure may, and when what can be subtracted out of the whole is nothing,
    or belongs to at least two parts and could itself be shown (domain.md 3.6, complementary
    suppression). While that does not hold, the smallest open part is hidden too.
    """
    shown = {key for key, values in parts.items() if alone(values)}
    while shown:
        hidden = [values for key, values in parts.items() if key not in shown and values]
        hidden += [rest] if rest else []
        together = [value for values in hidden for value in values]
        if not hidden or (len(hidden) > 1 and alone(together)):
            break
        shown.remove(min(shown, key=lambda key: (len(parts[key]), str(key))))
    return shown
