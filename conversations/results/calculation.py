"""From one year's agreed ratings to figures that may be published (domain.md 3.5-3.6).

Fixed breakdowns only: a competence, for the city and for each service area. One rating for each
person, in one area, so that areas and the rest add up to the city. What may not be shown is left
out here already and is in no snapshot, page, picture or file.

mean          at least ten people, not all the same; and what is left when open areas are
              subtracted from the city is as safe (core.disclosure.open_parts)
levels        for the city: neighbouring levels are joined until each has five people
reached       how many are at the target or above: five people on both sides, also in what is left
people        a band, never a number
percentages   rounded to five
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from core import disclosure

BANDS = ((10, 19), (20, 49), (50, 99), (100, 199), (200, 499))
FEWEST = 10


def band(people: int) -> str:
    """How many, in coarse steps; nothing below ten."""
    if people < FEWEST:
        return ""
    return next((f"{low}–{high}" for low, high in BANDS if people <= high), "500–")


def percent(part: int, whole: int) -> int:
    """Rounded to five, so that no number of people can be reckoned back."""
    return 5 * round(100 * part / whole / 5)


def may_mean(values: Sequence[int]) -> bool:
    return isinstance(disclosure.mean(values), disclosure.Published)


def may_reach(target: int, values: Sequence[int]) -> bool:
    """Five people at least on both sides of the target."""
    over = sum(value >= target for value in values)
    sides = (disclosure.count(over), disclosure.count(len(values) - over))
    return len(values) >= FEWEST and all(isinstance(s, disclosure.Published) for s in sides)


def joined_levels(values: Sequence[int], top: int) -> list[dict[str, int]]:
    """Levels 1..top with neighbours joined until each group has five people; nothing unless at
    least two groups remain."""
    counts = Counter(values)
    groups: list[list[int]] = []
    low, people = 1, 0
    for level in range(1, top + 1):
        people += counts[level]
        if people >= disclosure.COUNT_LIMIT:
            groups.append([low, level, people])
            low, people = level + 1, 0
    if groups:
        groups[-1][1], groups[-1][2] = top, groups[-1][2] + people
    if len(groups) < 2 or len(values) < FEWEST:
        return []
    return [
        {"from": first, "to": last, "percent": percent(number, len(values))}
        for first, last, number in groups
    ]


def figures(
    areas: Mapping[str, Sequence[int]], rest: Sequence[int], *, target: int | None, top: int
) -> dict[str, dict[str, Any]]:
    """One competence: what may be shown of the whole (key "") and of each area. `areas`: ratings by
    area; `rest`: those of people who are in no area."""
    whole = [value for values in areas.values() for value in values] + list(rest)
    if not may_mean(whole):
        return {}
    parts = {key: list(values) for key, values in areas.items()}
    found = {"": _mean(whole)}
    found[""]["levels"] = joined_levels(whole, top)
    for key in disclosure.open_parts(parts, rest, alone=may_mean):
        found[key] = _mean(parts[key])
    if target is not None and may_reach(target, whole):
        found[""]["reached"] = _reached(target, whole)

        def reaches(values: Sequence[int]) -> bool:
            return may_reach(target, values)

        for key in disclosure.open_parts(parts, rest, alone=reaches):
            if key in found:
                found[key]["reached"] = _reached(target, parts[key])
    return found


def _mean(values: Sequence[int]) -> dict[str, Any]:
    """Of values whose mean may be shown."""
    figure = disclosure.mean(values)
    value = str(figure.value) if isinstance(figure, disclosure.Published) else ""
    return {"mean": value, "people": band(len(values))}


def _reached(target: int, values: Sequence[int]) -> int:
    return percent(sum(value >= target for value in values), len(values))
