"""Addresses for machines: open to all, with nothing in them but what is wrong."""

from typing import Any

from core import clock
from core.models import Heartbeat
from tests.matrix import Row


def scene(world: Any) -> None:
    Heartbeat.objects.create(name="beat", at=clock.real_now())


ROWS = [
    Row(url="healthz", reads={"anonymous": '"ok"'}, public=True),
    Row(url="readyz", reads={"anonymous": '"broker": "ok"'}, public=True),
]
