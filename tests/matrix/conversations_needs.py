"""Needs of units, and the published sums of everybody's."""

from types import SimpleNamespace
from typing import Any

from conversations.models import Round
from conversations.needs import publishing, services
from conversations.needs.models import NeedFigure, NeedsPublication
from conversations.services.rounds import ensure_round
from core import clock
from core.work import drain, owe
from organization.models import Unit
from tests import conversation_factories as f
from tests.matrix import Row

LAW = "Ensiapu kaikille lasten kanssa työskenteleville"
MAKER = "Kaupunginhallituksen päätös"


def scene(w: Any) -> SimpleNamespace:
    """A need that the law asks of the whole city, and last year's sums (of nobody: too few)."""
    talk = f.talk_of(w, "tiina")
    f.need(w, "mervi", talk, "Tiinan oma tarve")
    f.hold(w, "mervi", talk)
    need = services.add_unit_need(
        user=w.user("jari"), unit=w.city, source="law", topic=LAW, basis=MAKER
    )
    before = ensure_round(year=talk.round.year - 1)
    made = NeedsPublication.objects.create(round=before, day=clock.today())
    owe(publishing.KIND, str(made.pk))
    drain()
    return SimpleNamespace(talk=talk, need=need, year=talk.round.year)


def year(w: Any) -> dict[str, Any]:
    return {"year": w.conversations_needs.year}


def need(w: Any) -> dict[str, Any]:
    return {"uuid": w.conversations_needs.need.uuid}


def data(w: Any) -> dict[str, Any]:
    return {
        "unit": str(w.city.uuid),
        "source": "survey",
        "topic": "Ristiriitojen puheeksi ottaminen",
        "horizon": "now",
        "urgency": "normal",
    }


def published(w: Any) -> None:
    publishing.close_collection(
        user=w.user("sanna"), round_=Round.objects.get(year=w.conversations_needs.year)
    )


def retired(w: Any) -> None:
    services.retire_unit_need(user=w.user("jari"), need=w.conversations_needs.need)


def one_sum(w: Any) -> None:
    """A figure for every area, as a publication of enough people has."""
    publication = NeedsPublication.objects.get(round__year=w.conversations_needs.year - 1)
    NeedFigure.objects.bulk_create(
        NeedFigure(publication=publication, unit=unit, competence="digital", name={"fi": "Digi"},
                   value=7)
        for unit in Unit.objects.all()
    )  # fmt: skip


NOT_HR = {**dict.fromkeys(("tiina", "mervi", "kari", "outi", "veera"), 403), "anonymous": 302}
NOT_ABOVE = {**dict.fromkeys(("tiina", "mervi", "leena", "veera"), 403), "anonymous": 302}
ABOVE = ["riikka", "antti", "pekka", "hanna", "ilkka", "kari", "outi", "jari", "sanna"]

ROWS = [
    Row(
        url="conversations:needs_sums",
        reads={"jari": "Osaamistarpeet", "outi": "Osaamistarpeet", "kari": "Osaamistarpeet"},
        refused=NOT_ABOVE,
        also=ABOVE,
    ),
    Row(
        url="conversations:needs_table",
        before=one_sum,
        reads={"jari": "PK\x03\x04"},
        refused=NOT_ABOVE,
        also=ABOVE,
    ),
    Row(
        url="conversations:needs_csv",
        before=one_sum,
        reads={"jari": "Osaaminen"},
        refused=NOT_ABOVE,
        also=ABOVE,
    ),
    Row(
        url="conversations:needs_publish",
        kwargs=year,
        reads={"jari": "Sulje", "sanna": "Sulje"},
        refused=NOT_HR,
    ),
    Row(
        url="conversations:needs_publish",
        method="post",
        kwargs=year,
        allowed=["jari", "sanna"],
        refused=NOT_HR,
        wrong_state=published,
    ),
    Row(url="conversations:unit_needs", reads={"jari": LAW, "sanna": MAKER}, refused=NOT_HR),
    Row(url="conversations:unit_need_new", reads={"jari": "Siivouspalvelut"}, refused=NOT_HR),
    Row(
        url="conversations:unit_need_new",
        method="post",
        data=data,
        allowed=["jari", "sanna"],
        refused=NOT_HR,
    ),
    Row(url="conversations:unit_need", kwargs=need, reads={"jari": LAW}, refused=NOT_HR),
    Row(
        url="conversations:unit_need",
        method="post",
        kwargs=need,
        data=data,
        allowed=["jari", "sanna"],
        refused=NOT_HR,
        wrong_state=retired,
    ),
    Row(
        url="conversations:unit_need_retire",
        method="post",
        kwargs=need,
        allowed=["jari", "sanna"],
        refused=NOT_HR,
        wrong_state=retired,
    ),
]
