import os
import socket
import subprocess
import sys
import time
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils.module_loading import import_string

from lms.core import readiness
from lms.core.children import Children

START_SECONDS = 60
ANY_ADDRESS = {"0.0.0.0", "::", ""}  # noqa: S104  (recognised, not chosen)


class Command(BaseCommand):
    help = "Prepare the site where needed, then serve it: web server, worker and beat together."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_taken(host, port)
        address = f"http://{'127.0.0.1' if host in ANY_ADDRESS else host}:{port}"
        os.environ.setdefault("PIAWAI_BASE_URL", address)
        self.prepare(demo=settings.PIAWAI_DEMO and not options["no_demo"])
        connections.close_all()
        with Children(settings.ROOT, os.environ) as children:
            children.stop_on_signals()
            children.start("The web server", web(host, port))
            self.wait_for(children, address)
            children.start("The worker", worker())  # now, so that it does not slow the first page
            self.watch(children)

    def prepare(self, *, demo: bool) -> None:
        if readiness.migrate():
            self.stdout.write("The database is up to date.")
        readiness.make_cache_table()
        if readiness.collect_static():
            self.stdout.write("The static files are in place.")
        if demo and readiness.has_demo() and readiness.is_empty():
            self.stdout.write("Filling the demo city ...")
            self.stdout.flush()
            fill_demo()

    def wait_for(self, children: Children, address: str) -> None:
        """Until the site answers; a signal or a child that ends comes first."""
        deadline = time.monotonic() + START_SECONDS
        while not answers(address) and not children.stopping.wait(0.1):
            if dead := children.dead():
                raise CommandError(f"{dead} ended before the site answered; the lines above say why.")
            if time.monotonic() > deadline:
                raise CommandError(f"The site did not answer within {START_SECONDS} seconds.")
        if not children.stopping.is_set():
            self.greet(address)

    def greet(self, address: str) -> None:
        self.stdout.write(f"\n{settings.PIAWAI_PRODUCT} is ready: {address}/\n")
        if settings.PIAWAI_DEMO:
            self.stdout.write("\n".join(accounts()))
        self.stdout.write("Stop it with Ctrl+C.")
        self.stdout.flush()

    def watch(self, children: Children) -> None:
        if dead := children.watch():
            raise CommandError(f"{dead} ended by itself, so everything was stopped.")
        self.stdout.write("Stopping ...")


def refuse_taken(host: str, port: int) -> None:
    """One sentence instead of a stack when something else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Cannot listen on {host}:{port} ({error.strerror}); choose another port with --port."
            ) from None


def web(host: str, port: int) -> list[str]:
    workers = max(1, min(os.cpu_count() or 1, 2))
    return [
        *("granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "2", "--respawn-failed-workers"),
        *("--log-level", "warning", "lms.wsgi:application"),
    ]


def worker() -> list[str]:
    """One worker with the beat inside; more workers are started beside it, without ``-B``.

    The schedule is written in the settings: a file of it that an earlier end left half-written is thrown away,
    or the beat would die of it at every start.
    """
    for left_over in settings.VAR.glob("celerybeat-schedule*"):
        left_over.unlink()
    return [
        *("celery", "-A", "lms", "--quiet", "worker", "-B", "--concurrency", "1", "--pool", "prefork"),
        *("--schedule", str(settings.VAR / "celerybeat-schedule")),
        *("--without-gossip", "--without-mingle", "--loglevel", "WARNING"),
    ]


def answers(address: str) -> bool:
    host = next((name for name in settings.ALLOWED_HOSTS if not name.startswith(("*", "."))), "localhost")
    request = Request(f"{address}/healthz", headers={"Host": host})  # noqa: S310  (our own address)
    try:
        with urlopen(request, timeout=2) as response:  # noqa: S310
            return response.status == 200
    except (URLError, OSError):
        return False


def fill_demo() -> None:
    """In a process of its own: the addresses in it come from the port that this one has just learnt."""
    done = subprocess.run(
        [sys.executable, str(settings.ROOT / "manage.py"), "demo"], cwd=settings.ROOT, check=False
    )
    if done.returncode:
        raise CommandError("The demo data could not be filled in; the lines above say why.")


def accounts() -> list[str]:
    """The demo accounts as lines of a table."""
    rows = import_string(settings.PIAWAI_DEMO_ACCOUNTS)
    lines = [f"  {row.username:<16} {row.password:<20} {row.label}" for row in rows]
    return ["Demo accounts (name, password, role):", *lines, ""]
