"""Who may look at the organisation."""

from tests.matrix import Row

OTHERS = {"tiina": 403, "mervi": 403, "outi": 403, "veera": 403, "anneli": 403}

ROWS = [
    Row(
        url="organization:tree",
        reads={"jari": "Siivouspalvelut", "sanna": "Leena Palonen"},
        refused={**OTHERS, "anonymous": 302},
    ),
    Row(
        url="organization:unit",
        kwargs=lambda w: {"uuid": w.cleaning.uuid},
        reads={"jari": "Tiina Rautio", "sanna": "laitoshuoltaja"},
        refused={**OTHERS, "leena": 403, "anonymous": 302},
    ),
]
