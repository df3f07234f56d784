"""Geometry of the year as a wheel: where each thing stands, in the drawing's own units.

Pure functions: the template only places what is computed here. Twelve equal months clockwise from
the top; a day is its part of the month's thirty degrees. Numbers leave as text with a decimal point
(SVG knows no comma). Colours are attributes, since the CSP allows no inline style and PDFs read
no stylesheet. The measures are those of the drawn design.
"""

import math
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from core.look import colours
from core.policies import Words

BAND_OUT, BAND_IN = 328.0, 299.0
CORE = 50.0
CHAR = 0.46  # the mean width of a letter of Source Sans 3, in ems
LATE_SOFT = "#fbe9ec"


@dataclass(frozen=True)
class Style:
    fill: str
    edge: str
    width: float
    ink: str
    sign: str = ""

    @property
    def stroke(self) -> str:
        return f"{self.width:g}"


STYLES = {
    "done": Style(colours.LAKE_700, colours.LAKE_700, 1, "#ffffff", "tick"),
    "late": Style(LATE_SOFT, colours.LATE, 3, colours.LATE, "triangle"),
    "turn": Style(colours.TURN, colours.INK, 2.5, colours.INK, "diamond"),
    "other": Style(colours.LAKE_100, colours.LAKE_700, 1.5, colours.LAKE_900, "hourglass"),
    "next": Style(colours.PAPER, colours.LAKE_700, 3.5, colours.LAKE_800, "ring"),
    "open": Style(colours.PAPER, colours.LAKE_700, 3.5, colours.LAKE_800, "ring"),
    "over": Style(colours.LAKE_100, colours.LAKE_300, 1, colours.INK_2),
    "coming": Style(colours.LAKE_200, colours.LAKE_200, 1, colours.LAKE_900),
}


@dataclass(frozen=True)
class Span:
    """A window of months; days inclusive."""

    name: Words
    starts: date
    ends: date
    current: bool = False


@dataclass(frozen=True)
class Item:
    """A milestone on ring `ring` (0 = outermost). `label` is what a screen reader says."""

    number: int
    ring: int
    starts: date
    ends: date
    status: str
    label: Words
    short: Words
    url: str


@dataclass(frozen=True)
class Text:
    x: str
    y: str
    text: Words
    size: str = "17"
    weight: str = "400"
    fill: str = colours.INK_2


@dataclass(frozen=True)
class Arc:
    """A curved line with, when they fit, words along it."""

    path: str
    text: Words = ""
    number: str = ""
    offset: str = "50%"
    fill: str = colours.INK_2


@dataclass(frozen=True)
class Band:
    path: str
    fill: str
    words: Arc


@dataclass(frozen=True)
class Sign:
    name: str
    path: str
    ink: str
    stroke: str = "0"
    x: str = ""
    y: str = ""
    r: str = ""
    r2: str = ""


@dataclass(frozen=True)
class Segment:
    path: str
    style: Style
    label: Words
    url: str
    number: Text | None = None
    sign: Sign | None = None
    words: Arc | None = None


@dataclass(frozen=True)
class Hand:
    path: str
    inside: str
    x: str
    y: str
    r: str
    width: str


@dataclass(frozen=True)
class Wheel:
    box: str
    ring_width: str
    rings: Sequence[str]
    spokes: Sequence[str]
    months: Sequence[Text]
    bands: Sequence[Band]
    gaps: Sequence[str]
    ring_names: Sequence[Arc]
    segments: Sequence[Segment]
    hand: Hand | None
    core: str = f"{CORE:g}"
    wide: bool = True


# ---------------------------------------------------------------------------- angles and points


def angle(day: date, *, end: bool = False) -> float:
    """Degrees clockwise from the top at which `day` begins (or ends)."""
    length = monthrange(day.year, day.month)[1]
    return 30 * (day.month - 1) + 30 * (day.day - (0 if end else 1)) / length


def point(degrees: float, radius: float) -> tuple[float, float]:
    turned = math.radians(degrees)
    return radius * math.sin(turned), -radius * math.cos(turned)


def at(degrees: float, radius: float) -> str:
    x, y = point(degrees, radius)
    return f"{_n(x)} {_n(y)}"


def sector(start: float, end: float, inner: float, outer: float) -> str:
    """The path of a piece of a ring."""
    large = int(end - start > 180)
    return (
        f"M{at(start, outer)}A{_n(outer)} {_n(outer)} 0 {large} 1 {at(end, outer)}"
        f"L{at(end, inner)}A{_n(inner)} {_n(inner)} 0 {large} 0 {at(start, inner)}Z"
    )


