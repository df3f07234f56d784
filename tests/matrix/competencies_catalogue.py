"""The draft of the next catalogue: HR's, and the leadership group's chair's and secretary's."""

from types import SimpleNamespace
from typing import Any

from competencies.catalogue import services
from tests.matrix import Row

STRANGERS = {"tiina": 403, "mervi": 403, "outi": 403, "veera": 403, "anonymous": 302}
WRITERS = ("ilkka", "jari", "sanna")


def scene(w: Any) -> SimpleNamespace:
    w.content()
    draft = services.draft_next(user=w.user("jari"), year=w.today.year + 1)
    return SimpleNamespace(draft=draft, way=draft.ways.get(key="by-doing"))


def year(w: Any) -> dict[str, Any]:
    return {"year": w.today.year + 1}


def way(w: Any) -> dict[str, Any]:
    return {**year(w), "uuid": w.competencies_catalogue.way.uuid}


FORM = {"version": "0", "share": "20", "name_fi": "Vertaissparraus pareittain"}
NAME = "Työtä tekemällä oppiminen"

ROWS = [
    Row(
        url="competencies:catalogue_draft",
        kwargs=year,
        reads=dict.fromkeys(WRITERS, NAME),
        refused=STRANGERS,
    ),
    Row(
        url="competencies:catalogue_draft",
        method="post",
        kwargs=year,
        allowed=WRITERS,
        refused=STRANGERS,
    ),
    Row(
        url="competencies:way_add",
        kwargs=year,
        reads=dict.fromkeys(WRITERS, "Lisää oppimisen tapa"),
        refused=STRANGERS,
    ),
    Row(
        url="competencies:way_add",
        method="post",
        kwargs=year,
        data=lambda w: FORM,
        allowed=WRITERS,
        refused=STRANGERS,
    ),
    Row(
        url="competencies:way_change",
        kwargs=way,
        reads=dict.fromkeys(WRITERS, NAME),
        refused=STRANGERS,
    ),
    Row(
        url="competencies:way_change",
        method="post",
        kwargs=way,
        data=lambda w: FORM,
        allowed=WRITERS,
        refused=STRANGERS,
    ),
    Row(
        url="competencies:way_drop",
        kwargs=way,
        reads=dict.fromkeys(WRITERS, NAME),
        refused=STRANGERS,
    ),
    Row(
        url="competencies:way_drop",
        method="post",
        kwargs=way,
        allowed=WRITERS,
        refused=STRANGERS,
    ),
    Row(
        url="competencies:way_move",
        method="post",
        kwargs=way,
        data=lambda w: {"to": "down"},
        allowed=WRITERS,
        refused=STRANGERS,
    ),
]
