"""The real Celery app, in a process where everybody owes something (tests.kill.process)."""

from heinola_osaaminen.celery import app
from tests.kill import process

__all__ = ["app", "process"]
