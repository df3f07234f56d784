"""The strategic conversation's agenda and decisions, and the summary that is shared of it."""

from types import SimpleNamespace
from typing import Any

from conversations.groups.models import GroupConversation
from conversations.groups.opening import open_one
from conversations.strategic import services
from core import clock, work
from tests.matrix import Row

LINE = "Jokainen oppii työssään jotakin uutta joka kuukausi."
STRANGERS = {"tiina": 403, "mervi": 403, "kari": 403, "veera": 403, "anonymous": 302}
GROUP = ("ilkka", "outi", "jari", "sanna")
READERS = ("mervi", "kari", "leena", "outi", "ilkka", "jari", "sanna")


def scene(w: Any) -> SimpleNamespace:
    """Lines are decided and shared; the focus is being prepared."""
    w.content()
    talk = open_one(user=w.user("ilkka"), kind="strategic", unit=w.city.pk, year=w.today.year)
    _state(talk, "writing")
    lines = services.prepare(user=w.user("jari"), conversation=talk, kind="lines")
    services.write(user=w.user("jari"), decision=lines, version=0, texts=[{"fi": LINE}])
    services.confirm(user=w.user("ilkka"), decision=lines, version=1, decided_on=w.today)
    _state(talk, "closed", closed_at=clock.now())
    services.share(user=w.user("jari"), conversation=talk, language="fi")
    _state(talk, "writing")
    focus = services.prepare(user=w.user("jari"), conversation=talk, kind="focus")
    services.write(
        user=w.user("jari"),
        decision=focus,
        version=0,
        texts=[{"fi": "Tekoäly arjen työssä kuuluu kaikille."}],
    )
    return SimpleNamespace(talk=talk, focus=focus)


def _state(talk: GroupConversation, state: str, **more: Any) -> None:
    GroupConversation.objects.filter(pk=talk.pk).update(state=state, **more)
    talk.refresh_from_db()


def year(w: Any) -> dict[str, Any]:
    return {"year": w.today.year + 1}


def matter(kind: str) -> Any:
    return lambda w: {**year(w), "kind": kind}


def closed(w: Any) -> None:
    _state(w.conversations_strategic.talk, "closed", closed_at=clock.now())


def drawn(w: Any) -> None:
    work.drain()


ROWS = [
    Row(
        url="conversations:strategic",
        reads=dict.fromkeys(GROUP, LINE),
        refused=STRANGERS,
    ),
    Row(
        url="conversations:strategic_decision",
        kwargs=matter("lines"),
        reads=dict.fromkeys(GROUP, LINE),
        refused=STRANGERS,
    ),
    Row(
        url="conversations:strategic_decision",
        method="post",
        kwargs=matter("catalogue"),
        allowed=["ilkka", "jari", "sanna"],
        refused={**STRANGERS, "outi": 403},
    ),
    Row(
        url="conversations:strategic_prepare",
        kwargs=matter("focus"),
        reads=dict.fromkeys(("ilkka", "jari", "sanna"), "Tekoäly arjen työssä"),
        refused={**STRANGERS, "outi": 403},
    ),
    Row(
        url="conversations:strategic_prepare",
        method="post",
        kwargs=matter("focus"),
        data=lambda w: {
            "version": "1",
            "lines-TOTAL_FORMS": "1",
            "lines-INITIAL_FORMS": "0",
            "lines-0-fi": "Perehdytys jokaiselle uudelle.",
        },
        allowed=["ilkka", "jari", "sanna"],
        refused={**STRANGERS, "outi": 403},
    ),
    Row(
        url="conversations:strategic_confirm",
        kwargs=matter("focus"),
        reads=dict.fromkeys(("ilkka", "jari", "sanna"), "Tekoäly arjen työssä"),
        refused={**STRANGERS, "outi": 403},
    ),
    Row(
        url="conversations:strategic_confirm",
        method="post",
        kwargs=matter("focus"),
        data=lambda w: {"version": "1", "decided_on": w.today.isoformat()},
        allowed=["ilkka", "jari"],
        refused={**STRANGERS, "outi": 403, "sanna": 403},
    ),
    Row(
        url="conversations:strategic_share",
        method="post",
        kwargs=year,
        before=closed,
        allowed=["jari", "sanna"],
        refused={**STRANGERS, "outi": 403},
        wrong_state=lambda w: _state(w.conversations_strategic.talk, "writing"),
    ),
    Row(
        url="conversations:strategic_summary",
        kwargs=year,
        reads=dict.fromkeys(READERS, LINE),
        refused={"tiina": 403, "veera": 403, "anonymous": 302},
    ),
    Row(
        url="conversations:strategic_summary",
        method="post",
        kwargs=year,
        allowed=READERS,
        refused={"tiina": 403, "veera": 403, "anonymous": 302},
    ),
    Row(
        url="conversations:strategic_summary_file",
        kwargs=year,
        before=drawn,
        reads=dict.fromkeys(READERS, ""),
        refused={"tiina": 403, "veera": 403, "anonymous": 302},
    ),
]
