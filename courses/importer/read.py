"""Folder → plan: everything is read and checked, nothing is stored."""

from posixpath import basename

from django.utils.translation import gettext as _

from courses.importer.faults import FolderFault, LeftOut
from courses.importer.folder import Folder
from courses.importer.known import check_names
from courses.importer.lesson import lesson_name, read_lesson
from courses.importer.mediafiles import check_media
from courses.importer.outline import FILE, ModuleRow, module_rows, outline_of, quiz_tables, read_toml
from courses.importer.parts import parts
from courses.importer.plan import Module, Plan
from courses.importer.report import Report

MINUTES_A_JP = 45


def make_plan(folder: Folder, *, publish: bool = False) -> Plan:
    """Never raises for what is wrong with the folder's content: that stands in ``faults``."""
    plan = Plan(publish=publish)
    try:
        _read(folder, plan)
    except FolderFault as error:
        plan.faults.append(error.fault)
    return plan


def _read(folder: Folder, plan: Plan) -> None:
    root = read_toml(folder)
    plan.outline = outline_of(root)
    plan.quizzes = quiz_tables(root)
    rows = module_rows(root) or [_one_module(folder)]
    root.leave_out_unknown()
    for row in rows:
        plan.modules.append(_module(folder, row, plan, root.report))
    if not plan.outline.jp:
        minutes = sum(lesson.minutes for lesson in plan.lessons)
        plan.outline.jp = max(1, minutes // MINUTES_A_JP)
    _check_twice(plan, rows, root.report)
    check_names(plan, root)
    plan.faults[:0] = root.report.faults
    plan.left_out[:0] = root.report.left_out
    _list_unused(folder, rows, plan)
    check_media(folder, plan)
    for part in parts():
        plan.faults += part.check(plan, folder)


def _one_module(folder: Folder) -> ModuleRow:
    """A folder of Markdown without ``[[modules]]``: all of it is one module, README first."""
    files = sorted(
        (n for n in folder.names if n.endswith(".md")), key=lambda n: (basename(n) != "README.md", n)
    )
    return ModuleRow("materi", _("Materi"), files, [], [], None)


def _module(folder: Folder, row: ModuleRow, plan: Plan, report: Report) -> Module:
    module = Module(row.name, row.title, quizzes=row.quizzes)
    for name in row.lessons:
        file = _file_of(folder, name)
        if file is None:
            report.fault(
                row.line,
                name,
                _("Berkas materi ini tidak ada di lessons/."),
                _("Tambahkan lessons/%(name)s.md, atau hapus dari daftar.")
                % {"name": name.removesuffix(".md")},
            )
            continue
        try:
            module.lessons.append(read_lesson(folder, file, plan))
        except FolderFault as error:
            plan.faults.append(error.fault)
    module.items = _order(module, row, report)
    return module


def _file_of(folder: Folder, name: str) -> str | None:
    """``01-awal`` is a file of ``lessons/``; a name that ends in ``.md`` may lie anywhere in the folder."""
    stem = name.removesuffix(".md")
    choices = [f"lessons/{stem}.md", f"{stem}.md"]
    return next((path for path in choices if path in folder), None)


def _order(module: Module, row: ModuleRow, report: Report) -> list[str]:
    """Lessons then quizzes, unless ``items`` names another order; what it forgets comes last."""
    names = [*(lesson.name for lesson in module.lessons), *module.quizzes]
    wanted = [item if item in names else lesson_name(item) for item in row.items]
    for item in wanted:
        if item not in names:
            report.fault(
                row.line,
                item,
                _("items menyebut nama yang tidak ada di modul ini."),
                _("Hapus atau perbaiki namanya."),
            )
    return [*(item for item in wanted if item in names), *(name for name in names if name not in wanted)]


def _check_twice(plan: Plan, rows: list[ModuleRow], report: Report) -> None:
    """Names are lasting names: each may stand for one thing in the course only."""
    modules: set[str] = set()
    for row in rows:
        if row.name in modules:
            report.fault(
                row.line, row.name, _("Dua modul memakai nama yang sama."), _("Ganti name salah satunya.")
            )
        modules.add(row.name)
    seen: set[str] = set()
    for module, row in zip(plan.modules, rows, strict=True):
        for name in [*(lesson.name for lesson in module.lessons), *module.quizzes]:
            if name in seen:
                reason = _("Dua materi atau kuis memakai nama yang sama.")
                report.fault(row.line, name, reason, _("Ganti nama berkas salah satunya."))
            seen.add(name)


def _list_unused(folder: Folder, rows: list[ModuleRow], plan: Plan) -> None:
    used = {lesson.file for lesson in plan.lessons} | plan.media.keys() | {FILE}
    named = {path for row in rows for path in (_file_of(folder, name) for name in row.lessons) if path}
    quizzes = {name for name in folder.names if name.startswith("quizzes/")}
    why = _("Berkas ini tidak disebut di course.toml atau materi mana pun.")
    plan.left_out += [
        LeftOut(path, None, path, why) for path in sorted(set(folder.names) - used - named - quizzes)
    ]
