"""The nightly feed: manage.py import_people FILE."""

import fcntl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from audit.models import Event
from core import work
from core.models import Letter
from organization.importing import feed
from organization.importing.models import Import, ImportMapping
from organization.models import Employment, Person
from tests.importing import PEOPLE, UNITS, as_csv, new_row, rows_of

pytestmark = pytest.mark.django_db

Feed = Callable[..., int]


@pytest.fixture
def send(world: Any, tmp_path: Path) -> Feed:
    """`send(rows, "--complete")`: the exit status."""

    def run(rows: list[list[str]] | bytes, *options: str, headers: Any = PEOPLE) -> int:
        path = tmp_path / "yö.csv"
        path.write_bytes(rows if isinstance(rows, bytes) else as_csv(headers, rows))
        try:
            call_command("import_people", str(path), *options)
        except SystemExit as end:
            work.drain()
            return int(end.code or 0)
        work.drain()
        return 0

    return run


def letters() -> list[Letter]:
    return list(Letter.objects.filter(kind="feed_report").order_by("pk"))


def test_a_file_is_brought_in_and_told_to_hr_in_their_language(world, send, capsys) -> None:
    sanna = world.user("sanna")
    sanna.language = "sv"
    sanna.save()
    assert send([*rows_of(world), new_row()]) == 0
    assert Person.objects.filter(employee_number="77001").exists()
    assert "brought in (create 1, change 0, end 0, refuse 0, same 27)" in capsys.readouterr().out
    by_name = {letter.to: letter for letter in letters()}
    assert set(by_name) == {world.jari.email, world.sanna.email}
    assert by_name[world.sanna.email].language == "sv"
    assert "Uusia: 1" in by_name[world.jari.email].text
    assert "Åkerlund" not in by_name[world.jari.email].text
    source = Import.objects.get()
    assert str(source.uuid) in by_name[world.jari.email].html
    assert Event.objects.filter(actor=feed.FEED.uuid, object_id=source.uuid).exists()


def test_the_same_file_twice_changes_nothing_and_says_nothing(world, send) -> None:
    rows = [*rows_of(world), new_row()]
    assert send(rows, "--complete") == 0
    before = len(letters()), list(Employment.objects.order_by("pk").values())
    assert send(rows, "--complete") == 0
    assert (len(letters()), list(Employment.objects.order_by("pk").values())) == before
    assert Import.objects.count() == 1


def test_refused_rows_have_a_status_of_their_own(world, send) -> None:
    assert send([new_row(), new_row(Henkilönumero="77002", Yksikkökoodi="EI-OLE")]) == 3
    assert Person.objects.filter(employee_number="77001").exists()
    assert "hyl" in letters()[0].text
    # Nothing but a refused row: told too.
    assert send([new_row(), new_row(Henkilönumero="77002", Yksikkökoodi="EI-OLE")]) == 3
    assert len(letters()) == 4


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01", b"{}", as_csv([*PEOPLE, "Sairausloma"], [[*new_row(), ""]]),
     as_csv(["A", "B"], [["1", "2"]])],
)  # fmt: skip
def test_a_refused_file_tells_hr_why_and_stores_nothing(world, send, data: bytes, capsys) -> None:
    assert send(data) == 4
    assert Import.objects.count() == 0
    assert len(letters()) == 2
    assert "file refused" in capsys.readouterr().err


def test_a_file_that_is_not_there(capsys, world) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("import_people", "/ei/ole.csv")
    assert end.value.code == 4


def test_a_file_that_would_end_too_many_waits_for_hr(world, send, settings) -> None:
    rows = [row for row in rows_of(world) if row[5] != "CLEANING"]
    gone = len(rows_of(world)) - len(rows)
    assert send([*rows, new_row()], "--complete") == 5
    source = Import.objects.get()
    assert source.state == Import.State.PREVIEW
    assert Employment.objects.filter(ends_on=None).count() == 27
    text = letters()[0].text
    assert f"{gone} / 27" in text or f"{gone}" in text
    page = world.client("jari").get(f"/organisaatio/tuonti/{source.uuid}/").content.decode()
    assert "Varmista" in page
    # HR decides: the button on the page brings it in.
    from organization.importing import services

    services.apply(user=world.user("jari"), source=source)
    work.drain()
    ended = Employment.objects.exclude(ends_on=None).exclude(external_id="P77001")
    assert ended.count() == gone

    settings.IMPORT_ENDINGS_PERCENT = 100
    assert send([new_row(Sukunimi="Uusi")]) == 0


def test_as_many_endings_as_a_night_may_have(world, send, settings) -> None:
    settings.IMPORT_ENDINGS_PERCENT = 4
    rows = [row for row in rows_of(world) if row[2] != "Rautio"]
    assert send(rows, "--complete") == 0
    assert world.employment("tiina").ends_on == world.today


def test_trying_writes_nothing(world, send, capsys) -> None:
    assert send([new_row()], "--dry-run") == 0
    assert "create 1" in capsys.readouterr().out
    assert Import.objects.count() == 0
    assert not Person.objects.filter(employee_number="77001").exists()
    assert letters() == []


def test_one_at_a_time(world, send) -> None:
    if connection.vendor == "postgresql":
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [feed.LOCK])
            assert send([new_row()]) == 6
            cursor.execute("SELECT pg_advisory_unlock(%s)", [feed.LOCK])
        other.close()
    else:
        with feed.lock_file().open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            assert send([new_row()]) == 6
    assert Import.objects.count() == 0
    assert send([new_row()]) == 0


def test_columns_by_a_remembered_name(world, send) -> None:
    headings = {"employee_number": "N", "last_name": "S", "first_name": "E", "unit": "Y",
                "job_title": "T", "starts_on": "A"}  # fmt: skip
    ImportMapping.objects.create(name="Personec", kind="people", headings=headings)
    row = ["77001", "Åkerlund", "Saga", "CLEANING", "kokki", "1.3.2026"]
    names = list(headings.values())
    assert send([row], "--mapping", "Personec", headers=names) == 0
    assert Person.objects.filter(employee_number="77001").exists()
    assert send([row], "--mapping", "Muu", headers=names) == 4
    assert send([row], "--mapping", "Personec", headers=["X", *names[1:]]) == 4


def test_data_that_keeps_changing_is_told(world, send, monkeypatch) -> None:
    from core.policies import Stale

    def changed(*args: Any, **kwargs: Any) -> None:
        raise Stale

    monkeypatch.setattr("organization.importing.applying.PeopleSwitch", changed)
    assert send([new_row()]) == 7
    assert Import.objects.get().state == Import.State.OUTDATED


def test_units_through_the_same_door(world, send) -> None:
    row = ["ICT", "Tietopalvelut", "", "SHARED_SERVICES", "vastuualue", "", "1.3.2026"]
    assert send([row], "--kind", "units", "--day", "2026-03-01", headers=UNITS) == 0
    assert send([row], "--kind", "units", "--day", "2026-03-01", headers=UNITS) == 0
