"""Who may read and write what: every URL, every role. A URL without a row fails here."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from core import work
from core.models import Work
from scripts.access import PAGE, page
from tests import event_rules
from tests.matrix import Row, nothing, prepare, rows, set_scene
from tests.matrix_jobs import ASKED, JOBS
from tests.sweep import (
    ANY,
    DEPUTY,
    MAY,
    MAY_NOT,
    ROLES,
    SIGN_IN,
    assert_guarded,
    expected,
    named,
)

ROWS = rows()
# Written by the machinery around every request, also a refused one.
MACHINERY = ("audit_event", "accounts_session", "core_clockshift", 'SET "last_login"')


def ask(world: Any, row: Row, who: str, client: Client | None) -> Any:
    if row.bearer is not nothing or client is None:
        return ask_as_machine(world, row, who)
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


def each(rows: list[Row]) -> list[Any]:
    return [pytest.param(row, id=f"{row.url} {row.method}") for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("row", each(ROWS))
def test_everybody_whom_a_row_names_meets_what_it_says(world: Any, row: Row) -> None:
    """Readers see the known text, writers get through, the refused get nothing and change nothing;
    each from the same beginning, and each leaves the events it must."""
    set_scene(world, row)
    tries = [(try_reader, who) for who in row.reads]
    tries += [(try_writer, who) for who in row.allowed]
    tries += [(try_refused, who) for who in row.refused]
    surprises = []
    for attempt, who in tries:
        # The account and its sign-in stay; what the request does, does not.
        client = world.client(who) if row.bearer is nothing else None
        cache.clear()
        with undone():
            since = event_rules.last_event()
            try:
                response = attempt(world, row, who, client)
            except AssertionError as error:
                surprises.append(f"{who}: {error}")
                continue
            found = event_rules.complaints(world, row, who, response, since)
            surprises += [f"{who}: {complaint}" for complaint in found]
    assert not surprises, "\n".join(surprises)


def try_reader(world: Any, row: Row, who: str, client: Client | None) -> Any:
    response = ask(world, row, who, client)
    assert response.status_code == 200, response.status_code
    if row.url != "demo:letter_html":  # a letter in a frame of the demo, with a stricter box
        assert_guarded(response)
    text = row.reads[who]
    expected = text(world) if callable(text) else text
    kind = response.get("Content-Type", "")
    if kind.startswith(THE_SAME_PAGE):
        assert expected in response.content.decode(), f"does not see {expected!r}"
    else:
        assert body_of(response).startswith(expected.encode())
    return response


def try_writer(world: Any, row: Row, who: str, client: Client | None) -> Any:
    response = ask(world, row, who, client)
    assert response.status_code in row.status, response.status_code
    return response


def try_refused(world: Any, row: Row, who: str, client: Client | None) -> Any:
    with no_writes():
        response = ask(world, row, who, client)
    assert response.status_code == row.refused[who], response.status_code
    if response.status_code == 302:
        assert response.url.startswith(reverse("account_login"))
    body = body_of(response)
    for text in row.reads.values():
        known = text(world) if callable(text) else text
        assert response.status_code != 404 or known.encode() not in body
    return response


@pytest.mark.django_db
@pytest.mark.parametrize("row", each([row for row in ROWS if row.wrong_state]))
def test_write_in_a_wrong_state_is_refused(world: Any, row: Row) -> None:
    set_scene(world, row)
    assert row.wrong_state
    row.wrong_state(world)
    with no_writes():
        response = ask(world, row, row.allowed[0], world.client(row.allowed[0]))
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


# ---------------------------------------------------------------------------- everybody else

MODULES = sorted({row.module for row in ROWS})
THE_SAME_PAGE = ("text/", "application/json", "application/scim+json")


def body_of(response: Any) -> bytes:
    return b"".join(response) if response.streaming else bytes(response.content)


@contextmanager
def undone(world: Any = None, module: str = "") -> Iterator[None]:
    """One request, or one row, of which nothing stays: not in the database, nor in the scene."""
    scene = getattr(world, module, None) if module in getattr(world, "__dict__", {}) else None
    if scene is not None:
        setattr(world, module, deepcopy(scene))
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    if scene is not None:
        setattr(world, module, scene)


@pytest.mark.django_db
@pytest.mark.parametrize("module", MODULES)
def test_everybody_else_meets_what_is_expected(world: Any, module: str) -> None:
    """Each row x each role of tests/sweep.py that the row's own tests do not try."""
    prepare(world, module)
    world.deputise(*DEPUTY)
    clients = {who: world.client(who) for who in ROLES}
    surprises = []
    for row in (row for row in ROWS if row.module == module):
        with undone(world, row.module if row.before else ""):
            if row.before:
                row.before(world)
            for who, client in clients.items():
                if not named(row, who) or who in row.also:
                    surprises += try_one(world, row, who, client)
    assert not surprises, "\n".join(surprises)


