"""Processes that a test starts and kills, and the mail server that they meet."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kill.hands import Start, kill
from tests.kill.sink import Sink, running

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def sink() -> Iterator[Sink]:
    with running() as server:
        yield server


@pytest.fixture
def start(process_environment: dict[str, str], sink: Sink) -> Iterator[Start]:
    """`start("drain", kill_at="letter.handed")`; what still runs at the end is killed."""
    running_now: list[subprocess.Popen[bytes]] = []

    def run(*arguments: str, module: str = "tests.kill.process", kill_at: str = "") -> Any:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={
                **process_environment,
                "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
                "TEST_KILL_AT": kill_at,
            },
            start_new_session=True,
        )
        running_now.append(process)
        return process

    yield run
    for process in running_now:
        kill(process)
