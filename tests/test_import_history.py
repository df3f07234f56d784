"""The import tells moves, leavers, returns and corrections of the past apart (requirement 63)."""

import csv
import io
from datetime import date

import pytest

from core import work
from organization import selectors, services
from organization.importing import services as importing
from organization.importing.models import Import, ImportMapping
from organization.models import Employment, Person, Unit, UnitPeriod
from tests.importing import (
    PEOPLE,
    UNITS,
    as_csv,
    bring_in,
    new_row,
    only_row,
    outcomes,
    preview,
    row_of,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.requirement(63)]


def tiinas(world, **values: str) -> list[str]:
    row = dict(zip(PEOPLE, row_of(world.employment("tiina"), world.today), strict=True))
    return list({**row, **values}.values())


def page_of(world, source: Import) -> str:
    return world.client("jari").get(f"/organisaatio/tuonti/{source.uuid}/").content.decode()


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"Yksikkökoodi": "KITCHENS"}, "move", "siirtyy"),
        ({"Nimike": "siivoustyönohjaaja"}, "terms", "nimike tai ehdot muuttuvat"),
        ({"Sukunimi": "Rautio-Niemi"}, "details", "nimi tai sähköposti muuttuu"),
        ({"Loppupäivä": "31.3.2026"}, "leaves", "lähtee"),
    ],
)
def test_each_row_says_what_it_is(world, change: dict[str, str], kind: str, words: str) -> None:
    source = preview(world, [tiinas(world, **change)])
    staged = only_row(source)
    assert (staged.kind, staged.corrects_from) == (kind, None)
    assert words in page_of(world, source)


def test_somebody_new_and_a_second_employment(world) -> None:
    second = tiinas(world, Palvelussuhdenumero="P2", Yksikkökoodi="KITCHENS", Alkupäivä="1.3.2026")
    source = preview(world, [new_row(), second])
    assert list(source.rows.values_list("kind", flat=True)) == ["new", "second"]


def test_one_of_two_employments_ends(world) -> None:
    services.employ(
        person=world.tiina, unit=world.kitchens, job_title="kokki", starts_on=world.start,
        external_id="P2",
    )  # fmt: skip
    first = Employment.objects.get(external_id=f"P{world.tiina.employee_number}")
    row = row_of(first, world.today)
    row[10] = "31.3.2026"
    assert only_row(preview(world, [row])).kind == "ends_one"


def left(world, day: date = date(2025, 7, 1)) -> Employment:
    services.end_employment(employment=world.employment("tiina"), day=day)
    return world.employment("tiina")


def test_who_returns_with_a_new_number_gets_a_new_employment(world) -> None:
    old = left(world)
    row = [*row_of_left(old), "1.3.2026", ""]
    row[1] = "P-UUSI"
    source = bring_in(world, [row])
    assert only_row(source).kind == "return"
    assert Employment.objects.filter(person=world.tiina).count() == 2
    old.refresh_from_db()
    assert old.ends_on == date(2025, 7, 1)


def row_of_left(old: Employment) -> list[str]:
    person = old.person
    return [
        person.employee_number, old.external_id or "", person.last_name, person.first_name,
        person.email or "", "CLEANING", "laitoshuoltaja", "vakituinen", "100",
    ]  # fmt: skip


def test_an_old_number_after_a_gap_is_a_new_employment_and_what_was_lived_stays(world) -> None:
    """HR systems use the number again: the earlier employment must not be moved in time."""
    old = left(world)
    row = [*row_of_left(old), "1.2.2026", ""]
    source = bring_in(world, [row])
    assert source.state == Import.State.APPLIED
    assert only_row(source).kind == "return"
    old.refresh_from_db()
    assert (old.starts_on, old.ends_on, old.external_id) == (world.start, date(2025, 7, 1), None)
    new = Employment.objects.get(external_id=row[1])
    assert (new.starts_on, new.person) == (date(2026, 2, 1), world.tiina)
    assert selectors.supervisor_of(new, world.today) == world.mervi
    assert outcomes(preview(world, [row])) == ["same"]


def test_an_end_taken_back_goes_on_and_is_a_correction_of_the_past(world) -> None:
    old = left(world)
    source = bring_in(world, [[*row_of_left(old), "1.1.2025", ""]])
    staged = only_row(source)
    assert (staged.kind, staged.corrects_from) == ("continues", date(2025, 7, 1))
    old.refresh_from_db()
    assert old.ends_on is None
    assert "Korjaa mennyttä" in page_of(world, source)
    assert "1.7.2025" in page_of(world, source)


@pytest.mark.parametrize("starts", ["1.7.2025", "1.12.2025"])
def test_a_renewal_written_over_the_first_day_cuts_nothing_off(world, starts: str) -> None:
    """A fixed-term contract is renewed and the file has the new first day only."""
    if starts == "1.7.2025":
        left(world)
    old = world.employment("tiina")
    row = [*row_of_left(old), starts, ""]
    source = preview(world, [row])
    assert [code for code, _ in only_row(source).notes] == ["keeps_start"]
    if source.changes_something:
        importing.apply(user=world.user("jari"), source=source)
        work.drain()
    old.refresh_from_db()
    assert (old.starts_on, old.ends_on) == (world.start, None)
    assert outcomes(preview(world, [row])) == ["same"]


