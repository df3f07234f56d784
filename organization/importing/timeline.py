"""Values over half-open intervals, edited in memory: what an import is going to write.

A line is a sorted list of (from, until, value); `until` None means "for the time being".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Span = tuple[date, date | None, Any]
Line = list[Span]


def at(line: Sequence[Span], day: date) -> Any:
    """The value on a day, or None."""
    return next(
        (value for start, end, value in line if start <= day and (end is None or day < end)), None
    )


def put(line: Sequence[Span], day: date, value: Any) -> Line:
    """The line with `value` from `day` until the next change already known; None ends the value."""
    if at(line, day) == value:
        return list(line)
    until = min((start for start, _, _ in line if start > day), default=None)
    out: Line = []
    for start, end, old in line:
        if start <= day and (end is None or day < end):
            until = end
            if start < day:
                out.append((start, day, old))
        else:
            out.append((start, end, old))
    if value is not None:
        out.append((day, until, value))
    return joined(out)


def clip(line: Sequence[Span], start: date, end: date | None) -> Line:
    """What is left of the line within [start, end)."""
    out: Line = []
    for first, last, value in line:
        first = max(first, start)
        if end is not None:
            last = end if last is None else min(last, end)
        if last is None or first < last:
            out.append((first, last, value))
    return out


def reach(
    line: Sequence[Span], old: tuple[date, date | None], new: tuple[date, date | None]
) -> Line:
    """The line of a thing whose own interval changed from `old` to `new`: its ends move along."""
    out = sorted(line, key=lambda span: span[0])
    if out and out[0][0] == old[0] and new[0] < old[0]:
        out[0] = (new[0], *out[0][1:])
    if out and out[-1][1] == old[1]:
        out[-1] = (out[-1][0], new[1], out[-1][2])
    return clip([s for s in out if s[1] is None or s[0] < s[1]], *new)


def joined(line: Sequence[Span]) -> Line:
    out: Line = []
    for start, end, value in sorted(line, key=lambda span: span[0]):
        if out and out[-1][1] == start and out[-1][2] == value:
            out[-1] = (out[-1][0], end, value)
        else:
            out.append((start, end, value))
    return out


@dataclass
class Edit:
    """How stored rows become the new line: rows to delete, to end earlier, and to add."""

    delete: list[int] = field(default_factory=list)
    end: list[tuple[int, date]] = field(default_factory=list)
    add: list[Span] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.delete or self.end or self.add)


def difference(stored: Sequence[tuple[int, Span]], new: Sequence[Span]) -> Edit:
    """Never lets two rows overlap on the way when deletions and endings go first."""
    edit, left = Edit(), {span[0]: span for span in new}
    for pk, (start, end, value) in stored:
        wanted = left.get(start)
        if wanted is None or wanted[2] != value:
            edit.delete.append(pk)
        elif wanted[1] == end:
            del left[start]
        elif wanted[1] is not None and (end is None or wanted[1] < end):
            edit.end.append((pk, wanted[1]))
            del left[start]
        else:
            edit.delete.append(pk)
    edit.add = list(left.values())
    return edit
