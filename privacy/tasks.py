"""Celery's thin door: what ends by itself, room by room."""

from celery import shared_task

from core import clock
from privacy.disclosure.services import end_due
from privacy.own_data.services import clean_up
from privacy.requests.services import lift_due
from privacy.retention.services import owe_nightly


@shared_task(name="privacy.end_what_is_due")
def end_what_is_due() -> None:
    """Empty packages, end deliveries, restrictions and disclosures whose time has come."""
    with clock.pinned():
        clean_up()
        lift_due()
        end_due()


@shared_task(name="privacy.erase_nightly")
def erase_nightly() -> None:
    """Once a night: what goes by standing rules (core.retention)."""
    with clock.pinned():
        owe_nightly()
