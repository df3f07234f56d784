"""Is it alive, is it ready? For load balancers, container engines and whoever is on duty.

Public, so the answers name what is wrong and nothing else: no versions, addresses or messages.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import clock
from core.models import Heartbeat
from heinola_osaaminen.celery import app

log = logging.getLogger(__name__)

# Beat comes every 30 seconds through broker and worker; three missed ones are a fault.
BEAT_LIMIT = timedelta(seconds=120)
OK = "ok"


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Alive: this process answers. Nothing behind it is asked."""
    return JsonResponse({"status": OK})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Ready: each part behind the pages, and what is wrong with it; 503 when any is."""
    parts = {name: _ask(name, check) for name, check in CHECKS.items()}
    ready = all(answer == OK for answer in parts.values())
    return JsonResponse(
        {"status": OK if ready else "not ready", "checks": parts}, status=200 if ready else 503
    )


def _ask(name: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:
        log.error("%s is not ready: %s", name, type(error).__name__)
        return "unreachable"


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return f"{missing} not applied" if missing else OK


def broker() -> str:
    with app.connection_for_write(connect_timeout=2) as link:
        link.ensure_connection(max_retries=1, interval_start=0, timeout=2)
        with link.channel() as channel:
            # Not passive: in Redis an empty queue does not exist.
            channel.queue_declare(queue=app.conf.task_default_queue)
    return OK


def beat() -> str:
    last = Heartbeat.objects.filter(name="beat").values_list("at", flat=True).first()
    if last is None:
        return "never came"
    age = clock.real_now() - last
    return OK if age <= BEAT_LIMIT else f"last came {int(age.total_seconds())} seconds ago"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "broker": broker,
    "beat": beat,
}
