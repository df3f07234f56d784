"""Ends with a clear message unless PostgreSQL and Redis are named and answer."""

import os
import sys
from urllib.parse import urlsplit


def main() -> None:
    database, broker = os.environ.get("DATABASE_URL", ""), os.environ.get("CELERY_BROKER_URL", "")
    if urlsplit(database).scheme not in {"postgres", "postgresql"}:
        sys.exit("test-services needs DATABASE_URL=postgres://user@host:5432/name")
    if urlsplit(broker).scheme not in {"redis", "rediss"}:
        sys.exit("test-services needs CELERY_BROKER_URL=redis://host:6379/0")

    import psycopg
    import redis

    at = urlsplit(database)
    try:
        with psycopg.connect(database, connect_timeout=5) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError as error:
        sys.exit(f"PostgreSQL at {at.hostname}:{at.port or 5432} does not answer: {error}")
    if not (row and row[0]):
        sys.exit("The database user may not create databases; tests need databases of their own.")
    try:
        redis.Redis.from_url(broker, socket_connect_timeout=5).ping()
    except redis.RedisError as error:
        sys.exit(f"Redis does not answer: {error}")
    print("PostgreSQL and Redis answer.")


if __name__ == "__main__":
    main()
