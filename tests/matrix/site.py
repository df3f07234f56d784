"""Pages that belong to no app: home, language, help, statements, HR's page, health."""

from tests.matrix import Row

ANYONE = ("anonymous", "tiina")


def _public(url: str, text: str, **more: object) -> Row:
    return Row(url=url, reads=dict.fromkeys(ANYONE, text), public=True, **more)  # type: ignore[arg-type]


ROWS = [
    Row(
        url="home",
        reads={"tiina": "Hei Tiina", "jari": "Hei Jari", "elected": "Hei Matti"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="hr",
        reads={"jari": "Henkilöstöpalvelut", "sanna": "Henkilöstöpalvelut"},
        refused={"anonymous": 302, "tiina": 403, "outi": 403, "veera": 403},
    ),
    Row(
        url="officer",
        reads={"kaisa": "Tapahtumaloki"},
        refused={"anonymous": 302, "tiina": 403, "jari": 403, "veera": 403},
    ),
    Row(
        url="language",
        method="post",
        data=lambda world: {"language": "sv", "next": "/"},
        allowed=ANYONE,
        public=True,
    ),
    _public("help", "Ohje työntekijälle"),
    *(
        _public("help_role", title, kwargs=lambda world, role=role: {"role": role})
        for role, title in (
            ("employee", "Ohje työntekijälle"),
            ("supervisor", "Ohje esihenkilölle"),
            ("director", "Ohje alueen johtajalle"),
            ("hr", "Ohje henkilöstöpalveluille"),
            ("committee", "Ohje yt-neuvottelukunnan jäsenelle"),
        )
    ),
    _public("who_sees", "Kuka näkee tietoni"),
    _public("accessibility", "Traficom"),
    _public("privacy", "Rekisterinpitäjä"),
    _public("components", "Osat"),
]
