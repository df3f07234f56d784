"""The Celery app. Messages carry only ids of rows that say what is owed (core.work)."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_process_init
from kombu.transport import sqlalchemy as sqla_transport
from sqlalchemy import event
from sqlalchemy.engine import Engine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heinola_osaaminen.settings")

app = Celery("heinola_osaaminen")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# The embedded broker is asked five times a second (the transport takes no option for it): a
# person who asked for a document should not wait a second before anybody even hears of it.
sqla_transport.Transport.polling_interval = 0.2


@event.listens_for(Engine, "connect")
def _sqlite_wal(connection: Any, record: Any) -> None:
    """Web, worker and beat share the broker's file: readers must not block the writer."""
    if type(connection).__module__.startswith("sqlite3"):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")


@worker_process_init.connect
def _forget_parents_connections(**kwargs: Any) -> None:
    """An SQLite connection must not be used on the other side of a fork."""
    sqla_transport.Channel._engines.clear()


@beat_init.connect
def _first_beat(**kwargs: Any) -> None:
    """Beat waits for each interval first; /readyz should not have to."""
    app.send_task("core.beat", expires=60)
