"""How long data are kept, runs of erasing, destruction records: HR and the data-protection officer
read, the HR main user decides."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from core import work
from privacy.retention import services
from privacy.retention.models import ErasureRun
from tests.conversation_factories import lock, talk_of
from tests.matrix import Row

STRANGERS = {"mervi": 403, "outi": 403, "ilkka": 403, "veera": 403, "tiina": 403, "anonymous": 302}
READERS = ("jari", "sanna", "kaisa")
NOT_DECIDING = {**STRANGERS, "sanna": 403, "kaisa": 403}


def scene(w: Any) -> SimpleNamespace:
    """Tiina's talk of 2026 and one year of frozen figures; it is 2030, and the talk is due."""
    lock(w, "tiina", "mervi", talk_of(w, "tiina"))
    w.move_to(date(2030, 1, 10))
    return SimpleNamespace(run=services.prepare(user=w.user("jari")))


def run(w: Any) -> dict[str, Any]:
    return {"uuid": w.privacy_retention.run.uuid}


def erased(w: Any) -> None:
    one = w.privacy_retention.run
    services.confirm(user=w.user("jari"), run=one, reference="HEI/7/2030")
    work.drain()


def record(w: Any) -> dict[str, Any]:
    return {"uuid": w.privacy_retention.run.record.uuid}


def drawn(w: Any) -> None:
    from privacy.retention.records import request_pdf

    erased(w)
    w.privacy_retention.run.refresh_from_db()
    request_pdf(w.privacy_retention.run.record, "fi", w.user("jari"))
    work.drain()


def given_up(w: Any) -> None:
    ErasureRun.objects.update(state=ErasureRun.State.CANCELLED)


ROWS = [
    Row(
        url="privacy:retention",
        reads=dict.fromkeys(READERS, "10.1.2030"),
        refused=STRANGERS,
    ),
    Row(
        url="privacy:retention_rule",
        kwargs=lambda w: {"key": "conversation"},
        reads=dict.fromkeys(READERS, "3 "),
        refused=STRANGERS,
    ),
    Row(
        url="privacy:retention_rule",
        method="post",
        kwargs=lambda w: {"key": "conversation"},
        data=lambda w: {"period": 2, "reference": "HEI/7/2030", "decided_on": "2030-01-08"},
        allowed=["jari"],
        refused=NOT_DECIDING,
    ),
    Row(
        url="privacy:retention_prepare",
        method="post",
        allowed=["jari"],
        refused=NOT_DECIDING,
    ),
    Row(
        url="privacy:retention_run",
        kwargs=run,
        reads={"jari": "Ilkka Saarinen, 2026", "sanna": "2026: ", "kaisa": "2026: "},
        refused=STRANGERS,
    ),
    Row(
        url="privacy:retention_confirm",
        kwargs=run,
        reads={"jari": "2026: "},
        refused=NOT_DECIDING,
    ),
    Row(
        url="privacy:retention_confirm",
        method="post",
        kwargs=run,
        data=lambda w: {"reference": "HEI/7/2030", "checked": "on"},
        allowed=["jari"],
        refused=NOT_DECIDING,
        wrong_state=given_up,
    ),
    Row(
        url="privacy:retention_cancel",
        method="post",
        kwargs=run,
        allowed=["jari"],
        refused=NOT_DECIDING,
        wrong_state=given_up,
    ),
    Row(
        url="privacy:retention_counts",
        kwargs=lambda w: {**run(w), "extension": "csv"},
        reads=dict.fromkeys(READERS, ";2026;"),
        refused=STRANGERS,
    ),
    Row(
        url="privacy:retention_names",
        kwargs=lambda w: {**run(w), "extension": "csv"},
        reads={"jari": "Tiina Rautio, 2026"},
        refused=NOT_DECIDING,
    ),
    Row(
        url="privacy:destruction",
        before=erased,
        kwargs=record,
        reads=dict.fromkeys(READERS, "HEI/7/2030"),
        refused=STRANGERS,
    ),
    Row(
        url="privacy:destruction_pdf",
        before=drawn,
        kwargs=record,
        reads=dict.fromkeys(READERS, "%PDF"),
        refused=STRANGERS,
    ),
    Row(
        url="privacy:destruction_pdf",
        method="post",
        before=erased,
        kwargs=record,
        allowed=["jari", "sanna", "kaisa"],
        refused=STRANGERS,
    ),
    Row(
        url="privacy:retention_sums",
        before=erased,
        reads=dict.fromkeys(READERS, "Heinolan kaupunki"),
        refused=STRANGERS,
    ),
]
