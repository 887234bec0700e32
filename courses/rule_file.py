"""Read a file of JP rules: which keys it has, and that each version is whole. Knows no database."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from courses.enums import CreditForm, CreditUnit

SHIPPED = Path(__file__).parent / "data" / "jp.toml"
Row = dict[str, Any]
VERSION = {"name", "valid_from", "minutes_per_jp", "rules"}
COLUMNS = {  # key of the file → field of CreditRule
    "form": "form",
    "unit": "unit",
    "jp": "jp_per_unit",
    "abroad": "jp_per_unit_abroad",
    "daily": "daily_cap",
    "daily_abroad": "daily_cap_abroad",
    "monthly": "monthly_times",
}


class RuleFault(ValueError):
    """The file cannot be used; the text names the version and the form, and what is wrong there."""


def rule_file() -> Path:
    return Path(settings.PIAWAI_JP_FILE) if settings.PIAWAI_JP_FILE else SHIPPED


def read_rules(path: Path) -> list[Row]:
    """One row for each form of each version, with the names of the fields of ``CreditRule``."""
    versions = table_of(path, "versions")
    if not versions:
        raise RuleFault(f"{path.name}: needs rows that begin with [[versions]]")
    rows = [row for version in versions for row in _version(version)]
    seen: set[tuple[str, date]] = set()
    for row in rows:
        key = (row["form"], row["valid_from"])
        if key in seen:
            raise RuleFault(f"{row['version']}, {row['form']}: said twice for {row['valid_from']}")
        seen.add(key)
    return rows


def table_of(path: Path, name: str) -> list[Mapping[str, Any]]:
    """The rows of one table; none for a table that is not there."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleFault(f"{path.name}: {error}") from error
    rows = data.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RuleFault(f"{path.name}: {name} needs rows that begin with [[{name}]]")
    return rows


def _version(version: Mapping[str, Any]) -> list[Row]:
    if version.keys() != VERSION:
        raise RuleFault(f"a version has exactly {', '.join(sorted(VERSION))}")
    if type(version["valid_from"]) is not date:
        raise RuleFault(f"{version['name']}: valid_from must be a day")
    shared = {"version": version["name"], "valid_from": version["valid_from"]}
    rows = [
        shared | {"minutes_per_jp": version["minutes_per_jp"]} | _rule(version["name"], rule)
        for rule in version["rules"]
    ]
    missing = set(CreditForm.values) - {row["form"] for row in rows}
    if missing:
        raise RuleFault(f"{version['name']}: {', '.join(sorted(missing))} missing")
    return rows


def _rule(version: str, rule: Mapping[str, Any]) -> Row:
    where = f"{version}, {rule.get('form')}"
    unknown = rule.keys() - COLUMNS.keys()
    if unknown:
        raise RuleFault(f"{where}: {', '.join(sorted(unknown))} unknown")
    if rule.get("form") not in CreditForm or rule.get("unit") not in CreditUnit:
        raise RuleFault(f"{where}: form or unit unknown")
    for name in rule.keys() - {"form", "unit"}:
        if type(rule[name]) not in (int, Decimal) or rule[name] <= 0:
            raise RuleFault(f"{where}: {name} must be a number above 0")
    if "jp" not in rule:
        raise RuleFault(f"{where}: jp is missing")
    return {field: rule.get(name) for name, field in COLUMNS.items()}
