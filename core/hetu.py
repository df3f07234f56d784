"""Finding Finnish personal identity codes (henkilötunnus) wherever somebody has typed one.

A code is DDMMYY, a sign of the century, an individual number (002-899; 900-999 are temporary) and a
check character: the nine digits modulo 31. Signs: + for the 1800s, - and U V W X Y for the 1900s,
A-F for the 2000s (1128/1999 and decree 128/2010 with its change of 2022, in use from 2023). Nothing
here returns or logs a code: callers learn only that, and where, there is one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CENTURIES = {"+": 1800, **dict.fromkeys("-UVWXY", 1900), **dict.fromkeys("ABCDEF", 2000)}

# Overlapping on purpose (lookahead): a code may begin inside a longer number.
_WITH_SIGN = re.compile(
    r"(?<!\d)(?=(\d{6})\s?([-+ABCDEFUVWXY])\s?(\d{3})([0-9A-FHJ-NPR-Y]))", re.ASCII
)
# Without its sign only a letter at the end tells it from any ten-digit number.
_WITHOUT_SIGN = re.compile(r"(?<![0-9A-Z])(\d{6})\s?(\d{3})([A-FHJ-NPR-Y])", re.ASCII)
_DIGITS_ONLY = re.compile(r"\d{9,10}", re.ASCII)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
# Nearly every cell of a table fails this, which is what makes 40,000 rows quick.
_MAYBE = re.compile(r"\d{6}")


def holds_code(text: str) -> bool:
    """Whether the text has a personal identity code in it, in any of its spellings."""
    if not _MAYBE.search(text):
        return False
    text = _plain(text)
    return any(
        _is_code(day, (CENTURIES[sign],), number, check)
        for day, sign, number, check in _WITH_SIGN.findall(text)
    ) or any(
        _is_code(day, (1800, 1900, 2000), number, check)
        for day, number, check in _WITHOUT_SIGN.findall(text)
    )


def _plain(text: str) -> str:
    """Upper case, plain digits and dashes, nothing invisible."""
    if text.isascii():
        return text.upper()
    return unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_DASHES).upper()


def _is_code(day: str, centuries: Iterable[int], number: str, check: str) -> bool:
    if CHECK[int(day + number) % 31] != check or int(number) < 2:
        return False
    return any(_is_day(day, century) for century in centuries)


def _is_day(text: str, century: int) -> bool:
    try:
        date(century + int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        return False
    return True


def _could_be_code(text: str) -> bool:
    """Ten digits (nine, when a spreadsheet has eaten the first nought) that fit a code."""
    text = text.strip().zfill(10)
    return bool(_DIGITS_ONLY.fullmatch(text)) and _is_code(
        text[:6], (1800, 1900, 2000), text[6:9], text[9]
    )


@dataclass(frozen=True)
class Place:
    """Where a code stands: row and column as a spreadsheet numbers them, from 1."""

    row: int
    column: int


def find_in_rows(rows: Iterable[tuple[int, Sequence[str]]], limit: int = 20) -> list[Place]:
    """The first places of codes in numbered rows of cells.

    Codes written with digits only look like telephone and staff numbers, of which one in a
    thousand fits by chance; so they count where they are the most of their column.
    """
    places: list[Place] = []
    numbers: dict[int, list[tuple[int, bool]]] = {}
    for row, cells in rows:
        for column, cell in enumerate(cells, start=1):
            if len(cell) < 9:
                continue
            if holds_code(cell):
                places.append(Place(row, column))
                if len(places) >= limit:
                    return places
            elif _DIGITS_ONLY.fullmatch(cell):
                numbers.setdefault(column, []).append((row, _could_be_code(cell)))
    for column, found in numbers.items():
        fitting = [row for row, fits in found if fits]
        if len(fitting) * 2 > len(found):
            places += [Place(row, column) for row in fitting]
    return sorted(places, key=lambda p: (p.row, p.column))[:limit]
