"""The rooms of docs/architecture.md: a room imports itself and the rooms to its left, wherever the import stands."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
ROOMS = [
    "lms.core",
    "lms.audit",
    "lms.people",
    "lms.skills",
    "courses",
    "assessments",
    "certificates",
    "lms.dashboards",
]
NAMELESS = {"utils", "helpers", "services", "mixins", "constants"}
TOP = ["lms", "courses", "assessments", "certificates"]
FILES = [path for top in TOP for path in sorted((ROOT / top).rglob("*.py")) if "migrations" not in path.parts]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> int | None:
    """The place of a module's room in the order; None for what stands outside (settings, urls, celery …)."""
    inside = (index for index, room in enumerate(ROOMS) if f"{module}.".startswith(f"{room}."))
    return next(inside, None)


def imports(source: str) -> Iterator[str]:
    """Every module that the source imports, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def trespasses(module: str, source: str) -> list[str]:
    here = room_of(module)
    if here is None:
        return []
    found = {name: room_of(name) for name in imports(source)}
    return sorted(name for name, there in found.items() if there is not None and there > here)


def test_every_room_exists():
    assert [room for room in ROOMS if not (ROOT / room.replace(".", "/")).is_dir()] == []


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_room_imports_only_itself_and_what_is_left_of_it(path):
    assert trespasses(module_of(path), path.read_text(encoding="utf-8")) == []


def test_an_import_inside_a_function_is_seen():
    source = "def f():\n    from courses.models import CoursePage\n"

    assert trespasses("lms.people.rules", source) == ["courses.models", "courses.models.CoursePage"]


def test_importing_to_the_left_is_allowed():
    assert trespasses("courses.rules", "from lms.people import models\nimport lms.core.jobs") == []


def test_no_module_has_a_name_that_says_nothing():
    assert [module_of(path) for path in FILES if path.stem in NAMELESS] == []
