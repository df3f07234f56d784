"""Reading tables that other systems export: CSV as Finnish Excel writes it, and XLSX.

`read_table` turns the bytes of one file into rows of plain text, or raises `BadFile` with words
for the one who uploaded it. It holds everything in memory and writes nothing anywhere, so that a
file can be examined before a byte of it is kept. Only cells are read: no formulas, comments, hidden
sheets or document properties survive. Messages name places, never contents.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from core import xlsx

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 250 * 1024 * 1024
MAX_RATIO = 300
MAX_ROWS = 100_000
MAX_COLUMNS = 100
MAX_CELL = 1_000

DELIMITERS = ";\t,|"
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
Row = tuple[int, list[str]]


class BadFile(Exception):
    """The file is not a table we can read. The message is in the reader's language."""


@dataclass(frozen=True)
class Table:
    """A read file: header names, and rows with the number a spreadsheet gives them.

    `detail`: encoding and delimiter of a CSV, the sheet's name of a workbook.
    """

    headers: list[str]
    rows: list[Row]
    format: str
    detail: str
    other_sheets: int = 0
    # Titles above the header: not data, but they too must be examined.
    preamble: tuple[Row, ...] = ()
    header_row: int = 1

    def everything(self) -> Iterator[Row]:
        """All cells of the file, the header and what stands above it included."""
        yield from self.preamble
        yield self.header_row, self.headers
        yield from self.rows


