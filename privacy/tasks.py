"""Celery's thin door."""

from celery import shared_task

from core import clock
from privacy.retention import services


@shared_task(name="privacy.erase_nightly")
def erase_nightly() -> None:
    """Once a night: what goes by standing rules (core.retention)."""
    with clock.pinned():
        services.owe_nightly()
