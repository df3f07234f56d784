"""Angles, points and paths of the wheel, in the drawing's own units. SVG knows no decimal comma."""

import math
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

BAND_OUT, BAND_IN = 328.0, 299.0
CORE = 50.0


def angle(day: date, *, end: bool = False) -> float:
    """Degrees clockwise from the top at which `day` begins (or ends)."""
    length = monthrange(day.year, day.month)[1]
    return 30 * (day.month - 1) + 30 * (day.day - (0 if end else 1)) / length


def point(degrees: float, radius: float) -> tuple[float, float]:
    turned = math.radians(degrees)
    return radius * math.sin(turned), -radius * math.cos(turned)


def at(degrees: float, radius: float) -> str:
    x, y = point(degrees, radius)
    return f"{num(x)} {num(y)}"


def sector(start: float, end: float, inner: float, outer: float) -> str:
    """The path of a piece of a ring."""
    large = int(end - start > 180)
    return (
        f"M{at(start, outer)}A{num(outer)} {num(outer)} 0 {large} 1 {at(end, outer)}"
        f"L{at(end, inner)}A{num(inner)} {num(inner)} 0 {large} 0 {at(start, inner)}Z"
    )


def curve(start: float, end: float, radius: float, *, back: bool = False) -> str:
    """The path of an arc, clockwise or (for words in the lower half) back."""
    large = int(end - start > 180)
    first, last = (end, start) if back else (start, end)
    r = num(radius)
    return f"M{at(first, radius)}A{r} {r} 0 {large} {int(not back)} {at(last, radius)}"


def num(value: float) -> str:
    text = f"{value:.1f}"
    return "0.0" if text == "-0.0" else text


@dataclass(frozen=True)
class Rings:
    """`count` rings of equal width between the windows' band and the core."""

    count: int
    wide: bool = True
    top: float = field(init=False)
    gap: float = field(init=False)

    def __post_init__(self) -> None:
        # Names of the rings stand in the gaps of the wide drawing; the narrow one has none.
        object.__setattr__(self, "top", 274.0 if self.wide else 286.0)
        object.__setattr__(self, "gap", 20.0 if self.wide else 8.0)

    @property
    def pitch(self) -> float:
        return (self.top - 56 + self.gap) / self.count

    @property
    def width(self) -> float:
        return self.pitch - self.gap

    def outer(self, ring: int) -> float:
        return self.top - ring * self.pitch

    def inner(self, ring: int) -> float:
        return self.outer(ring) - self.width

    def middle(self, ring: int) -> float:
        return self.outer(ring) - self.width / 2
