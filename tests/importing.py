"""Files for tests of importing: a people file of the cast, and the way from upload to applied."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from core import work
from organization.importing import services
from organization.importing.models import Import, ImportRow
from organization.models import Employment

PEOPLE = [
    "Henkilönumero", "Palvelussuhdenumero", "Sukunimi", "Etunimi", "Sähköposti", "Yksikkökoodi",
    "Nimike", "Palvelussuhteen luonne", "Työaikaprosentti", "Alkupäivä", "Loppupäivä",
]  # fmt: skip
UNITS = [
    "Koodi",
    "Nimi",
    "Nimi ruotsiksi",
    "Yläyksikkö",
    "Taso",
    "Esihenkilön henkilönumero",
    "Voimassa alkaen",
]


def as_csv(
    headers: Sequence[str], rows: Sequence[Sequence[str]], encoding: str = "cp1252"
) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(headers)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def fi(day: date | None) -> str:
    return f"{day.day}.{day.month}.{day.year}" if day else ""


def row_of(employment: Employment, day: date) -> list[str]:
    """An employment as the HR system tells it."""
    member = employment.memberships.on(day).select_related("unit").get()
    person = employment.person
    return [
        person.employee_number, employment.external_id or "", person.last_name, person.first_name,
        person.email or "", member.unit.code, member.job_title, "vakituinen", "100,00",
        fi(employment.starts_on), "",
    ]  # fmt: skip


def rows_of(world: Any) -> list[list[str]]:
    """The whole cast as the HR system tells it."""
    employments = Employment.objects.select_related("person").order_by("pk")
    return [row_of(e, world.today) for e in employments]


def new_row(**values: str) -> list[str]:
    row = dict(
        zip(
            PEOPLE,
            ["77001", "P77001", "Åkerlund", "Saga", "saga.akerlund@heinola.example", "CLEANING",
             "laitoshuoltaja", "määräaikainen", "78,5", "1.3.2026", "31.8.2026"],
            strict=True,
        )
    )  # fmt: skip
    return list({**row, **values}.values())


def upload(world: Any, rows: Sequence[Sequence[str]], kind: str = "people", **more: Any) -> Import:
    data = as_csv(PEOPLE if kind == "people" else UNITS, rows)
    return services.upload(
        user=world.user("jari"), kind=kind, data=data, file_name="henkilot.csv", **more
    )


def preview(
    world: Any, rows: Sequence[Sequence[str]], kind: str = "people", **choices: Any
) -> Import:
    """Upload, take the guessed columns, and make the preview."""
    source = upload(world, rows, kind)
    services.choose_columns(
        user=world.user("jari"),
        source=source,
        mapping=source.mapping,
        effective_on=choices.pop("day", world.today),
        **choices,
    )
    work.drain()
    source.refresh_from_db()
    assert source.state == Import.State.PREVIEW
    return source


def bring_in(
    world: Any, rows: Sequence[Sequence[str]], kind: str = "people", **choices: Any
) -> Import:
    source = preview(world, rows, kind, **choices)
    services.apply(user=world.user("jari"), source=source)
    work.drain()
    source.refresh_from_db()
    return source


def outcomes(source: Import) -> list[str]:
    return list(source.rows.order_by("position").values_list("outcome", flat=True))


def only_row(source: Import) -> ImportRow:
    return source.rows.get()
