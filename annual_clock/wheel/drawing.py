"""The whole wheel: wide with words along its arcs, or narrow with large numbers only."""

import math
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from annual_clock.wheel.geometry import (
    BAND_IN,
    BAND_OUT,
    Rings,
    angle,
    at,
    curve,
    num,
    point,
    sector,
)
from annual_clock.wheel.parts import (
    STYLES,
    Arc,
    Band,
    Hand,
    Item,
    Segment,
    Sign,
    Span,
    Style,
    Text,
    Wheel,
)
from annual_clock.wheel.signs import sign_at
from core.look import colours
from core.policies import Words

CHAR = 0.46  # the mean width of a letter of Source Sans 3, in ems


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
        ring_width=num(rings.width),
        rings=[num(rings.middle(r)) for r in range(rings.count)],
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
        num(x),
        num(y + drop),
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
        num(x + dx),
        num(y + dy + size * 0.34),
        str(item.number),
        str(size),
        "700",
        style.ink,
    )
    return number, sign_at(style.sign, x + sx, y + sy, 6.2 * scale, style.ink)


def _hand(degrees: float | None, wide: bool) -> Hand | None:
    if degrees is None:
        return None
    x, y = point(degrees, 336)
    return Hand(
        path=f"M{at(degrees, 42)}L{at(degrees, 336)}",
        inside=f"M{at(degrees, BAND_IN)}L{at(degrees, BAND_OUT)}",
        x=num(x),
        y=num(y),
        r="6" if wide else "8",
        width="2.5" if wide else "3.5",
    )
