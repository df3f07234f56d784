"""Geometry of the picture of one's own competences: a track for each, with the agreed level, the
target and the level before. The template only places what is computed here; a table says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from core.policies import Words

WIDE, NARROW = 680, 320
LABEL, ROW, EDGE, TOP = 20, 66, 18, 30


@dataclass(frozen=True)
class Track:
    """A competence's levels; None where there is none."""

    title: Words
    level: int | None
    target: int | None
    before: int | None


@dataclass(frozen=True)
class Drawn:
    """A track with its places, in the drawing's own units."""

    track: Track
    label_y: int
    y: int
    text_y: int
    level_x: str
    target_x: str
    target_top: int
    before_x: str
    gap_x: str
    gap_y: int
    gap_width: str
    ticks: Sequence[str]


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    left: int
    right: int
    rows: Sequence[Drawn]
    axis: Sequence[tuple[str, int]]
    axis_y: int


@dataclass(frozen=True)
class Picture:
    wide: Drawing
    narrow: Drawing

    @property
    def drawings(self) -> Sequence[Drawing]:
        return [self.wide, self.narrow]

    @property
    def words(self) -> str:
        """The whole picture in a sentence, for those who do not see it."""
        return "; ".join(map(_said, (row.track for row in self.wide.rows)))


def _said(track: Track) -> str:
    if track.level is None:
        said = pgettext("rating", "{title}: not rated").format(title=track.title)
    else:
        said = f"{track.title}: {track.level}"
    if track.target is not None:
        said += ", " + pgettext("rating", "target {number}").format(number=track.target)
    return said


def picture(tracks: Sequence[Track], steps: int) -> Picture:
    """`steps`: how many levels the scale has (two at least are drawn)."""
    return Picture(_drawing(tracks, steps, WIDE), _drawing(tracks, steps, NARROW))


def _drawing(tracks: Sequence[Track], steps: int, width: int) -> Drawing:
    left, right = EDGE, width - EDGE
    between = (right - left) / max(1, steps - 1)

    def x(level: int | None) -> str:
        return "" if level is None else f"{left + between * (level - 1):.1f}"

    ticks = [x(number) for number in range(1, max(2, steps) + 1)]
    rows = []
    for index, track in enumerate(tracks):
        top = TOP + index * ROW
        y = top + LABEL + 20
        short = track.level is not None and track.target is not None and track.level < track.target
        rows.append(
            Drawn(
                track,
                label_y=top + 14,
                y=y,
                text_y=y + 5,
                level_x=x(track.level),
                target_x=x(track.target),
                target_top=y - 16,
                before_x=x(track.before),
                gap_x=x(track.level) if short else "",
                gap_y=y - 4,
                gap_width=(
                    f"{between * ((track.target or 0) - (track.level or 0)):.1f}" if short else ""
                ),
                ticks=ticks,
            )
        )
    return Drawing(
        width,
        TOP + len(tracks) * ROW + 4,
        left,
        right,
        rows,
        [(x(number), number) for number in range(1, max(2, steps) + 1)],
        axis_y=18,
    )
