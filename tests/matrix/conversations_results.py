"""Published results of competences: the city's for everybody, the areas' for those who decide."""

from types import SimpleNamespace
from typing import Any

from conversations.results.models import CompetenceResults
from conversations.services.rounds import ensure_round
from core.documents import content_hash
from tests.matrix import Row

CITY = "2,9"
AREA = "Kaupunkiympäristö"


def scene(w: Any) -> SimpleNamespace:
    """The results of two years ago are published; last year's round is over and is not."""
    w.content()
    year = w.today.year
    ensure_round(year=year - 1)
    content = {
        "year": year - 2,
        "areas": [{"uuid": str(w.environment.uuid), "name": {"fi": AREA}}],
        "lists": [
            {
                "audience": "all_staff",
                "levels": [{"number": n, "name": {"fi": str(n)}} for n in range(1, 6)],
                "competences": [
                    {
                        "key": "digital",
                        "name": {"fi": "Teknologia- ja digiosaaminen"},
                        "target": 3,
                        "figures": {
                            "": {"mean": CITY.replace(",", "."), "people": "50–99", "reached": 60},
                            str(w.environment.uuid): {"mean": "3.1", "people": "20–49"},
                        },
                    }
                ],
            }
        ],
    }
    row = CompetenceResults.objects.create(
        year=year - 2, content=content, content_hash=content_hash(content)
    )
    return SimpleNamespace(row=row)


def last_year(w: Any) -> dict[str, Any]:
    return {"year": w.today.year - 1}


def published(w: Any) -> None:
    row = w.conversations_results.row
    CompetenceResults.objects.create(
        year=w.today.year - 1, content=row.content, content_hash=row.content_hash
    )


ROWS = [
    Row(
        url="conversations:results",
        reads={
            **dict.fromkeys(("tiina", "mervi", "veera"), "Teknologia- ja digiosaaminen"),
            **dict.fromkeys(("outi", "ilkka", "kari", "jari", "sanna"), AREA),
        },
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="conversations:results_table",
        reads=dict.fromkeys(("tiina", "outi", "jari"), ""),
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="conversations:results_publish",
        kwargs=last_year,
        reads={"jari": "Julkaise tulokset", "sanna": "Julkaise tulokset"},
        refused={"tiina": 403, "outi": 403, "ilkka": 403, "veera": 403, "anonymous": 302},
    ),
    Row(
        url="conversations:results_publish",
        method="post",
        kwargs=last_year,
        allowed=["jari", "sanna"],
        refused={"tiina": 403, "outi": 403, "ilkka": 403, "veera": 403, "anonymous": 302},
        wrong_state=published,
    ),
]
