"""A published template is frozen in the database: triggers on both engines refuse new, changed
and removed themes and questions. Put back after every migrate, as audit.guards.

Who last changed a row may be forgotten, so that column is free.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

TEMPLATE, THEME, QUESTION = (
    "conversations_template",
    "conversations_theme",
    "conversations_question",
)
COLUMNS = {
    THEME: ("template_id", "key", "title", "help", '"order"', "supervisors_only"),
    QUESTION: (
        "theme_id", "key", "kind", "title", "help", "options", '"order"', "supervisors_only",
        "sensitivity",
    ),
}  # fmt: skip
FUNCTION = "conversations_template_frozen"


def _frozen(table: str, row: str) -> str:
    """True when `row` (NEW or OLD) belongs to a template that is no draft."""
    if table == THEME:
        return (
            f"EXISTS (SELECT 1 FROM {TEMPLATE} t "  # noqa: S608 - names of our own tables
            f"WHERE t.id = {row}.template_id AND t.state <> 'draft')"
        )
    return (
        f"EXISTS (SELECT 1 FROM {THEME} h JOIN {TEMPLATE} t ON t.id = h.template_id "  # noqa: S608
        f"WHERE h.id = {row}.theme_id AND t.state <> 'draft')"
    )


def _triggers() -> list[tuple[str, str, str, str]]:
    """(name, table, event, condition)"""
    found = []
    for table, columns in COLUMNS.items():
        update = f"UPDATE OF {', '.join(columns)}"
        either = f"{_frozen(table, 'NEW')} OR {_frozen(table, 'OLD')}"
        found += [
            (f"{table}_frozen_insert", table, "INSERT", _frozen(table, "NEW")),
            (f"{table}_frozen_update", table, update, either),
            (f"{table}_frozen_delete", table, "DELETE", _frozen(table, "OLD")),
        ]
    return found


def put(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in its place anew."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        take_off(connection)
        if connection.vendor == "sqlite":
            for name, table, event, condition in _triggers():
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
                )
            return
        for name, table, event, condition in _triggers():
            # PostgreSQL takes no subquery in WHEN: the question is asked in the function.
            gives = "OLD" if event == "DELETE" else "NEW"
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
                f"BEGIN IF {condition} THEN RAISE EXCEPTION '%', TG_NAME "
                f"USING ERRCODE = 'check_violation'; END IF; RETURN {gives}; END$$"
            )
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def take_off(connection: BaseDatabaseWrapper) -> None:
    """Before a migration rebuilds these tables, and in the tests' flush."""
    with connection.cursor() as cursor:
        for name, table, _event, _condition in _triggers():
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _there(connection: BaseDatabaseWrapper) -> bool:
    """Whether the tables are there in the form that the guards speak of."""
    with connection.cursor() as cursor:
        if not {TEMPLATE, THEME, QUESTION} <= set(connection.introspection.table_names(cursor)):
            return False
        columns = connection.introspection.get_table_description(cursor, QUESTION)
    return "supervisors_only" in {column.name for column in columns}


def before_migrate(using: str = "default", plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """Nobody edits templates while the tables change; afterwards the guards are put anew."""
    connection = connections[using]
    ours = any(migration.app_label == "conversations" for migration, _backwards in plan)
    if ours and _there(connection):
        take_off(connection)


def after_migrate(using: str = "default", **kwargs: Any) -> None:
    connection = connections[using]
    if _there(connection):
        put(connection)
