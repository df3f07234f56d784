"""Who may look at the event log: each at what concerns oneself, the officer at everything."""

from types import SimpleNamespace

from django.urls import reverse

from tests import conversation_factories as f
from tests.matrix import Row, World


def scene(w: World) -> SimpleNamespace:
    """Mervi has opened Tiina's conversation."""
    talk = f.talk_of(w, "tiina")
    w.client("mervi").get(reverse("conversations:detail", args=[talk.uuid]))
    return SimpleNamespace(talk=talk)


NOT_THE_OFFICER = {
    "tiina": 403,
    "mervi": 403,
    "outi": 403,
    "jari": 403,
    "veera": 403,
    "anonymous": 302,
}

ROWS = [
    Row(
        url="privacy:looked",
        reads={"tiina": "Mervi Aaltonen", "aino": "Kukaan ei ole katsonut"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="privacy:log",
        reads={"kaisa": "conversations.read"},
        refused=NOT_THE_OFFICER,
    ),
    Row(
        url="privacy:log_export",
        kwargs=lambda w: {"extension": "csv"},
        reads={"kaisa": "Mervi Aaltonen"},
        refused=NOT_THE_OFFICER,
    ),
]