def curve(start: float, end: float, radius: float, *, back: bool = False) -> str:
    """The path of an arc, clockwise or (for words in the lower half) back."""
    large = int(end - start > 180)
    first, last = (end, start) if back else (start, end)
    r = _n(radius)
    return f"M{at(first, radius)}A{r} {r} 0 {large} {int(not back)} {at(last, radius)}"


def _n(value: float) -> str:
    text = f"{value:.1f}"
    return "0.0" if text == "-0.0" else text


# ---------------------------------------------------------------------------- rings


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


# ---------------------------------------------------------------------------- the whole


def draw(
    *,
    spans: Sequence[Span],
    items: Sequence[Item],
    ring_names: Sequence[Words],
    month_names: Sequence[Words],
    today: date | None,
    wide: bool = True,
) -> Wheel:
    """The wide drawing, with words along the arcs where they fit, or the narrow one with larger
    numbers only. `today` None: another year, no hand."""
    rings = Rings(len(ring_names), wide)
    half = 378 if wide else 370
    hand = None if today is None else angle(today) + 15 / monthrange(today.year, today.month)[1]
    return Wheel(
        box=f"{-half} {-half} {2 * half} {2 * half}",
        ring_width=_n(rings.width),
        rings=[_n(rings.middle(r)) for r in range(rings.count)],
        spokes=[_spoke(month, rings) for month in range(12)],
        months=[_month(m, name, today, wide) for m, name in enumerate(month_names, start=1)],
        bands=[_band(span, hand, wide) for span in spans],
        gaps=_gaps(spans),
        ring_names=[_ring_name(r, name, rings) for r, name in enumerate(ring_names)]
        if wide
        else [],
        segments=[_segment(item, rings, hand, wide) for item in items],
        hand=_hand(hand, wide),
        wide=wide,
    )


def _spoke(month: int, rings: Rings) -> str:
    return "".join(
        f"M{at(30 * month, rings.inner(r))}L{at(30 * month, rings.outer(r))}"
        for r in range(rings.count)
    )


def _month(month: int, name: Words, today: date | None, wide: bool) -> Text:
    x, y = point(30 * month - 15, 356 if wide else 352)
    now = today is not None and today.month == month
    size, drop = (17, 5.6) if wide else (27, 8.9)
    return Text(
        _n(x),
        _n(y + drop),
        name,
        str(size),
        "700" if now else "400",
        colours.INK if now else colours.INK_2,
    )


def _band(span: Span, hand: float | None, wide: bool) -> Band:
    start, end = angle(span.starts), angle(span.ends, end=True)
    fill, ink = (
        (colours.LAKE_800, "#ffffff") if span.current else (colours.LAKE_200, colours.LAKE_900)
    )
    start_words, end_words = start, end
    size = len(str(span.name)) * 17 * (CHAR + 0.03)
    if hand is not None:
        start_words, end_words = _clear(start, end, hand, size, 307.5)
    lower = _is_lower((start_words + end_words) / 2)
    words = Arc(
        curve(start_words, end_words, 319.5 if lower else 307.5, back=lower),
        span.name if wide else "",
        fill=ink,
    )
    return Band(sector(start + 0.4, end - 0.4, BAND_IN, BAND_OUT), fill, words)


def _gaps(spans: Sequence[Span]) -> list[str]:
    """Dots where no window is: April (A1)."""
    found = []
    ordered = sorted(spans, key=lambda s: s.starts)
    for before, after in zip(ordered, ordered[1:], strict=False):
        start, end = angle(before.ends, end=True), angle(after.starts)
        if end - start > 5:
            found.append(curve(start + 2, end - 2, 313.5))
    return found


def _ring_name(ring: int, name: Words, rings: Rings) -> Arc:
    return Arc(curve(-80, 80, rings.outer(ring) + 5.4), name)


def _is_lower(degrees: float) -> bool:
    return 90 < degrees % 360 < 270


def _clear(
    start: float, end: float, hand: float, size: float, radius: float
) -> tuple[float, float]:
    """The part of an arc whose middle keeps words of `size` clear of the hand."""
    reach = math.degrees((size / 2 + 20) / radius)
    middle = (start + end) / 2
    if abs(middle - hand) > reach:
        return start, end
    before, after = (start, hand - 3), (hand + 3, end)
    return max(before, after, key=lambda part: part[1] - part[0])


