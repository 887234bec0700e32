"""Web workers are killed under load: whatever was acknowledged must be in the database (invariant I2)."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from threading import Event

from django.db import connection

from assessments.models import AnswerStep
from lms.dashboards.bench.measure import Figure
from lms.dashboards.bench.server import HOST, Site, served
from lms.dashboards.bench.writers import Writer, save, writers_of

KILLS, WRITERS = 50, 20
BETWEEN = (0.4, 1.2)  # seconds between two kills
Acknowledged = tuple[Writer, int]


def figures() -> Iterator[Figure]:
    writers = writers_of(WRITERS, "bench-kill")
    connection.close()
    done = Event()
    with served() as site, ThreadPoolExecutor(WRITERS) as pool:
        work = [pool.submit(_write, site.port, writer, done) for writer in writers]
        killed = _kill(site)
        done.set()
        kept = [saved for one in work for saved in one.result()]
    lost = sum(not _stored(writer, seq) for writer, seq in kept)
    yield Figure("kill.workers_killed", killed, "", f">= {KILLS}", killed >= KILLS)
    yield Figure("kill.answers_acknowledged", len(kept), "", "-", True)
    yield Figure("kill.acknowledged_and_lost", lost, "", "0", lost == 0)


def _write(port: int, writer: Writer, done: Event) -> list[Acknowledged]:
    """Saves one answer after the other, each again under its number until it is acknowledged."""
    kept, seq = [], 1
    line = HTTPConnection(HOST, port, timeout=10)
    while not done.is_set():
        try:
            save(line, writer, seq)
        except (OSError, HTTPException):
            line.close()
            time.sleep(0.05)
            continue
        kept.append((writer, seq))
        seq += 1
        time.sleep(0.1)
    line.close()
    return kept


def _kill(site: Site) -> int:
    """SIGKILL to one worker of our own web server at a time, at random moments; returns how many."""
    rng, killed = Random(0), 0  # noqa: S311  (the same moments in every run)
    ends = time.monotonic() + KILLS * 3
    while killed < KILLS and time.monotonic() < ends:
        time.sleep(rng.uniform(*BETWEEN))
        workers = [pid for server in site.processes() for pid in _children_of(server)]
        if workers:
            os.kill(rng.choice(workers), signal.SIGKILL)
            killed += 1
    return killed


def _children_of(pid: int) -> list[int]:
    """As Linux tells them."""
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _stored(writer: Writer, seq: int) -> bool:
    steps = AnswerStep.objects.filter(slot__attempt=writer.attempt, slot__position=writer.slot, seq=seq)
    return steps.exists()
