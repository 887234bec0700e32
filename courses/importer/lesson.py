"""One lesson file: front matter, then Markdown."""

import math
import re
from pathlib import PurePosixPath
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.importer import frontmatter
from courses.importer.blocks import BlockBuilder
from courses.importer.folder import Folder
from courses.importer.ids import name_blocks
from courses.importer.markdown import Node, parse, plain
from courses.importer.pictures import Shelf
from courses.importer.plan import Lesson, Plan
from courses.importer.report import Report

WORDS_A_MINUTE = 180
TITLE_LIMIT, SUMMARY_LIMIT, MINUTES_LIMIT = 255, 300, 600
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
KNOWN = {"title", "minutes", "summary", "description"}
WORDY = {"text", "callout", "steps", "table", "reflection", "check"}


def lesson_name(file: str) -> str:
    """The lasting name: the file name without its number, ``01-alamat-ip.md`` → ``alamat-ip``."""
    stem = PurePosixPath(file).stem
    name = stem.lstrip("0123456789").lstrip("-_. ") or stem
    return name if SLUG.fullmatch(name) else slugify(name) or "materi"


def read_lesson(folder: Folder, file: str, plan: Plan) -> Lesson:
    """The lesson of ``file``; its faults and what was left out are added to ``plan``."""
    fields, text, offset = frontmatter.split(folder.read_text(file), file)
    report = Report(file, offset, strict=plan.publish)
    root = parse(text)
    heading = next((node for node in root.children if node.type == "heading" and node.tag == "h1"), None)
    title = _text(fields, "title") or (plain(heading) if heading is not None else "")
    shelf = Shelf(folder, report, plan.media, text.split("\n"))
    blocks = BlockBuilder(report, shelf, _heading_to_drop(fields, heading, title)).build(root.children)
    lesson = Lesson(
        name=lesson_name(file),
        file=file,
        title=_title(title, file, report),
        minutes=_minutes(fields, root, report),
        summary=_summary(fields, report),
        blocks=blocks,
    )
    _check_text(lesson, report)
    _list_unknown(fields, report)
    name_blocks(plan.outline.slug if plan.outline else "", lesson)
    plan.faults += report.faults
    plan.left_out += report.left_out
    return lesson


def _heading_to_drop(fields: dict[str, Any], heading: Node | None, title: str) -> str:
    return plain(heading) if heading is not None and not _text(fields, "title") else title


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return " ".join(str(value).replace("\0", " ").split()) if isinstance(value, str | int | float) else ""


def _title(title: str, file: str, report: Report) -> str:
    if not title:
        report.leave_out(None, file, _("Tidak ada judul; nama berkas dipakai sebagai judul."))
        return lesson_name(file).replace("-", " ").capitalize()
    return report.fits(None, title, TITLE_LIMIT, _("Judul materi"))


def _summary(fields: dict[str, Any], report: Report) -> str:
    summary = _text(fields, "summary") or _text(fields, "description")
    return report.fits(None, summary, SUMMARY_LIMIT, _("Ringkasan materi"))


def _minutes(fields: dict[str, Any], root: Node, report: Report) -> int:
    """As the front matter says, else from the number of words."""
    given = fields.get("minutes")
    if given is None:
        return max(1, math.ceil(len(plain(root).split()) / WORDS_A_MINUTE))
    if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= MINUTES_LIMIT:
        return given
    reason = _("minutes harus bilangan bulat 1 sampai %(limit)s.") % {"limit": MINUTES_LIMIT}
    report.fault(None, str(given), reason, _("Tulis misalnya “minutes: 12”."))
    return 1


def _check_text(lesson: Lesson, report: Report) -> None:
    if not any(block.kind in WORDY for block in lesson.blocks):
        report.fault(
            None,
            lesson.title,
            _("Materi ini tidak berisi teks."),
            _("Tulis isi materi, atau hapus dari course.toml."),
        )


def _list_unknown(fields: dict[str, Any], report: Report) -> None:
    unknown = sorted(fields.keys() - KNOWN)
    if unknown:
        report.leave_out(None, ", ".join(unknown), _("Isian kepala berkas ini tidak dipakai pelatihan."))
