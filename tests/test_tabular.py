"""Tables as Finnish Excel and HR systems write them."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core import tabular
from core.tabular import BadFile, parse_date, parse_decimal, read_table

HEADER = "Henkilönumero;Sukunimi;Osuus"
ROWS = [["1001", "Mäkelä", "78,5"], ["1002", "Åberg", "100"]]


def text(sign: str = ";") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign)
    writer.writerow(HEADER.split(";"))
    writer.writerows(ROWS)
    return out.getvalue()


def workbook(*rows: list, **sheets) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_of_every_encoding_and_delimiter(encoding: str, sign: str) -> None:
    table = read_table(text(sign).encode(encoding))
    assert table.headers == HEADER.split(";")
    assert [cells for _number, cells in table.rows] == ROWS
    assert [number for number, _cells in table.rows] == [2, 3]


LETTERS = st.text("abcdefghijklmnopqrstuvwxyzåäöABCÅÄÖéü0123456789 -'.\",", min_size=1, max_size=20)
TABLES = st.lists(st.lists(LETTERS, min_size=3, max_size=3), min_size=2, max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    TABLES,
    st.sampled_from(["cp1252", "utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([";", "\t"]),
    st.sampled_from(["\r\n", "\n"]),
)
def test_what_was_written_is_read(
    rows: list[list[str]], encoding: str, sign: str, end: str
) -> None:
    rows = [["tunnus", "nimi", "nimike"], *rows, ["1", "Aino", "kokki"]]
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator=end).writerows(rows)
    kept = [[cell.strip() for cell in row] for row in rows]
    table = read_table(out.getvalue().encode(encoding))
    assert table.headers == kept[0]
    assert [cells for _n, cells in table.rows] == [row for row in kept[1:] if any(row)]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_give_a_table_or_a_clear_refusal(data: bytes) -> None:
    try:
        read_table(data)
    except BadFile as bad:
        assert str(bad)  # noqa: PT017 - either is right, silence is not


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_that_pose_as_a_workbook_are_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_table(b"PK\x03\x04" + data)


def test_excel_tells_its_delimiter_on_the_first_line() -> None:
    table = read_table(b"sep=|\r\na|b\r\n1|2,5\r\n")
    assert table.headers == ["a", "b"]
    assert table.rows == [(3, ["1", "2,5"])]


def test_titles_above_the_header_are_left_out_but_examined() -> None:
    table = read_table("Henkilöstö 1.2.2025\n\na;b\n1;2\n".encode())
    assert table.headers == ["a", "b"]
    assert list(table.everything())[0] == (1, ["Henkilöstö 1.2.2025"])


def test_xlsx_with_excels_own_dates_and_numbers() -> None:
    data = workbook(
        ["numero", "alkaa", "osuus", "tosi"],
        [1001, datetime(2025, 2, 1), 78.5, True],
        [1002, date(2025, 3, 1), 100.0, None],
    )
    table = read_table(data)
    assert table.rows == [
        (2, ["1001", "2025-02-01", "78.5", "1"]),
        (3, ["1002", "2025-03-01", "100", ""]),
    ]


def test_the_first_visible_sheet_with_cells_is_read() -> None:
    book = Workbook()
    book.active.title = "Piilossa"
    book.active.append(["salainen", "x"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Tyhjä")
    sheet = book.create_sheet("Henkilöt")
    sheet.append(["numero", "nimi"])
    sheet.append(["1", "Aino"])
    table = read_table(saved(book))
    assert table.headers == ["numero", "nimi"]
    assert table.other_sheets == 1


def formula() -> bytes:
    return workbook(["a", "b"], [1, "=A2+1"])


def merged() -> bytes:
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append(["1", "2"])
    book.active.merge_cells("A2:B2")
    return saved(book)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (60 * 1024 * 1024))
    return out.getvalue()


def entities() -> bytes:
    """A workbook whose sheet declares entities (the billion laughs)."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(workbook(["a", "b"], ["1", "2"])))
    with zipfile.ZipFile(out, "w") as archive:
        for entry in source.infolist():
            text = source.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                text = (
                    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
                    + text.partition(b"?>")[2]
                )
            archive.writestr(entry.filename, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tyhjä"),
        (b"\r\n\r\n", "tyhjä"),
        (b"nimi\nAino\nPekka\n", "vain yksi sarake"),
        (b"a;b\n", "ei muita rivejä"),
        (b"a;b\n1;2;3\n", "Rivillä 2"),
        (b'a;b\n1;"2\n3;4\n', "lainausmer"),
        (b"a;b\n1;\x002\n", "tekstitiedosto"),
        (b"\x00\x01\x02\x03\xff\xfe\x99" * 30, "tekstitiedosto"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, ".xls"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "salasana"),
        (b"PK\x03\x04" + b"x" * 50, "ei voi lukea"),
        (b"%PDF-1.7\n1;2", "taulukko"),
        (b"<html><table>", "taulukko"),
        (b"a;b\n1;" + b"x" * 2_000, "liikaa tekstiä"),
        (b"a;b\n" + b"1;2\n" * (tabular.MAX_ROWS + 1), "liikaa rivejä"),
        (b"x" * (tabular.MAX_BYTES + 1), "liian suuri"),
        (";".join(f"s{n}" for n in range(200)).encode() + b"\n1;2", "liikaa sarakkeita"),
    ],
)  # fmt: skip
def test_bad_files_get_a_clear_word(data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_table(data)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (formula, "Rivin 2 sarakkeessa 2 on kaava"),
        (merged, "yhdistettyjä soluja"),
        (bomb, "purettuna liian suuri"),
        (entities, "ei voi lukea"),
    ],
)
def test_bad_workbooks_get_a_clear_word(make, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_table(make())


@pytest.mark.parametrize(
    "written",
    ["1.2.2025", "01.02.2025", "1. 2. 2025", "2025-02-01", "2025-02-01T00:00:00", "20250201",
     "45689", "1.2.2025 0.00"],
)  # fmt: skip
def test_dates(written: str) -> None:
    assert parse_date(written) == date(2025, 2, 1)


@pytest.mark.parametrize(
    "written", ["", "31.2.2025", "1.2.25", "2/1/2025", "helmikuu", "2025-13-01", "7"]
)
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(ValueError):
        parse_date(written)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_dates_come_back(day: date) -> None:
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("written", "value"),
    [("78,5", "78.5"), ("38.25", "38.25"), ("1 234,50", "1234.50"), ("1.234,5", "1234.5"),
     ("80 %", "80"), ("1,234.5", "1234.5"), ("−2", "-2"), ("1\u00a0000", "1000")],
)  # fmt: skip
def test_numbers(written: str, value: str) -> None:
    assert parse_decimal(written) == Decimal(value)


@pytest.mark.parametrize("written", ["", "abc", "1,2,3", "--1", "1e5", "NaN"])
def test_what_is_no_number(written: str) -> None:
    with pytest.raises(ValueError):
        parse_decimal(written)
