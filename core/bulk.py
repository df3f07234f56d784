"""Writing many rows while holding the database for as short as possible.

SQLite has one writer. So everything that costs time is done before the transaction: keys are
reserved, rows are turned into what the driver takes, and what the rows rest on is remembered.
Inside remain one comparison and plain statements.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, QuerySet


def reserve_keys(model: type[Model], count: int) -> list[int]:
    """Keys that no other row of the model will get, whoever inserts meanwhile."""
    if count == 0:
        return []
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [f'"{table}"', count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        if row is None:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, 0)", [table])
        last = row[0] if row else 0
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last + count, table])
        return list(range(last + 1, last + count + 1))


class Insert:
    """Rows of one model, ready for the driver. A key left out is given by the database."""

    def __init__(self, model: type[Model], objects: Iterable[Model]) -> None:
        objects = list(objects)
        keyed = bool(objects) and objects[0].pk is not None
        fields = [f for f in model._meta.concrete_fields if keyed or not f.primary_key]
        quote = connection.ops.quote_name
        columns = ", ".join(quote(str(f.column)) for f in fields)
        places = ", ".join(["%s"] * len(fields))
        table = quote(model._meta.db_table)
        self.statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608
        self.rows = [
            tuple(f.get_db_prep_save(getattr(o, str(f.attname)), connection) for f in fields)
            for o in objects
        ]

    def execute(self) -> None:
        if self.rows:
            with connection.cursor() as cursor:
                cursor.executemany(self.statement, self.rows)


class Update:
    """New values for some fields of many rows, by key."""

    def __init__(self, model: type[Model], changes: dict[int, dict[str, Any]]) -> None:
        quote = connection.ops.quote_name
        shapes: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for pk, values in changes.items():
            names = tuple(sorted(values))
            fields = [model._meta.get_field(name) for name in names]
            row = [
                f.get_db_prep_save(f.to_python(values[f.name]), connection)  # type: ignore[union-attr]
                for f in fields
            ]
            shapes.setdefault(names, []).append((*row, pk))
        self.statements = []
        for names, rows in shapes.items():
            columns = [str(model._meta.get_field(n).column) for n in names]  # type: ignore[union-attr]
            assigned = ", ".join(f"{quote(column)} = %s" for column in columns)
            table = quote(model._meta.db_table)
            statement = f"UPDATE {table} SET {assigned} WHERE id = %s"  # noqa: S608
            self.statements.append((statement, rows))

    def execute(self) -> None:
        with connection.cursor() as cursor:
            for statement, rows in self.statements:
                cursor.executemany(statement, rows)


class Snapshot:
    """What some queries answered; `still_true` asks them again, and locks the rows where the
    database can lock rows."""

    def __init__(self, queries: Iterable[QuerySet]) -> None:
        self.queries = [query.order_by("pk").query.sql_with_params() for query in queries]
        self.seen = self._ask("")

    def still_true(self) -> bool:
        lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
        return self._ask(lock) == self.seen

    def _ask(self, lock: str) -> Sequence[int]:
        answers = []
        with connection.cursor() as cursor:
            for sql, params in self.queries:
                cursor.execute(sql + lock, params)
                answers.append(hash(tuple(map(tuple, cursor.fetchall()))))
        return answers
