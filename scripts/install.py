"""Install what running (or with --dev, testing) needs; do only what has changed since last time.

Runs on a bare Python 3.11 with venv. Each step leaves a stamp with the hash of what it came from,
so that a second start costs nothing.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests need")
    dev = parser.parse_args().dev
    if sys.version_info < (3, 11):  # noqa: UP036 - this is who tells it
        sys.exit(f"Python 3.11 or later is needed; {sys.executable} is {sys.version.split()[0]}.")
    os.chdir(ROOT)

    import system_packages

    system_packages.ensure(dev=dev)
    locks = [ROOT / "requirements" / "base.txt", ROOT / "requirements" / "dev.txt"]
    # dev.txt holds base.txt at the same versions, so a tested machine also runs.
    if dev or not _fresh(_stamp("dev"), _digest(locks[1])):
        step("dev" if dev else "base", locks[1] if dev else locks[0], install_python)
    # The same with npm: the tests' OpenID provider is no part of a running installation.
    packages = ROOT / "package-lock.json"
    if dev:
        step("npm-dev", packages, install_npm)
    elif not _fresh(_stamp("npm-dev"), _digest(packages)):
        step("npm", packages, lambda lock: install_npm(lock, "--omit=dev"))


def step(name: str, source: Path, action: Callable[[Path], None]) -> None:
    """Run `action(source)` unless it has been done for this content of `source`."""
    stamp, digest = _stamp(name), _digest(source)
    if _fresh(stamp, digest):
        return
    started = time.monotonic()
    action(source)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


def _stamp(name: str) -> Path:
    return (ROOT / "node_modules" if name.startswith("npm") else VENV) / f".installed-{name}"


def _fresh(stamp: Path, digest: str) -> bool:
    return stamp.exists() and stamp.read_text() == digest


def _digest(source: Path) -> str:
    # The place too: a moved checkout has scripts that point to the old place.
    return hashlib.sha256(source.read_bytes() + str(ROOT).encode()).hexdigest()


def install_python(lock: Path) -> None:
    print(f"Python packages from {lock.relative_to(ROOT)} into .venv", flush=True)
    works = (BIN / "pip").exists() and not _run([BIN / "pip", "--version"], quiet=True)
    if not works:
        shutil.rmtree(VENV, ignore_errors=True)
        if _run([sys.executable, "-m", "venv", VENV]):
            sys.exit("Python's venv is missing. On Debian: apt-get install python3-venv")
    command = [BIN / "pip", "install", "--quiet", "--disable-pip-version-check"]
    if _run([*command, "--require-hashes", "-r", lock]):
        sys.exit("Installing Python packages failed; see above. Run the command again to go on.")


def install_npm(lock: Path, *options: str) -> None:
    print("Fonts, icons and styles from npm into node_modules", flush=True)
    quietly = ["--no-audit", "--no-fund", "--silent"]
    if _run([BIN / "python", ROOT / "scripts" / "npm.py", "ci", *options, *quietly]):
        sys.exit("Installing from npm failed; see above. Run the command again to go on.")


def _run(command: list[object], *, quiet: bool = False) -> int:
    sink = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run([str(c) for c in command], stdout=sink, stderr=sink).returncode
    except OSError:
        return 1


if __name__ == "__main__":
    main()
