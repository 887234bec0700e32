"""The processes of one site: started together, ended together, never left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from lms.core import watchdog

PATIENCE = 15.0


class Children:
    """Named child processes, each in a group of its own; use it as a context manager."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = dict(environment)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = threading.Event()

    def __enter__(self) -> "Children":
        self.guard = subprocess.Popen(
            [sys.executable, "-I", "-S", watchdog.__file__], stdin=subprocess.PIPE, start_new_session=True
        )
        return self

    def __exit__(self, *failure: object) -> None:
        for child in self.running.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGTERM)  # the leader first, so that it can end its own
        for child in self.running.values():
            _end(child)
        with contextlib.suppress(BrokenPipeError):
            self._tell_guard("bye")
        if self.guard.stdin:
            self.guard.stdin.close()
        self.guard.wait(timeout=PATIENCE)

    def start(self, name: str, arguments: Sequence[str]) -> None:
        """Run ``python -m`` with the arguments."""
        child = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.running[name] = child
        self._tell_guard(str(child.pid))

    def stop_on_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())

    def dead(self) -> str | None:
        """The name of a child that has ended, and with what."""
        for name, child in self.running.items():
            if child.poll() is not None:
                return f"{name} (exit {child.returncode})"
        return None

    def watch(self) -> str | None:
        """Wait until a signal asks to stop (None) or a child ends by itself (its name)."""
        while not self.stopping.wait(0.3):
            if dead := self.dead():
                return dead
        return None

    def _tell_guard(self, line: str) -> None:
        if self.guard.stdin:
            self.guard.stdin.write(f"{line}\n".encode())
            self.guard.stdin.flush()


def _end(child: subprocess.Popen[bytes]) -> None:
    """Wait for a child that was asked to end, then force whatever is left of its group."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=PATIENCE)
    deadline = time.monotonic() + 1
    while watchdog.is_alive(child.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    watchdog.tell(child.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=1)