def read_table(data: bytes) -> Table:
    """Read one file. Raises `BadFile`."""
    if not data.strip(b"\x00\r\n\t ;,"):
        raise BadFile(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise BadFile(too_large())
    if data.startswith(b"PK"):
        return _read_xlsx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BadFile(
                _("The workbook is locked with a password. Remove the password and try again.")
            )
        raise BadFile(_("This is an old Excel file (.xls). Save it in Excel as .xlsx or as CSV."))
    return _read_csv(data)


def too_large() -> str:
    size = MAX_BYTES // (1024 * 1024)
    return _("The file is too large. The limit is %(size)s MB.") % {"size": size}


# CSV


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else UTF-8, else Windows-1252."""
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), None)
    if encoding is None and b"\x00" in data:
        encoding = _utf16_without_mark(data)
    for name in [encoding] if encoding else ["utf-8", "cp1252"]:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return text.removeprefix("\ufeff"), name
    raise BadFile(_("This is not a text file. Save the table as CSV or as .xlsx."))


def _utf16_without_mark(data: bytes) -> str:
    """In UTF-16 nearly every second byte of our languages is nought."""
    sample = data[:4000]
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return "utf-8"


def sniff_delimiter(text: str) -> str:
    """Which sign parts the columns. Raises `BadFile` when none does."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        return told.group(1)
    sample = text[:65_536]
    best: tuple[float, int, str] = (0, 1, "")
    for sign in DELIMITERS:
        widths = []
        try:
            for record in csv.reader(io.StringIO(sample, newline=""), delimiter=sign):
                if any(record):
                    widths.append(len(record))
                if len(widths) >= 50:
                    break
        except csv.Error:
            continue
        width, alike = (
            Counter(w for w in widths if w > 1).most_common(1)[0]
            if (any(w > 1 for w in widths))
            else (1, 0)
        )
        # How alike the rows are comes first: a decimal comma parts some rows, not all.
        score = (round(alike / len(widths), 1) if widths else 0, width, sign)
        if score[:2] > best[:2]:
            best = score
    if not best[2]:
        raise BadFile(
            _(
                "The file has only one column. Separate the columns with semicolons, commas or "
                "tabs, and give each column a heading."
            )
        )
    return best[2]


def _read_csv(data: bytes) -> Table:
    text, encoding = decode(data)
    if text.lstrip().startswith(("{", "[", "<", "%PDF", "{\\rtf")):
        raise BadFile(_("This is not a table. Save the table as CSV or as .xlsx."))
    sign = sniff_delimiter(text)
    text = re.sub(r"\Asep=.\r?\n", "\n", text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    rows: list[Row] = []
    try:
        for number, record in enumerate(reader, start=1):
            if number > MAX_ROWS + 100:
                raise BadFile(_too_many_rows())
            cells = [cell.strip() for cell in record]
            if any(cells):
                rows.append((number, cells))
    except csv.Error:
        raise BadFile(
            _("Near line %(line)s a quotation mark has no pair. Correct it and try again.")
            % {"line": reader.line_num}
        ) from None
    return _as_table(rows, "csv", f"{_encoding_name(encoding)}, {_sign_name(sign)}")


def _encoding_name(encoding: str) -> str:
    return {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}.get(encoding, encoding.upper())


def _sign_name(sign: str) -> str:
    return "tab" if sign == "\t" else sign


# XLSX


def _read_xlsx(data: bytes) -> Table:
    try:
        book = xlsx.Workbook(_safe_archive(data))
        seen = [sheet for sheet in book.sheets if sheet.visible]
        if not seen:
            raise BadFile(_("The workbook has no visible sheet."))
        for sheet in seen:
            reading = book.read(sheet, max_rows=MAX_ROWS + 100, max_columns=MAX_COLUMNS)
            if reading.rows:
                break
    except BadFile:
        raise
    except Exception:
        # What a damaged workbook makes its reader stumble on tells the user nothing.
        raise BadFile(_("The workbook cannot be read. Save it again in Excel as .xlsx.")) from None
    rows = [
        (number, [_cell_text(cell, number, column) for column, cell in enumerate(cells, start=1)])
        for number, cells in reading.rows
    ]
    table = _as_table(rows, "xlsx", sheet.name[:40], len(seen) - 1)
    merged = [row for row in reading.merged if row >= table.header_row]
    if merged:
        raise BadFile(
            _("The sheet has merged cells on row %(row)s. Unmerge them and try again.")
            % {"row": min(merged)}
        )
    return table


def _safe_archive(data: bytes) -> zipfile.ZipFile:
    """Refuses what only looks like a workbook, and archives that unpack to something vast."""
    damaged = _("The workbook cannot be read. Save it again in Excel as .xlsx.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise BadFile(damaged) from None
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        raise BadFile(_("This is not an Excel workbook (.xlsx). Save the table as .xlsx or CSV."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadFile(
            _("The workbook is locked with a password. Remove the password and try again.")
        )
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > 2_000
        or len(names) != len(entries)
        or unpacked > MAX_UNPACKED
        or (unpacked > 10 * 1024 * 1024 and unpacked > MAX_RATIO * len(data))
    ):
        raise BadFile(_("The workbook unpacks to too much. Leave only the table in it."))
    return archive


def _cell_text(cell: xlsx.Cell, row: int, column: int) -> str:
    if cell.problem == "formula":
        raise BadFile(
            _(
                "Row %(row)s, column %(column)s is a formula. Copy the table, paste it as "
                "values only and try again."
            )
            % {"row": row, "column": column}
        )
    if cell.problem:
        raise BadFile(
            _("Row %(row)s, column %(column)s has an Excel error. Correct it and try again.")
            % {"row": row, "column": column}
        )
    return cell.text


# Both


def _too_many_rows() -> str:
    return _("The file has too many rows. The limit is %(rows)s.") % {"rows": MAX_ROWS}


def _as_table(rows: list[Row], kind: str, detail: str, others: int = 0) -> Table:
    """The first row with two or more cells is the header; what stands above it is a title."""
    if not rows:
        raise BadFile(_("The file is empty."))
    for number, cells in rows:
        if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
            raise BadFile(
                _("The table has too many columns. The limit is %(columns)s.")
                % {"columns": MAX_COLUMNS}
            )
        for column, cell in enumerate(cells, start=1):
            if len(cell) > MAX_CELL:
                raise BadFile(
                    _("Row %(row)s, column %(column)s has too much text in one cell.")
                    % {"row": number, "column": column}
                )
    start = next((i for i, (_n, cells) in enumerate(rows) if sum(map(bool, cells)) > 1), None)
    if start is None:
        raise BadFile(
            _(
                "The file has only one column. Separate the columns with semicolons, commas or "
                "tabs, and give each column a heading."
            )
        )
    header_row, headers = rows[start]
    width = max(i for i, name in enumerate(headers, start=1) if name)
    body: list[Row] = []
    for number, cells in rows[start + 1 :]:
        if any(cells[width:]):
            raise BadFile(
                _("Row %(row)s has more columns than the header. Correct it and try again.")
                % {"row": number}
            )
        # Excel leaves out empty cells at the end of a row.
        body.append((number, cells[:width] + [""] * (width - len(cells))))
    if not body:
        raise BadFile(_("The file has a header but no rows."))
    if len(body) > MAX_ROWS:
        raise BadFile(_too_many_rows())
    return Table(headers[:width], body, kind, detail, others, tuple(rows[:start]), header_row)


# Values


def parse_date(text: str) -> date:
    """1.2.2025, 2025-02-01 (a time after it is left out) or Excel's number. Raises ValueError."""
    text = text.strip()
    finnish = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?: \d{1,2}[.:]\d{2}.*)?", text)
    if finnish:
        day, month, year = map(int, finnish.groups())
        return date(year, month, day)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", text)
    if iso:
        year, month, day = map(int, iso.groups())
        return date(year, month, day)
    if re.fullmatch(r"(19|20|29|99)\d{6}", text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    # Days since the end of 1899, for the years 1927 to 2099.
    if re.fullmatch(r"\d{5}", text) and 10_000 <= int(text) <= 73_050:
        return date(1899, 12, 30) + timedelta(days=int(text))
    raise ValueError("not a date")


def parse_decimal(text: str) -> Decimal:
    """1 234,5 · 1.234,50 · 38.25 · 80 %. Raises ValueError."""
    text = re.sub(r"[\s\u00a0\u202f%€]", "", text).replace("\u2212", "-")
    if "," in text and "." in text:
        thousands = "." if text.rfind(",") > text.rfind(".") else ","
        text = text.replace(thousands, "")
    text = text.replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise ValueError("not a number")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError("not a number") from None
