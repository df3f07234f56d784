"""What pip cannot bring: libraries that draw PDFs, a font, gettext, and Chromium for tests.

Looks whether each thing works, not whether a package is there. What is missing is installed through
apt when it may (root, or sudo without a password); otherwise the exact command is printed.
"""

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def library(name: str) -> Callable[[], bool]:
    def works() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return works


def program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def font() -> bool:
    """Any scalable font to fall back on; the documents' own comes from npm."""
    return any(
        next(Path(folder).rglob(f"*.{kind}"), None)
        for folder in ("/usr/share/fonts", "/usr/local/share/fonts")
        for kind in ("ttf", "otf")
    )


def chromium() -> bool:
    return Path(os.environ.get("CHROMIUM", "/usr/bin/chromium")).exists()


RUN: dict[str, Callable[[], bool]] = {
    "libpango-1.0-0": library("libpango-1.0.so.0"),
    "libpangoft2-1.0-0": library("libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": library("libharfbuzz-subset.so.0"),
    "fontconfig": library("libfontconfig.so.1"),
    "fonts-dejavu-core": font,
    "gettext": program("msgfmt"),
}
# The browser of the tests, and what the program that drives it needs.
DEV = RUN | {"chromium": chromium, "libatomic1": library("libatomic.so.1")}


def ensure(*, dev: bool) -> None:
    """Install what is missing, or print exactly what to install and end."""
    checks = DEV if dev else RUN
    missing = [package for package, works in checks.items() if not works()]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    before = _rights()
    if before is not None and shutil.which("apt-get"):
        print(f"System packages through apt: {' '.join(missing)}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "--quiet=2"], [*install, "--quiet=2"]):
            subprocess.run(
                [*before, *command], env=environment, stdout=subprocess.DEVNULL, check=False
            )
        missing = [package for package, works in checks.items() if not works()]
        if not missing:
            return
        print("apt could not install everything.")
    sys.exit(
        "Some system packages are missing. On Debian or Ubuntu, install them with\n\n"
        f"    sudo apt-get install --no-install-recommends {' '.join(missing)}\n\n"
        "and run the same command again."
    )


def _rights() -> list[str] | None:
    """What to put before apt-get, or None when we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "--non-interactive", "true"], capture_output=True)
        if asked.returncode == 0:
            return ["sudo", "--non-interactive", "--preserve-env=DEBIAN_FRONTEND"]
    return None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true")
    ensure(dev=parser.parse_args().dev)