def _segment(item: Item, rings: Rings, hand: float | None, wide: bool) -> Segment:
    style = STYLES[item.status]
    start, end = angle(item.starts), angle(item.ends, end=True)
    inset = style.width / 2
    pad = min(0.6, (end - start) / 4)
    radius = rings.middle(item.ring)
    path = sector(
        start + pad,
        end - pad,
        rings.inner(item.ring) + inset,
        rings.outer(item.ring) - inset,
    )
    common = {"path": path, "style": style, "label": item.label, "url": item.url}
    if wide and not style.sign:
        words = _words(item, start, end, radius, hand, style.ink)
        if words:
            return Segment(**common, words=words)  # type: ignore[arg-type]
    number, sign = _number(item, start, end, radius, rings.width, hand, style, wide)
    return Segment(**common, number=number, sign=sign)  # type: ignore[arg-type]


def _words(
    item: Item, start: float, end: float, radius: float, hand: float | None, ink: str
) -> Arc | None:
    size = (len(str(item.short)) + len(str(item.number)) + 1) * 16 * CHAR
    part = (start, end) if hand is None else _clear(start, end, hand, size, radius)
    if math.radians(part[1] - part[0]) * radius < size + 12:
        return None
    lower = _is_lower(sum(part) / 2)
    path = curve(*part, radius + 5.6 if lower else radius - 5.6, back=lower)
    return Arc(path, item.short, str(item.number), fill=ink)


def _number(
    item: Item,
    start: float,
    end: float,
    radius: float,
    width: float,
    hand: float | None,
    style: Style,
    wide: bool,
) -> tuple[Text, Sign | None]:
    size = 17 if wide else 28
    if not wide:
        size = min(28, int(width * 0.72))
    scale = size / 17
    digits = len(str(item.number)) * size * 0.5
    mark = 13 * scale if style.sign else 0
    if hand is not None:
        start, end = _clear(start, end, hand, max(digits + mark, size), radius)
    middle = (start + end) / 2
    x, y = point(middle, radius)
    # Along the ring there is room: beside each other at twelve and six, else one over the other.
    beside = abs(math.cos(math.radians(middle))) > 0.55
    if not style.sign:
        dx, dy, sx, sy = 0.0, 0.0, 0.0, 0.0
    elif beside:
        dx, dy, sx, sy = -(mark / 2 + 1.5), 0.0, digits / 2 + 2.5, 0.0
    else:
        dx, dy, sx, sy = 0.0, -8 * scale, 0.0, 8.5 * scale
    number = Text(
        _n(x + dx), _n(y + dy + size * 0.34), str(item.number), str(size), "700", style.ink
    )
    return number, sign_at(style.sign, x + sx, y + sy, 6.2 * scale, style.ink)


def sign_at(name: str, x: float, y: float, r: float, ink: str) -> Sign | None:
    """The mark of a status around a point; shape and word carry the meaning, colour repeats it."""
    if not name:
        return None
    if name == "tick":
        short, long = f"l{_n(r * 0.65)} {_n(r * 0.7)}", f"l{_n(r * 1.25)} {_n(-r * 1.4)}"
        path = f"M{_n(x - r * 0.95)} {_n(y)}{short}{long}"
        return Sign(name, path, ink, f"{r * 0.4:.1f}")
    if name == "triangle":
        path = f"M{_n(x)} {_n(y - r * 0.95)}l{_n(r)} {_n(r * 1.85)}h{_n(-2 * r)}z"
        return Sign(name, path, ink)
    if name == "diamond":
        path = f"M{_n(x)} {_n(y - r)}l{_n(r)} {_n(r)}l{_n(-r)} {_n(r)}l{_n(-r)} {_n(-r)}z"
        return Sign(name, path, ink)
    if name == "hourglass":
        w, h = r * 0.75, r
        path = f"M{_n(x - w)} {_n(y - h)}h{_n(2 * w)}l{_n(-2 * w)} {_n(2 * h)}h{_n(2 * w)}z"
        return Sign(name, path, ink)
    return Sign(
        name, "", ink, f"{r * 0.36:.1f}", _n(x), _n(y), f"{r * 0.82:.1f}", f"{r * 0.36:.1f}"
    )


def _hand(degrees: float | None, wide: bool) -> Hand | None:
    if degrees is None:
        return None
    x, y = point(degrees, 336)
    return Hand(
        path=f"M{at(degrees, 42)}L{at(degrees, 336)}",
        inside=f"M{at(degrees, BAND_IN)}L{at(degrees, BAND_OUT)}",
        x=_n(x),
        y=_n(y),
        r="6" if wide else "8",
        width="2.5" if wide else "3.5",
    )


# ---------------------------------------------------------------------------- the small one


@dataclass(frozen=True)
class Mini:
    months: Sequence[Text]
    ticks: Sequence[str]
    bands: Sequence[tuple[str, str]]
    hand: str
    marks: Sequence[Sign]


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
                _n(x),
                _n(y + 5),
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
