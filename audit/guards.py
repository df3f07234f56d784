"""What makes the log append-only: triggers on both databases, put (back) after every migrate.

SQLite drops triggers when it rebuilds a table; a careless hand may drop them too. `missing()` is
what the system check and `verify_audit` ask. Owners of the database can always take the triggers
off: that is what the seals are for.
"""

import logging
from collections.abc import Sequence
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

log = logging.getLogger(__name__)

EVENT, SEAL, TOMBSTONE = "audit_event", "audit_seal", "audit_tombstone"
TABLES = (EVENT, SEAL, TOMBSTONE, "audit_pending", "audit_door")
KEYS = {EVENT: "id", SEAL: "number", TOMBSTONE: "id"}

# True for an event whose month has the door open.
_DOOR = (
    "EXISTS (SELECT 1 FROM audit_door d JOIN audit_tombstone t ON t.uuid = d.tombstone "
    "WHERE OLD.at >= t.starts_at AND OLD.at < t.ends_at)"
)
# True for a tombstone that tells the truth about a whole sealed month.
_TRUE_STONE = (
    "NEW.count = (SELECT count(*) FROM audit_event e "
    "WHERE e.at >= NEW.starts_at AND e.at < NEW.ends_at) "
    "AND NOT EXISTS (SELECT 1 FROM audit_pending p JOIN audit_event e ON e.id = p.event "
    "WHERE e.at >= NEW.starts_at AND e.at < NEW.ends_at)"
)


def _sqlite() -> dict[str, str]:
    """Name -> statement, exactly as SQLite keeps it."""

    def refuse(name: str, when: str) -> str:
        return f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{name}'); END"

    found = {}
    for table, key in KEYS.items():
        door = f" WHEN NOT {_DOOR}" if table == EVENT else ""
        # INSERT OR REPLACE would delete the older row without asking a delete trigger.
        same = f"WHEN EXISTS (SELECT 1 FROM {table} o WHERE o.{key} = NEW.{key})"  # noqa: S608
        for name, when in (
            (f"{table}_no_update", f"BEFORE UPDATE ON {table}"),
            (f"{table}_no_delete", f"BEFORE DELETE ON {table}{door}"),
            (f"{table}_no_replace", f"BEFORE INSERT ON {table} {same}"),
        ):
            found[name] = refuse(name, when)
    name = f"{TOMBSTONE}_true"
    found[name] = refuse(name, f"BEFORE INSERT ON {TOMBSTONE} WHEN NOT ({_TRUE_STONE})")
    found[f"{EVENT}_queue"] = (  # names of our own tables, nothing from outside
        f"CREATE TRIGGER {EVENT}_queue AFTER INSERT ON {EVENT} "  # noqa: S608
        "BEGIN INSERT INTO audit_pending (event) VALUES (NEW.id); END"
    )
    return found


def _postgresql() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Functions (name -> body) and triggers (name -> (table, when))."""
    functions = {
        "audit_refuse": "BEGIN RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'check_violation'; END",
        "audit_door_only": f"BEGIN IF {_DOOR} THEN RETURN OLD; END IF; "
        "RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'check_violation'; END",
        "audit_true_stone": f"BEGIN IF {_TRUE_STONE} THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'check_violation'; END",
        "audit_queue": "BEGIN INSERT INTO audit_pending (event) VALUES (NEW.id); RETURN NULL; END",
    }
    triggers = {}
    for table in KEYS:
        triggers[f"{table}_no_update"] = (table, "BEFORE UPDATE", "ROW", "audit_refuse")
        gate = "audit_door_only" if table == EVENT else "audit_refuse"
        triggers[f"{table}_no_delete"] = (table, "BEFORE DELETE", "ROW", gate)
        triggers[f"{table}_no_truncate"] = (table, "BEFORE TRUNCATE", "STATEMENT", "audit_refuse")
    triggers[f"{TOMBSTONE}_true"] = (TOMBSTONE, "BEFORE INSERT", "ROW", "audit_true_stone")
    triggers[f"{EVENT}_queue"] = (EVENT, "AFTER INSERT", "ROW", "audit_queue")
    return functions, {
        name: (table, f"{when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()")
        for name, (table, when, each, function) in triggers.items()
    }


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards that are not there, are switched off, or say something else. One or two
    queries. Nothing is missing before the first migrate."""
    if not set(TABLES) <= set(connection.introspection.table_names()):
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            there = dict(cursor.fetchall())
            return sorted(name for name, sql in _sqlite().items() if there.get(name) != sql)
        functions, triggers = _postgresql()
        cursor.execute(
            "SELECT t.tgname, c.relname, t.tgenabled, p.proname FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE c.relname = ANY(%s) AND pg_table_is_visible(c.oid)",
            [list(KEYS)],
        )
        on = {
            name: (table, function)
            for name, table, enabled, function in cursor.fetchall()
            if enabled in ("O", "A")
        }
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc WHERE proname = ANY(%s) "
            "AND pg_function_is_visible(oid)",
            [list(functions)],
        )
        bodies = dict(cursor.fetchall())
    wrong = [
        name
        for name, (table, when) in triggers.items()
        if on.get(name) != (table, when.rsplit(" ", 1)[1].removesuffix("()"))
    ]
    return sorted(wrong + [name for name, body in functions.items() if bodies.get(name) != body])


def put(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in its place anew, in one transaction: nothing is written in between."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        take_off(connection)
        if connection.vendor == "sqlite":
            for sql in _sqlite().values():
                cursor.execute(sql)
            return
        functions, triggers = _postgresql()
        for name, body in functions.items():
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
                f"{body}$$"
            )
        for name, (table, when) in triggers.items():
            cursor.execute(f"CREATE TRIGGER {name} {when}")
            if not name.endswith("_queue"):
                # Also where a replica or a careless restore has switched ordinary triggers off.
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def take_off(connection: BaseDatabaseWrapper) -> None:
    """Drop the guards: before a migration rebuilds these tables, and in the tests' flush."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _sqlite():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name, (table, _when) in _postgresql()[1].items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


# Around migrate (audit.apps)


def before_migrate(using: str = "default", plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """SQLite cannot rebuild a table that triggers of another speak of. PostgreSQL rebuilds
    nothing, and there people go on working meanwhile: its guards stay on."""
    connection = connections[using]
    ours = any(migration.app_label == "audit" for migration, _backwards in plan)
    there = set(TABLES) <= set(connection.introspection.table_names())
    if connection.vendor == "sqlite" and ours and there:
        take_off(connection)


def after_migrate(using: str = "default", **kwargs: Any) -> None:
    connection = connections[using]
    if absent := missing(connection):
        put(connection)
        log.info("audit guards put: %s", len(absent))
