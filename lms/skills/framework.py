"""Read a framework file: which keys it has, and that its rows fit together. Knows no database."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lms.people.enums import DigitalRole, PostGroup
from lms.skills.enums import LEVELS, TagScheme

Row = Mapping[str, Any]
Posts = dict[tuple[str, str, str], int]  # (post group, digital role, skill code) → level
EVERY_ROLE = "*"


class FrameworkFault(ValueError):
    """The file cannot be used; the text names the row and what is wrong with it."""


@dataclass(frozen=True)
class Framework:
    fields: list[Row]
    tags: list[Row]
    skills: list[Row]
    requirements: Posts


def read_framework(path: Path) -> Framework:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FrameworkFault(f"{path.name}: {error}") from error
    framework = Framework(data["fields"], data["tags"], data["skills"], _requirements(data["requirements"]))
    _check_tags(framework)
    _check_skills(framework)
    _check_posts(framework)
    return framework


def _requirements(rows: list[Row]) -> Posts:
    """One row for each role; a row for one role overrides the row for every role (``*``)."""
    posts: Posts = {}
    for row in sorted(rows, key=lambda row: row["digital_role"] != EVERY_ROLE):
        roles = list(DigitalRole) if row["digital_role"] == EVERY_ROLE else [row["digital_role"]]
        posts |= {(row["post_group"], str(role), row["skill"]): row["level"] for role in roles}
    return posts


def _check_tags(framework: Framework) -> None:
    for number, row in enumerate(framework.tags, start=1):
        _among(row["scheme"], TagScheme.values, f"tags row {number}: scheme")


def _check_skills(framework: Framework) -> None:
    slugs = {row["slug"] for row in framework.fields}
    tags = {f"{row['scheme']}:{row['code']}" for row in framework.tags}
    for row in framework.skills:
        _among(row["field"], slugs, f"skill {row['code']}: field")
        for tag in row["tags"]:
            _among(tag, tags, f"skill {row['code']}: tag")
        if len(row["levels"]) != len(LEVELS):
            raise FrameworkFault(f"skill {row['code']}: needs {len(LEVELS)} levels, has {len(row['levels'])}")


def _check_posts(framework: Framework) -> None:
    codes = {row["code"] for row in framework.skills}
    for (group, role, code), level in framework.requirements.items():
        where = f"requirement {group}/{role}/{code}"
        _among(group, PostGroup.values, f"{where}: post_group")
        _among(role, DigitalRole.values, f"{where}: digital_role")
        _among(code, codes, f"{where}: skill")
        _among(level, LEVELS, f"{where}: level")


def _among(value: Any, allowed: Any, where: str) -> None:
    if value not in allowed:
        raise FrameworkFault(f"{where} {value!r} is unknown")
