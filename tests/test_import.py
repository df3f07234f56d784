"""People and units come in from the HR system's files (issue of the main path, section 2)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Event
from core import work
from core.models import Letter, Work
from core.policies import Refused
from core.tabular import BadFile
from organization import selectors
from organization.importing import services
from organization.importing.models import Import, ImportRow
from organization.models import (
    Employment,
    Leadership,
    Membership,
    Person,
    RoleGrant,
    SupervisorOverride,
    Unit,
    UnitPeriod,
)
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
    rows_of,
    upload,
)
from tests.test_hetu import code as identity_code

pytestmark = [pytest.mark.django_db, pytest.mark.requirement(63)]

CODE = identity_code(date(1990, 5, 17), 905, "-")
DAY = date(2026, 3, 1)


# People


def test_a_new_employee_comes_in_with_employment_unit_and_supervisor(world) -> None:
    source = bring_in(world, [new_row()])
    assert source.state == Import.State.APPLIED
    saga = Person.objects.get(employee_number="77001")
    employment = saga.employments.get()
    assert (saga.last_name, saga.email) == ("Åkerlund", "saga.akerlund@heinola.example")
    assert (employment.contract, employment.percent) == ("fixed_term", Decimal("78.50"))
    # The last day in the file is the last day worked; the end here is the first day no more.
    assert (employment.starts_on, employment.ends_on) == (DAY, date(2026, 9, 1))
    member = employment.memberships.get()
    assert (member.unit, member.job_title) == (world.cleaning, "laitoshuoltaja")
    assert (member.valid_from, member.valid_until) == (DAY, date(2026, 9, 1))
    assert selectors.supervisor_of(employment, DAY) == world.mervi
    assert saga.user is None


def test_the_same_file_twice_changes_nothing(world) -> None:
    rows = [*rows_of(world), new_row()]
    bring_in(world, rows)
    again = preview(world, rows)
    assert set(outcomes(again)) == {"same"}
    assert not again.changes_something
    with pytest.raises(Refused, match="ei muuta mitään"):
        services.apply(user=world.user("jari"), source=again)


def test_what_the_hr_system_knows_already_changes_nothing(world) -> None:
    assert set(outcomes(preview(world, rows_of(world), complete=True))) == {"same"}


def test_a_new_name_and_job_title(world) -> None:
    row = row_of(world.employment("tiina"), world.today)
    row[2], row[6] = "Rautio-Niemi", "siivoustyönohjaaja"
    source = bring_in(world, [row], day=DAY)
    staged = only_row(source)
    assert staged.outcome == "change"
    assert [c[:3] for c in staged.changes] == [
        ["last_name", "Rautio", "Rautio-Niemi"],
        ["job_title", "laitoshuoltaja", "siivoustyönohjaaja"],
    ]
    tiina = world.employment("tiina")
    assert tiina.person.last_name == "Rautio-Niemi"
    titles = tiina.memberships.order_by("valid_from").values_list("job_title", "valid_from")
    assert list(titles) == [("laitoshuoltaja", world.start), ("siivoustyönohjaaja", DAY)]


def test_a_move_holds_from_its_day_and_brings_the_new_supervisor(world) -> None:
    row = row_of(world.employment("tiina"), world.today)
    row[5] = "KITCHENS"
    bring_in(world, [row], day=DAY)
    tiina = world.employment("tiina")
    assert selectors.supervisor_of(tiina, date(2026, 2, 28)) == world.mervi
    assert selectors.supervisor_of(tiina, DAY) == world.heidi
    # A second look on a later day finds nothing to do.
    assert set(outcomes(preview(world, [row], day=date(2026, 4, 1)))) == {"same"}


def test_a_row_may_tell_the_day_of_its_move(world) -> None:
    row = [*row_of(world.employment("tiina"), world.today), "16.3.2026"]
    row[5] = "KITCHENS"
    data = as_csv([*PEOPLE, "Siirtopäivä"], [row])
    source = services.upload(
        user=world.user("jari"), kind="people", data=data, file_name="siirrot.csv"
    )
    services.choose_columns(
        user=world.user("jari"), source=source, mapping=source.mapping, effective_on=world.today
    )
    work.drain()
    source.refresh_from_db()
    services.apply(user=world.user("jari"), source=source)
    work.drain()
    moved = Membership.objects.get(employment=world.employment("tiina"), unit=world.kitchens)
    assert moved.valid_from == date(2026, 3, 16)


def test_an_end_ends_what_hangs_on_the_employment(world) -> None:
    """Access follows the task (906/2019 16 §): what a leaver leads and may do ends too."""
    row = row_of(world.employment("jari"), world.today)
    row[10] = "31.3.2026"
    source = preview(world, [row])
    staged = only_row(source)
    assert staged.outcome == "end"
    assert [code for code, _ in staged.notes] == ["leads"]
    services.apply(user=world.user("jari"), source=source)
    work.drain()
    end = date(2026, 4, 1)
    assert world.employment("jari").ends_on == end
    assert Membership.objects.get(employment__person=world.jari).valid_until == end
    assert Leadership.objects.get(person=world.jari).valid_until == end
    assert RoleGrant.objects.get(person=world.jari).valid_until == end
    sanna = world.employment("sanna")
    assert selectors.supervisor_of(sanna, date(2026, 3, 31)) == world.jari
    assert selectors.supervisor_of(sanna, end) == world.hanna


def test_an_end_that_is_taken_back(world) -> None:
    row = row_of(world.employment("tiina"), world.today)
    bring_in(world, [[*row[:10], "31.3.2026"]])
    bring_in(world, [row])
    tiina = world.employment("tiina")
    assert tiina.ends_on is None
    assert tiina.memberships.get().valid_until is None


@pytest.mark.parametrize("complete", [False, True])
def test_people_missing_from_the_file_end_only_when_it_is_complete(world, complete: bool) -> None:
    rows = [r for r in rows_of(world) if r[2] != "Rautio"]
    source = preview(world, rows, complete=complete, day=DAY)
    ended = source.rows.filter(outcome="end")
    assert [row.title for row in ended] == (["Rautio Tiina"] if complete else [])
    if complete:
        services.apply(user=world.user("jari"), source=source)
        work.drain()
        assert world.employment("tiina").ends_on == DAY
        # Who is no employee stays: the elected chair.
        assert Person.objects.filter(pk=world.elected.pk).exists()


def test_a_refused_row_of_a_complete_file_ends_nobody(world) -> None:
    rows = rows_of(world)
    for row in rows:
        if row[2] == "Rautio":
            row[5] = "EI-OLE"
    source = preview(world, rows, complete=True)
    assert not source.rows.filter(outcome="end").exists()


def test_two_employments_of_one_person(world) -> None:
    first = new_row()
    second = new_row(Palvelussuhdenumero="P77002", Yksikkökoodi="KITCHENS", Nimike="kokki")
    bring_in(world, [first, second])
    saga = Person.objects.get(employee_number="77001")
    assert set(saga.employments.values_list("external_id", flat=True)) == {"P77001", "P77002"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"Yksikkökoodi": "EI-OLE"}, "unknown_unit"),
        ({"Henkilönumero": ""}, "missing"),
        ({"Alkupäivä": ""}, "new_needs"),
        ({"Alkupäivä": "1.3.26"}, "unclear"),
        ({"Loppupäivä": "28.2.2026"}, "ends_before"),
        ({"Työaikaprosentti": "120"}, "unclear"),
        ({"Palvelussuhteen luonne": "ehkä"}, "unclear"),
        ({"Sähköposti": "ei osoite"}, "unclear"),
        ({"Sähköposti": "tiina.rautio@heinola.example"}, "email_taken"),
        ({"Palvelussuhdenumero": "P10019"}, "other_person"),
        ({"Nimike": "x" * 121}, "too_long"),
        ({"Alkupäivä": "1.3.2020", "Loppupäivä": "31.8.2021"}, "unit_not_standing"),
    ],
)
def test_a_row_is_refused_with_the_reason(world, change: dict[str, str], why: str) -> None:
    staged = only_row(preview(world, [new_row(**change)]))
    assert (staged.outcome, [code for code, _ in staged.reasons]) == ("refuse", [why])
    assert staged.plan == {}


def test_other_rows_come_in_though_one_is_refused(world) -> None:
    source = bring_in(world, [new_row(), new_row(Henkilönumero="77002", Yksikkökoodi="EI-OLE")])
    assert source.state == Import.State.APPLIED
    assert Person.objects.filter(employee_number="77001").exists()
    assert not Person.objects.filter(employee_number="77002").exists()


def test_the_same_employment_twice_in_a_file(world) -> None:
    other = new_row(Sukunimi="Toinen", Palvelussuhdenumero="P77009")
    source = preview(world, [new_row(), new_row(), other])
    assert outcomes(source) == ["create", "refuse", "refuse"]
    reasons = source.rows.order_by("position").values_list("reasons", flat=True)
    assert [r[0] for r in reasons if r] == [["twice", {"row": 2}], ["other_name", {"row": 2}]]


def test_employments_without_numbers_are_known_by_their_first_day(world) -> None:
    row = row_of(world.employment("tiina"), world.today)
    row[1] = ""
    assert outcomes(preview(world, [row])) == ["same"]


def test_a_day_far_away_means_for_the_time_being(world) -> None:
    bring_in(world, [new_row(Loppupäivä="31.12.9999")])
    assert Employment.objects.get(external_id="P77001").ends_on is None


def with_supervisor(world, rows: list[list[str]], numbers: list[str]) -> Import:
    data = as_csv(
        [*PEOPLE, "Esihenkilön henkilönumero"],
        [[*row, number] for row, number in zip(rows, numbers, strict=True)],
    )
    jari = world.user("jari")
    source = services.upload(user=jari, kind="people", data=data, file_name="x.csv")
    services.choose_columns(
        user=jari, source=source, mapping=source.mapping, effective_on=world.today
    )
    work.drain()
    source.refresh_from_db()
    return source


def test_a_supervisor_is_named_only_against_the_tree(world) -> None:
    tiina = row_of(world.employment("tiina"), world.today)
    mervi, kari = world.mervi.employee_number, world.kari.employee_number
    assert outcomes(with_supervisor(world, [tiina], [mervi])) == ["same"]

    source = with_supervisor(world, [tiina], [kari])
    services.apply(user=world.user("jari"), source=source)
    work.drain()
    employment = world.employment("tiina")
    assert selectors.supervisor_of(employment, world.today) == world.kari
    assert outcomes(with_supervisor(world, [tiina], [kari])) == ["same"]

    source = with_supervisor(world, [tiina], [mervi])
    services.apply(user=world.user("jari"), source=source)
    work.drain()
    assert selectors.supervisor_of(employment, world.today) == world.mervi
    assert not SupervisorOverride.objects.filter(employment=employment).exists()


def test_a_supervisor_whom_the_file_itself_brings_in(world) -> None:
    tiina = row_of(world.employment("tiina"), world.today)
    boss = new_row(Alkupäivä="1.1.2026")
    source = with_supervisor(world, [tiina, boss], ["77001", ""])
    services.apply(user=world.user("jari"), source=source)
    work.drain()
    saga = Person.objects.get(employee_number="77001")
    assert selectors.supervisor_of(world.employment("tiina"), world.today) == saga
    rows = [tiina, boss]
    assert set(outcomes(with_supervisor(world, rows, ["77001", ""]))) == {"same"}


def test_a_supervisor_whose_own_row_is_refused_is_not_named(world) -> None:
    tiina = row_of(world.employment("tiina"), world.today)
    source = with_supervisor(world, [tiina, new_row(Yksikkökoodi="EI-OLE")], ["77001", ""])
    assert outcomes(source) == ["same", "refuse"]
    assert source.rows.first().notes == [["unknown_supervisor", {}]]


# Sign-in addresses


def test_a_new_e_mail_is_the_new_sign_in_address_and_the_old_one_is_told(world) -> None:
    row = row_of(world.employment("tiina"), world.today)
    row[4] = "tiina.niemi@heinola.example"
    bring_in(world, [row])
    assert world.user("tiina").email == "tiina.niemi@heinola.example"
    letter = Letter.objects.get(kind="sign_in_address")
    assert letter.to == "tiina.rautio@heinola.example"
    assert "tiina.niemi@heinola.example" in letter.text


# Units


def test_units_come_in_with_their_place_and_leader(world) -> None:
    rows = [
        ["ICT", "Tietopalvelut", "Datatjänster", "SHARED_SERVICES", "vastuualue", "10006",
         "1.3.2026"],
        ["ICT1", "Tuki", "", "ICT", "tiimi", "", ""],
    ]  # fmt: skip
    source = bring_in(world, rows, "units", day=DAY)
    assert outcomes(source) == ["create", "create"]
    ict, support = Unit.objects.get(code="ICT"), Unit.objects.get(code="ICT1")
    period = selectors.period_of(ict, DAY)
    assert period.name == {"fi": "Tietopalvelut", "sv": "Datatjänster"}
    assert selectors.leader_of(ict, DAY) == world.veera
    assert set(selectors.units_above(support, DAY)) == {
        support, ict, world.shared_services, world.city,
    }  # fmt: skip
    assert set(outcomes(preview(world, rows, "units", day=DAY))) == {"same"}


def test_a_unit_moves_and_is_renamed_from_a_day(world) -> None:
    rows = [["LIBRARY", "Kirjasto ja kulttuuri", "", "ENVIRONMENT", "tiimi", "", "1.1.2025"]]
    bring_in(world, rows, "units", day=DAY)
    assert str(selectors.unit_name(world.library, date(2026, 2, 28))) == "Kirjasto"
    assert str(selectors.unit_name(world.library, DAY)) == "Kirjasto ja kulttuuri"
    # The founding day that HR repeats does not rewrite history.
    assert UnitPeriod.objects.filter(unit=world.library).count() == 2
    lauri = world.employment("lauri")
    assert selectors.supervisor_of(lauri, date(2026, 2, 28)) == world.pekka
    assert selectors.supervisor_of(lauri, DAY) == world.outi


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["X", "X", "", "EI-OLE", "tiimi", "", ""], "unknown_parent"),
        (["X", "X", "", "", "tiimi", "", ""], "parent_missing"),
        (["X", "X", "", "LIBRARY", "palvelualue", "", ""], "level"),
        (["X", "Kaupunki", "", "", "kaupunki", "", ""], "two_cities"),
        (["WELLBEING", "Hyvinvointi", "", "LIBRARY", "palvelualue", "", ""], "circle"),
        (["X", "X", "", "WELLBEING", "", "", ""], "kind_missing"),
        (["X", "X", "", "WELLBEING", "osasto", "", ""], "unclear"),
    ],
)
def test_a_unit_is_refused_with_the_reason(world, row: list[str], why: str) -> None:
    staged = only_row(preview(world, [row], "units"))
    assert [code for code, _ in staged.reasons] == [why]


def test_a_refused_unit_takes_with_it_those_under_it(world) -> None:
    rows = [
        ["X1", "X1", "", "EI-OLE", "tiimi", "", ""],
        ["X2", "X2", "", "X1", "tiimi", "", ""],
        ["X3", "X3", "", "X2", "tiimi", "", ""],
    ]
    assert outcomes(preview(world, rows, "units")) == ["refuse"] * 3


# What must not come in


def refuse(world, data: bytes, file_name: str = "tiedosto.csv") -> str:
    with pytest.raises(BadFile) as bad:
        services.upload(user=world.user("jari"), kind="people", data=data, file_name=file_name)
    assert Import.objects.count() == 0
    return str(bad.value)


@pytest.mark.parametrize("where", ["cell", "heading", "title", "name"])
def test_identity_codes_are_refused_and_never_echoed(world, where: str, caplog) -> None:
    rows = [new_row(Nimike=f"kokki {CODE}") if where == "cell" else new_row()]
    headers = [*PEOPLE[:10], f"x {CODE}"] if where == "heading" else PEOPLE
    data = as_csv(headers, rows)
    if where == "title":
        data = f"Lista {CODE}\n".encode() + data
    words = refuse(world, data, f"{CODE}.csv" if where == "name" else "x.csv")
    place = {
        "cell": "rivi 2, sarake 7",
        "heading": "rivi 1, sarake 11",
        "title": "rivi 1, sarake 1",
    }
    assert place.get(where, "nimessä") in words
    for part in (CODE, CODE.lower(), CODE[:6]):
        assert part not in words
        assert part not in caplog.text
    assert Event.objects.get(action="organization.import.upload").outcome == "refused"


@pytest.mark.parametrize(
    "heading",
    ["Poissaolon syy", "Poissaolokoodi", "Sairausloma pv", "Diagnoosi", "Frånvaroorsak",
     "Sick leave",
     "Henkilötunnus", "Personbeteckning", "Keskeytyksen laji", "Ammattiliitto"],
)  # fmt: skip
def test_columns_of_absence_reasons_and_the_like_are_refused(world, heading: str) -> None:
    words = refuse(world, as_csv([*PEOPLE, heading], [[*new_row(), ""]]))
    assert "sarake 12" in words


def test_only_hr_imports(world) -> None:
    for name in ("tiina", "mervi", "outi", "ilkka", "veera"):
        with pytest.raises(Refused):
            services.upload(
                user=world.user(name), kind="people", data=b"a;b\n1;2", file_name="x.csv"
            )
        assert not Import.objects.visible_to(world.user(name)).exists()


# Background work, the switch and the leftovers


def test_the_preview_goes_on_where_it_was_killed(world, monkeypatch) -> None:
    monkeypatch.setattr("organization.importing.staging.CHUNK", 5)
    rows = [
        new_row(Henkilönumero=f"8{n:04}", Palvelussuhdenumero=f"E{n}", Sähköposti="")
        for n in range(17)
    ]
    source = upload(world, rows)
    services.choose_columns(
        user=world.user("jari"), source=source, mapping=source.mapping, effective_on=world.today
    )
    from organization.importing import staging

    owed = Work.objects.get(kind="organization.stage_import")
    steps = staging.stage(owed)
    next(steps), next(steps)
    steps.close()
    assert source.rows.count() == 10
    work.drain()
    source.refresh_from_db()
    assert source.counts == {"create": 17}
    assert list(source.rows.values_list("number", flat=True)) == list(range(2, 19))


def test_data_that_changed_since_the_preview_asks_for_a_new_one(world) -> None:
    rows = [row_of(world.employment("tiina"), world.today), new_row()]
    rows[0][2] = "Rautio-Niemi"
    source = preview(world, rows)
    Person.objects.filter(pk=world.tiina.pk).update(last_name="Salmi")
    services.apply(user=world.user("jari"), source=source)
    work.drain()
    source.refresh_from_db()
    assert source.state == Import.State.OUTDATED
    assert not Person.objects.filter(employee_number="77001").exists()
    services.choose_columns(
        user=world.user("jari"), source=source, mapping=source.mapping, effective_on=world.today
    )
    work.drain()
    source.refresh_from_db()
    services.apply(user=world.user("jari"), source=source)
    work.drain()
    source.refresh_from_db()
    assert source.state == Import.State.APPLIED


def test_a_change_elsewhere_does_not_disturb(world) -> None:
    source = preview(world, [new_row()])
    Person.objects.filter(pk=world.tiina.pk).update(last_name="Salmi")
    services.apply(user=world.user("jari"), source=source)
    work.drain()
    source.refresh_from_db()
    assert source.state == Import.State.APPLIED


def test_somebody_else_brought_the_same_in_meanwhile(world) -> None:
    first, second = preview(world, [new_row()]), preview(world, [new_row()])
    for source in (first, second):
        services.apply(user=world.user("jari"), source=source)
        work.drain()
    second.refresh_from_db()
    assert second.state == Import.State.OUTDATED
    assert Person.objects.filter(employee_number="77001").count() == 1


def test_an_error_half_way_writes_nothing(world, monkeypatch) -> None:
    source = preview(world, [new_row()])

    def fail(self) -> None:
        raise OSError

    monkeypatch.setattr("organization.importing.switch.Lines.write", fail)
    services.apply(user=world.user("jari"), source=source)
    owed = Work.objects.get(kind="organization.apply_import")
    work.perform(owed.pk)
    assert not Person.objects.filter(employee_number="77001").exists()
    monkeypatch.undo()
    Work.objects.filter(pk=owed.pk).update(not_before=None)
    work.drain()
    source.refresh_from_db()
    assert source.state == Import.State.APPLIED


def test_the_file_is_gone_when_it_has_been_brought_in(world) -> None:
    source = bring_in(world, [new_row()])
    assert source.content is None
    assert source.sample == []


def test_what_is_left_is_purged(world) -> None:
    left, applied = upload(world, rows_of(world)), bring_in(world, [new_row()])
    assert Work.objects.filter(kind="organization.purge_import").count() == 2
    Work.objects.filter(kind="organization.purge_import").update(not_before=None)
    work.drain()
    assert not Import.objects.filter(pk=left.pk).exists()
    applied.refresh_from_db()
    assert applied.counts == {"create": 1}
    assert not ImportRow.objects.exists()


def test_the_log_tells_whose_data_changed(world) -> None:
    source = bring_in(world, [new_row(), *rows_of(world)])
    saga = Person.objects.get(employee_number="77001")
    event = Event.objects.get(object_id=source.uuid, data_subject=saga.uuid)
    assert (event.action, event.actor) == ("organization.import.create", world.user("jari").uuid)
    assert Event.objects.filter(object_id=source.uuid).exclude(data_subject=None).count() == 1


def test_staging_asks_the_same_number_of_questions_for_few_and_many(world) -> None:
    from organization.importing.people import File, Planner
    from organization.importing.state import Units
    from organization.importing.values import parse

    def questions(rows: list[list[str]]) -> int:
        mapping = {name: i for i, name in enumerate(
            ["employee_number", "employment_number", "last_name", "first_name", "email", "unit",
             "job_title", "contract", "percent", "starts_on", "ends_on"]
        )}  # fmt: skip
        parsed = [parse("people", mapping, n, cells) for n, cells in enumerate(rows, start=2)]
        planner = Planner(File(parsed), Units(), world.today)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            planner.plan(parsed)
        return len(asked)

    rows = rows_of(world)
    assert questions(rows[:2]) == questions(rows)


def test_units_file_headings_are_guessed(world) -> None:
    source = upload(world, [["X", "X", "", "CITY", "tiimi", "", ""]], "units")
    assert source.mapping == {
        "code": 0, "name_fi": 1, "name_sv": 2, "parent": 3, "kind": 4, "leader": 5, "valid_from": 6,
    }  # fmt: skip
    assert UNITS[0] == "Koodi"


SOME_ROW = st.fixed_dictionaries(
    {
        "Henkilönumero": st.sampled_from(["77001", "77002", "10019", ""]),
        "Palvelussuhdenumero": st.sampled_from(["P77001", "P77002", "P10019", ""]),
        "Sukunimi": st.sampled_from(["Åkerlund", "Rautio", "Niemi-Mäki"]),
        "Sähköposti": st.sampled_from(["", "saga@heinola.example"]),
        "Yksikkökoodi": st.sampled_from(["CLEANING", "DAYCARE", "EI-OLE"]),
        "Nimike": st.sampled_from(["kokki", "laitoshuoltaja", ""]),
        "Alkupäivä": st.sampled_from(["1.1.2025", "1.3.2026", ""]),
        "Loppupäivä": st.sampled_from(["", "31.3.2026", "31.8.2026"]),
    }
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(SOME_ROW, min_size=1, max_size=4), complete=st.booleans())
def test_after_bringing_in_the_same_file_has_nothing_to_do(world, rows, complete: bool) -> None:
    """Whatever the file holds: what it does once it does not do twice."""
    point = transaction.savepoint()
    try:
        made = [new_row(**row) for row in rows]
        first = preview(world, made, complete=complete, day=DAY)
        if first.changes_something:
            services.apply(user=world.user("jari"), source=first)
            work.drain()
            first.refresh_from_db()
            assert first.state == Import.State.APPLIED
        again = preview(world, made, complete=complete, day=DAY)
        assert set(outcomes(again)) <= {"same", "refuse"}
    finally:
        transaction.savepoint_rollback(point)
