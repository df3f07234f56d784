"""Lines of the city and the service areas: read by everybody, set by their leadership groups."""

from types import SimpleNamespace
from typing import Any

from competencies.lines import services
from tests.matrix import Row

TEXT = "Jokainen oppii työssään jotakin uutta joka kuukausi."
EVERYBODY = ("tiina", "mervi", "outi", "jari", "veera")


def scene(w: Any) -> SimpleNamespace:
    decision = services.set_lines(
        user=w.user("ilkka"),
        unit=w.city,
        year=w.today.year,
        texts=[{"fi": TEXT, "sv": "Var och en lär sig något nytt i sitt arbete varje månad."}],
        decided_by="Kaupunginjohtajan johtoryhmä",
        decided_on=w.today,
        version=0,
    )
    return SimpleNamespace(decision=decision)


def citys(w: Any) -> dict[str, Any]:
    return {"uuid": w.city.uuid, "year": w.today.year}


def typed(text: str) -> Any:
    return lambda w: {
        "version": "1",
        "decided_on": w.today.isoformat(),
        "reason": "Täsmennettiin sanoja.",
        "lines-TOTAL_FORMS": "1",
        "lines-INITIAL_FORMS": "0",
        "lines-0-fi": text,
    }


ROWS = [
    Row(
        url="competencies:lines",
        kwargs=citys,
        reads=dict.fromkeys(EVERYBODY, TEXT),
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="competencies:lines_edit",
        kwargs=citys,
        reads=dict.fromkeys(("ilkka", "jari"), TEXT),
        refused={"tiina": 403, "outi": 403, "sanna": 403, "veera": 403, "anonymous": 302},
    ),
    Row(
        url="competencies:lines_edit",
        method="post",
        kwargs=citys,
        data=typed("Opimme toisiltamme yli yksikkörajojen joka viikko."),
        allowed=["ilkka", "jari"],
        refused={"tiina": 403, "outi": 403, "sanna": 403, "veera": 403, "anonymous": 302},
    ),
]
