"""Draw docs/images: the pages a newcomer reads about, from a running `make run`.

Needs `make run` in another window (ADDRESS, default http://127.0.0.1:8000). Signs in as people of
the demo the way a person would: on the demo's page.
"""

import os
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


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for name, (who, path, window) in SHOTS.items():
            page: Any = browser.new_context(
                base_url=ADDRESS,
                viewport=window,
                locale="fi-FI",
                timezone_id="Europe/Helsinki",
                reduced_motion="reduce",
            ).new_page()
            try:
                if who:
                    page.goto("/demo/")
                    row = page.get_by_role("listitem").filter(
                        has=page.get_by_role("heading", name=who)
                    )
                    row.get_by_role("button").click()
                page.goto(path)
            except Error as error:
                sys.exit(f"{name}: {error.message}\nIs make run running at {ADDRESS}?")
            page.screenshot(path=IMAGES / f"{name}.png")
            print(f"docs/images/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
