"""Questions that GIFT cannot hold, in ``quizzes/<name>.toml`` beside the GIFT file."""

import tomllib
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from assessments.authoring import SheetFault, faults_in, read_sheet, write_sheet
from assessments.authoring.toml import value_of
from assessments.categories import BadPath, clean_path
from assessments.enums import Bloom, QuestionKind
from assessments.gift import Draft, Parsed
from assessments.gift.reader import NAME_LIMIT, TAG_LIMIT
from courses.importer.faults import Fault, LeftOut
from courses.importer.tables import lines_of

HEAD = ("name", "kind", "tag", "level", "category", "bloom")
NESTED = "questions."


class Read(dict[str, Any]):
    """A table that remembers which of its keys were read."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        self.seen: set[str] = set(HEAD)

    def get(self, key: str, default: Any = None) -> Any:
        self.seen.add(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.seen.add(str(key))
        return super().__contains__(key)


def parse_sheets(source: str, file: str) -> Parsed:
    """All questions of a file, its faults with their lines, and keys that are not known."""
    parsed = Parsed()
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as fault:
        parsed.faults.append(
            Fault(file, _line_of(fault), "", _("Berkas ini bukan TOML yang sah."), str(fault))
        )
        return parsed
    lines = {
        index: line
        for (table, index, key), line in lines_of(source).items()
        if (table, key) == ("questions", "")
    }
    rows = data.get("questions")
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        _question(row, file, lines.get(index, 1), parsed)
    return parsed


def _line_of(fault: Exception) -> int | None:
    """tomllib tells the line in its words only: ``(at line 3, column 5)``."""
    _before, _at, rest = str(fault).partition("at line ")
    number = rest.partition(",")[0]
    return int(number) if number.isdecimal() else None


def _question(row: Any, file: str, line: int, parsed: Parsed) -> None:
    sheet = Read(row if isinstance(row, dict) else {})
    try:
        draft = _draft(sheet, line)
    except SheetFault as fault:
        value = str(row.get(fault.key, fault.key)) if isinstance(row, dict) else str(row)
        parsed.faults.append(Fault(file, line, value, fault.reason, _("Lihat panduan menulis soal.")))
        return
    for reason in faults_in(draft.kind, draft.body):
        parsed.faults.append(Fault(file, line, draft.name, reason, _("Perbaiki soal ini.")))
    for key in sorted(set(sheet) - sheet.seen):
        parsed.left_out.append(LeftOut(file, line, key, _("Isian ini tidak dikenal.")))
    parsed.drafts.append(draft)


def _draft(sheet: Read, line: int) -> Draft:
    kind = _word(sheet, "kind", 20)
    name, tag = _word(sheet, "name", NAME_LIMIT), _word(sheet, "tag", TAG_LIMIT, needed=False)
    level = dict.get(sheet, "level", 1)
    if level not in range(1, 6) or isinstance(level, bool):
        raise SheetFault("level", _("Tingkat harus 1 sampai 5."))
    place = {"category": _category(sheet), "bloom": _bloom(sheet)}
    return Draft(name, kind, read_sheet(kind, sheet), tag, level, line, **place)


def _category(sheet: Read) -> str:
    try:
        return clean_path(_word(sheet, "category", 400, needed=False))
    except BadPath as fault:
        raise SheetFault("category", str(fault)) from None


def _bloom(sheet: Read) -> str:
    word = _word(sheet, "bloom", 2, needed=False)
    if word and word not in Bloom.values:
        raise SheetFault("bloom", _("Ranah kognitif harus C1 sampai C6."))
    return word


def _word(sheet: Read, key: str, limit: int, *, needed: bool = True) -> str:
    value = dict.get(sheet, key, "")
    if not isinstance(value, str) or "\0" in value or (needed and not value.strip()):
        raise SheetFault(key, _("%(key)s belum diisi.") % {"key": key})
    if len(value) > limit:
        raise SheetFault(key, _("Lebih dari %(limit)s karakter.") % {"limit": limit})
    return value.strip()


def write_sheets(drafts: Iterable[Draft]) -> str:
    return "\n".join(_table(draft) for draft in drafts)


def _table(draft: Draft) -> str:
    head = {"name": draft.name, "kind": str(QuestionKind(draft.kind).value), "level": draft.level}
    place = {"tag": draft.tag, "category": draft.category, "bloom": draft.bloom}
    tag = {key: value for key, value in place.items() if value}
    lines = [
        f"{key} = {value_of(value)}"
        for key, value in (head | tag | write_sheet(draft.kind, draft.body)).items()
    ]
    return "\n".join(["[[questions]]", *lines]) + "\n"
