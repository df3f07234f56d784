"""The tests' own door: emptying the tables between transactional tests.

Django flushes by TRUNCATE (PostgreSQL) or DELETE (SQLite), which the guards of the event log
refuse. There is no door for it in the product: only this takes the guards off, and puts them back.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.operations import BaseDatabaseOperations

from audit import guards
from conversations.editor import guards as frozen

_flush = BaseDatabaseOperations.execute_sql_flush


def flush(self: Any, sql_list: list[str]) -> None:
    connection = connections[self.connection.alias]
    guards.take_off(connection)
    frozen.take_off(connection)
    try:
        _flush(self, sql_list)
    finally:
        guards.put(connection)
        frozen.put(connection)


def pytest_configure() -> None:
    BaseDatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]
