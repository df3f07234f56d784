"""One's own competences, and the team's matrix: the present supervisor and deputies with the right;
directors above and HR see no individuals."""

from types import SimpleNamespace
from typing import Any

from tests import conversation_factories as f
from tests.matrix import Row

LEADERS = ("leena", "kari", "outi", "ilkka", "jari")


def scene(w: Any) -> SimpleNamespace:
    """Marko's talk has been held with a level; Heidi may hold Mervi's talks."""
    talk = f.talk_of(w, "marko")
    f.rate(w, "mervi", talk, 2, agreed=True)
    f.hold(w, "mervi", talk)
    w.deputise("heidi", "mervi", "hold")
    return SimpleNamespace(talk=talk)


def table(w: Any) -> dict[str, str]:
    return {"extension": "csv"}


ROWS = [
    Row(
        url="conversations:profile",
        reads={"marko": "Itsensä johtamisen taidot", "tiina": "Yhtään tasoa ei ole vielä sovittu"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="conversations:matrix",
        reads={"mervi": "Marko Seppä", "heidi": "Marko Seppä"},
        # Their own nearest, of whom there are no levels here; never those further down.
        also=LEADERS,
        refused={"tiina": 403, "sanna": 403, "anonymous": 302},
    ),
    Row(
        url="conversations:matrix_table",
        kwargs=table,
        reads={"mervi": "\ufeffNimi;", "heidi": "\ufeffNimi;"},
        also=LEADERS,
        refused={"tiina": 403, "sanna": 403, "anonymous": 302},
    ),
]
