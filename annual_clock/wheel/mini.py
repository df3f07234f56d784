"""The home page's small clock."""

from collections.abc import Sequence
from datetime import date

from annual_clock.wheel.geometry import angle, at, num, point, sector
from annual_clock.wheel.parts import STYLES, Item, Mini, Span, Text
from annual_clock.wheel.signs import sign_at
from core.look import colours
from core.policies import Words


def draw_mini(
    *, spans: Sequence[Span], items: Sequence[Item], month_names: Sequence[Words], today: date
) -> Mini:
    """Windows, today's hand, and marks on the last days of what is done, late or one's turn."""
    months = []
    for month, name in enumerate(month_names, start=1):
        x, y = point(30 * month - 15, 97)
        now = today.month == month
        months.append(
            Text(
                num(x),
                num(y + 5),
                name,
                "14.5",
                "700" if now else "400",
                colours.INK if now else colours.INK_2,
            )
        )
    inks = {"done": "#ffffff", "turn": colours.TURN, "late": "#ffffff"}
    marks = []
    for item in items:
        # Light marks show only on the present window's dark band.
        dark = any(s.current and s.starts <= item.ends <= s.ends for s in spans)
        if item.status in inks and (dark or item.status == "turn"):
            x, y = point(angle(item.ends) + 0.5, 79)
            size = 7.0 if item.status == "turn" else 4.4
            sign = sign_at(STYLES[item.status].sign, x, y, size, inks[item.status])
            if sign:
                marks.append(sign)
    return Mini(
        months=months,
        ticks=[f"M{at(30 * m, 64)}L{at(30 * m, 70)}" for m in range(12)],
        bands=[
            (
                sector(angle(s.starts) + 1, angle(s.ends, end=True) - 1, 72, 86),
                colours.LAKE_800 if s.current else colours.LAKE_200,
            )
            for s in spans
        ],
        hand=f"M{at(angle(today) + 180, 10)}L{at(angle(today), 68)}",
        marks=marks,
    )
