"""What every test may use: settings, the browser, the requirement markers.

The cast (people and units by name) lives in tests/cast.py and tests/factories.py.
"""

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

# Playwright runs an event loop in the test's own thread; our code is not async at all.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytest_plugins = [
    "tests.requirements_plugin",
    "tests.audit_door",
    *(name for name in ("tests.factories", "tests.cast") if find_spec(name)),
]

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PHONE = {"width": 360, "height": 740}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests share a directory, so the marker follows from the place."""
    browser = Path(__file__).parent / "browser"
    for item in items:
        if browser in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # The pages come from a server thread, which sees only what is committed.
            item.add_marker(pytest.mark.django_db(transaction=True), append=False)


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Rate limits and other cached things of one test are not the next one's."""
    from django.core.cache import cache

    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _finnish() -> Iterator[None]:
    """Each test starts in the default language, whatever the one before activated."""
    from django.conf import settings
    from django.utils import translation

    with translation.override(settings.LANGUAGE_CODE):
        yield


# ---------------------------------------------------------------------------- browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium: no browser is downloaded. No sandbox: tests may run as root."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "fi-FI",
        "timezone_id": "Europe/Helsinki",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture
def phone() -> dict[str, Any]:
    """A phone's window: `page_as(user, **phone)`."""
    return {"viewport": PHONE, "has_touch": True}


@pytest.fixture
def page_as(live_server: Any, new_context: Any) -> Iterator[Callable[..., Any]]:
    """`page_as(user, **context)`: a browser window signed in as `user` (None: a stranger).

    Signs in by session cookie; addresses are relative to the server. An error in the page's own
    script, or something that the content security policy refused, fails the test.
    """
    from django.conf import settings
    from django.test import Client

    from tests.cast import as_with_second_factor

    complaints: list[str] = []

    def hear(message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def open_page(user: Any = None, **context_args: Any) -> Any:
        viewport = context_args.pop("viewport", None)
        context = new_context(base_url=live_server.url, **context_args)
        if user is not None:
            client = Client()
            client.force_login(user)
            as_with_second_factor(client)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
            )
        page = context.new_page()
        if viewport:
            page.set_viewport_size(viewport)
        page.set_default_timeout(10_000)
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    assert complaints == []


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)`: no violation of WCAG 2.0-2.2 A or AA, nor of axe's best practices."""
    from axe_playwright_python.sync_playwright import Axe

    rules = [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ]  # fmt: skip

    def look(page: Any, context: Any = None) -> None:
        found = Axe().run(
            page,
            context=context,
            # Without preload axe fetches no stylesheets of its own, which the CSP would refuse.
            options={"runOnly": {"type": "tag", "values": rules}, "preload": False},
        )
        report = [
            f"{v['id']}: {v['help']}\n  "
            + "\n  ".join(f"{node['target']} {node['html'][:200]}" for node in v["nodes"])
            for v in found.response["violations"]
        ]
        assert not report, f"{page.url}\n" + "\n".join(report)

    return look


# ---------------------------------------------------------------------------- processes


@pytest.fixture
def process_environment(transactional_db: None, tmp_path: Path) -> dict[str, str]:
    """The environment in which a real process meets this test's database (committed rows).

    Redis with this run's own keys when the tests have it, else an embedded broker of its own.
    """
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        database = f"sqlite:///{name}"
    else:
        database = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "heinola_osaaminen.settings",
        "DATABASE_URL": database,
        "VAR_DIR": str(tmp_path / "var"),
        "CELERY_KEY_PREFIX": f"{os.environ['CELERY_KEY_PREFIX']}-{os.getpid()}-{tmp_path.name}",
    }
