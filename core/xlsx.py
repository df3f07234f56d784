"""Reading the cells of an .xlsx, quickly and without trusting it.

openpyxl through defusedxml took minutes for 40,000 rows of eleven cells (its parser is then plain
Python), too long for a page that must examine a file before keeping it. So the sheet's cells and
the shared strings go through expat, which refuses document types and entities here; openpyxl knows
which number formats are dates and how Excel counts days.
"""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
CHUNK = 1 << 20


class Damaged(Exception):
    """The archive is not a workbook that can be read."""


@dataclass
class Cell:
    """A cell's text; `problem`: "formula" or "error"."""

    text: str = ""
    problem: str = ""


@dataclass
class Sheet:
    name: str
    path: str
    visible: bool


@dataclass
class Reading:
    """What was found on one sheet: rows by number, and the rows that merged ranges begin on."""

    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    merged: set[int] = field(default_factory=set)


class Workbook:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        book = self._tree("xl/workbook.xml")
        targets = {
            r.get("Id"): r.get("Target", "") for r in self._tree("xl/_rels/workbook.xml.rels")
        }
        properties = _child(book, "workbookPr")
        mac = properties is not None and properties.get("date1904") in ("1", "true")
        self.epoch = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900
        self.sheets: list[Sheet] = []
        for sheet in _child(book, "sheets") or []:
            key = next((v for k, v in sheet.items() if k.endswith("}id")), None)
            target = targets.get(key, "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            if "worksheets" in path:
                visible = sheet.get("state", "visible") == "visible"
                self.sheets.append(Sheet(sheet.get("name", ""), path, visible))
        self.dates = self._date_styles()
        self.strings = self._strings()

    def _tree(self, name: str) -> Any:
        try:
            return fromstring(self.archive.read(name), forbid_dtd=True)
        except KeyError:
            raise Damaged from None

    def _has(self, name: str) -> bool:
        return name in self.archive.namelist()

    def _date_styles(self) -> set[int]:
        """The cell styles whose number format is a date."""
        if not self._has("xl/styles.xml"):
            return set()
        styles = self._tree("xl/styles.xml")
        own = {
            int(f.get("numFmtId", 0)): f.get("formatCode", "")
            for f in _child(styles, "numFmts") or []
        }
        dates = set()
        for index, style in enumerate(_child(styles, "cellXfs") or []):
            number = int(style.get("numFmtId", 0))
            if is_date_format(own.get(number) or BUILTIN_FORMATS.get(number, "General")):
                dates.add(index)
        return dates

    def _strings(self) -> list[str]:
        name = "xl/sharedStrings.xml"
        if not self._has(name):
            return []
        strings: list[str] = []
        parts: list[str] = []
        state = {"text": False, "phonetic": 0}

        def start(tag: str, attrs: dict[str, str]) -> None:
            if tag == "si":
                parts.clear()
            elif tag == "rPh":
                state["phonetic"] += 1
            elif tag == "t":
                state["text"] = not state["phonetic"]

        def end(tag: str) -> None:
            if tag == "si":
                strings.append("".join(parts))
            elif tag == "rPh":
                state["phonetic"] -= 1
            elif tag == "t":
                state["text"] = False

        def data(text: str) -> None:
            if state["text"]:
                parts.append(text)

        self._parse(name, start, end, data)
        return strings

    def read(self, sheet: Sheet, *, max_rows: int, max_columns: int) -> Reading:
        """The cells of a sheet. One row or column over the limit is kept, so that it shows."""
        reading = Reading()
        parser = _SheetParser(self, reading, max_rows, max_columns)
        self._parse(sheet.path, parser.start, parser.end, parser.data)
        return reading

    def _parse(
        self,
        name: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        data: Callable[[str], None],
    ) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def plain(tag: str) -> str:
            return tag.rpartition(":")[2]

        def refuse(*_args: Any) -> None:
            raise Damaged

        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        parser.StartElementHandler = lambda tag, attrs: start(plain(tag), attrs)
        parser.EndElementHandler = lambda tag: end(plain(tag))
        parser.CharacterDataHandler = data
        try:
            with self.archive.open(name) as source:
                for chunk in _chunks(source):
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except (expat.ExpatError, KeyError, zipfile.BadZipFile, ValueError):
            raise Damaged from None


def _chunks(source: Any) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def _child(tree: Any, name: str) -> Any:
    found = tree.find(f"{MAIN}{name}")
    return found if found is not None else tree.find(f"{STRICT}{name}")


class _SheetParser:
    def __init__(self, book: Workbook, reading: Reading, rows: int, columns: int) -> None:
        self.book, self.reading, self.max_rows, self.max_columns = book, reading, rows, columns
        self.number = 0
        self.cells: list[Cell] = []
        self.column = 0
        self.kind = self.style = ""
        self.parts: list[str] = []
        self.taking = self.formula = False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "c":
            self.kind, self.style = attrs.get("t", "n"), attrs.get("s", "")
            reference = attrs.get("r", "")
            self.column = _column(reference) if reference else self.column + 1
            self.parts, self.formula = [], False
        elif tag in ("v", "t"):
            self.taking = True
        elif tag == "f":
            self.formula = True
        elif tag == "row":
            self.number = int(attrs["r"]) if "r" in attrs else self.number + 1
            self.cells, self.column = [], 0
        elif tag == "mergeCell":
            first = attrs.get("ref", "").partition(":")[0]
            self.reading.merged.add(int("".join(filter(str.isdigit, first)) or 0))

    def data(self, text: str) -> None:
        if self.taking:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self.taking = False
        elif tag == "c":
            if self.column > self.max_columns + 1:
                return
            cell = self._cell()
            if cell.text or cell.problem:
                self.cells += [Cell() for _ in range(self.column - len(self.cells) - 1)]
                self.cells.append(cell)
        elif tag == "row" and self.cells and len(self.reading.rows) <= self.max_rows:
            self.reading.rows.append((self.number, self.cells))

    def _cell(self) -> Cell:
        if self.formula:
            return Cell(problem="formula")
        text = "".join(self.parts)
        if self.kind == "e":
            return Cell(problem="error")
        if not text:
            return Cell()
        if self.kind == "s":
            return Cell(self.book.strings[int(text)].strip())
        if self.kind in ("inlineStr", "str"):
            return Cell(text.strip())
        if self.kind == "b":
            return Cell("1" if text in ("1", "true") else "0")
        if self.kind == "d":
            return Cell(text.removesuffix("T00:00:00"))
        if self.style and int(self.style) in self.book.dates:
            return Cell(self._date(float(text)))
        return Cell(text if text.isdigit() else format(float(text), ".12g"))

    def _date(self, value: float) -> str:
        moment = from_excel(value, self.book.epoch)
        if isinstance(moment, datetime):
            midnight = moment.time() == time()
            return moment.date().isoformat() if midnight else moment.isoformat(" ")
        return str(moment)


def _column(reference: str) -> int:
    """1 for A, 28 for AB."""
    number = 0
    for sign in reference:
        if sign.isdigit():
            break
        number = number * 26 + ord(sign) - 64
    return number
