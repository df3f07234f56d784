"""Migrations are complete, and both databases refuse what models say they refuse."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from core.intervals import dated_models

pytestmark = pytest.mark.django_db


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_table_is_there() -> None:
    tables = set(connection.introspection.table_names())
    wanted = {m._meta.db_table for m in apps.get_models() if m._meta.managed}
    assert wanted <= tables


def test_overlap_is_refused_by_the_database_itself() -> None:
    """core.intervals puts an exclusion constraint (PostgreSQL) or triggers (SQLite)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'x'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = " ".join(row[0] for row in cursor.fetchall())
    assert dated_models()
    for model in dated_models():
        assert f"{model._meta.db_table}_no_overlap" in names


def test_sqlite_waits_for_its_writer() -> None:
    """WAL and IMMEDIATE: without them, concurrent writers fail instead of waiting."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has many writers")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
