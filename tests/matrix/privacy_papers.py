"""Record of processing: everybody who signs in. Impact assessment: HR and the data-protection
officer."""

from tests.matrix import Row

STRANGERS = {"mervi": 403, "outi": 403, "veera": 403, "tiina": 403, "anonymous": 302}

ROWS = [
    Row(
        url="privacy:processing",
        reads=dict.fromkeys(("tiina", "mervi", "jari", "kaisa", "elected"), "GDPR 30"),
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="privacy:processing_file",
        reads=dict.fromkeys(("tiina", "jari", "kaisa"), "PK\x03\x04"),
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="privacy:assessment",
        reads=dict.fromkeys(("jari", "sanna", "kaisa"), "WP 248"),
        refused=STRANGERS,
    ),
    Row(
        url="privacy:assessment_file",
        reads=dict.fromkeys(("jari", "sanna", "kaisa"), "PK\x03\x04"),
        refused=STRANGERS,
    ),
]
