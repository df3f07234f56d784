"""Requests: whoever made them and whoever answers; restrictions: the person, the main user, the
officer."""

from types import SimpleNamespace
from typing import Any

from privacy.requests import services
from privacy.requests.models import DataRequest, Restriction
from tests import conversation_factories as f
from tests.matrix import Row

STRANGERS = {
    "marko": 404, "aino": 404, "kari": 404, "outi": 404, "ilkka": 404, "veera": 404,
    "anonymous": 302,
}  # fmt: skip


def scene(w: Any) -> SimpleNamespace:
    w.content()
    talk = f.talk_of(w, "tiina")
    terms: dict[str, Any] = {"user": w.user("tiina"), "conversation": talk}
    correction = services.ask(
        kind="correction", about="conversation", text="Kolme uutta, ei kahta.", **terms
    )
    restriction = services.ask(
        kind="restriction", about="conversation", ground="accuracy", text="Ensin selvitys.", **terms
    )
    earlier = services.ask(
        user=w.user("tiina"),
        kind="restriction",
        about="conversation",
        conversation=f.talk_of(w, "tiina", 2025),
        ground="claim",
        text="Aiempi rajoitus.",
    )
    services.answer(user=w.user("jari"), request=earlier, outcome="accepted", answer="Rajoitettu.")
    return SimpleNamespace(talk=talk, correction=correction, restriction=restriction)


def asked(w: Any) -> dict[str, Any]:
    return {"uuid": w.privacy_requests.correction.uuid}


def answered(w: Any) -> None:
    DataRequest.objects.update(state="withdrawn")


def lifted(w: Any) -> None:
    from core import clock

    Restriction.objects.update(lifted_at=clock.now())


def in_force(w: Any) -> dict[str, Any]:
    return {"uuid": Restriction.objects.get().uuid}


ROWS = [
    Row(
        url="privacy:requests",
        reads={"tiina": "Oikaisu", "mervi": "Tiina Rautio", "jari": "Tiina Rautio"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="privacy:request_new",
        kwargs=lambda w: {"kind": "huomautus"},
        reads={"tiina": "Lisää huomautus"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="privacy:request_new",
        method="post",
        kwargs=lambda w: {"kind": "huomautus"},
        data=lambda w: {"conversation": w.privacy_requests.talk.uuid, "text": "Toisin muistan."},
        allowed=["tiina"],
        status=(302,),
        refused={"marko": 422, "mervi": 422, "jari": 422, "anonymous": 302},
    ),
    Row(
        url="privacy:request",
        kwargs=asked,
        reads={"tiina": "Kolme uutta", "mervi": "Kolme uutta"},
        # The supervisor answers in person: no right of a deputy covers it.
        refused={**STRANGERS, "jari": 404, "sanna": 404, "kaisa": 404, "heidi": 404},
    ),
    Row(
        url="privacy:request",
        method="post",
        kwargs=asked,
        data=lambda w: {"outcome": "accepted", "answer": "Totta."},
        allowed=["mervi"],
        refused={**STRANGERS, "tiina": 403, "jari": 404, "heidi": 404},
        wrong_state=answered,
    ),
    Row(
        url="privacy:request",
        kwargs=lambda w: {"uuid": w.privacy_requests.restriction.uuid},
        reads={"tiina": "Ensin selvitys.", "jari": "Ensin selvitys.", "kaisa": "Ensin selvitys."},
        refused={**STRANGERS, "mervi": 404, "sanna": 404},
    ),
    Row(
        url="privacy:request_withdraw",
        method="post",
        kwargs=asked,
        allowed=["tiina"],
        refused={**STRANGERS, "mervi": 403, "jari": 404},
        wrong_state=answered,
    ),
    Row(
        url="privacy:restriction_lift",
        kwargs=in_force,
        reads={"tiina": "Keskusteluasi 2025", "jari": "Tiina Rautio", "kaisa": "Tiina Rautio"},
        refused={**STRANGERS, "mervi": 404, "sanna": 404},
    ),
    Row(
        url="privacy:restriction_lift",
        method="post",
        kwargs=in_force,
        data=lambda w: {"reason": "Selvitetty."},
        allowed=["tiina", "jari", "kaisa"],
        refused={**STRANGERS, "mervi": 404, "sanna": 404},
        wrong_state=lifted,
        wrong_status=404,
    ),
]
