"""Measuring side by side: what a page costs is told as a ratio to a minimal page, taken in turn in one run."""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

Call = Callable[[], object]
ROUNDS = 12


@dataclass(frozen=True)
class Figure:
    """One line of ``make bench``: ``name  value  unit  goal  ok|short``."""

    name: str
    value: float
    unit: str
    goal: str
    ok: bool

    def __str__(self) -> str:
        return f"{self.name}\t{self.value:.3g}\t{self.unit}\t{self.goal}\t{'ok' if self.ok else 'short'}"


@dataclass(frozen=True)
class Cost:
    """CPU and wall seconds of one call (medians), and its queries."""

    cpu: float
    wall: float
    queries: int


def compare(a: Call, b: Call, *, calls: int = 10) -> tuple[Cost, Cost]:
    """Costs of two calls, measured in turn A B A B after a warm-up, so that both meet the same machine."""
    for call in (a, b, a, b):
        call()
    times: dict[int, list[tuple[float, float]]] = {0: [], 1: []}
    for _ in range(ROUNDS):
        for index, call in enumerate((a, b)):
            times[index].append(_timed(call, calls))
    return _cost(times[0], _queries(a)), _cost(times[1], _queries(b))


def _timed(call: Call, calls: int) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(calls):
        call()
    return (time.process_time() - cpu) / calls, (time.perf_counter() - wall) / calls


def _cost(times: list[tuple[float, float]], queries: int) -> Cost:
    return Cost(
        statistics.median(cpu for cpu, _ in times), statistics.median(wall for _, wall in times), queries
    )


def _queries(call: Call) -> int:
    with CaptureQueriesContext(connection) as seen:
        call()
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for query in seen)


def against(name: str, page: Call, baseline: Call, *, ratio: float, queries: int | None) -> Iterator[Figure]:
    """Figures of a page beside the minimal page: both costs, the CPU ratio, the number of queries."""
    ours, theirs = compare(page, baseline)
    found = ours.cpu / theirs.cpu
    yield Figure(f"{name}.requests", 1 / ours.wall, "1/s", f"minimal: {1 / theirs.wall:.0f}", True)
    yield Figure(f"{name}.cpu", ours.cpu * 1000, "ms", f"minimal: {theirs.cpu * 1000:.2f}", True)
    yield Figure(f"{name}.cpu_ratio", found, "x", f"<= {ratio}", found <= ratio)
    if queries is not None:
        goal = f"<= {queries} (minimal: {theirs.queries})"
        yield Figure(f"{name}.queries", ours.queries, "queries", goal, ours.queries <= queries)
