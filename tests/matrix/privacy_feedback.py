"""Feedback on accessibility: anybody gives it, HR services read and answer it."""

from types import SimpleNamespace
from typing import Any

from privacy.feedback import services
from privacy.feedback.models import Feedback
from tests.matrix import Row

TEXT = "Kuvaaja ei aukea ruudunlukijalla"


def scene(w: Any) -> SimpleNamespace:
    feedback = services.receive(
        person=w.tiina, email="", language="fi", where="Vuosikello", text=TEXT
    )
    return SimpleNamespace(feedback=feedback)


def _one(w: Any) -> dict[str, Any]:
    return {"uuid": w.privacy_feedback.feedback.uuid}


def _answered(w: Any) -> None:
    Feedback.objects.update(state="answered", answer="Korjattu.")


OTHERS = {"tiina": 403, "mervi": 403, "outi": 403, "veera": 403, "kaisa": 403, "anonymous": 302}

ROWS = [
    Row(url="privacy:feedback", public=True, reads={"anonymous": "Sähköposti", "tiina": TEXT}),
    Row(
        url="privacy:feedback",
        method="post",
        public=True,
        data=lambda w: {"text": "Ei aukea", "email": "joku@example.fi"},
        allowed=["anonymous", "tiina"],
    ),
    # Without the receipt's sign it leads back to the form.
    Row(url="privacy:feedback_received", public=True, allowed=["anonymous"], status=(302,)),
    Row(
        url="privacy:feedback_all",
        reads={"jari": "Vuosikello", "sanna": "Vuosikello"},
        refused=OTHERS,
    ),
    Row(
        url="privacy:feedback_one",
        kwargs=_one,
        reads={"jari": TEXT, "sanna": TEXT},
        refused=OTHERS,
    ),
    Row(
        url="privacy:feedback_one",
        method="post",
        kwargs=_one,
        data=lambda w: {"answer": "Korjasimme sen."},
        allowed=["jari", "sanna"],
        refused=OTHERS,
        wrong_state=_answered,
    ),
    Row(
        url="privacy:feedback_extend",
        method="post",
        kwargs=_one,
        allowed=["jari", "sanna"],
        refused=OTHERS,
        wrong_state=_answered,
    ),
]
