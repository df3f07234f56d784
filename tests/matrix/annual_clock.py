"""The clock, and letters and jobs that wait for a person's decision."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from core.models import Letter, Work
from tests.matrix import Row


def scene(w: Any) -> SimpleNamespace:
    letter = Letter.objects.create(
        recipient=w.tiina.uuid,
        to="tiina.rautio@heinola.example",
        kind="reminder",
        subject_id=uuid4(),
        occasion="tests",
        language="fi",
        subject="Otsikko",
        text="Teksti",
        html="<p>Teksti</p>",
        state=Letter.State.UNKNOWN,
    )
    job = Work.objects.create(
        kind="core.render_document", key="tests", state=Work.State.FAILED, error="MemoryError"
    )
    return SimpleNamespace(letter=letter, job=job)


def _letter(w: Any) -> dict[str, Any]:
    return {"uuid": w.annual_clock.letter.uuid}


def _job(w: Any) -> dict[str, Any]:
    return {"uuid": w.annual_clock.job.uuid}


def _sent(w: Any) -> None:
    Letter.objects.filter(pk=w.annual_clock.letter.pk).update(state=Letter.State.SENT)


def _done(w: Any) -> None:
    Work.objects.filter(pk=w.annual_clock.job.pk).update(state=Work.State.DONE)


STRANGERS = {"tiina": 404, "mervi": 404, "outi": 404, "aino": 404, "anonymous": 302}

ROWS = [
    Row(
        url="annual_clock:clock",
        everyone=True,
        reads={"tiina": "Tiimien osaamiskeskustelut", "leena": "Yksilökehityskeskustelut"},
        refused={"anonymous": 302},
    ),
    Row(
        url="annual_clock:year",
        kwargs=lambda w: {"year": 2026},
        everyone=True,
        reads={"aino": "Suunnitelmien vahvistaminen"},
        refused={"anonymous": 302},
    ),
    Row(
        url="annual_clock:post",
        reads={"jari": "Tiina Rautio", "sanna": "Tiina Rautio", "veera": "core.render_document"},
        refused={"tiina": 403, "mervi": 403, "outi": 403, "aino": 403, "anonymous": 302},
    ),
    Row(
        url="annual_clock:mark_delivered",
        method="post",
        kwargs=_letter,
        allowed=["jari", "sanna"],
        refused={**STRANGERS, "veera": 404},
        wrong_state=_sent,
    ),
    Row(
        url="annual_clock:send_again",
        method="post",
        kwargs=_letter,
        allowed=["jari", "sanna"],
        refused={**STRANGERS, "veera": 404},
        wrong_state=_sent,
    ),
    Row(
        url="annual_clock:retry_work",
        method="post",
        kwargs=_job,
        allowed=["jari", "veera"],
        refused=STRANGERS,
        wrong_state=_done,
    ),
]
