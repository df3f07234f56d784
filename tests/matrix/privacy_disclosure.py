"""Disclosures: the HR main user asks and reads, the officer or the city manager decides."""

from types import SimpleNamespace
from typing import Any

from core import clock
from privacy.disclosure import services
from privacy.disclosure.models import Disclosure
from tests import conversation_factories as f
from tests.matrix import Row

OTHERS = {
    "tiina": 403, "mervi": 403, "sanna": 403, "outi": 403, "veera": 403, "anonymous": 302,
}  # fmt: skip


def scene(w: Any) -> SimpleNamespace:
    w.content()
    talk = f.lock(w, "tiina", "mervi", f.talk_of(w, "tiina"))
    return SimpleNamespace(talk=talk, asked=ask(w, talk))


def ask(w: Any, talk: Any) -> Disclosure:
    return services.ask(
        user=w.user("jari"), person=w.tiina, conversations=[talk], sensitive=False,
        preparations=False, days=7, basis="inquiry", statute="738/2002 28 §",
        reason="Selvitetään ilmoitusta.",
    )  # fmt: skip


def asked(w: Any) -> dict[str, Any]:
    return {"uuid": w.privacy_disclosure.asked.uuid}


def tiina(w: Any) -> dict[str, Any]:
    return {"uuid": w.tiina.uuid}


def approved(w: Any) -> None:
    services.decide(
        user=w.user("kaisa"), disclosure=w.privacy_disclosure.asked, approve=True, decision="Laki."
    )


def over(w: Any) -> None:
    Disclosure.objects.update(state="ended", open_until=clock.now())


ROWS = [
    Row(
        url="privacy:disclosures",
        reads={"jari": "Tiina Rautio", "kaisa": "Tiina Rautio", "ilkka": "Tiina Rautio"},
        refused=OTHERS,
    ),
    Row(
        url="privacy:disclosures_of_me",
        before=approved,
        reads={"tiina": "Selvitetään ilmoitusta.", "marko": "Luovutuksia ei ole"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="privacy:disclosure_new",
        kwargs=tiina,
        reads={"jari": "Tiina Rautio"},
        refused={**OTHERS, "kaisa": 403, "ilkka": 403},
    ),
    Row(
        url="privacy:disclosure_new",
        method="post",
        kwargs=tiina,
        data=lambda w: {
            "conversations": [w.privacy_disclosure.talk.uuid],
            "basis": "claim",
            "statute": "Laki 1 §",
            "reason": "Riita.",
            "days": 3,
        },
        allowed=["jari"],
        refused={**OTHERS, "kaisa": 403, "ilkka": 403},
    ),
    Row(
        url="privacy:disclosure",
        kwargs=asked,
        reads={"jari": "738/2002", "kaisa": "738/2002", "ilkka": "738/2002"},
        refused=OTHERS,
    ),
    Row(
        url="privacy:disclosure",
        method="post",
        kwargs=asked,
        data=lambda w: {"approve": "yes", "decision": "Peruste on laissa."},
        allowed=["kaisa", "ilkka"],
        refused={**OTHERS, "jari": 403},
        wrong_state=over,
    ),
    Row(
        url="privacy:disclosure_read",
        kwargs=asked,
        before=approved,
        reads={"jari": "Tiina vastaa uusien perehdytyksestä."},
        refused={**OTHERS, "kaisa": 403, "ilkka": 403},
    ),
    Row(
        url="privacy:disclosure_end",
        method="post",
        kwargs=asked,
        before=approved,
        allowed=["jari", "kaisa", "ilkka"],
        refused=OTHERS,
        wrong_state=over,
    ),
]
