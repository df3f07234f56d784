"""Celery's thin door to durable work."""

from celery import shared_task

from core import clock, work
from core.models import Heartbeat


@shared_task(name="core.perform_work")
def perform_work(work_id: int) -> None:
    work.perform(work_id)


@shared_task(name="core.sweep")
def sweep() -> None:
    work.sweep()


@shared_task(name="core.beat")
def beat() -> None:
    """Beat's message came through broker and worker (/readyz asks when it last did)."""
    Heartbeat.objects.update_or_create(name="beat", defaults={"at": clock.real_now()})
