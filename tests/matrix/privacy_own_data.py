"""One's own data: the person's alone; a leaver's: ordered by HR, released by the officer."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from core import clock, work
from organization.models import Employment
from privacy.own_data import services
from privacy.own_data.models import DataFile, Delivery
from tests.matrix import Row

EVERYBODY_ELSE = {
    "mervi": 404, "jari": 404, "kaisa": 404, "veera": 404, "outi": 404, "anonymous": 302,
}  # fmt: skip
NOT_HR = {"tiina": 403, "mervi": 403, "ilkka": 403, "veera": 403, "anonymous": 302}
TOKEN, CODE = "avain", "ACDE-3467"


def scene(w: Any) -> SimpleNamespace:
    """Tiina's package is ready; Marko and Juha left, Marko's data are ordered."""
    file = services.order(user=w.user("tiina"), language="fi")
    work.drain()
    Employment.objects.filter(person__in=[w.marko, w.juha]).update(
        ends_on=w.today - timedelta(days=7)
    )
    delivery = services.order_for(
        user=w.user("jari"), person=w.marko, address="marko@example.com", language="fi"
    )
    return SimpleNamespace(file=file, delivery=delivery)


def file(w: Any) -> dict[str, Any]:
    return {"uuid": w.privacy_own_data.file.uuid}


def delivery(w: Any) -> dict[str, Any]:
    return {"uuid": w.privacy_own_data.delivery.uuid}


def link(w: Any) -> dict[str, Any]:
    return {**delivery(w), "token": TOKEN}


def over(w: Any) -> None:
    DataFile.objects.update(expires_at=clock.now())


def released(w: Any) -> None:
    from django.contrib.auth.hashers import make_password

    services.release(user=w.user("kaisa"), delivery=w.privacy_own_data.delivery)
    work.drain()
    Delivery.objects.update(link_hash=services._digest(TOKEN), code_hash=make_password("ACDE3467"))


def ended(w: Any) -> None:
    Delivery.objects.update(state="cancelled")


ROWS = [
    Row(
        url="privacy:own_data",
        reads={"tiina": "Lataa paketti", "marko": "Tilaa tietosi", "jari": "Tilaa tietosi"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="privacy:own_data_order",
        method="post",
        allowed=["mervi", "jari"],
        refused={"anonymous": 302},
        everyone=True,
        wrong_state=lambda w: services.order(user=w.user("mervi"), language="fi"),
    ),
    Row(
        url="privacy:own_data_download",
        kwargs=file,
        reads={"tiina": "PK\x03\x04"},
        refused=EVERYBODY_ELSE,
    ),
    Row(
        url="privacy:own_data_discard",
        method="post",
        kwargs=file,
        allowed=["tiina"],
        refused=EVERYBODY_ELSE,
        wrong_state=over,
    ),
    Row(
        url="privacy:deliveries",
        reads={"jari": "Marko Seppä", "sanna": "Marko Seppä", "kaisa": "Marko Seppä"},
        refused=NOT_HR,
    ),
    Row(
        url="privacy:delivery_order",
        kwargs=lambda w: {"uuid": w.juha.uuid},
        reads={"jari": "Juha Ojala", "sanna": "Juha Ojala"},
        refused={**NOT_HR, "kaisa": 403},
    ),
    Row(
        url="privacy:delivery_order",
        method="post",
        kwargs=lambda w: {"uuid": w.juha.uuid},
        data=lambda w: {"address": "juha@example.com", "language": "fi"},
        allowed=["jari", "sanna"],
        refused={**NOT_HR, "kaisa": 403},
        wrong_state=lambda w: services.order_for(
            user=w.user("sanna"), person=w.juha, address="juha@example.com", language="fi"
        ),
    ),
    Row(
        url="privacy:delivery_release",
        kwargs=delivery,
        reads={"kaisa": "marko@example.com"},
        refused={**NOT_HR, "jari": 403, "sanna": 403},
    ),
    Row(
        url="privacy:delivery_release",
        method="post",
        kwargs=delivery,
        allowed=["kaisa"],
        refused={**NOT_HR, "jari": 403, "sanna": 403},
        wrong_state=ended,
    ),
    Row(
        url="privacy:delivery_cancel",
        method="post",
        kwargs=delivery,
        allowed=["jari", "sanna", "kaisa"],
        refused=NOT_HR,
        wrong_state=ended,
    ),
    Row(
        url="privacy:delivery_open",
        kwargs=link,
        reads={"anonymous": "Nouda tietosi"},
        public=True,
        before=released,
    ),
    Row(
        url="privacy:delivery_open",
        method="post",
        kwargs=link,
        data=lambda w: {"code": CODE},
        allowed=["anonymous"],
        public=True,
        before=released,
        wrong_state=ended,
        wrong_status=404,
    ),
]
