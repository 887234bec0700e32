"""Reports and letters as PDF: the same words always give the same bytes."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import font_lato
import typst

if TYPE_CHECKING:
    from typst import PDFStandard  # only in the stub

SOURCE = Path(__file__).parent / "typst" / "report.typ"
FONTS = str(Path(font_lato.__file__).parent / "files")
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
    """The report as tagged PDF/A-2a and PDF/UA-1, dated ``on``."""
    data = asdict(report)
    for part in data["parts"]:
        part["widths"] = list(part["widths"]) or [1] * len(part["heads"])
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(SOURCE.read_bytes(), font_paths=fonts(), sys_inputs=inputs)
    timestamp = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp))


@cache
def fonts() -> typst.Fonts:
    """The same fonts on every machine: Lato, and those inside typst for what Lato lacks; found once."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
