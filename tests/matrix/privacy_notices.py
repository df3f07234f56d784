"""The privacy notice before the first conversation: one's own, for everybody of the house."""

from tests.matrix import Row

ROWS = [
    Row(
        url="privacy:notice",
        everyone=True,
        reads={"tiina": "Rekisterinpitäjä", "mervi": "Rekisterinpitäjä"},
        refused={"anonymous": 302},
    ),
    Row(
        url="privacy:notice",
        method="post",
        everyone=True,
        data=lambda w: {"next": "/"},
        allowed=["tiina"],
        refused={"anonymous": 302},
    ),
]
