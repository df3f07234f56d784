"""How long data are kept, runs of erasing, destruction records: HR and the data-protection officer
read, the HR main user decides."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from core import clock, work
from privacy.retention import services
from privacy.retention.models import ErasureRun
from privacy.retention.periods import periods
from privacy.retention.records import request_pdf, write_record
from privacy.retention.sums import freeze_closed_years
from tests.conversation_factories import lock, talk_of
from tests.matrix import Row

STRANGERS = {"mervi": 403, "outi": 403, "ilkka": 403, "veera": 403, "tiina": 403, "anonymous": 302}
READERS = ("jari", "sanna", "kaisa")
NOT_DECIDING = {**STRANGERS, "sanna": 403, "kaisa": 403}


def scene(w: Any) -> SimpleNamespace:
    """Talks of 2026, due on 10.1.2030 and listed; the record of a night of 2026; a frozen year."""
    lock(w, "tiina", "mervi", talk_of(w, "tiina"))
    past = ErasureRun.objects.create(
        kind=ErasureRun.Kind.NIGHT,
        state=ErasureRun.State.DONE,
        day=w.today,
        periods=dict(periods()),
        erased={"conversations.leaver": {"2025": 1}},
        reference="HEI/7/2026",
        finished_at=clock.now(),
    )
    w.move_to(date(2030, 1, 10))
    freeze_closed_years(w.today)
    return SimpleNamespace(run=services.prepare(user=w.user("jari")), record=write_record(past))


def run(w: Any) -> dict[str, Any]:
    return {"uuid": w.privacy_retention.run.uuid}


def record(w: Any) -> dict[str, Any]:
    return {"uuid": w.privacy_retention.record.uuid}


def drawn(w: Any) -> None:
    request_pdf(w.privacy_retention.record, "fi", w.user("jari"))
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
        kwargs=record,
        reads=dict.fromkeys(READERS, "HEI/7/2026"),
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
        kwargs=record,
        allowed=["jari", "sanna", "kaisa"],
        refused=STRANGERS,
    ),
    Row(
        url="privacy:retention_sums",
        reads=dict.fromkeys(READERS, "Heinolan kaupunki"),
        refused=STRANGERS,
    ),
]
