"""Long leave, and naming a supervisor for one employment: HR's alone."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from organization.absences import services
from tests.matrix import Row

STRANGERS = {"tiina": 403, "mervi": 403, "outi": 403, "veera": 403, "anonymous": 302}


def scene(w: Any) -> SimpleNamespace:
    """Tiina is away for two months."""
    row = services.enter(
        user=w.user("jari"),
        employment=w.employment("tiina"),
        first_day=w.today,
        last_day=w.today + timedelta(days=60),
    )
    return SimpleNamespace(row=row)


def row(w: Any) -> dict[str, Any]:
    return {"uuid": w.organization_absences.row.uuid}


def markos(w: Any) -> dict[str, Any]:
    return {"employment": w.employment("marko").uuid}


def kari(w: Any) -> dict[str, Any]:
    return {"employment": w.employment("marko").uuid, "supervisor": w.kari.uuid}


ROWS = [
    Row(
        url="organization:absences",
        reads={"jari": "Tiina Rautio", "sanna": "Tiina Rautio"},
        refused=STRANGERS,
    ),
    Row(
        url="organization:absence_enter",
        kwargs=markos,
        reads={"jari": "Marko Seppä"},
        refused=STRANGERS,
    ),
    Row(
        url="organization:absence_enter",
        method="post",
        kwargs=markos,
        data=lambda w: {"first_day": w.today.isoformat(), "last_day": ""},
        allowed=["jari", "sanna"],
        refused=STRANGERS,
    ),
    Row(
        url="organization:absence_correct",
        kwargs=row,
        reads={"jari": "Tiina Rautio"},
        refused=STRANGERS,
    ),
    Row(
        url="organization:absence_correct",
        method="post",
        kwargs=row,
        data=lambda w: {"last_day": (w.today + timedelta(days=9)).isoformat()},
        allowed=["jari", "sanna"],
        refused=STRANGERS,
    ),
    Row(
        url="organization:absence_remove",
        kwargs=row,
        reads={"sanna": "Tiina Rautio"},
        refused=STRANGERS,
    ),
    Row(
        url="organization:absence_remove",
        method="post",
        kwargs=row,
        allowed=["jari", "sanna"],
        refused=STRANGERS,
    ),
    Row(
        url="organization:name_supervisor",
        kwargs=markos,
        reads={"jari": "Marko Seppä", "sanna": "Mervi Aaltonen"},
        refused=STRANGERS,
    ),
    Row(
        url="organization:name_supervisor_confirm",
        kwargs=kari,
        reads={"jari": "Kari Lindholm"},
        refused=STRANGERS,
    ),
    Row(
        url="organization:name_supervisor_confirm",
        method="post",
        kwargs=kari,
        allowed=["jari", "sanna"],
        refused=STRANGERS,
    ),
]
