"""Safe by default, one table of the environment, dangerous configurations refused."""

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from django.core.checks import run_checks

from heinola_osaaminen import checks
from heinola_osaaminen.settings import DEMO_SECRET_KEY, ENVIRONMENT

ROOT = Path(__file__).parent.parent
REAL = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "osaaminen.example.fi",
    "BASE_URL": "https://osaaminen.example.fi",
    "DATABASE_URL": "postgres://app@db.example.fi/osaaminen",
    "CELERY_BROKER_URL": "redis://redis.example.fi:6379/0",
    "CACHE_URL": "rediscache://redis.example.fi:6379/1",
    "EMAIL_URL": "smtp://mail.example.fi:25",
    "DEFAULT_FROM_EMAIL": "osaaminen@example.fi",
}


def in_environment(code: str, tmp_path: Path, **environment: str) -> Any:
    """What `code` prints as JSON in a process that has only this environment."""
    done = subprocess.run(
        [sys.executable, "-c", "import django, json; django.setup();" + code],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "heinola_osaaminen.settings",
            "ENV_FILE": "",
            "VAR_DIR": str(tmp_path),
            **environment,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


IDS = (
    "from heinola_osaaminen import checks; from django.core.checks import run_checks;"
    "print(json.dumps(sorted(m.id for m in run_checks(tags=['heinola']))))"
)


def test_a_bare_environment_is_safe(tmp_path: Path) -> None:
    found = in_environment(
        "from django.conf import settings as s;"
        "print(json.dumps([s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, 'demo' in s.INSTALLED_APPS]))",
        tmp_path,
    )
    assert found == [False, False, True, True, True, 31536000, False]


def test_without_the_demo_there_is_no_key_and_a_check_says_so(tmp_path: Path) -> None:
    assert in_environment(IDS, tmp_path) == ["heinola.E002"]


def test_a_real_installation_passes_every_check(tmp_path: Path) -> None:
    assert in_environment(IDS, tmp_path, **REAL) == []


DEMO_KEY = {"DEMO_SECRET_KEY": DEMO_SECRET_KEY}
SAFE = {
    "DEMO": False,
    "DEBUG": False,
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": ["osaaminen.example.fi"],
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_HSTS_SECONDS": 31536000,
    "BASE_URL": "https://osaaminen.example.fi",
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    "CELERY_BROKER_URL": "redis://redis.example.fi:6379/0",
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}},
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "DEFAULT_FROM_EMAIL": "osaaminen@example.fi",
}
LOCMEM = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"DEMO": True}, ["heinola.E001"]),
        ({"DEMO": True, "ALLOWED_HOSTS": ["localhost", "192.168.1.20"]}, ["heinola.E001"]),
        ({"DEMO": True, "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]}, []),
        ({"SECRET_KEY": ""}, ["heinola.E002"]),
        ({"SECRET_KEY": DEMO_SECRET_KEY}, ["heinola.E003"]),
        ({"SECRET_KEY": DEMO_SECRET_KEY, "DEMO": True}, ["heinola.E001", "heinola.E003"]),
        ({"DEBUG": True}, ["heinola.E004"]),
        ({"SESSION_COOKIE_SECURE": False}, ["heinola.E005"]),
        ({"CSRF_COOKIE_SECURE": False}, ["heinola.E005"]),
        ({"BASE_URL": "http://osaaminen.example.fi"}, ["heinola.E006"]),
        ({"BASE_URL": "https://localhost"}, ["heinola.E006"]),
        ({"DEFAULT_FROM_EMAIL": "Osaaminen <osaaminen@localhost>"}, ["heinola.E007"]),
        (
            {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"},
            ["heinola.E008"],
        ),
        ({"ALLOWED_HOSTS": ["*"]}, ["heinola.E009"]),
        (
            {"DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3"}}},
            ["heinola.W001"],
        ),
        ({"CELERY_BROKER_URL": "sqla+sqlite:///celery.sqlite3"}, ["heinola.W002"]),
        ({"CACHES": LOCMEM}, ["heinola.W003"]),
        ({"SECURE_HSTS_SECONDS": 0}, ["heinola.W004"]),
    ],
)
def test_each_danger_has_its_check(change: dict[str, Any], expected: list[str]) -> None:
    """Read from a stand-in, so that no test ever connects to the invented hosts."""
    with mock.patch.object(checks, "settings", SimpleNamespace(**DEMO_KEY | SAFE | change)):
        found = [*checks.check_secret_key(), *checks.check_hosts()]
    assert sorted(message.id or "" for message in found) == expected


