"""Importing people and units, and inviting them: HR's alone."""

from types import SimpleNamespace
from typing import Any

from accounts.models import User
from core import clock
from organization.importing.models import Import
from organization.models import Person
from tests.importing import new_row, preview, upload
from tests.matrix import Row

STRANGERS = {"mervi": 403, "outi": 403, "ilkka": 403, "veera": 403, "anonymous": 302}


def scene(w: Any) -> SimpleNamespace:
    Person.objects.filter(pk=w.sirpa.pk).update(email="sirpa.kallio@heinola.example")
    return SimpleNamespace(
        uploaded=upload(w, [new_row()]),
        previewed=preview(w, [new_row()]),
        refused=preview(w, [new_row(Yksikkökoodi="EI-OLE")]),
        sirpa=w.sirpa,
    )


def uploaded(w: Any) -> dict[str, Any]:
    return {"uuid": w.organization_import.uploaded.uuid}


def previewed(w: Any) -> dict[str, Any]:
    return {"uuid": w.organization_import.previewed.uuid}


def applied(w: Any) -> None:
    Import.objects.update(state=Import.State.APPLIED)


def has_signed_in(w: Any) -> None:
    User.objects.filter(person=w.aino).update(last_login=clock.now())


def has_account(w: Any) -> None:
    Person.objects.filter(pk=w.ritva.pk).update(user=None)
    Person.objects.filter(pk=w.sirpa.pk).update(user=User.objects.filter(email=None).first())


def columns_data(w: Any) -> dict[str, Any]:
    return {**w.organization_import.uploaded.mapping, "effective_on": "2026-02-09"}


ROWS = [
    Row(
        url="organization:import_files",
        reads={"jari": "henkilot.csv", "sanna": "henkilot.csv"},
        refused=STRANGERS,
    ),
    Row(
        url="organization:import_files",
        method="post",
        data=lambda w: {"kind": "people"},
        allowed=["jari"],
        status=(422,),
        refused={**STRANGERS, "aino": 403},
    ),
    Row(
        url="organization:import_columns",
        kwargs=uploaded,
        reads={"jari": "Åkerlund", "sanna": "Åkerlund"},
        refused=STRANGERS,
    ),
    Row(
        url="organization:import_columns",
        method="post",
        kwargs=uploaded,
        data=columns_data,
        allowed=["jari", "sanna"],
        refused={**STRANGERS, "aino": 403},
        wrong_state=applied,
    ),
    Row(
        url="organization:import_preview",
        kwargs=previewed,
        reads={"jari": "Åkerlund Saga", "sanna": "Åkerlund Saga"},
        refused={**STRANGERS, "aino": 403},
    ),
    Row(
        url="organization:import_refused",
        kwargs=lambda w: {"uuid": w.organization_import.refused.uuid, "extension": "csv"},
        reads={"jari": "EI-OLE", "sanna": "EI-OLE"},
        refused={**STRANGERS, "aino": 403},
    ),
    Row(
        url="organization:import_apply",
        method="post",
        kwargs=previewed,
        allowed=["jari", "sanna"],
        refused={**STRANGERS, "aino": 403},
        wrong_state=applied,
    ),
    Row(
        url="organization:import_discard",
        kwargs=previewed,
        reads={"jari": "henkilot.csv"},
        refused=STRANGERS,
    ),
    Row(
        url="organization:import_discard",
        method="post",
        kwargs=previewed,
        allowed=["jari", "sanna"],
        refused={**STRANGERS, "aino": 403},
        wrong_state=applied,
    ),
    Row(
        url="organization:invitations",
        reads={"jari": "Rautio Tiina", "sanna": "Rautio Tiina"},
        refused={**STRANGERS, "aino": 403},
    ),
    Row(
        url="organization:invite_all",
        reads={"jari": "Lähetä kutsut"},
        refused=STRANGERS,
    ),
    Row(
        url="organization:invite_all",
        method="post",
        allowed=["jari", "sanna"],
        refused={**STRANGERS, "aino": 403},
    ),
    Row(
        url="organization:invite",
        method="post",
        kwargs=lambda w: {"uuid": w.sirpa.uuid},
        allowed=["jari"],
        refused={**STRANGERS, "aino": 403},
        wrong_state=has_account,
    ),
    Row(
        url="organization:invite_again",
        method="post",
        kwargs=lambda w: {"uuid": w.aino.uuid},
        allowed=["jari"],
        refused={**STRANGERS, "leena": 403},
        wrong_state=has_signed_in,
    ),
]
