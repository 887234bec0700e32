"""Read a framework file: which keys it has, and that its rows fit together. Knows no database."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lms.people.enums import DigitalRole, PostGroup
from lms.skills.enums import LEVELS, EvidenceRule, TagScheme

Row = Mapping[str, Any]
Posts = dict[tuple[str, str, str], int]  # (post group, digital role, skill code) → level
EVERY_ROLE = "*"
COLUMNS: dict[str, dict[str, type]] = {
    "fields": {"slug": str, "code": str, "name": str, "short_name": str, "order": int},
    "tags": {"scheme": str, "code": str, "name": str},
    "skills": {"field": str, "code": str, "name": str, "description": str, "tags": list, "levels": list},
    "requirements": {"post_group": str, "digital_role": str, "skill": str, "level": int},
}
OPTIONAL: dict[str, dict[str, type]] = {"skills": {"evidence_rule": str}}
ONCE = {
    "fields": [["slug"], ["code"]],
    "tags": [["scheme", "code"]],
    "skills": [["code"]],
    "requirements": [["post_group", "digital_role", "skill"]],
}
WORDS = {str: "a text", int: "a whole number", list: "a list"}


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
    fields, tags, skills, requirements = (_rows(data, table) for table in COLUMNS)
    framework = Framework(fields, tags, skills, _requirements(requirements))
    _check_tags(framework)
    _check_skills(framework)
    _check_posts(framework)
    return framework


def _rows(data: Mapping[str, Any], table: str) -> list[Row]:
    """The rows of one table, each with exactly its columns, and none said twice."""
    rows = data.get(table)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FrameworkFault(f"{table}: needs rows that begin with [[{table}]]")
    for number, row in enumerate(rows, start=1):
        _check_columns(row, COLUMNS[table], OPTIONAL.get(table, {}), f"{table} row {number}")
    for names in ONCE[table]:
        _check_once([tuple(row[name] for name in names) for row in rows], table)
    return rows


def _check_columns(row: Row, columns: Mapping[str, type], optional: Mapping[str, type], where: str) -> None:
    known = {**columns, **optional}
    for name in columns:
        if name not in row:
            raise FrameworkFault(f"{where}: {name} is missing")
    for name, value in row.items():
        _among(name, known, f"{where}: column")
        kind = known[name]
        if type(value) is not kind:
            raise FrameworkFault(f"{where}: {name} must be {WORDS[kind]}, not {value!r}")


def _check_once(keys: list[tuple[str, ...]], table: str) -> None:
    for number, key in enumerate(keys, start=1):
        first = keys.index(key) + 1
        if first != number:
            raise FrameworkFault(f"{table} row {number}: {'/'.join(key)} stands in row {first} already")


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
        _among(row.get("evidence_rule", EvidenceRule.BEST), EvidenceRule.values, f"skill {row['code']}: rule")
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
