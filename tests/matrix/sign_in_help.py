"""Help with signing in: HR main users and system administrators."""

from types import SimpleNamespace
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP

from tests.matrix import Row

OTHERS = {"sanna": 403, "tiina": 403, "mervi": 403, "outi": 403, "anonymous": 302}


def scene(world: Any) -> SimpleNamespace:
    TOTP.activate(world.user("tiina"), "JBSWY3DPEHPK3PXP")
    return SimpleNamespace()


def _tiina(world: Any) -> dict[str, Any]:
    return {"uuid": world.tiina.uuid}


ROWS = [
    Row(
        url="organization:sign_in_help",
        query=lambda world: {"q": "Rautio"},
        reads={"jari": "Rautio Tiina", "veera": "Rautio Tiina"},
        refused=OTHERS,
    ),
    Row(
        url="organization:sign_in_help_person",
        kwargs=_tiina,
        reads={"jari": "Toinen tunniste on käytössä", "veera": "Toinen tunniste on käytössä"},
        refused=OTHERS,
    ),
    Row(
        url="organization:sign_in_help_person",
        method="post",
        kwargs=_tiina,
        allowed=("jari", "veera"),
        refused=OTHERS,
        wrong_state=lambda world: world.user("tiina").authenticator_set.all().delete(),
    ),
]
