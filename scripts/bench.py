"""Measure pages of a large organisation: median time, number of queries, size.

make bench                     5,000 people in an embedded database under var/bench
EMPLOYEES=40000 make bench     the same with more
DATABASE_URL=postgres://... make bench     in an empty database of that server
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

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
    measure_log()


def measure(who: str, path: str) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from demo.organisation import cast

    client: Any = Client(headers={"host": "localhost"})
    client.force_login(cast()[who].user)
    session = client.session
    session["second_factor"] = True  # HR's tasks demand one
    session.save()
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


def measure_log() -> None:
    """What the event log costs: the same page with it and without it, turn by turn in one run."""
    from django.core.cache import cache
    from django.test import Client
    from django.urls import reverse

    from conversations.models import Conversation
    from demo.organisation import cast

    people = cast()
    talk = Conversation.objects.filter(employment__person=people["tiina"]).latest("round__year")
    print(f"\n{'page with the event log':40} {'with ms':>8} {'without':>8} {'ratio':>6}")
    for words, path, first in (
        ("a conversation, first look of a visit", ("conversations:detail", talk.uuid), True),
        ("a conversation, looked at again", ("conversations:detail", talk.uuid), False),
        ("the team's table, first look", ("conversations:team",), True),
        ("a page without others' content", ("home",), False),
    ):
        url = reverse(path[0], args=path[1:])
        client: Any = Client(headers={"host": "localhost"})
        client.force_login(people["mervi"].user)
        client.get(url)
        taken: dict[bool, list[float]] = {True: [], False: []}
        for turn in range(6 * TIMES):
            logged = turn % 2 == 0
            if first:
                cache.clear()
            with nullcontext() if logged else without_log():
                before = time.perf_counter()
                client.get(url)
                taken[logged].append(1000 * (time.perf_counter() - before))
        with_log, without = statistics.median(taken[True]), statistics.median(taken[False])
        print(f"{words:40} {with_log:>8.1f} {without:>8.1f} {with_log / without:>6.2f}")


@contextmanager
def without_log() -> Iterator[None]:
    from audit import middleware, services

    nothing = SimpleNamespace(get_many=lambda keys: {}, set_many=lambda *args: None)
    with (
        mock.patch.object(services, "_write"),
        mock.patch.object(services, "cache", nothing),
        mock.patch.object(middleware, "_tell"),
    ):
        yield


if __name__ == "__main__":
    main()
