"""What stands above a lesson's text: YAML between ``---`` lines or TOML between ``+++`` lines."""

import re
import tomllib
from typing import Any

import yaml
from django.utils.translation import gettext as _

from courses.importer.faults import Fault, FolderFault

FENCES = {"---": "---", "+++": "+++"}


def split(text: str, file: str) -> tuple[dict[str, Any], str, int]:
    """Fields, the text below them, and how many lines stood above it; FolderFault when it is broken."""
    lines = text.split("\n")
    fence = FENCES.get(lines[0].rstrip())
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == fence), None) if fence else None
    if end is None:
        return {}, text, 0
    head = "\n".join(lines[1:end])
    fields = _toml(head, file) if fence == "+++" else _yaml(head, file)
    return fields, "\n".join(lines[end + 1 :]), end + 1


def _yaml(head: str, file: str) -> dict[str, Any]:
    try:
        fields = yaml.safe_load(head) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise FolderFault(_broken(file, mark.line + 2 if mark else 1)) from error
    if not isinstance(fields, dict):
        raise FolderFault(_broken(file, 1))
    return {str(key): value for key, value in fields.items()}


def _toml(head: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise FolderFault(_broken(file, toml_line(error, head) + 1)) from error


def toml_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """The line (from 1) on which TOML is broken."""
    found = re.search(r"line (\d+)", str(error))
    return int(found[1]) if found else text.count("\n") + 1


def _broken(file: str, line: int) -> Fault:
    return Fault(
        file,
        line,
        "",
        _("Kepala berkas (front matter) tidak dapat dibaca."),
        _('Apit teks yang memuat titik dua dengan tanda kutip, misalnya title: "A: B".'),
    )
