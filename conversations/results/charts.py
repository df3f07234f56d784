"""The city's means as a picture: a row for each competence. The template only places what is
reckoned here; the same numbers stand in the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from core.policies import Words

if TYPE_CHECKING:
    from conversations.results.selectors import CompetenceLine

LEFT, TOP, PITCH = 16.0, 34, 58
WIDE, NARROW = 680, 320


@dataclass(frozen=True)
class Dot:
    """In the chart's own units, written with a decimal point."""

    name: Words
    mean: Decimal
    label_y: str
    y: str
    x: str
    width: str
    value_x: str
    value_anchor: str
    last_x: str
    target_x: str


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    bottom: int
    tick_y: int
    dots: Sequence[Dot]
    ticks: Sequence[tuple[str, int]]


def chart(lines: Sequence["CompetenceLine"], *, top: int, width: int = WIDE) -> Chart | None:
    """Only what is shown, for a wide or a narrow page; None when nothing is."""
    right = width - LEFT
    rows = [line for line in lines if line.city.mean is not None]
    if not rows:
        return None

    def place(value: Decimal | int) -> float:
        return LEFT + (right - LEFT) * (float(value) - 1) / max(1, top - 1)

    dots = []
    for number, line in enumerate(rows):
        y = TOP + PITCH * number
        mean = line.city.mean or Decimal(1)
        x = place(mean)
        # The number stands after the target's line when the two would collide.
        target = place(line.target) if line.target else 0.0
        after = target if x - 6 <= target <= x + 52 else x
        dots.append(
            Dot(
                name=line.name,
                mean=mean,
                label_y=f"{y - 6}",
                y=f"{y + 14}",
                x=f"{x:.1f}",
                width=f"{x - LEFT:.1f}",
                value_x=f"{after + 14 if x < right - 60 else x - 14:.1f}",
                value_anchor="start" if x < right - 60 else "end",
                last_x=f"{place(line.city.last):.1f}" if line.city.last is not None else "",
                target_x=f"{place(line.target):.1f}" if line.target else "",
            )
        )
    bottom = TOP + PITCH * len(rows) - 16
    return Chart(
        width=width,
        height=bottom + 34,
        bottom=bottom,
        tick_y=bottom + 24,
        dots=dots,
        ticks=[(f"{place(level):.1f}", level) for level in range(1, top + 1)],
    )
