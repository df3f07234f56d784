"""Shared competences, ways of learning and lines: every signed-in person reads them."""

from types import SimpleNamespace
from typing import Any

from competencies.models import Line
from tests.matrix import Row


def scene(world: Any) -> SimpleNamespace:
    world.content()
    line = Line.objects.create(
        year=world.today.year,
        unit=world.city,
        text={"fi": "Opimme työssä ja toisiltamme.", "sv": "Vi lär oss.", "en": "We learn."},
    )
    return SimpleNamespace(line=line)


EVERYBODY = ("tiina", "aino", "mervi", "outi", "ilkka", "jari", "anneli", "elected", "veera")


def _page(name: str, text: str) -> Row:
    return Row(
        url=f"competencies:{name}",
        reads=dict.fromkeys(EVERYBODY, text),
        refused={"anonymous": 302},
        everyone=True,
    )


ROWS = [
    _page("index", "Vuorovaikutus- ja yhteistyöosaaminen"),
    _page("catalogue", "Työtä tekemällä oppiminen"),
    _page("strategy", "Opimme työssä ja toisiltamme."),
]
