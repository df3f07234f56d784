"""Celery's thin door."""

from celery import shared_task

from audit import sealing


@shared_task(name="audit.seal_events")
def seal_events() -> None:
    sealing.owe_sealing()
