import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from lms.core import children as children_module
from lms.core.children import Children
from lms.core.watchdog import is_alive

ROOT = Path(__file__).resolve().parents[2]
SLEEPER = "tests.core.sleeper"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(children_module, "PATIENCE", 2.0)


@pytest.fixture
def children():
    return Children(ROOT, os.environ)


def soon(condition: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def group_of(children: Children, name: str) -> int:
    return children.running[name].pid


@pytest.mark.parametrize("kind", ["polite", "family", "stubborn"])
def test_nobody_is_left_behind(children, kind):
    with children:
        children.start("a", [SLEEPER, kind])
        group = group_of(children, "a")
        time.sleep(0.5)

    assert soon(lambda: not is_alive(group))


def test_nobody_is_left_behind_after_a_failure(children):
    with suppress(RuntimeError), children:
        children.start("a", [SLEEPER, "polite"])
        raise RuntimeError

    assert soon(lambda: not is_alive(group_of(children, "a")))


def test_a_child_that_ends_by_itself_is_named(children):
    with children:
        children.start("A", [SLEEPER, "polite"])
        children.start("B", [SLEEPER, "brief"])

        assert children.watch() == "B (exit 3)"


def test_a_request_to_stop_ends_the_watch(children):
    with children:
        children.start("a", [SLEEPER, "polite"])
        children.stopping.set()

        assert children.watch() is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_ask_to_stop(children, number):
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    children.stop_on_signals()

    os.kill(os.getpid(), number)
    time.sleep(0.05)

    for each, handler in kept.items():
        signal.signal(each, handler)
    assert children.stopping.is_set()


PARENT = """
    import os, sys, time
    from pathlib import Path
    from lms.core.children import Children
    with Children(Path(sys.argv[1]), os.environ) as children:
        children.start("a", ["tests.core.sleeper", "family"])
        print(children.running["a"].pid, flush=True)
        time.sleep(60)
"""


def test_children_do_not_outlive_a_parent_that_is_killed():
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PARENT), str(ROOT)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    group = int(parent.stdout.readline())
    time.sleep(0.5)

    parent.kill()
    parent.communicate()

    assert soon(lambda: not is_alive(group))
