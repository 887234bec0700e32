"""The web server on the throw-away database of a bench, started and stopped here; 127.0.0.1 only."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.db import connection

from lms.core.children import Children
from lms.core.management.commands.serve import web

HOST, PATIENCE = "127.0.0.1", 30
NAME = "The web server"


@dataclass(frozen=True)
class Site:
    """A web server of ours at a port of its own."""

    port: int
    children: Children

    def processes(self) -> list[int]:
        """Of the server; one that has ended is begun again first, as systemd does with ``Restart=always``."""
        if self.children.dead():
            self.children.start(NAME, web(HOST, self.port))
        return [child.pid for child in self.children.running.values()]


@contextmanager
def serving() -> Iterator[int]:
    """The port at which the site answers while the block runs."""
    with served() as site:
        yield site.port


@contextmanager
def served() -> Iterator[Site]:
    """The site while the block runs."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    own = {"DATABASE_URL": _address(), "PIAWAI_SECRET_KEY": settings.SECRET_KEY}
    with Children(settings.ROOT, os.environ | own) as children:
        children.start(NAME, web(HOST, port))
        _wait(port)
        yield Site(port, children)


def _address() -> str:
    """The throw-away database as a URL."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    place = f"{found['HOST'] or HOST}:{found['PORT'] or 5432}"
    return f"postgres://{found['USER']}:{found['PASSWORD']}@{place}/{found['NAME']}"


def _wait(port: int) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            with urlopen(f"http://{HOST}:{port}/healthz", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the site did not answer within {PATIENCE} seconds")
