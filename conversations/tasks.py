"""Celery's thin door: once in a while, see that today's work is owed."""

from celery import shared_task

from conversations.services.rounds import DAILY
from core import clock, work


@shared_task(name="conversations.daily")
def daily() -> None:
    with clock.pinned():
        work.owe(DAILY, clock.today().isoformat())
