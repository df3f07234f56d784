"""Measure pages of a large organisation: median time, number of queries, size.

make bench                     5,000 people in an embedded database under var/bench
EMPLOYEES=40000 make bench     the same with more
DATABASE_URL=postgres://... make bench     in an empty database of that server
"""

import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
EMPLOYEES = int(os.environ.get("EMPLOYEES", "5000"))
TIMES = 7

# (who of the demo's cast, address)
PAGES = [
    ("tiina", "/"),
    ("mervi", "/"),
    ("outi", "/"),
    ("jari", "/"),
    ("jari", "/keskustelut/"),
    ("mervi", "/keskustelut/"),
    ("mervi", "/vuosikello/"),
    ("jari", "/suunnitelmat/"),
    ("jari", "/organisaatio/"),
]


def main() -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "heinola_osaaminen.settings", "DEMO": "1"}
    os.environ |= {"SECURE_COOKIES": "0", "LOG_LEVEL": "ERROR"}
    os.environ["VAR_DIR"] = str(ROOT / "var" / "bench" / str(EMPLOYEES))
    import django

    django.setup()
    from django.core.management import call_command

    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("demo", employees=EMPLOYEES)
    print(f"{EMPLOYEES} people loaded in {time.perf_counter() - started:.0f} s\n")
    print(f"{'who':8} {'page':20} {'status':>6} {'median ms':>10} {'slowest':>8} {'queries':>8} kB")
    for who, path in PAGES:
        measure(who, path)


def measure(who: str, path: str) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from demo.organisation import cast

    client: Any = Client(headers={"host": "localhost"})
    client.force_login(cast()[who].user)
    answer = client.get(path)  # warm
    taken = []
    for _ in range(TIMES):
        before = time.perf_counter()
        client.get(path)
        taken.append(1000 * (time.perf_counter() - before))
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    print(
        f"{who:8} {path:20} {answer.status_code:>6} {statistics.median(taken):>10.0f} "
        f"{max(taken):>8.0f} {len(queries):>8} {len(answer.content) / 1024:.0f}"
    )


if __name__ == "__main__":
    main()
