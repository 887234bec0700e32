"""The real product, started as anyone starts it, in a folder of its own. Nothing here touches its database."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

STAFF = 200
READY_SECONDS = 90
STOP_SECONDS = 40


@contextmanager
def running(folder: Path, city: Path) -> Iterator[str]:
    """The address of a copy of the demo city ``city``, served from ``folder`` while the block runs."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    shutil.copytree(city / "var", folder / "var")
    with (folder / "log").open("wb") as log:
        server = manage(surroundings(folder, address), log, "serve", "--port", str(port))
        try:
            wait_for(address, server, folder / "log")
            yield address
        finally:
            server.send_signal(signal.SIGTERM)  # it ends its own children
            server.wait(STOP_SECONDS)


def built(root: Path) -> Path:
    """The folder of the demo city, which the first process of a run that asks builds for all."""
    folder = root / "city"
    with (root / "city.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (folder / "whole").exists():
            folder.mkdir()
            build(folder)
            (folder / "whole").touch()
    return folder


def build(folder: Path) -> None:
    environment = surroundings(folder, "http://127.0.0.1")
    with (folder / "log").open("wb") as log:
        for command in (("migrate", "--noinput", "-v0"), ("demo", "--staff", str(STAFF))):
            status = manage(environment, log, *command).wait()
            assert status == 0, (folder / "log").read_text()[-2000:]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def surroundings(folder: Path, address: str) -> dict[str, str]:
    """The environment of somebody who has set nothing but the folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIAWAI_")}
    kept.pop("DATABASE_URL", None)
    own = {"PIAWAI_VAR": str(folder / "var"), "PIAWAI_BASE_URL": address}
    return kept | own | {"DJANGO_SETTINGS_MODULE": "lms.settings.embedded"}


def manage(environment: dict[str, str], log, *command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=settings.ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not answers(address):
        assert server.poll() is None, log.read_text()[-2000:]
        assert time.monotonic() < deadline, log.read_text()[-2000:]
        time.sleep(0.2)


def answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=2) as response:  # noqa: S310  (our own address)
            return response.status == 200
    except (URLError, OSError):
        return False
