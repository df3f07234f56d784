"""Overlapping rows are refused by both databases, not only by code.

PostgreSQL: an exclusion constraint over `daterange(valid_from, valid_until)`. SQLite: a trigger.
Both are put (back) after every migrate, because SQLite drops triggers when it rebuilds a table.
"""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from core.models import DatedModel


def dated_models() -> list[type[DatedModel]]:
    return [m for m in apps.get_models() if issubclass(m, DatedModel) and m.no_overlap]


def put_constraints(using: str = "default", **kwargs: Any) -> None:
    connection = connections[using]
    present = set(connection.introspection.table_names())
    for model in dated_models():
        if model._meta.db_table in present:
            _put(connection, model)


def _put(connection: BaseDatabaseWrapper, model: type[DatedModel]) -> None:
    table = model._meta.db_table
    name = f"{table}_no_overlap"
    columns = [model._meta.get_field(f).column for f in model.no_overlap]  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
            cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [name])
            if not cursor.fetchone():
                same = ", ".join(f'"{c}" WITH =' for c in columns)
                cursor.execute(
                    f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" EXCLUDE USING gist '
                    f"({same}, daterange(valid_from, valid_until) WITH &&)"
                )
            return
        same = " AND ".join(f'o."{c}" = NEW."{c}"' for c in columns)
        for event in ("INSERT", "UPDATE"):
            trigger = f"{name}_{event.lower()}"
            cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger}"')
            cursor.execute(  # names of our own models, nothing from outside
                f'CREATE TRIGGER "{trigger}" BEFORE {event} ON "{table}" WHEN EXISTS ('  # noqa: S608
                f'SELECT 1 FROM "{table}" o WHERE {same} AND o.id IS NOT NEW.id '
                f"AND o.valid_from < COALESCE(NEW.valid_until, '9999-12-31') "
                f"AND NEW.valid_from < COALESCE(o.valid_until, '9999-12-31')) "
                f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
            )