def test_gunicorn_does_not_serve_a_demo_with_a_real_host(tmp_path: Path) -> None:
    code = """
try:
    from heinola_osaaminen import wsgi
except Exception as error:
    print(json.dumps([type(error).__name__, "heinola.E001" in str(error)]))
else:
    print(json.dumps("served"))
"""
    answer = in_environment("\n" + code, tmp_path, **REAL | {"DEMO": "1"})
    assert answer == ["ImproperlyConfigured", True]


def test_the_demo_has_no_address_when_it_is_off(tmp_path: Path) -> None:
    """It cannot be switched on by accident: its app is not even installed."""
    found = in_environment(
        "from django.urls import get_resolver, Resolver404, resolve;"
        "names = [str(k) for k in get_resolver().reverse_dict];"
        "spaces = list(get_resolver().namespace_dict);"
        "prefixes = [str(p.pattern) for p in get_resolver().url_patterns];"
        "print(json.dumps([n for n in [*names, *spaces, *prefixes] if 'demo' in n]))",
        tmp_path,
        **REAL,
    )
    assert found == []


def test_every_variable_is_explained() -> None:
    text = (ROOT / ".env.example").read_text()
    explained = re.findall(r"(?m)^#?([A-Z_]+)=", text)
    assert sorted(explained) == sorted(ENVIRONMENT)


def test_compose_hands_over_only_known_variables() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    block = text.split("x-environment:")[1].split("\n\n")[0]
    assert set(re.findall(r"(?m)^  ([A-Z_]+):", block)) <= {*ENVIRONMENT}


@pytest.mark.django_db
def test_every_answer_carries_the_security_headers(client: Any) -> None:
    answer = client.get("/healthz")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_secure_cookies_bring_hsts(settings: Any, client: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    answer = client.get("/healthz", secure=True)
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_an_error_is_logged_without_its_words() -> None:
    """A database quotes the row that it refuses; that must not reach the log."""
    from heinola_osaaminen import logs

    formatter_settings = logs.configuration(level="INFO", as_json=True)["formatters"]["lines"]
    formatter_class = formatter_settings.pop("()")
    formatter = formatter_class(**formatter_settings)
    try:
        raise ValueError("Kaisa Virtanen on uupunut")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    line = formatter.format(record)
    entry = json.loads(line)
    assert "Kaisa" not in line
    assert entry["error"] == "builtins.ValueError"
    assert "test_settings.py" in entry["at"][0]


@pytest.mark.django_db
def test_a_request_is_logged_by_its_route(client: Any) -> None:
    """Keys of links and words of searches are not in the log."""
    import structlog

    with structlog.testing.capture_logs() as lines:
        client.get("/ohje/salainen-sana/?haku=Virtanen")
    requests = [line["request"] for line in lines if "request" in line]
    assert requests
    assert not any("salainen" in r or "Virtanen" in r for r in requests)


def test_our_checks_are_quiet_here() -> None:
    assert [m for m in run_checks(tags=["heinola"]) if m.is_serious()] == []


@pytest.mark.django_db
def test_a_form_without_a_token_is_refused() -> None:
    from django.test import Client
    from django.urls import reverse

    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x"})
    assert answer.status_code == 403
