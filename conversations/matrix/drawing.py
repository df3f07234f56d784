"""The tables and panels as the page draws them: words, links of sorting, ways to the plans."""

from collections.abc import Sequence
from typing import Any

from conversations.matrix.planning import Plan
from conversations.matrix.selectors import Column, Table
from conversations.selectors.team import breakable


def shown(table: Table, sorting: str) -> dict[str, Any]:
    """A table with its heads: each sorts by its competence, the highest level first, and again the
    other way round."""
    return {
        "framework": table.framework,
        "rows": table.rows,
        "people": table.people,
        "levels": table.levels,
        "columns": [
            {
                "title": breakable(str(column.competence.name)),
                "number": number,
                "next": f"-{key}" if sorting == key else key,
                "down": sorting == key,
                "up": sorting == f"-{key}",
                "target": target_words(column),
                "below": len(column.below),
                "rated": column.rated,
            }
            for number, column in enumerate(table.columns, start=1)
            if (key := column.competence.key)
        ],
    }


def target_words(column: Column) -> str:
    """One number, or the lowest and the highest when people have different targets."""
    if column.target is None:
        return "–"
    low, high = column.target
    return str(low) if low == high else f"{low}–{high}"


def looked_at(tables: Sequence[Table], which: str, plans: Sequence[Plan]) -> list[dict[str, Any]]:
    """The competences of one panel (gaps, alone, strong) of every table."""
    found = []
    for table in tables:
        for column in getattr(table, which):
            found.append(
                {
                    "competence": column.competence,
                    "below": column.below,
                    "rated": column.rated,
                    "alone": column.alone,
                    "advisers": column.above,
                    "missing": column.missing,
                    "plans": [
                        {"title": plan.title, "url": plan.address(column.competence)}
                        for plan in plans
                    ],
                }
            )
    if which == "gaps":
        found.sort(key=lambda each: -each["missing"])
    return found
