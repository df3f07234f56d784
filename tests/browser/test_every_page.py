"""Every page of the permission matrix in a real browser: axe finds nothing, nothing sticks out.

Pages come from the matrix, so a new page is looked at from its first day (306/2019 7 §).
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests.matrix import Row, nothing, rows, set_scene

BY_MODULE: dict[str, list[Row]] = defaultdict(list)
for _row in rows():
    if _row.method == "get" and _row.reads and _row.bearer is nothing:
        BY_MODULE[_row.module].append(_row)

NARROWEST = {"width": 320, "height": 640}
# What stands around every page is looked at once for each reader.
WITHOUT_FRAME = {"exclude": [["body > header"], ["body > footer"]]}
STICKS_OUT = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth)
        .map(e => e.outerHTML.slice(0, 120))"""


def addresses(world: Any, module: str) -> list[tuple[str, str]]:
    """(who, path) for each row that answers with a page."""
    set_scene(world, BY_MODULE[module][0])
    found = []
    for row in BY_MODULE[module]:
        who = next(iter(row.reads))
        path = reverse(row.url, kwargs=dict(row.kwargs(world)))
        response = world.client(who).get(path, dict(row.query(world)))
        page = response.get("Content-Type", "").startswith("text/html")
        if page and b"<html" in response.content:
            found.append(
                (who, response.request["PATH_INFO"] + "?" + response.request["QUERY_STRING"])
            )
    return found


@pytest.mark.parametrize("module", sorted(BY_MODULE))
def test_pages_are_accessible_and_fit(
    world: Any, module: str, page_as: Callable[..., Any], axe: Callable[..., None]
) -> None:
    windows: dict[str, Any] = {}
    for who, path in addresses(world, module):
        if who not in windows:
            windows[who] = page_as(None if who == "anonymous" else world.user(who))
            where = None
        else:
            where = WITHOUT_FRAME
        page = windows[who]
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path)
        axe(page, where)
        page.set_viewport_size(NARROWEST)
        axe(page, where)
        assert page.evaluate(STICKS_OUT) == [], f"{path} scrolls sideways at 320 px"
        assert page.locator("h1").count() == 1, f"{path} needs exactly one main heading"
