"""Tables out of the system: readable in Finnish Excel, and no cell computes."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from core import exports
from tests.plan_scenes import Plans

FORMULAS = [
    '=HYPERLINK("http://evil","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "  =1+1",
    "\r=1",
    "＝1+1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert str(exports.safe(text)).startswith("'")


@pytest.mark.parametrize("value", [Decimal("-5"), -3, None, True, date(2026, 1, 1), "Ensiapu", ""])
def test_other_values_stay(value: Any) -> None:
    assert exports.safe(value) == value


@pytest.mark.parametrize("text", FORMULAS)
def test_xlsx_holds_texts_as_texts(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports.as_xlsx(["Toimi"], [[text]], title="x")))
    cell = book.active["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_signs_that_xlsx_forbids_are_left_out() -> None:
    assert exports.as_xlsx(["a"], [["x\x00\x0by 🌲"]], title="a/b:c[d]*?" * 9)


def test_csv_opens_in_finnish_excel() -> None:
    data = exports.as_csv(["Ä", "Hinta"], [['Öljy; "ja" sää', Decimal("1.5")]])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Ä", "Hinta"], ['Öljy; "ja" sää', "1,5"]]


@pytest.mark.django_db
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_the_actions_of_a_plan_as_a_table(world: Any, extension: str) -> None:
    plans = Plans(world)
    plan = plans.team_plan()
    plans.add("mervi", plan, '=cmd|" /C calc"!A0', cost=None)
    address = reverse("training_plans:plan_table", args=[plan.uuid, extension])
    response = world.client("mervi").get(address)
    assert f"siivouspalvelut.{extension}" in response["Content-Disposition"]
    if extension == "csv":
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head, *actions = rows
    assert head[2] == "Toimi"
    assert [a[2] for a in actions] == [
        "Sähköinen siivoussuunnitelma käyttöön",
        '\'=cmd|" /C calc"!A0',
    ]
    assert str(actions[0][9]).replace(",", ".").startswith("1800.5")


@pytest.mark.django_db
def test_other_kinds_of_files_do_not_exist(world: Any) -> None:
    plan = Plans(world).team_plan()
    address = reverse("training_plans:plan_table", args=[plan.uuid, "exe"])
    assert world.client("mervi").get(address).status_code == 404
