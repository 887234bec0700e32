import re
import subprocess
import tomllib
from itertools import pairwise

import pytest
from django.conf import settings

LOCKS = ["requirements.lock", "requirements-dev.lock"]
PIN = re.compile(r"^[a-zA-Z0-9._-]+(\[[a-z,]+\])?==[^ ;]+( ; .+?)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
# A place on one machine, or the address of a package registry: neither belongs into a project.
HOMES = re.compile(r"(?<![\w.])(/home/\w|/root/|/Users/\w|/work/|[A-Z]:\\Users)")
REGISTRIES = re.compile(
    r"files\.pythonhosted\.org|//pypi\.org|registry\.npmjs\.org|(?<!emit-)index-url|extra-index|--find-links|devpi|artifactory"
)


def tracked() -> list[str]:
    listing = subprocess.run(
        ["git", "-C", settings.ROOT, "ls-files", "-z"], capture_output=True, check=True, text=True
    )
    return [name for name in listing.stdout.split("\0") if name and (settings.ROOT / name).is_file()]


def lines_that(pattern: re.Pattern[str]) -> list[str]:
    own = "tests/project/test_lockfiles.py"
    found = []
    for name in tracked():
        text = (settings.ROOT / name).read_bytes()
        if name == own or b"\0" in text[:8000]:
            continue
        lines = text.decode("utf-8", "replace").splitlines()
        found += [f"{name}:{number}" for number, line in enumerate(lines, 1) if pattern.search(line)]
    return found


def lock(name: str) -> list[str]:
    return (settings.ROOT / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_or_a_hash(name):
    assert [line for line in lock(name) if not PIN.match(line) and not HASH.match(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash(name):
    lines = [*lock(name), ""]

    bare = [line for line, after in pairwise(lines) if "==" in line and not HASH.match(after)]

    assert bare == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_stands_in_a_lock(name):
    assert [line for line in lock(name) if "http:" in line or "https" in line or "//" in line] == []


def test_the_lock_for_development_pins_what_the_site_pins():
    site, development = (
        {line.partition("==")[0]: line.split()[0] for line in lock(name) if "==" in line} for name in LOCKS
    )

    assert {name: development.get(name) for name in site} == site


def test_every_requirement_is_pinned():
    project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[\[~=<>!]", line)[0].lower() for line in project["dependencies"]}
    pinned = {line.partition("==")[0].partition("[")[0].lower() for line in lock(LOCKS[0]) if "==" in line}

    assert names - pinned == set()


def test_no_file_names_a_place_on_one_machine():
    assert lines_that(HOMES) == []


def test_no_file_names_a_registry():
    assert lines_that(REGISTRIES) == []