def test_a_move_told_late_corrects_the_past_and_signed_conversations_stay(world) -> None:
    from conversations.models import SignedCopy
    from tests.conversation_factories import lock, open_round, talk_of

    open_round(world)
    lock(world, "tiina", "mervi", talk_of(world, "tiina"))
    before = list(SignedCopy.objects.values())
    assert before
    data = as_csv([*PEOPLE, "Siirtopäivä"], [[*tiinas(world, Yksikkökoodi="KITCHENS"), "1.1.2026"]])
    jari = world.user("jari")
    source = importing.upload(user=jari, kind="people", data=data, file_name="x.csv")
    importing.choose_columns(
        user=jari, source=source, mapping=source.mapping, effective_on=world.today
    )
    work.drain()
    source.refresh_from_db()
    staged = only_row(source)
    assert (staged.kind, staged.corrects_from) == ("move", date(2026, 1, 1))
    assert "Allekirjoitetut keskustelut pysyvät" in page_of(world, source)
    importing.apply(user=jari, source=source)
    work.drain()
    tiina = world.employment("tiina")
    assert selectors.supervisor_of(tiina, date(2025, 12, 31)) == world.mervi
    assert selectors.supervisor_of(tiina, date(2026, 1, 1)) == world.heidi
    assert list(SignedCopy.objects.values()) == before


# Circles


def with_supervisors(world, rows: list[list[str]], numbers: list[str]) -> Import:
    data = as_csv(
        [*PEOPLE, "Esihenkilön henkilönumero"],
        [[*row, number] for row, number in zip(rows, numbers, strict=True)],
    )
    jari = world.user("jari")
    source = importing.upload(user=jari, kind="people", data=data, file_name="x.csv")
    importing.choose_columns(
        user=jari, source=source, mapping=source.mapping, effective_on=world.today
    )
    work.drain()
    source.refresh_from_db()
    return source


def rows_for(world, *names: str) -> list[list[str]]:
    return [row_of(world.employment(name), world.today) for name in names]


def test_two_in_one_file_cannot_lead_each_other(world) -> None:
    tiina, marko = world.tiina.employee_number, world.marko.employee_number
    source = with_supervisors(world, rows_for(world, "tiina", "marko"), [marko, tiina])
    assert outcomes(source) == ["refuse", "refuse"]
    words = page_of(world, source)
    assert f"{tiina} → {marko} → {tiina}" in words


def test_a_circle_may_close_over_what_is_stored(world) -> None:
    """Mervi leads Tiina; Tiina cannot lead Kari, who leads Mervi."""
    tiina = world.tiina.employee_number
    source = with_supervisors(world, rows_for(world, "kari"), [tiina])
    staged = only_row(source)
    assert [code for code, _ in staged.reasons] == ["supervisor_circle"]
    assert staged.reasons[0][1]["way"].count("→") == 3


def test_the_supervisors_that_stand_make_no_circle(world) -> None:
    names = ["tiina", "mervi", "kari", "outi"]
    bosses = [getattr(world, n).employee_number for n in ["mervi", "kari", "outi", "ilkka"]]
    assert outcomes(with_supervisors(world, rows_for(world, *names), bosses)) == ["same"] * 4


def test_a_units_leader_is_not_led_by_somebody_of_the_unit(world) -> None:
    services.name_supervisor(
        employment=world.employment("heidi"), supervisor=world.tiina, valid_from=world.today
    )
    number = world.heidi.employee_number
    row = ["CLEANING", "Siivouspalvelut", "", "FOOD_AND_CLEANING", "tiimi", number, ""]
    staged = only_row(preview(world, [row], "units"))
    assert staged.reasons == [["leader_circle", {"number": number}]]
    row[5] = world.kari.employee_number
    assert only_row(preview(world, [row], "units")).outcome == "change"


# Units missing from a full file


def units_file(world, without: tuple[str, ...] = ()) -> list[list[str]]:
    kinds = {
        "city": "kaupunki",
        "service_area": "palvelualue",
        "responsibility_area": "vastuualue",
        "team": "tiimi",
    }
    periods = UnitPeriod.objects.on(world.today).select_related("unit", "parent").order_by("pk")
    return [
        [p.unit.code, p.name["fi"], "", p.parent.code if p.parent else "", kinds[p.kind], "", ""]
        for p in periods
        if p.unit.code not in without
    ]


def test_missing_units_end_only_when_asked_and_never_with_people(world) -> None:
    empty = services.create_unit(
        name="Tyhjä", kind="team", parent=world.wellbeing, valid_from=world.start, code="EMPTY"
    )
    rows = units_file(world, without=("EMPTY", "LIBRARY"))
    assert set(outcomes(preview(world, rows, "units"))) == {"same"}
    source = preview(world, rows, "units", complete=True, day=date(2026, 3, 1))
    found = {r.key: (r.outcome, [code for code, _ in r.reasons]) for r in source.rows.all()}
    assert found["EMPTY"] == ("end", [])
    assert found["LIBRARY"] == ("refuse", ["unit_has_people"])
    importing.apply(user=world.user("jari"), source=source)
    work.drain()
    source.refresh_from_db()
    assert source.state == Import.State.APPLIED
    assert not UnitPeriod.objects.on(date(2026, 3, 1)).filter(unit=empty).exists()
    assert UnitPeriod.objects.on(date(2026, 2, 28)).filter(unit=empty).exists()
    assert UnitPeriod.objects.on(date(2026, 3, 1)).filter(unit=world.library).exists()


