"""``course.toml``: what the course is, and which modules it has."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.enums import EnrolmentPolicy
from courses.importer.faults import Fault, FolderFault
from courses.importer.folder import Folder
from courses.importer.frontmatter import toml_line
from courses.importer.markdown import parse
from courses.importer.plan import Outline
from courses.importer.report import Report
from courses.importer.richtext import Writer
from courses.importer.tables import Table, lines_of

FILE = "course.toml"
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
SLUG_LIMIT = 120


@dataclass
class ModuleRow:
    """A ``[[modules]]`` table: names only, the lessons themselves are read later."""

    name: str
    title: str
    lessons: list[str]
    quizzes: list[str]
    items: list[str]
    line: int | None


def read_toml(folder: Folder) -> Table:
    """The root table; FolderFault when it is not TOML."""
    text = folder.read_text(FILE)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = toml_line(error, text) if isinstance(error, tomllib.TOMLDecodeError) else None
        raise FolderFault(
            Fault(
                FILE,
                line,
                "",
                _("course.toml tidak dapat dibaca."),
                _("Periksa tanda kutip dan kurung di baris ini."),
            )
        ) from error
    return Table(values, Report(FILE), lines_of(text))


def outline_of(root: Table) -> Outline:
    """The head of the file; faults go into the table's report."""
    root.whole("format", 1, 1, 1)
    root.text("language")
    title = root.text("title", needed=True, limit=255)
    certificate = root.table("certificate")
    rules = root.table("completion")
    return Outline(
        slug=_slug(root),
        title=title,
        summary=root.text("summary", limit=300) or title,
        description=_description(root),
        field=root.text("field", needed=True),
        level=root.whole("level", 1, 1, 5),
        jp=root.whole("jp", 0, 1, 500),
        audience=root.text("audience", limit=200),
        objectives=root.texts("objectives"),
        prerequisites=root.texts("prerequisites"),
        lecturers=root.texts("lecturers"),
        enrolment=_enrolment(root),
        skills=[
            (skill.text("code", needed=True), skill.whole("level", 1, 1, 5))
            for skill in root.tables("skills")
        ],
        certificate=certificate.flag("enabled", True),
        valid_months=certificate.whole("valid_months", 36, 0, 600),
        needs_lessons=rules.flag("lessons", True),
        needs_quizzes=rules.flag("quizzes", True),
    )


def module_rows(root: Table) -> list[ModuleRow]:
    return [_module(table) for table in root.tables("modules")]


def _module(table: Table) -> ModuleRow:
    title = table.text("title", limit=255)
    name = table.text("name", limit=SLUG_LIMIT) or slugify(title)
    if not SLUG.fullmatch(name):
        table.fault(
            "name", _("Modul ini belum mempunyai name."), _("Pakai huruf kecil, angka, dan tanda hubung.")
        )
    row = ModuleRow(
        name=name,
        title=title or name.replace("-", " ").capitalize(),
        lessons=table.texts("lessons"),
        quizzes=table.texts("quizzes"),
        items=table.texts("items"),
        line=table.line(),
    )
    table.leave_out_unknown()
    return row


def quiz_tables(root: Table) -> list[dict[str, Any]]:
    """``[[quizzes]]`` as they stand, with ``line`` added to each and to each of its sections."""
    tables, number = [], 0
    for table in root.tables("quizzes"):
        values = {**table.values, "line": table.line()}
        sections = values.get("sections")
        if isinstance(sections, list):
            values["sections"] = [
                {**section, "line": root.lines.get(("quizzes.sections", number + place, ""))}
                for place, section in enumerate(sections)
                if isinstance(section, dict)
            ]
            number += len(sections)
        tables.append(values)
    return tables


def _slug(root: Table) -> str:
    slug = root.text("slug", needed=True, limit=SLUG_LIMIT)
    if slug and not SLUG.fullmatch(slug):
        root.fault(
            "slug",
            _("slug hanya boleh memuat huruf, angka, dan tanda hubung."),
            _("Contoh: dasar-jaringan."),
        )
    return slug


def _enrolment(root: Table) -> str:
    policy = root.text("enrolment", default=EnrolmentPolicy.OPEN)
    if policy not in EnrolmentPolicy.values:
        root.fault("enrolment", _("enrolment harus open atau assigned."), _("Perbaiki isinya."))
        return EnrolmentPolicy.OPEN
    return policy


def _description(root: Table) -> str:
    """Markdown of its own; lines are counted from the key's line on."""
    source = root.text("description")
    report = Report(FILE, offset=(root.line("description") or 1) - 1)
    html = Writer(report).flow(parse(source).children)
    root.report.left_out += report.left_out
    return html.replace("<code>", "").replace("</code>", "")
