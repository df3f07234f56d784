"""Personal identity codes are found by value and checksum, in every spelling. All are invented:
individual numbers from 900 up are never given to people."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.hetu import CENTURIES, CHECK, Place, find_in_rows, holds_code


def code(day: date, number: int, sign: str) -> str:
    digits = f"{day:%d%m%y}{number:03}"
    return f"{digits[:6]}{sign}{digits[6:]}{CHECK[int(digits) % 31]}"


def sign_for(day: date) -> list[str]:
    return [s for s, century in CENTURIES.items() if century == day.year // 100 * 100]


@st.composite
def codes(draw) -> str:
    day = draw(st.dates(date(1850, 1, 1), date(2026, 12, 31)))
    return code(day, draw(st.integers(900, 999)), draw(st.sampled_from(sign_for(day))))


@given(codes())
def test_every_code_is_found(value: str) -> None:
    assert holds_code(value)
    assert holds_code(value.lower())


@given(codes(), st.text("abcdefghijklmnopåäö .,:;()/", max_size=20))
def test_a_code_is_found_inside_a_text(value: str, words: str) -> None:
    assert holds_code(f"{words} {value}{words}")


@given(codes())
def test_a_code_without_its_sign_is_found_when_a_letter_ends_it(value: str) -> None:
    bare = value[:6] + value[7:]
    if bare[-1].isalpha():
        assert holds_code(f"tunnus {bare}, pyydetty")


@given(codes())
def test_a_wrong_check_character_is_no_code(value: str) -> None:
    wrong = CHECK[(CHECK.index(value[-1]) + 1) % 31]
    assert not holds_code(value[:-1] + wrong)


@pytest.mark.parametrize("sign", list(CENTURIES))
def test_every_sign_of_the_century(sign: str) -> None:
    assert holds_code(code(date(CENTURIES[sign] + 4, 3, 2), 905, sign))


@pytest.mark.parametrize(
    "spelling",
    [
        "{0}–{1}",
        "{0}\u2011{1}",
        "{0} - {1}",
        "{0}\u200b-{1}",
        "\u00a0{0}-{1}\u00a0",
        "nro:{0}-{1}01",
    ],
)
def test_spellings_of_word_processors(spelling: str) -> None:
    value = code(date(1990, 1, 1), 901, "-")
    assert holds_code(spelling.format(value[:6], value[7:]))


@pytest.mark.parametrize(
    "text",
    [
        "", "Tiina Rautio", "2026-02-09", "1.2.2025", "0401234567", "+358 40 123 4567",
        "310299-901A", "N000123", "FI21 1234 5600 0007 85", "1234567-8",
        "8f14e45f-ceea-467f-a9c3-9bd1c8f1a1b2",
    ],
)  # fmt: skip
def test_other_numbers_are_not_codes(text: str) -> None:
    assert not holds_code(text)


def test_places_are_rows_and_columns_from_one() -> None:
    value = code(date(1985, 5, 17), 999, "-")
    rows = [(1, ["numero", "nimi"]), (2, ["7", "Aino"]), (5, ["8", f"Pekka {value}"])]
    assert find_in_rows(rows) == [Place(5, 2)]


def test_a_column_of_digits_only_is_found_as_a_column() -> None:
    """Two thirds of codes end in a letter; here every one ends in a digit, without a sign."""
    bare: list[str] = []
    for number in range(900, 1000):
        value = code(date(1979, 3, 8), number, "-")
        if value[-1].isdigit():
            bare.append(value[:6] + value[7:])
    # Excel eats the first nought of 080379...
    rows = [(i, ["x", cell.lstrip("0")]) for i, cell in enumerate(bare, start=2)]
    assert find_in_rows(rows)[0] == Place(2, 2)


def test_telephone_numbers_are_let_through() -> None:
    rows = [(i, [f"04001{i:05}"]) for i in range(2, 5_000)]
    assert find_in_rows(rows) == []