def test_a_unit_with_a_unit_below_it_stays(world) -> None:
    area = services.create_unit(
        name="Alue", kind="responsibility_area", parent=world.wellbeing, valid_from=world.start,
        code="AREA",
    )  # fmt: skip
    services.create_unit(
        name="Tiimi", kind="team", parent=area, valid_from=world.start, code="BELOW"
    )
    both = preview(world, units_file(world, ("AREA", "BELOW")), "units", complete=True)
    assert {r.key for r in both.rows.filter(outcome="end")} == {"AREA", "BELOW"}
    one = preview(world, units_file(world, ("AREA",)), "units", complete=True)
    (row,) = one.rows.filter(outcome="refuse", number=None)
    assert (row.key, row.reasons) == ("AREA", [["unit_has_units", {}]])


def test_somebody_who_comes_meanwhile_keeps_the_unit(world) -> None:
    empty = services.create_unit(
        name="Tyhjä", kind="team", parent=world.wellbeing, valid_from=world.start, code="EMPTY"
    )
    source = preview(world, units_file(world, ("EMPTY",)), "units", complete=True)
    services.move(employment=world.employment("lauri"), unit=empty, valid_from=world.today)
    importing.apply(user=world.user("jari"), source=source)
    work.drain()
    source.refresh_from_db()
    assert source.state == Import.State.OUTDATED
    assert Unit.objects.get(code="EMPTY").periods.get().valid_until is None


# Refused rows


@pytest.mark.parametrize("applied", [False, True])
def test_refused_rows_come_out_and_go_in_again_when_corrected(world, applied: bool) -> None:
    rows = [new_row(), new_row(Henkilönumero="77002", Palvelussuhdenumero="P77002", Sähköposti="",
                               Yksikkökoodi="EI-OLE")]  # fmt: skip
    source = bring_in(world, rows) if applied else preview(world, rows)
    answer = world.client("jari").get(f"/organisaatio/tuonti/{source.uuid}/hylatyt.csv")
    text = answer.content.decode("utf-8-sig")
    (head, row) = csv.reader(io.StringIO(text), delimiter=";")
    assert head[:3] == PEOPLE[:3]
    assert row[0] == "77002"
    assert "EI-OLE" in row[-1]
    corrected = text.replace(";EI-OLE;", ";KITCHENS;").encode("utf-8-sig")
    again = importing.upload(
        user=world.user("jari"), kind="people", data=corrected, file_name="korjatut.csv"
    )
    assert again.mapping == {name: i for i, name in enumerate(
        ["employee_number", "employment_number", "last_name", "first_name", "email", "unit",
         "job_title", "contract", "percent", "starts_on", "ends_on"])}  # fmt: skip
    answer = world.client("jari").get(f"/organisaatio/tuonti/{source.uuid}/hylatyt.xlsx")
    assert answer.content[:2] == b"PK"
    assert "hylatyt.xlsx" in page_of(world, source)


def test_of_a_file_brought_in_only_the_refused_rows_are_kept(world) -> None:
    from organization.importing.staging import unpack

    bad = new_row(Henkilönumero="77002", Yksikkökoodi="EI-OLE")
    source = bring_in(world, [new_row(), bad])
    assert [cells[0] for _number, cells in unpack(source.content)] == ["77002"]
    nothing = bring_in(world, [new_row(Sukunimi="Uusi")])
    url = f"/organisaatio/tuonti/{nothing.uuid}/hylatyt.csv"
    assert world.client("jari").get(url).status_code == 404


# Remembered columns


def test_columns_are_remembered_by_their_headings(world) -> None:
    headers = ["N1", "N2", *PEOPLE[2:]]
    jari = world.user("jari")

    def send() -> Import:
        data = as_csv(headers, [new_row()])
        return importing.upload(user=jari, kind="people", data=data, file_name="x.csv")

    first = send()
    assert "employee_number" not in first.mapping
    mapping = {**first.mapping, "employee_number": 0, "employment_number": 1}
    importing.choose_columns(
        user=jari, source=first, mapping=mapping, effective_on=world.today, remember="Personec"
    )
    assert ImportMapping.objects.get().headings["employee_number"] == "N1"
    headers[0], headers[1] = headers[1], headers[0]
    assert send().mapping == {**mapping, "employee_number": 1, "employment_number": 0}


def test_units_headings_are_no_peoples(world) -> None:
    source = upload(world, [["X", "X", "", "CITY", "tiimi", "", ""]], "units")
    assert len(source.headers) == len(UNITS)
    assert Person.objects.filter(employee_number="X").count() == 0
