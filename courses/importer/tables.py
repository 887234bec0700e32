"""Typed reading of TOML tables: what is missing or of the wrong kind becomes a fault with its line."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from courses.importer.report import Report

HEAD = re.compile(r"^\s*(\[\[?)\s*([\w.\"-]+)\s*\]\]?")
KEY = re.compile(r"^\s*([\w-]+)\s*=")
Place = tuple[str, int, str]


def lines_of(text: str) -> dict[Place, int]:
    """The line of each key by (table, which of those tables, key); key ``""`` is the table's head."""
    places: dict[Place, int] = {}
    count: Counter[str] = Counter()
    table, inside = "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside:
            if found := HEAD.match(line):
                table = found[2]
                count[table] += 1
                places[(table, count[table] - 1, "")] = number
            elif found := KEY.match(line):
                places.setdefault((table, max(count[table] - 1, 0), found[1]), number)
        inside = _open_string(line, inside)
    return places


def _open_string(line: str, inside: str) -> str:
    """The quotes of a text over several lines that is still open at the end of ``line``."""
    for quotes in re.findall(r'"""|\'\'\'', line):
        inside = "" if inside == quotes else (inside or quotes)
    return inside


@dataclass
class Table:
    """One table of a TOML file. ``name`` and ``index`` say which, so that a fault can name the line."""

    values: dict[str, Any]
    report: Report
    lines: dict[Place, int]
    name: str = ""
    index: int = 0
    read: set[str] = field(default_factory=set)

    def line(self, key: str = "") -> int | None:
        return self.lines.get((self.name, self.index, key)) or self.lines.get((self.name, self.index, ""))

    def fault(self, key: str, reason: str, mend: str) -> None:
        self.report.fault(self.line(key), str(self.values.get(key, key)), reason, mend)

    def text(self, key: str, *, needed: bool = False, limit: int = 0, default: str = "") -> str:
        value = self._value(key, str, _("teks dalam tanda kutip"), needed)
        if value is None:
            return default
        return self.report.fits(self.line(key), value.strip(), limit, key) if limit else value.strip()

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        value = self._value(key, int, _("bilangan bulat"), False)
        if value is None:
            return default
        if not low <= value <= high:
            reason = _("%(key)s harus antara %(low)s dan %(high)s.") % {"key": key, "low": low, "high": high}
            self.fault(key, reason, _("Perbaiki angkanya."))
            return default
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self._value(key, bool, "true/false", False)
        return default if value is None else value

    def texts(self, key: str) -> list[str]:
        values = self._value(key, list, _("daftar teks dalam kurung siku"), False) or []
        if not all(isinstance(value, str) for value in values):
            self.fault(
                key, _("%(key)s harus daftar teks.") % {"key": key}, _("Apit tiap butir dengan tanda kutip.")
            )
            return []
        return [value.strip() for value in values if value.strip()]

    def tables(self, key: str) -> list["Table"]:
        values = self._value(key, list, f"[[{key}]]", False) or []
        if not all(isinstance(value, dict) for value in values):
            self.fault(
                key, _("%(key)s harus ditulis sebagai [[%(key)s]].") % {"key": key}, _("Lihat panduan.")
            )
            return []
        return [Table(value, self.report, self.lines, key, index) for index, value in enumerate(values)]

    def table(self, key: str) -> "Table":
        values = self._value(key, dict, f"[{key}]", False) or {}
        return Table(values, self.report, self.lines, key)

    def leave_out_unknown(self) -> None:
        for key in sorted(self.values.keys() - self.read):
            self.report.leave_out(self.line(key), key, _("Isian ini tidak dikenal."))

    def _value(self, key: str, kind: type, words: str, needed: bool) -> Any:
        self.read.add(key)
        value = self.values.get(key)
        if value is None:
            if needed:
                reason = _("%(key)s belum diisi.") % {"key": key}
                self.fault(key, reason, _("Tambahkan baris %(key)s = … .") % {"key": key})
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            reason = _("%(key)s harus berupa %(kind)s.") % {"key": key, "kind": words}
            self.fault(key, reason, _("Perbaiki isinya."))
            return None
        if _holds_nul(value):
            self.fault(key, _("%(key)s memuat tanda NUL.") % {"key": key}, _("Hapus tanda itu dari teksnya."))
            return None
        if needed and value == "":
            self.fault(key, _("%(key)s belum diisi.") % {"key": key}, _("Isi nilainya."))
        return value


def _holds_nul(value: Any) -> bool:
    """TOML can write a NUL as an escape; no database takes it everywhere."""
    texts = value if isinstance(value, list) else [value]
    return any(isinstance(text, str) and "\0" in text for text in texts)
