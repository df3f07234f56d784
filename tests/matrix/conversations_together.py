"""Who may have the whole conversation open, and be told what the other changes."""

from types import SimpleNamespace

from tests.matrix import Row, World
from tests.matrix.conversations import AGREED, PAST_YEAR, STRANGERS
from tests.matrix.conversations import scene as talks


def scene(w: World) -> SimpleNamespace:
    return talks(w)


def talk(w: World) -> dict[str, object]:
    return {"uuid": w.conversations_together.talk.uuid}


ROWS = [
    Row(
        url="conversations:talk",
        kwargs=talk,
        reads={"tiina": AGREED, "mervi": PAST_YEAR},
        refused=STRANGERS,
    ),
    Row(
        url="conversations:talk_changes",
        kwargs=talk,
        reads={"tiina": AGREED, "mervi": PAST_YEAR},
        refused=STRANGERS,
    ),
]
