"""Geometry of the 70-20-10 bar chart. The template only places what is computed here."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.look import colours, formats
from core.look.parts import WayShare
from core.policies import Words

FILL = {70: colours.LAKE_800, 20: colours.LAKE_200, 10: colours.PAPER}


@dataclass(frozen=True)
class Bar:
    """Everything in the chart's own units; SVG coordinates are written with a decimal point."""

    share: WayShare
    percent: int
    fill: str
    width: str
    y: str
    label_y: str
    model_x: str
    model_y: str
    value_x: str
    value_y: str


@dataclass(frozen=True)
class Chart:
    bars: Sequence[Bar]
    ticks: Sequence[tuple[str, Words]]


def percents(shares: Sequence[WayShare]) -> list[int]:
    """Whole percents that add up to a hundred (largest remainder), or zeros."""
    total = sum(s.count for s in shares)
    if not total:
        return [0] * len(shares)
    exact = [100 * s.count / total for s in shares]
    whole = [int(e) for e in exact]
    by_rest = sorted(range(len(shares)), key=lambda i: whole[i] - exact[i])
    for i in by_rest[: 100 - sum(whole)]:
        whole[i] += 1
    return whole


def ways(shares: Sequence[WayShare], *, narrow: bool = False) -> Chart:
    """The wide drawing (680 x 196) or the narrow one (320 x 212)."""
    left, per, top, height, pitch = (4.0, 2.64, 29, 24, 58) if narrow else (212.0, 3.9, 18, 30, 52)
    bars = []
    for index, (share, percent) in enumerate(zip(shares, percents(shares), strict=True)):
        y = top + pitch * index
        end, model = left + per * percent, left + per * share.way
        # The value stands after the longer of bar and model line when they would collide.
        after = model if end - 4 <= model <= end + 54 else end
        bars.append(
            Bar(
                share=share,
                percent=percent,
                fill=FILL.get(share.way, colours.LAKE_100),
                width=f"{per * percent:.1f}",
                y=f"{y}",
                label_y=f"{y - 7 if narrow else y + 21}",
                model_x=f"{model:.1f}",
                model_y=f"{y - (4 if narrow else 7)}",
                value_x=f"{after + 9:.1f}",
                value_y=f"{y + (18 if narrow else 21)}",
            )
        )
    marks = (0, 50, 100) if narrow else (0, 25, 50, 75, 100)
    return Chart(
        bars, [(f"{left + per * m:.1f}", formats.percent(m) if m == 100 else str(m)) for m in marks]
    )
