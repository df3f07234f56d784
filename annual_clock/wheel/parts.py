"""What the wheel is drawn from, and what the templates place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from annual_clock.wheel.geometry import CORE
from core.look import colours
from core.policies import Words

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


@dataclass(frozen=True)
class Mini:
    months: Sequence[Text]
    ticks: Sequence[str]
    bands: Sequence[tuple[str, str]]
    hand: str
    marks: Sequence[Sign]