def try_one(world: Any, row: Row, who: str, client: Client) -> list[str]:
    cache.clear()
    client.raise_request_exception = False
    wanted, name = expected(row, who), f"{row.url} {row.method} {who}"
    url = reverse(row.url, kwargs=dict(row.kwargs(world)))
    data = dict(row.query(world)) if row.method == "get" else dict(row.data(world))
    with undone():
        try:
            with no_writes() if wanted in (MAY_NOT, SIGN_IN) else nullcontext():
                response = getattr(client, row.method)(url, data)
        except AssertionError as error:
            return [f"{name}: {error}"]
        status = response.status_code
        signs_in = status == 302 and response.url.startswith(reverse("account_login"))
        if status >= 500:
            return [f"{name}: {status}"]
        if wanted == SIGN_IN:
            return [] if signs_in else [f"{name}: {status}, expected the way to sign in"]
        if wanted == MAY:
            refused = signs_in or status in (401, 403, 404)
            return [f"{name}: {status}, expected to be let in"] if refused else []
        if wanted != MAY_NOT:
            return []
        # What is not one's own among one's own sign-ins leads back to one's own (nothing written).
        back = status == 302 and row.module == "accounts"
        # 422: the form does not take what is not one's own (and nothing was written).
        if status not in (401, 403, 404, 409, 422) and not back:
            return [f"{name}: {status}, expected to be refused"]
        body = body_of(response)
        for text in row.reads.values():
            known = (text(world) if callable(text) else text).encode()
            if known in body and known not in client.get("/").content:
                return [f"{name}: refused, yet sees the known text"]
    return []


@pytest.mark.django_db
@pytest.mark.parametrize("module", MODULES)
def test_a_forged_form_is_refused(world: Any, module: str) -> None:
    """Each POST without the form's token, by somebody who may."""
    posts = [
        row
        for row in ROWS
        if row.module == module and row.method == "post" and row.bearer is nothing
    ]
    if not posts:
        return
    prepare(world, module)
    strict = {}
    for row in posts:
        who = (list(row.allowed) or list(row.reads))[0]
        if who not in strict:
            client = Client(enforce_csrf_checks=True)
            if who != "anonymous":
                client.cookies = world.client(who).cookies
            strict[who] = client
        with undone(world, row.module if row.before else ""):
            if row.before:
                row.before(world)
            url = reverse(row.url, kwargs=dict(row.kwargs(world)))
            with no_writes():
                answer = strict[who].post(url, dict(row.data(world)))
            assert answer.status_code == 403, f"{row.url}: a forged form got {answer.status_code}"


@pytest.mark.django_db
@pytest.mark.parametrize("module", MODULES)
def test_other_methods_are_not_allowed(world: Any, module: str) -> None:
    prepare(world, module)
    for row in (row for row in ROWS if row.module == module and row.bearer is nothing):
        who = (list(row.reads) or list(row.allowed))[0]
        client = world.client(who)
        with undone(world, row.module if row.before else ""):
            if row.before:
                row.before(world)
            url = reverse(row.url, kwargs=dict(row.kwargs(world)))
            for method in ("put", "patch", "delete", "trace"):
                assert getattr(client, method)(url).status_code == 405, f"{method} {row.url}"
            # A form cannot call itself something else.
            sly = client.get(url, headers={"x-http-method-override": "DELETE"})
            assert sly.status_code < 500


def test_the_page_for_people_is_as_the_rows_are() -> None:
    assert PAGE.read_text() == page(), "docs/access.md is old: make access"


# ---------------------------------------------------------------------------- background jobs


def test_every_job_says_in_whose_right_it_works() -> None:
    kinds = {k for k, v in work._kinds.items() if not v.run.__module__.startswith("tests.")}
    assert not kinds - set(JOBS), f"jobs without a row in tests/matrix_jobs.py: {kinds - set(JOBS)}"
    assert not set(JOBS) - kinds, f"rows for jobs that do not exist: {set(JOBS) - kinds}"


ASKED_JOBS = sorted(kind for kind, job in JOBS.items() if job.right == ASKED)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ASKED_JOBS)
def test_a_job_that_was_asked_for_is_owed_to_whoever_may_ask(world: Any, kind: str) -> None:
    """It carries the name of who asked; nobody else can make it owed, whoever of all the roles."""
    url, method = JOBS[kind].asked_by
    row = next(row for row in ROWS if (row.url, row.method) == (url, method))
    set_scene(world, row)
    world.deputise(*DEPUTY)
    clients = {who: world.client(who) for who in {*ROLES, *row.allowed}}
    owed = Work.objects.filter(kind__in=owed_by(url, method))
    for who, client in clients.items():
        with undone():
            owed.delete()
            cache.clear()
            response = ask(world, row, who, client)
            may = expected(row, who) in (MAY, ANY)
            assert owed.exists() <= may, f"{who} made {kind} owed ({response.status_code})"
            if who in row.allowed:
                assert {w.requested_by for w in owed} == {world.user(who).uuid}


def owed_by(url: str, method: str) -> list[str]:
    return [kind for kind, job in JOBS.items() if job.asked_by == (url, method)]


def test_every_object_in_an_address_has_a_random_id() -> None:
    """Ids in addresses tell nothing: no address takes a number but the year of the clock."""

    def walk(patterns: list[Any], before: str) -> Iterator[str]:
        for pattern in patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, here)
            else:
                yield here

    # allauth's own passkeys are told apart by number; it looks for them among one's own only.
    numbers = [
        route
        for route in walk(get_resolver().url_patterns, "")
        if "<int:" in route and not route.startswith("tili/")
    ]
    assert [route for route in numbers if "<int:year>" not in route] == []
    from core.models import PublicModel

    for model in apps.get_models():
        if issubclass(model, PublicModel):
            default = model._meta.get_field("uuid").default
            assert default is uuid4, f"{model._meta.label}: its public id is not random"
