"""Formats of the reader's language, the tags of components, colours in step with the tokens."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.disclosure import Published, Suppressed
from core.look import charts, colours, formats
from core.look.parts import Level, RatingRow, Step, TodoItem, WayShare
from core.models import Work
from core.policies import Allowed, Denied

ROOT = Path(__file__).parent.parent
NBSP = "\u00a0"
FRIDAY = date(2026, 2, 13)
# 12.00 UTC in winter is 14.00 in Finland
MEETING = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)


def draw(source: str, path: str = "/", **context: Any) -> str:
    request = RequestFactory().get(path)
    return Template(source).render(Context({"request": request, "csrf_token": "x", **context}))


# Formats


@pytest.mark.parametrize(
    ("language", "style", "expected"),
    [
        ("fi", "", "pe 13.2."),
        ("fi", "year", "pe 13.2.2026"),
        ("fi", "short", "13.2.2026"),
        ("fi", "bare", "13.2."),
        ("fi", "long", "perjantai 13.2.2026"),
        ("fi", "weekday", "perjantai"),
        ("sv", "", "fr 13.2."),
        ("sv", "long", "fredag 13.2.2026"),
        ("en", "", "Fri 13 Feb"),
        ("en", "short", "13 Feb 2026"),
        ("en", "long", "Friday 13 Feb 2026"),
    ],
)
def test_a_day_reads_in_the_readers_way(language: str, style: str, expected: str) -> None:
    with translation.override(language):
        assert formats.fin_date(FRIDAY, style).replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", "pe 13.2. klo 14.00"), ("sv", "fr 13.2. kl. 14.00"), ("en", "Fri 13 Feb at 14:00")],
)
def test_a_moment_is_told_in_finlands_time(language: str, expected: str) -> None:
    with translation.override(language):
        assert formats.fin_moment(MEETING).replace(NBSP, " ") == expected


def test_a_moment_late_in_the_evening_in_utc_is_the_next_day_in_finland() -> None:
    assert formats.fin_date(datetime(2026, 2, 12, 23, 0, tzinfo=UTC), "short") == "13.2.2026"


def test_weekday_and_time_never_part_from_what_follows() -> None:
    assert f"pe{NBSP}13.2." in formats.fin_date(FRIDAY)
    assert f"klo{NBSP}9.05" == formats.at_time(time(9, 5))


def test_a_range_of_days() -> None:
    assert formats.fin_range(date(2026, 1, 1), date(2026, 3, 31)) == "1.1.–31.3.2026"
    assert formats.fin_range(date(2025, 12, 1), date(2026, 3, 31)) == "1.12.2025–31.3.2026"
    assert formats.fin_range(FRIDAY, FRIDAY) == "13.2.2026"


@pytest.mark.parametrize(
    ("language", "value", "decimals", "expected"),
    [
        ("fi", Decimal(1800), None, "1 800 €"),
        ("fi", Decimal("208947.50"), None, "208 947,50 €"),
        ("fi", Decimal(0), None, "0 €"),
        ("fi", Decimal(-350), None, "−350 €"),
        ("fi", Decimal(1800), 2, "1 800,00 €"),
        ("sv", Decimal(1800), None, "1 800 €"),
        ("en", Decimal("1800.5"), None, "€1,800.50"),
        ("en", Decimal(-350), None, "−€350"),
    ],
)
def test_money(language: str, value: Decimal, decimals: int | None, expected: str) -> None:
    with translation.override(language):
        text = formats.euro(value, decimals)
    assert " " not in text
    assert text.replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1.5, None, "1,5"),
        (Decimal("137.50"), None, "137,5"),
        (12345, None, "12 345"),
        (Decimal("2.005"), 2, "2,01"),
        (3, 1, "3,0"),
    ],
)
def test_numbers(value: Any, decimals: int | None, expected: str) -> None:
    assert formats.number(value, decimals).replace(NBSP, " ") == expected


def test_amounts_of_time_and_shares() -> None:
    said = [formats.days(0.5), formats.days(1), formats.hours(7.25), formats.percent(60)]
    assert [s.replace(NBSP, " ") for s in said] == ["0,5 päivää", "1 päivä", "7,25 tuntia", "60 %"]
    assert formats.minutes(95).replace(NBSP, " ") == "1 h 35 min"
    with translation.override("en"):
        assert formats.percent(60) == "60%"


def test_filters_are_empty_for_nothing() -> None:
    assert draw("{{ x|fin_date }}{{ x|euro }}{{ x|fin_moment }}{{ x|days }}", x=None) == ""


# Marks and parts


def test_status_is_a_shape_and_a_word() -> None:
    html = draw('{% status "turn" words %}', words="Sinun <vuorosi>")
    assert 'bi-diamond-fill" aria-hidden="true"' in html
    assert "Sinun &lt;vuorosi&gt;" in html


def test_a_closed_button_says_why_and_keeps_the_focus() -> None:
    denied = Denied(_("Only the supervisor may."))
    html = draw('{% act decision "Allekirjoita" url="/x/" %}', decision=denied)
    assert 'aria-disabled="true"' in html
    assert "disabled=" not in html.replace("aria-disabled=", "")
    why = re.search(r'aria-describedby="([^"]+)"', html)
    assert why
    assert f'<p id="{why[1]}">Only the supervisor may.</p>' in html
    assert "<form" not in html


def test_an_open_button_is_a_form_with_its_fields() -> None:
    html = draw('{% act decision "Jaa" url="/x/" version=4 %}', decision=Allowed())
    assert '<form method="post" action="/x/"' in html
    assert "csrfmiddlewaretoken" in html
    assert '<input type="hidden" name="version" value="4">' in html
    link = draw('{% act decision "Avaa" url="/x/" method="get" %}', decision=Allowed())
    assert link.strip().startswith('<a class="btn btn-quiet" href="/x/"')


class GoalForm(forms.Form):
    goal = forms.CharField(label="Tavoite")
    ready = forms.DateField(label="Valmis", help_text="Esimerkiksi 30.9.2026", required=False)
    way = forms.ChoiceField(label="Tapa", choices=[("70", "70")], widget=forms.RadioSelect)


def test_errors_link_to_their_fields_and_tell_what_to_do() -> None:
    form = GoalForm({"ready": "31.9.2026"})
    html = draw("{% errors form %}", form=form)
    assert "Korjaa 3 kohtaa" in html
    assert '<a href="#id_goal">Täytä: Tavoite</a>' in html
    # A group of radio buttons has no element of its own to go to: its first button.
    assert 'href="#id_way_0"' in html
    assert draw("{% errors form %}", form=GoalForm()) == ""


def test_errors_of_a_formset_link_to_the_right_row() -> None:
    goals = formset_factory(GoalForm, extra=0)
    data = {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-goal": "Opin",
        "form-0-way": "70",
        "form-1-way": "70",
        "form-1-goal": "",
        "form-1-ready": "30.9.2026",
    }
    html = draw("{% errors formset %}", formset=goals(data))
    assert 'href="#id_form-1-goal"' in html
    assert "Korjaa yksi kohta" in html


def test_a_field_is_tied_to_its_help_and_error() -> None:
    form = GoalForm({"goal": "x", "way": "70", "ready": "31.9.2026"})
    html = draw("{% field form.ready %}", form=form)
    assert 'aria-describedby="id_ready-help id_ready-error"' in html
    assert 'id="id_ready-error"' in html
    assert 'id="id_ready-help"' in html
    assert 'aria-invalid="true"' in html
    assert '<label class="form-label" for="id_ready">' in html
    assert "(ei pakollinen)" in html
    # What was typed stays.
    assert 'value="31.9.2026"' in html
    group = draw("{% field form.way %}", form=form)
    assert group.count("<legend") == 1
    assert "<fieldset" in group


def test_the_bridge_marks_where_it_is_now() -> None:
    steps = [Step("done", "A"), Step("other", "B", "Mervin vuoro"), Step("coming", "C")]
    html = draw("{% bridge steps %}", steps=steps)
    assert html.count('aria-current="step"') == 1
    assert '<li class="is-other" aria-current="step">' in html
    assert "(valmis)" in html


def test_only_the_first_thing_to_do_has_the_primary_button() -> None:
    items = [
        TodoItem("Valmistaudu", "/a/", "Jatka", due=MEETING, minutes=20),
        TodoItem("Arvioi", "/b/", "Arvioi", due=FRIDAY, late=True),
    ]
    html = draw("{% todo items %}", items=items)
    assert html.count("btn-primary") == 1
    assert f"klo{NBSP}14.00" in html
    assert f"noin 20{NBSP}min" in html
    assert "Myöhässä" in html


LEVELS = [Level(n, f"Taso {n} sanoina") for n in range(1, 6)]


@pytest.mark.requirement(33)
def test_a_rating_is_five_radio_buttons_with_the_marks_in_words() -> None:
    row = RatingRow(
        "r1",
        "Digiosaaminen",
        LEVELS,
        value=3,
        own=2,
        supervisor=3,
        target=4,
        last=2,
        last_year=2025,
    )
    html = draw("{% rating row %}", row=row)
    assert html.count('type="radio"') == 5
    assert html.count("checked") == 1
    assert "Oma arvio 2, esihenkilön arvio 3, tavoite 4, vuonna 2025 2." in html
    assert "Taso 3 sanoina." in html


def test_a_locked_rating_cannot_be_given() -> None:
    row = RatingRow("r1", "Digiosaaminen", LEVELS, value=4, own=4, locked=True)
    html = draw("{% rating row %}", row=row)
    assert "<input" not in html
    assert "Sovittu 4, oma arvio 4." in html.replace("sovittu", "Sovittu")


def test_a_gap_is_told_in_words_too() -> None:
    assert "alle tavoitteen" in draw("{% cell 2 3 %}")
    assert "alle tavoitteen" not in draw("{% cell 3 3 %}")
    assert "ei arvioitu" in draw("{% cell None 3 %}")


def test_a_suppressed_figure_shows_no_number() -> None:
    assert "42" in draw("{% figure f %}", f=Published(42))
    html = draw("{% figure f %}", f=Suppressed("Ei näytetä"))
    assert "Ei näytetä" in html
    assert not re.search(r"\d", html)


def shares(*counts: int) -> list[WayShare]:
    return [
        WayShare(way, f"tapa {way}", count, Decimal(100 * count))
        for way, count in zip((70, 20, 10), counts, strict=True)
    ]


@pytest.mark.requirement(15)
@pytest.mark.parametrize("counts", [(6, 3, 1), (1, 1, 1), (0, 0, 0), (1, 0, 0), (2, 3, 2)])
def test_shares_of_the_chart_add_up(counts: tuple[int, int, int]) -> None:
    assert sum(charts.percents(shares(*counts))) == (100 if sum(counts) else 0)


def test_the_chart_has_its_table_and_its_colours_as_attributes() -> None:
    html = draw("{% way_chart s document=True %}", s=shares(6, 3, 1))
    assert html.count("<svg") == 1
    assert "<table" in html
    assert "style=" not in html
    assert f'fill="{colours.LAKE_800}"' in html
    # Coordinates keep the decimal point in every language.
    assert not re.search(r'(?:x|y|width)="\d+,\d', html)
    ids = re.findall(
        r'\bid="([^"]+)"', draw("{% way_chart s %}{% way_chart s %}", s=shares(1, 1, 1))
    )
    assert len(ids) == len(set(ids))


def test_work_asks_again_only_while_it_is_owed() -> None:
    work = Work(uuid=UUID(int=1), state="owed", done_units=10, total_units=40)
    html = draw('{% work_progress work "PDF" %}', path="/plan/?page=2", work=work)
    assert 'hx-get="/plan/?page=2"' in html
    assert 'value="25"' in html
    work.state = "done"
    assert "hx-get" not in draw('{% work_progress work "PDF" %}', work=work)
    assert draw('{% work_progress work "PDF" %}', work=None).strip() == ""


def test_pages_and_sorting_keep_the_other_choices() -> None:
    page = Paginator(range(100), 20).get_page(2)
    html = draw("{% pages page %}", path="/?q=aino&page=2", page=page)
    assert "?q=aino&amp;page=3" in html
    assert "Sivu 2/5" in html
    head = draw('{% sort "name" "Nimi" %}', path="/?q=aino&sort=name&page=2")
    assert 'aria-sort="ascending"' in head
    assert "?q=aino&amp;sort=-name" in head
    assert "page" not in head


# Colours


def test_colours_are_the_tokens_of_the_style_sheet() -> None:
    css = (ROOT / "static" / "css" / "tokens.css").read_text()
    tokens = {
        name: value.lower()
        for name, value in re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-fA-F]{6})", css)
        if not name.startswith("bs-")
    }
    assert colours.by_token() == tokens


def test_templates_have_no_inline_style_or_script() -> None:
    found = []
    for path in ROOT.glob("**/templates/**/*.html"):
        parts = set(path.parts)
        if {".venv", "node_modules", "letters", "documents"} & parts:
            continue
        text = path.read_text()
        hits = re.findall(r"<[^>]*\s(?:style|on[a-z]+)=[\"']|<style|<script(?![^>]*\bsrc=)", text)
        found += [f"{path.relative_to(ROOT)}: {hit[:80]}" for hit in hits]
    assert found == []
