"""Draw docs/images: the pages a newcomer reads about, from a running `make run`.

Needs `make run` in another window (ADDRESS, default http://127.0.0.1:8000). Signs in as people of
the demo the way a person would: on the demo's page. Opens the year's conversations first, as HR
does: before that there is little to see.
"""

import os
import re
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
ADDRESS = os.environ.get("ADDRESS", "http://127.0.0.1:8000")
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}

# file: (who by first name or "", address, window)
SHOTS: dict[str, tuple[str, str, dict[str, int]]] = {
    "demo": ("", "/demo/", DESK),
    "home-employee": ("Tiina", "/", PHONE),
    "home-supervisor": ("Mervi", "/", DESK),
    "clock": ("Mervi", "/vuosikello/", DESK),
    "conversations": ("Mervi", "/keskustelut/", DESK),
    "plans-hr": ("Jari", "/suunnitelmat/", DESK),
    "letters": ("", "/demo/kirjeet/", DESK),
}


def sign_in(browser: Any, who: str, window: dict[str, int]) -> Any:
    """A window of its own for somebody of the demo; for nobody when `who` is empty."""
    page = browser.new_context(
        base_url=ADDRESS,
        viewport=window,
        locale="fi-FI",
        timezone_id="Europe/Helsinki",
        reduced_motion="reduce",
    ).new_page()
    if who:
        page.goto("/demo/")
        row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=who))
        row.get_by_role("button").click()
    return page


def open_the_year(browser: Any) -> None:
    page = sign_in(browser, "Jari", DESK)
    page.goto("/keskustelut/kierros/")
    button = page.get_by_role("button", name=re.compile("Avaa vuoden .* keskustelut"))
    if button.count():
        button.click()
        page.get_by_text("Keskustelut on avattu").wait_for(timeout=120_000)


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        try:
            open_the_year(browser)
        except Error as error:
            sys.exit(f"{error.message}\nIs make run running at {ADDRESS}?")
        for name, (who, path, window) in SHOTS.items():
            page = sign_in(browser, who, window)
            page.goto(path)
            page.screenshot(path=IMAGES / f"{name}.png")
            print(f"docs/images/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
