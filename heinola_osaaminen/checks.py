"""System checks: configurations that would be dangerous or would quietly lose letters.

A *real host* is a name in ALLOWED_HOSTS by which others than this machine could come in.
`manage.py check` tells them all; errors also stop gunicorn, the worker and `make run`.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured

TAG = "heinola"
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"}


def real_hosts() -> list[str]:
    """The allowed host names that are not this machine's own; `*` is one."""
    return [
        host
        for host in settings.ALLOWED_HOSTS
        if host not in LOOPBACK and not host.endswith(".localhost")
    ]


@register(TAG)
def check_secret_key(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        key = ""
    if not key:
        return [
            Error(
                "SECRET_KEY is missing.",
                hint="Set 50 random characters; only the demo has a key of its own.",
                id="heinola.E002",
            )
        ]
    if key == settings.DEMO_SECRET_KEY and (not settings.DEMO or real_hosts()):
        return [Error("SECRET_KEY is the demo's public one.", id="heinola.E003")]
    return []


@register(TAG)
def check_hosts(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Everything that is fine on one's own machine and dangerous anywhere else."""
    return list(_dangers(real_hosts())) if real_hosts() else []


def _dangers(hosts: list[str]) -> Iterator[CheckMessage]:
    name = hosts[0]
    if settings.DEMO:
        yield Error(
            f"DEMO lets anyone sign in as anyone, and ALLOWED_HOSTS has the real host {name}.",
            hint="Switch DEMO off, or allow only localhost.",
            id="heinola.E001",
        )
    if settings.DEBUG:
        yield Error(f"DEBUG shows code and data, and {name} is a real host.", id="heinola.E004")
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield Error(
            f"SECURE_COOKIES is off, and {name} is a real host.",
            hint="Serve over https and leave SECURE_COOKIES on.",
            id="heinola.E005",
        )
    base = urlsplit(settings.BASE_URL)
    if base.scheme != "https" or base.hostname in LOOPBACK:
        yield Error(
            "BASE_URL must be the https address people use: links in letters are made of it.",
            id="heinola.E006",
        )
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"):
        yield Error(
            "DEFAULT_FROM_EMAIL is at localhost: mail servers would refuse the letters.",
            id="heinola.E007",
        )
    if settings.EMAIL_BACKEND.endswith(("filebased.EmailBackend", "console.EmailBackend")):
        yield Error(
            "EMAIL_URL is missing: letters would go to a folder and reach nobody.",
            id="heinola.E008",
        )
    if "*" in hosts:
        yield Error("ALLOWED_HOSTS has *: a forged host name would be believed.", id="heinola.E009")
    yield from _weaknesses()


def _weaknesses() -> Iterator[CheckMessage]:
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield Warning(
            "The database is the embedded SQLite, which has one writer at a time.",
            hint="Set DATABASE_URL to PostgreSQL for a whole city.",
            id="heinola.W001",
        )
    if settings.CELERY_BROKER_URL.startswith("sqla+"):
        yield Warning(
            "The broker is the embedded one.",
            hint="Set CELERY_BROKER_URL to Redis for a whole city.",
            id="heinola.W002",
        )
    if "locmem" in settings.CACHES["default"]["BACKEND"]:
        yield Warning(
            "Each process has a cache of its own, so sign-in attempts are counted per process.",
            hint="Set CACHE_URL to Redis.",
            id="heinola.W003",
        )
    if not settings.SECURE_HSTS_SECONDS:
        yield Warning("HSTS_SECONDS is 0: browsers may be led to http.", id="heinola.W004")


def refuse_danger() -> None:
    """Raises `ImproperlyConfigured` when one of our checks finds an error."""
    errors = [m for m in run_checks(tags=[TAG]) if m.is_serious()]
    if errors:
        raise ImproperlyConfigured("\n".join(f"{m.id}: {m.msg} {m.hint or ''}" for m in errors))
