"""Who may read and write what: every URL, every role. A URL without a row fails here."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.matrix import Row, nothing, rows, set_scene

ROWS = rows()
# Written by the machinery around every request, also a refused one.
MACHINERY = ("audit_event", "accounts_session", "core_clockshift", 'SET "last_login"')


def cases(kind: str) -> list[Any]:
    chosen = {
        "reads": lambda row: row.reads,
        "writes": lambda row: row.allowed,
        "refused": lambda row: row.refused,
    }[kind]
    return [
        pytest.param(row, who, id=f"{row.url} {row.method} {who}")
        for row in ROWS
        for who in chosen(row)
    ]


def ask(world: Any, row: Row, who: str) -> Any:
    if row.bearer is not nothing:
        return ask_as_machine(world, row, who)
    client: Client = world.client(who)
    client.raise_request_exception = False
    # A view that breaks must show as 500 in the matrix, not as a traceback of the first one only.
    url = reverse(row.url, kwargs=dict(row.kwargs(world)))
    if row.method == "get":
        return client.get(url, dict(row.query(world)))
    return client.post(url, dict(row.data(world)))


def ask_as_machine(world: Any, row: Row, who: str) -> Any:
    """With a bearer token; a member of the cast comes with a session only, which opens nothing."""
    keys = row.bearer(world)
    client = Client() if who in keys else world.client(who)
    client.raise_request_exception = False
    headers = {"authorization": f"Bearer {keys[who]}"} if who in keys else {}
    url = reverse(row.url, kwargs=dict(row.kwargs(world)))
    if row.method == "get":
        return client.get(url, dict(row.query(world)), headers=headers)
    data = dict(row.data(world))
    return getattr(client, row.method)(
        url, data, content_type="application/scim+json", headers=headers
    )


@contextmanager
def no_writes() -> Iterator[None]:
    written: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        verb = sql.lstrip().split(" ", 1)[0].upper()
        if verb in ("INSERT", "UPDATE", "DELETE") and not any(t in sql for t in MACHINERY):
            written.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield
    assert not written, f"a refused request wrote: {written}"


@pytest.mark.django_db
@pytest.mark.parametrize(("row", "who"), cases("reads"))
def test_allowed_reader_sees_the_known_text(world: Any, row: Row, who: str) -> None:
    set_scene(world, row)
    response = ask(world, row, who)
    assert response.status_code == 200
    text = row.reads[who]
    expected = text(world) if callable(text) else text
    if response.get("Content-Type", "").startswith(("text/", "application/json")):
        assert expected in response.content.decode()
    else:
        body = b"".join(response) if response.streaming else response.content
        assert body.startswith(expected.encode())


@pytest.mark.django_db
@pytest.mark.parametrize(("row", "who"), cases("writes"))
def test_allowed_writer_gets_through(world: Any, row: Row, who: str) -> None:
    set_scene(world, row)
    response = ask(world, row, who)
    assert response.status_code in row.status


@pytest.mark.django_db
@pytest.mark.parametrize(("row", "who"), cases("refused"))
def test_refused_gets_nothing_and_changes_nothing(world: Any, row: Row, who: str) -> None:
    set_scene(world, row)
    with no_writes():
        response = ask(world, row, who)
    assert response.status_code == row.refused[who]
    if response.status_code == 302:
        assert response.url.startswith(reverse("account_login"))
    body = b"".join(response) if response.streaming else response.content
    for text in row.reads.values():
        known = text(world) if callable(text) else text
        assert response.status_code != 404 or known.encode() not in body


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row", [pytest.param(r, id=f"{r.url} {r.method}") for r in ROWS if r.wrong_state]
)
def test_write_in_a_wrong_state_is_refused(world: Any, row: Row) -> None:
    set_scene(world, row)
    assert row.wrong_state
    row.wrong_state(world)
    with no_writes():
        response = ask(world, row, row.allowed[0])
    assert response.status_code == row.wrong_status


def url_names() -> set[str]:
    names: set[str] = set()

    def walk(patterns: list[Any], namespace: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                walk(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern):
                assert pattern.name, f"a URL without a name: {pattern.pattern}"
                names.add(f"{namespace}{pattern.name}")

    walk(get_resolver().url_patterns, "")
    return names


def test_every_url_has_rows() -> None:
    by_url = defaultdict(list)
    for row in ROWS:
        by_url[row.url].append(row)
    missing = url_names() - set(by_url)
    assert not missing, f"URLs without a row in tests/matrix: {sorted(missing)}"
    gone = set(by_url) - url_names()
    assert not gone, f"rows for URLs that do not exist: {sorted(gone)}"


def test_every_row_has_an_allowed_and_a_refused() -> None:
    for row in ROWS:
        name = f"{row.url} {row.method}"
        assert row.reads or row.allowed, f"{name}: nobody is allowed"
        if row.public:
            continue
        assert "anonymous" in row.refused, f"{name}: strangers are not tried"
        if not row.everyone:
            others = set(row.refused) - {"anonymous"}
            assert others, f"{name}: nobody from another unit or role is refused"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "method"),
    [
        (url, method)
        for url in sorted({row.url for row in ROWS})
        for method in ("get", "post")
        if not any(row.url == url and row.method == method for row in ROWS)
    ],
)
def test_methods_without_a_row_are_not_allowed(world: Any, url: str, method: str) -> None:
    row = next(row for row in ROWS if row.url == url)
    set_scene(world, row)
    who = (list(row.reads) or list(row.allowed))[0]
    if row.bearer is not nothing:
        answer = ask_as_machine(world, replace(row, method=method), who)
        assert answer.status_code == 405, f"{method} {url} needs a row"
        return
    client: Client = world.client(who)
    client.raise_request_exception = False
    path = reverse(url, kwargs=dict(row.kwargs(world)))
    assert getattr(client, method)(path).status_code == 405, f"{method} {url} needs a row"
