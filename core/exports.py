"""Tables out of the system: CSV that Finnish Excel opens, and XLSX. No cell becomes a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

# What a spreadsheet takes for the beginning of a formula (OWASP: CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ASCII = str.maketrans("åäöÅÄÖ", "aaoAAO")
Row = Sequence[Any]


def safe(value: Any) -> Any:
    """A value that no spreadsheet computes: a text that looks like a formula gets an apostrophe."""
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.lstrip(" \N{NO-BREAK SPACE}").startswith(FORMULA_STARTS) else text


def as_csv(head: Row, rows: Iterable[Row]) -> bytes:
    """UTF-8 with BOM, semicolons and decimal commas, as Finnish Excel reads it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([_written(safe(value)) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    return str(value)


def as_xlsx(head: Row, rows: Iterable[Row], *, title: str) -> bytes:
    """One sheet: bold head that stays in sight, numbers as numbers, texts as texts."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "".join(c for c in title if c not in "[]:*?/\\")[:31] or "Sheet"
    widths = [len(str(value)) for value in head]
    for number, row in enumerate((head, *rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            kept = safe(value)
            cell.value = kept
            if isinstance(kept, str):
                cell.data_type = "s"
                widths[column - 1] = max(widths[column - 1], len(kept))
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(60, max(8, width + 2))
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def response(head: Row, rows: Iterable[Row], *, title: str, extension: str) -> HttpResponse:
    """The table as a file to keep; `extension` is csv or xlsx."""
    if extension == "csv":
        answer = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(as_xlsx(head, rows, title=title), content_type=XLSX)
    name = slugify(title.translate(_ASCII)) or "taulukko"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
