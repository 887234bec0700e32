"""500 jobs, the workers killed in the middle: none lost, none done twice, whatever the broker."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.core.fault_counts import COUNT, KILL_AT

pytestmark = pytest.mark.services

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("PIAWAI_TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
BOUND = 60


@dataclass
class Site:
    """A throw-away site: a database of its own, a queue of its own, processes of its own."""

    environment: dict[str, str]
    folder: Path

    def step(self, name: str) -> None:
        command = [sys.executable, "-m", "tests.core.fault_site", name]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, timeout=120)

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen]:
        command = [
            *(sys.executable, "-m", "celery", "-A", "tests.core.worker_app", "--quiet", "worker", "-B"),
            *("--concurrency", "2", "--pool", "prefork", "--schedule", str(self.folder / "beat")),
            *("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "ERROR"),
        ]
        worker = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        try:
            yield worker
        finally:
            kill_group(worker)

    def traces(self) -> list[int]:
        query = "SELECT n FROM fault_trace"
        url = self.environment["DATABASE_URL"]
        if url.startswith("sqlite"):
            with sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20) as database:
                return [row[0] for row in database.execute(query)]
        with psycopg.connect(url) as database:
            return [row[0] for row in database.execute(query)]

    def wait_for(self, count: int) -> float:
        """Seconds until so many jobs have left their trace, or ``BOUND``."""
        began = time.monotonic()
        while len(self.traces()) < count and time.monotonic() - began < BOUND:
            time.sleep(0.1)
        return time.monotonic() - began


def kill_group(process: subprocess.Popen) -> None:
    """A worker and all its children, as a machine that loses its power would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database that is gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'site.sqlite3'}"
        return
    name = f"piawai_faults_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{SERVER.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def site(broker: str, kind: str, folder: Path) -> Iterator[Site]:
    with database(kind, folder) as address:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.core.fault_settings",
            "DATABASE_URL": address,
            "PIAWAI_BROKER_URL": broker,
            "PIAWAI_VAR": str(folder),
            "PIAWAI_JOB_LEASE": "4",
            "PIAWAI_JOB_SWEEP_SECONDS": "1",
            "FAULT_QUEUE": f"piawai-faults-{uuid.uuid4().hex[:12]}",
        }
        environment.pop("PIAWAI_TEST_DATABASE_URL", None)
        made = Site(environment, folder)
        made.step("prepare")
        try:
            yield made
        finally:
            made.step("clean")


@pytest.mark.parametrize(
    ("broker", "kind"),
    [
        ("filesystem://localhost/", "sqlite"),
        ("redis://127.0.0.1:6379/9", "postgresql"),
        ("amqp://guest:guest@127.0.0.1:5672//", "postgresql"),
    ],
    ids=["folder", "redis", "rabbitmq"],
)
def test_no_job_is_lost_or_done_twice(broker, kind, tmp_path):
    with site(broker, kind, tmp_path) as faulty:
        with faulty.worker():
            faulty.step("enqueue")
            faulty.wait_for(KILL_AT)
        killed_at = len(faulty.traces())
        with faulty.worker():
            seconds = faulty.wait_for(COUNT)

        assert KILL_AT <= killed_at < COUNT
        assert sorted(faulty.traces()) == list(range(COUNT))
        assert seconds < BOUND
