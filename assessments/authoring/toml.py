"""Sheets as TOML."""

import json
from typing import Any


def toml_of(tables: dict[str, dict[str, Any]], name: str, rows: list[dict[str, Any]]) -> str:
    """Tables, then ``[[name]]`` for each of ``rows``."""
    parts = [(f"[{table}]", values) for table, values in tables.items()]
    parts += [(f"[[{name}]]", row) for row in rows]
    return "\n\n".join("\n".join([head, *_lines(values)]) for head, values in parts) + "\n"


def _lines(values: dict[str, Any]) -> list[str]:
    return [f"{_key(key)} = {value_of(value)}" for key, value in values.items()]


def value_of(value: Any, *, inside: bool = False) -> str:
    """TOML: JSON's notation serves for texts and numbers; rows of tables or lists get a line each."""
    if isinstance(value, dict):
        pairs = [f"{_key(key)} = {value_of(item, inside=True)}" for key, item in value.items()]
        return "{ " + ", ".join(pairs) + " }"
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    rows = [value_of(item, inside=True) for item in value]
    if inside or not any(isinstance(item, dict | list) for item in value):
        return "[" + ", ".join(rows) + "]"
    return "[\n" + "".join(f"  {row},\n" for row in rows) + "]"


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else json.dumps(key, ensure_ascii=False)
