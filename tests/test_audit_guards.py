"""The log only grows: the database itself refuses everything else, on both databases."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, transaction
from django.db.models.signals import post_migrate, pre_migrate

from audit import guards, sealing
from audit.models import Event, Pending, Seal, Tombstone
from audit.services import record
from core import clock

pytestmark = pytest.mark.django_db


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def on_table(table: str) -> str:
    return f" ON {table}" if connection.vendor == "postgresql" else ""


@pytest.fixture
def event() -> Event:
    record(None, "tests.something")
    return Event.objects.get()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET outcome = 'ok'",
        "DELETE FROM audit_event",
        "UPDATE audit_seal SET count = 0",
        "DELETE FROM audit_seal",
    ],
)
def test_nothing_is_changed_or_taken_away(event: Event, sql: str) -> None:
    sealing.seal_batch()
    with pytest.raises(DatabaseError, match="audit_"):
        execute(sql)
    assert Event.objects.get() == event
    assert Seal.objects.count() == 1


def test_the_orm_is_refused_too(event: Event) -> None:
    event.outcome = "refused"
    for tried in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            tried()
    assert Event.objects.get().outcome == "ok"


def test_replacing_a_row_is_refused(event: Event) -> None:
    """SQLite's INSERT OR REPLACE asks no delete trigger; on PostgreSQL the same id is taken."""
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    columns = "id, at, role, action, object_type, outcome, request_id"
    with pytest.raises(DatabaseError):
        execute(
            f"{verb} INTO audit_event ({columns}) "
            f"VALUES ({event.pk}, CURRENT_TIMESTAMP, '', 'other', '', 'ok', '')"
        )
    assert Event.objects.get().action == "tests.something"


def test_truncate_is_refused(event: Event) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    for table in guards.KEYS:
        with pytest.raises(DatabaseError, match="no_truncate"):
            execute(f"TRUNCATE {table}")
    assert Event.objects.exists()


def test_a_tombstone_that_does_not_tell_the_truth_is_refused(event: Event) -> None:
    """Else it would be a key to the door."""
    sealing.seal_batch()
    starts_at = event.at.replace(microsecond=0)
    for count in (0, 2):
        with pytest.raises(DatabaseError, match="true"), transaction.atomic():
            Tombstone.objects.create(
                month=clock.today().replace(day=1),
                starts_at=starts_at.replace(year=starts_at.year - 1),
                ends_at=starts_at.replace(year=starts_at.year + 1),
                first_seal=1,
                last_seal=1,
                count=count,
                hash="0" * 64,
            )


@pytest.mark.parametrize(
    "name", ["audit_event_no_update", "audit_event_queue", "audit_seal_no_delete"]
)
def test_a_missing_guard_fails_the_system_check_and_is_put_back(name: str, caplog: Any) -> None:
    assert run_checks(databases=["default"], tags=["database"]) == []
    table = "audit_seal" if "seal" in name else "audit_event"
    execute(f"DROP TRIGGER {name}{on_table(table)}")
    found = run_checks(databases=["default"], tags=["database"])
    assert [message.id for message in found] == ["audit.E001"]
    assert name in found[0].msg
    with caplog.at_level("ERROR"):
        sealing.owe_sealing()
    assert name in caplog.text
    guards.after_migrate()
    assert guards.missing(connection) == []


def test_a_guard_that_was_made_toothless_is_found() -> None:
    name = "audit_event_no_update"
    if connection.vendor == "sqlite":
        execute(f"DROP TRIGGER {name}")
        execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON audit_event WHEN 0 "
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        assert guards.missing(connection) == [name]
    else:
        execute(f"ALTER TABLE audit_event DISABLE TRIGGER {name}")
        assert guards.missing(connection) == [name]
        execute(
            "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql "
            "AS 'BEGIN RETURN NEW; END'"
        )
        assert "audit_refuse" in guards.missing(connection)


def test_migrate_puts_the_guards_back_and_takes_them_off_only_for_its_own_tables() -> None:
    class Plan:
        app_label = "audit"

    guards.before_migrate(plan=[(object.__new__(type("Other", (), {"app_label": "core"})), False)])
    assert guards.missing(connection) == []
    guards.before_migrate(plan=[(Plan, False)])
    if connection.vendor == "sqlite":
        assert len(guards.missing(connection)) >= 10
    else:  # people go on working while it migrates
        assert guards.missing(connection) == []
    execute("DROP TRIGGER IF EXISTS audit_seal_no_update" + on_table("audit_seal"))
    emit_post_migrate_signal(0, False, "default")
    assert guards.missing(connection) == []
    assert any("audit.guards" in str(r[0]) for r in post_migrate.receivers)
    assert any("audit.guards" in str(r[0]) for r in pre_migrate.receivers)


def test_every_event_waits_to_be_sealed(event: Event) -> None:
    Event.objects.bulk_create([Event(action="tests.a"), Event(action="tests.b")])
    assert Pending.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_tests_own_door_leaves_the_guards_in_place() -> None:
    record(None, "tests.something")
    call_command("flush", interactive=False, verbosity=0)
    assert not Event.objects.exists()
    assert guards.missing(connection) == []
