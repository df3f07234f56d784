"""Make this machine's installation ready, then run web, worker and beat until Ctrl-C.

Embedded by default (SQLite under var/); DATABASE_URL and CELERY_BROKER_URL choose others.
"""

import fcntl
import hashlib
import json
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
sys.path.insert(0, str(ROOT))

PORT = os.environ.setdefault("PORT", "8000")
ADDRESS = f"http://127.0.0.1:{PORT}"


def main() -> None:
    os.chdir(ROOT)
    os.environ["DJANGO_SETTINGS_MODULE"] = "heinola_osaaminen.settings"
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    os.environ.setdefault("BASE_URL", ADDRESS)
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    # A demo on one's own machine may run as root; Celery's long warning says nothing new.
    os.environ.setdefault("PYTHONWARNINGS", "ignore::Warning:celery.platforms")
    # Closing the window, or a stop asked of make, is a stop as good as Ctrl-C.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        held = _lock()
        _prepare()
        code = _run_until_stopped()
    except KeyboardInterrupt:
        print("\nStopped.")
        code = 0
    else:
        held.close()
    sys.exit(code)


def _lock() -> TextIO:
    """One `make run` at a time in one checkout: they would share the same database."""
    from django.conf import settings

    held = (settings.VAR_DIR / "running.lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("It is already running here. Stop it first (Ctrl-C in its window).")
    return held


def _prepare() -> None:
    """Translations, checks, tables, static files, demo: each does only what is missing."""
    import django
    import messages
    from django.conf import settings
    from django.core.management import CommandError, call_command

    messages.compile_all()
    django.setup()
    from django.core.exceptions import ImproperlyConfigured

    from heinola_osaaminen.checks import refuse_danger

    try:
        refuse_danger()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    _collect_static()
    try:
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("demo")
    except CommandError as error:
        sys.exit(str(error))


def _collect_static() -> None:
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256(str(ROOT).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = os.stat(storage.path(name))
            seen.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    stamp = settings.STATIC_ROOT / ".collected"
    if stamp.exists() and stamp.read_text() == seen.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(seen.hexdigest())


class Stopper:
    """A stop is asked of each program itself, which then ends its children in order. Honcho's own
    would ask the whole group at once, and a worker would lose its hands in the middle of work."""

    @staticmethod
    def terminate(pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)

    @staticmethod
    def kill(pid: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def _run_until_stopped() -> int:
    from honcho import manager as honcho
    from honcho.printer import Printer

    honcho.KILL_WAIT = 15  # seconds: a worker finishes what it holds

    lines = (ROOT / "Procfile").read_text().splitlines()
    manager = honcho.Manager(Printer(sys.stdout, colour=sys.stdout.isatty()))
    manager._procmgr = Stopper()
    for name, _, command in (line.partition(":") for line in lines if line.strip()):
        # exec: the signal reaches the program, not a shell around it.
        manager.add_process(name, f"exec {command.strip()}", env=dict(os.environ))
    threading.Thread(target=_tell_when_ready, daemon=True).start()
    try:
        manager.loop()
    finally:
        _leave_nobody([p["pid"] for p in manager._processes.values() if p.get("pid")])
    stopped_by_hand = manager.returncode in {130, 143}
    print("Stopped." if stopped_by_hand else "A process ended by itself; see above.", flush=True)
    return 0 if stopped_by_hand else 1


def _leave_nobody(pids: list[int]) -> None:
    """Whatever went wrong here (the window gone, say), no program stays behind without us."""
    for pid in pids:
        Stopper.terminate(pid)
    until = time.monotonic() + 5
    while time.monotonic() < until and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.1)
    for pid in pids:
        Stopper.kill(pid)


def _tell_when_ready() -> None:
    """Print the address once web, worker and beat all answer (or after a minute, what is wrong)."""
    wrong: object = "no answer"
    for _ in range(120):
        time.sleep(0.5)
        try:
            with urllib.request.urlopen(f"{ADDRESS}/readyz", timeout=5):
                break
        except urllib.error.HTTPError as error:
            wrong = json.loads(error.read()).get("checks")
        except OSError:
            continue
    else:
        print(f"\n  Not everything is ready: {wrong}\n", flush=True)
    print(_welcome(), flush=True)


def _welcome() -> str:
    from django.conf import settings

    lines = ["", f"  Heinola Osaaminen:  {ADDRESS}", ""]
    if settings.DEMO:
        lines += [*who_can_sign_in(), ""]
    return "\n".join([*lines, "  Ctrl-C stops it. State is under var/; make reset empties it.", ""])


def who_can_sign_in() -> list[str]:
    """The cast in the terminal's language, as the demo's own page lists it."""
    from django.utils import translation

    from demo.cast import SHOWN

    with translation.override("en"):
        people = [
            f"    {f'{member.first_name} {member.last_name}':<20} {member.role}" for member in SHOWN
        ]
    return [f"  Sign in with one click at {ADDRESS}/demo/ as", "", *people]


if __name__ == "__main__":
    main()
