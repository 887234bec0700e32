"""Reports and letters as PDF: the same words always give the same bytes."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import font_lato
import typst

if TYPE_CHECKING:
    from typst import PDFStandard  # only in the stub

SOURCE = Path(__file__).parent / "typst" / "report.typ"
FONTS = str(Path(font_lato.__file__).parent / "files")
MISSING = re.compile(r"the text `\"(.+?)\"` could not be displayed")
STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]


@dataclass(frozen=True)
class Part:
    """A section: a head, paragraphs, and a table where ``heads`` are given. ``numbers``: columns set to the right;
    ``widths``: how the width is shared.
    """

    head: str = ""
    lines: Sequence[str] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    numbers: Sequence[int] = ()
    widths: Sequence[int] = ()


@dataclass(frozen=True)
class Report:
    title: str
    parts: Sequence[Part]
    footer: str
    issuer: str = ""
    place: str = ""
    subtitle: str = ""


def printed(report: Report, *, on: date) -> bytes:
    """The report as tagged PDF/A-2a and PDF/UA-1, dated ``on``; signs that no font has become question marks."""
    data = asdict(report)
    for part in data["parts"]:
        part["widths"] = list(part["widths"]) or [1] * len(part["heads"])
    try:
        return _compiled(data, on)
    except typst.TypstError as error:
        signs = missing_signs(error)
        if not signs:
            raise
        return _compiled(_with_marks(data, dict.fromkeys(map(ord, signs), "?")), on)


def _with_marks(value: Any, marks: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(marks)
    if isinstance(value, dict):
        return {key: _with_marks(part, marks) for key, part in value.items()}
    return [_with_marks(part, marks) for part in value] if isinstance(value, list | tuple) else value


def _compiled(data: Any, on: date) -> bytes:
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(SOURCE.read_bytes(), font_paths=fonts(), sys_inputs=inputs)
    timestamp = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp))


def missing_signs(error: typst.TypstError) -> str:
    """The signs that stand in none of the fonts, each once; none if something else went wrong."""
    signs = "".join(_unescaped(sign) for sign in MISSING.findall(error.diagnostic))
    return "".join(dict.fromkeys(signs))


def _unescaped(sign: str) -> str:
    """Typst writes what it can't show either as ``\\u{f0000}``."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), sign)


@cache
def fonts() -> typst.Fonts:
    """The same fonts on every machine: Lato, and those inside typst for what Lato lacks; found once."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
