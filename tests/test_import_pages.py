"""The pages of importing: upload, columns, preview."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import work
from organization.importing.models import Import
from organization.models import Person
from tests.importing import PEOPLE, as_csv, new_row, outcomes, preview, row_of, rows_of
from tests.test_import import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.requirement(63)]

FILES = "/organisaatio/tuonti/"


def send(client: Client, data: bytes, name: str = "henkilot.csv", kind: str = "people"):
    return client.post(FILES, {"kind": kind, "file": SimpleUploadedFile(name, data)})


def test_from_upload_to_brought_in(world) -> None:
    hr = world.client("jari")
    answer = send(hr, as_csv(PEOPLE, [new_row(), *rows_of(world)]))
    source = Import.objects.get()
    assert answer.url == reverse("organization:import_columns", args=[source.uuid])
    page = hr.get(answer.url).content.decode()
    assert "Åkerlund" in page
    choices = dict(source.mapping)
    answer = hr.post(answer.url, {**choices, "effective_on": "2026-02-09"})
    assert answer.url == reverse("organization:import_preview", args=[source.uuid])
    assert "Esikatselua tehdään" in hr.get(answer.url).content.decode()
    work.drain()
    page = hr.get(answer.url).content.decode()
    assert "Åkerlund Saga" in page
    hr.post(reverse("organization:import_apply", args=[source.uuid]))
    work.drain()
    assert Person.objects.filter(employee_number="77001").exists()
    page = hr.get(answer.url).content.decode()
    assert "Tuotu" in page
    assert source.file_name in hr.get(FILES).content.decode()


def test_a_bad_file_is_told_beside_the_field(world) -> None:
    answer = send(world.client("jari"), b"nimi\nAino\n")
    assert answer.status_code == 422
    assert "vain yksi sarake" in answer.content.decode()


def test_an_identity_code_is_never_echoed_on_the_page(world) -> None:
    data = as_csv(PEOPLE, [new_row(Sukunimi=CODE)])
    page = send(world.client("jari"), data, f"{CODE}.csv").content.decode()
    assert CODE not in page
    assert Import.objects.count() == 0


def test_a_large_upload_stays_in_memory(world, monkeypatch) -> None:
    """Django's own handler would put files over 5 MB on the disk before they are examined."""
    monkeypatch.setattr(
        "tempfile.NamedTemporaryFile", lambda *a, **k: pytest.fail("a file was written")
    )
    rows = [
        new_row(Henkilönumero=f"9{n:05}", Palvelussuhdenumero=f"X{n}", Nimike="k" * 110)
        for n in range(30_000)
    ]
    data = as_csv(PEOPLE, rows)
    assert len(data) > 5 * 1024 * 1024
    answer = send(world.client("jari"), data)
    assert answer.status_code == 302, answer.context["form"].errors


def test_a_too_large_file_is_refused(world, monkeypatch) -> None:
    monkeypatch.setattr("organization.importing.uploads.MAX_BYTES", 1_000)
    monkeypatch.setattr("core.tabular.MAX_BYTES", 1_000)
    answer = send(world.client("jari"), as_csv(PEOPLE, rows_of(world)))
    assert "liian suuri" in answer.content.decode()


def test_the_upload_needs_the_forms_token(world) -> None:
    client = world.client("jari")
    client.handler.enforce_csrf_checks = True
    assert send(client, b"a;b\n1;2\n").status_code == 403
    assert Import.objects.count() == 0


def test_the_same_column_cannot_be_two_things(world) -> None:
    hr = world.client("jari")
    url = send(hr, as_csv(PEOPLE, [new_row()])).url
    mapping = {**Import.objects.get().mapping, "job_title": 2, "effective_on": "2026-02-09"}
    answer = hr.post(url, mapping)
    assert answer.status_code == 422
    assert "Sama sarake" in answer.content.decode()
    answer = hr.post(url, {**mapping, "job_title": 6, "unit": ""})
    assert "Valitse sarake" in answer.content.decode()


def test_the_preview_is_filtered_and_searched(world) -> None:
    rows = [new_row(), *rows_of(world)]
    rows[3][5] = "EI-OLE"
    source = preview(world, rows)
    hr = world.client("jari")
    url = reverse("organization:import_preview", args=[source.uuid])
    refused = hr.get(url, {"outcome": "refuse"}).content.decode()
    assert "EI-OLE" in refused
    assert "Åkerlund" not in refused
    found = hr.get(url, {"q": "åkerl"}).content.decode()
    assert "Åkerlund" in found
    assert "Rautio" not in found
    assert "Tällaisia rivejä ei ole" in hr.get(url, {"q": "zzzz"}).content.decode()


def test_a_file_that_changes_nothing_says_so(world) -> None:
    source = preview(world, rows_of(world))
    page = world.client("jari").get(reverse("organization:import_preview", args=[source.uuid]))
    assert "Tiedosto ei muuta mitään" in page.content.decode()
    assert 'aria-disabled="true"' in page.content.decode()


def test_a_file_is_thrown_away_after_asking(world) -> None:
    source = preview(world, [row_of(world.employment("tiina"), world.today)])
    hr = world.client("jari")
    url = reverse("organization:import_discard", args=[source.uuid])
    assert "henkilot.csv" in hr.get(url).content.decode()
    hr.post(url)
    assert not Import.objects.exists()


def test_pages_ask_as_many_questions_for_few_rows_as_for_many(world) -> None:
    hr = world.client("jari")

    def questions(url: str) -> int:
        hr.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert hr.get(url).status_code == 200
        return len(asked)

    few = preview(world, [new_row()])
    files_few = questions(FILES)
    many = preview(world, [new_row(), *rows_of(world)])
    assert set(outcomes(many)) == {"create", "same"}
    url = "organization:import_preview"
    assert questions(reverse(url, args=[few.uuid])) == questions(reverse(url, args=[many.uuid]))
    for _ in range(6):
        preview(world, [new_row()])
    assert questions(FILES) == files_few
