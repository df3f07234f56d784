"""Celery's thin door to reminders."""

from celery import shared_task

from annual_clock import services
from core import clock
from core.look.formats import local

# Letters that come at night are read by nobody and wake some.
EARLIEST_HOUR = 6


@shared_task(name="annual_clock.send_reminders")
def send_reminders() -> None:
    """Owe today's reminders; beat comes every few minutes, also twice."""
    if local(clock.now()).hour >= EARLIEST_HOUR:
        services.owe_reminders(clock.today())
