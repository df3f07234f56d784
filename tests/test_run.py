"""`make run`: web, worker and beat come up together, and go down together."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
# One group: the starts share a state, so one worker of xdist takes them all.
pytestmark = [pytest.mark.processes, pytest.mark.slow, pytest.mark.xdist_group("run")]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def script(name: str, *args: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / name), *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **options)


class Running:
    """A start of scripts/serve.py on embedded parts, with a state of its own."""

    def __init__(self, state: Path, **popen: Any) -> None:
        self.port = free_port()
        self.state = state
        environment = {
            key: value
            for key, value in os.environ.items()
            if key not in {"DATABASE_URL", "CELERY_BROKER_URL", "CELERY_KEY_PREFIX", "BASE_URL"}
        }
        environment |= {"PORT": str(self.port), "VAR_DIR": str(state), "DEMO": "1"}
        self.log = state.with_suffix(".log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "scripts" / "serve.py")],
                env=environment,
                stdout=popen.pop("stdout", log),
                stderr=log,
                start_new_session=True,
            )

    def ready(self) -> dict[str, Any]:
        """What /readyz says in the end, or fails with the log."""
        answer: dict[str, Any] = {}
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz") as page:
                    return json.loads(page.read())
            except urllib.error.HTTPError as error:
                answer = json.loads(error.read())
            except OSError:
                pass
            time.sleep(0.5)
        raise AssertionError(f"{answer}\n{self.log.read_text()[-4000:]}")

    def family(self) -> set[int]:
        """Every process of this start: whoever has its state directory in the environment."""
        mark = f"VAR_DIR={self.state}".encode()
        found = set()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found.add(int(folder.name))
            except OSError:
                continue
        return found

    def gone(self, seconds: float = 25) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.process.poll()
            if not self.family():
                return True
            time.sleep(0.2)
        return False

    def end(self) -> None:
        for pid in self.family():
            os.kill(pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One state for all starts of this file: the demo is loaded once."""
    return tmp_path_factory.mktemp("run") / "var"


@pytest.fixture
def start(state: Path) -> Iterator[Any]:
    started: list[Running] = []

    def begin(**popen: Any) -> Running:
        started.append(Running(state, **popen))
        return started[-1]

    yield begin
    for running in started:
        running.end()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc")
def test_up_together_and_down_together(start: Any) -> None:
    running = start()
    assert running.ready()["checks"] == {
        "database": "ok",
        "migrations": "ok",
        "broker": "ok",
        "beat": "ok",
    }
    words = running.log.read_text()
    until = time.monotonic() + 10
    while "Heinola Osaaminen:" not in words and time.monotonic() < until:
        time.sleep(0.2)
        words = running.log.read_text()
    assert f"http://127.0.0.1:{running.port}" in words

    again = start()
    assert again.process.wait(timeout=30) != 0
    assert "already running here" in again.log.read_text()

    # Ctrl-C reaches the whole foreground group; the programs have sessions of their own.
    os.killpg(running.process.pid, signal.SIGINT)
    assert running.process.wait(timeout=30) == 0
    assert running.gone()


def test_a_closed_window_stops_everything(start: Any) -> None:
    running = start()
    running.ready()
    os.kill(running.process.pid, signal.SIGHUP)
    assert running.process.wait(timeout=30) == 0
    assert running.gone()


def test_a_reader_who_went_away_leaves_nobody(start: Any) -> None:
    """`make run | head`: writing fails, and nothing stays behind."""
    read, write = os.pipe()
    running = start(stdout=write)
    os.close(write)
    running.ready()
    os.close(read)
    os.kill(running.process.pid, signal.SIGINT)
    assert running.gone()


def test_a_program_that_dies_takes_the_others_along(start: Any) -> None:
    running = start()
    running.ready()
    beat = next(
        pid for pid in running.family() if b"\0beat\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    os.kill(beat, signal.SIGKILL)
    assert running.process.wait(timeout=30) == 1
    assert running.gone()


def test_a_taken_port_is_told_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = script("port.py", str(port))
    assert told.returncode != 0
    assert f"Port {port} is in use" in told.stderr
    assert "PORT=" in told.stderr


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none_is_told(port: str) -> None:
    assert "PORT must be a number" in script("port.py", port).stderr


def test_services_must_be_named_and_answer() -> None:
    nothing = {"PATH": os.environ["PATH"]}
    assert "DATABASE_URL" in script("services.py", env=nothing).stderr
    unreachable = nothing | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "CELERY_BROKER_URL": "redis://127.0.0.1:1/0",
    }
    told = script("services.py", env=unreachable)
    assert told.returncode != 0
    assert "does not answer" in told.stderr
