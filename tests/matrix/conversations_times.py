"""Who offers times for conversations, and who chooses one."""

from types import SimpleNamespace
from typing import Any

from conversations.scheduling import services
from tests import conversation_factories as f
from tests.matrix import Row, World


def scene(w: World) -> SimpleNamespace:
    """Mervi offers Tiina two times; Marko has chosen one of his own."""
    talk, other = f.talk_of(w, "tiina"), f.talk_of(w, "marko")
    first, second = f.offer(w, "mervi", [talk], days=(13, 16))
    (taken,) = f.offer(w, "mervi", [other], days=(17,))
    services.choose_time(user=w.user("marko"), conversation=other, time=taken)
    return SimpleNamespace(talk=talk, other=other, first=first, second=second, taken=taken)


def of(name: str, key: str = "uuid") -> Any:
    return lambda w: {key: getattr(w.conversations_times, name).uuid}


def chosen(w: World) -> dict[str, Any]:
    return {"time": w.conversations_times.first.uuid}


def taken_by_tiina(w: World) -> None:
    scene = w.conversations_times
    services.choose_time(user=w.user("tiina"), conversation=scene.talk, time=scene.first)


def held(w: World) -> None:
    f.hold(w, "mervi", w.conversations_times.talk)


def offer(w: World) -> dict[str, Any]:
    talk = w.conversations_times.talk
    return {
        "people": [talk.uuid], "day": "2026-02-18", "at": "9.00", "count": "2",
        "minutes": "60", "pause": "15", "place": "Huone Ruotsalainen",
    }  # fmt: skip


def book(w: World) -> dict[str, Any]:
    """Whoever comes first in the list, whatever list one has."""
    return {"minutes": "60", "place": "", "day_0": "2026-02-19", "at_0": "13.00"}


LEADERS = ("leena", "kari", "outi", "ilkka", "jari")
NOBODY = {"anonymous": 302, "tiina": 403, "sanna": 403, "veera": 403, "kaisa": 403}
STRANGERS = {"anonymous": 302, "aino": 404, "leena": 404, "marko": 404, "jari": 404, "outi": 404}

ROWS = [
    Row(
        url="conversations:times",
        reads={"mervi": "Valinnut Marko Seppä"},
        refused=NOBODY,
        also=LEADERS,
    ),
    Row(
        url="conversations:times",
        method="post",
        data=offer,
        allowed=["mervi"],
        # Nobody else's people can be chosen: the form does not take them.
        refused={**NOBODY, "leena": 422, "kari": 422, "outi": 422},
    ),
    Row(
        url="conversations:book_times",
        reads={"mervi": "Tiina Rautio"},
        refused=NOBODY,
        also=LEADERS,
    ),
    Row(
        url="conversations:book_times",
        method="post",
        data=book,
        allowed=["mervi", "kari"],
        refused=NOBODY,
        also=LEADERS,
    ),
    Row(
        url="conversations:withdraw_time",
        method="post",
        kwargs=of("first", "time"),
        allowed=["mervi"],
        refused={**STRANGERS, "tiina": 404},
        wrong_state=taken_by_tiina,
    ),
    Row(
        url="conversations:choose_time",
        kwargs=of("talk"),
        reads={"tiina": "Huone Ruotsalainen"},
        refused={**STRANGERS, "mervi": 403},
    ),
    Row(
        url="conversations:choose_time",
        method="post",
        kwargs=of("talk"),
        data=chosen,
        allowed=["tiina"],
        refused={**STRANGERS, "mervi": 403},
        wrong_state=held,
    ),
]
