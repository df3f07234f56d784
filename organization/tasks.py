"""Celery's thin door to what the organisation owes by the day."""

from celery import shared_task

from core import clock
from organization.provisioning import leavers
from organization.reorganisation import services as reorganisation


@shared_task(name="organization.reorganise")
def reorganise() -> None:
    """Owe what takes effect by today; beat comes every minute, also twice."""
    reorganisation.owe_due(clock.today())


@shared_task(name="organization.leavers")
def close_leavers() -> None:
    """Once a day accounts of leavers are closed, and those of returners opened."""
    leavers.owe(clock.today().isoformat())
