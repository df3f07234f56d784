"""What a test does to the processes it started."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from core import clock
from core.models import Work

Start = Callable[..., subprocess.Popen[bytes]]


def kill(process: subprocess.Popen[bytes]) -> None:
    """The process and its children, as a power cut would."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait(20)


def finish(process: subprocess.Popen[bytes]) -> int:
    return process.wait(120)


def let_leases_expire() -> None:
    Work.objects.filter(state=Work.State.OWED).update(
        lease_until=clock.real_now() - timedelta(seconds=1), nudged_at=None
    )


def wait_for(condition: Callable[[], Any], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)
