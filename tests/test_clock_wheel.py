"""Geometry of the wheel: angles, rings, and words that keep clear of the hand."""

import math
from datetime import date

import pytest

from annual_clock import wheel
from annual_clock.wheel import Item, Rings, Span, angle, draw, point, sector

WINDOWS = [
    Span("Tammi–maaliskuu", date(2026, 1, 1), date(2026, 3, 31), current=True),
    Span("Touko–syyskuu", date(2026, 5, 1), date(2026, 9, 30)),
    Span("Loka–joulukuu", date(2026, 10, 1), date(2026, 12, 31)),
]
MONTHS = [str(m) for m in range(1, 13)]
RINGS = ["Kaupunki", "Palvelualue", "Tiimi", "Työntekijä"]


def item(
    starts: date, ends: date, status: str = "coming", ring: int = 1, short: str = "Koonti"
) -> Item:
    return Item(1, ring, starts, ends, status, "1 Koonti", short, "#v1")


def wheel_of(*items: Item, today: date | None = None, wide: bool = True) -> wheel.Wheel:
    return draw(
        spans=WINDOWS, items=items, ring_names=RINGS, month_names=MONTHS, today=today, wide=wide
    )


@pytest.mark.parametrize(
    ("day", "end", "degrees"),
    [
        (date(2026, 1, 1), False, 0),
        (date(2026, 3, 31), True, 90),
        (date(2026, 4, 1), False, 90),
        (date(2026, 7, 1), False, 180),
        (date(2026, 12, 31), True, 360),
        (date(2028, 2, 29), True, 60),
        (date(2026, 2, 15), False, 45),
    ],
)
def test_months_are_equal_and_days_are_parts_of_them(day: date, end: bool, degrees: float) -> None:
    assert angle(day, end=end) == pytest.approx(degrees)


def test_the_year_starts_at_the_top_and_goes_clockwise() -> None:
    assert point(0, 100) == pytest.approx((0, -100))
    assert point(90, 100) == pytest.approx((100, 0))
    assert point(180, 100) == pytest.approx((0, 100))


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("count", [4, 5])
def test_rings_share_the_room_between_the_windows_and_the_core(count: int, wide: bool) -> None:
    rings = Rings(count, wide)
    assert rings.outer(0) < wheel.BAND_IN
    assert rings.inner(count - 1) > wheel.CORE
    for ring in range(count - 1):
        assert rings.inner(ring) - rings.outer(ring + 1) == pytest.approx(rings.gap)
    assert len({round(rings.outer(r) - rings.inner(r), 6) for r in range(count)}) == 1


def test_a_sector_over_half_the_circle_goes_the_long_way() -> None:
    assert " 0 1 1 " in sector(0, 200, 50, 60)
    assert " 0 0 1 " in sector(0, 90, 50, 60)


def test_april_is_dotted_and_no_other_month() -> None:
    (dots,) = wheel_of().gaps
    x, y = point(92, 313.5)
    assert dots.startswith(f"M{x:.1f} {y:.1f}")


def test_words_run_along_the_arc_where_they_fit_and_else_the_number_stands() -> None:
    long = wheel_of(item(date(2026, 5, 4), date(2026, 9, 30))).segments[0]
    assert long.words
    assert long.number is None
    short = wheel_of(item(date(2026, 12, 1), date(2026, 12, 17))).segments[0]
    assert short.words is None
    assert short.number
    assert wheel_of(item(date(2026, 5, 4), date(2026, 9, 30)), wide=False).segments[0].number


def test_words_in_the_lower_half_stand_upright() -> None:
    words = wheel_of(item(date(2026, 5, 4), date(2026, 9, 30))).segments[0].words
    assert words
    assert " 0 0 0 " in words.path, "counterclockwise"


@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2026, 2, 14), date(2026, 3, 20)])
@pytest.mark.parametrize("status", ["turn", "coming", "done"])
def test_numbers_keep_clear_of_todays_hand(day: date, status: str) -> None:
    number = (
        wheel_of(
            item(date(2026, 1, 1), date(2026, 3, 31), status, ring=2, short="x" * 60), today=day
        )
        .segments[0]
        .number
    )
    assert number
    degrees = math.degrees(math.atan2(float(number.x), -float(number.y)))
    off = math.radians(abs(degrees - angle(day)))
    assert off * Rings(4).middle(2) > 15


def test_a_status_is_a_shape_and_not_only_a_colour() -> None:
    shapes = {
        status: wheel_of(item(date(2026, 2, 1), date(2026, 3, 31), status)).segments[0].sign
        for status in ("turn", "late", "done", "other", "next")
    }
    assert {sign.name for sign in shapes.values() if sign} == {
        "diamond",
        "triangle",
        "tick",
        "hourglass",
        "ring",
    }


def test_the_hand_shows_only_in_the_present_year() -> None:
    assert wheel_of().hand is None
    assert wheel_of(today=date(2026, 2, 9)).hand


def test_no_number_is_written_with_a_comma_or_a_negative_zero() -> None:
    drawing = wheel_of(item(date(2026, 1, 1), date(2026, 12, 31)), today=date(2026, 7, 1))
    text = repr(drawing)
    assert "-0.0 " not in text
    assert "e-" not in text


def test_colours_are_those_of_the_tokens() -> None:
    from core.look import colours

    known = set(colours.by_token().values()) | {wheel.LATE_SOFT}
    for style in wheel.STYLES.values():
        assert {style.fill, style.edge, style.ink} <= known
