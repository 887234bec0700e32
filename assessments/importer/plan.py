"""Read the ``[[quizzes]]`` tables and the GIFT files they name."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from assessments.categories import BadPath, clean_path, last_name
from assessments.drawing import Filter, Wish, filled
from assessments.enums import Behaviour, Bloom, FeedbackTiming, GradeMethod, Phase, QuestionKind, ReviewItem
from assessments.gift import Draft, Parsed, parse
from assessments.importer.sheet_file import parse_sheets
from assessments.review import cleaned, preset
from courses.enums import Purpose
from courses.importer.faults import Fault, FolderFault, LeftOut
from courses.importer.folder import Folder
from courses.importer.plan import Plan
from courses.importer.report import Report
from courses.importer.tables import Table

TOML = "course.toml"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME_LIMIT = 120


@dataclass
class Section:
    title: str
    filter: Filter
    count: int
    line: int | None


@dataclass
class QuizPlan:
    """One quiz; ``rules`` are the fields of its page."""

    name: str
    line: int | None
    rules: dict[str, Any]
    sections: list[Section] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def file(self) -> str:
        return f"quizzes/{self.name}.gift"

    @property
    def sheet_file(self) -> str:
        """For questions that GIFT cannot hold; a quiz needs one of the two."""
        return f"quizzes/{self.name}.toml"


def read_quizzes(plan: Plan, folder: Folder) -> tuple[list[QuizPlan], Report]:
    """All quizzes of a folder, with their questions, and what is wrong or left out."""
    report = Report(TOML)
    quizzes = [_quiz(values, index, report) for index, values in enumerate(plan.quizzes)]
    _check_names(plan, quizzes, report)
    for quiz in quizzes:
        if quiz.name:
            _read_file(quiz, folder, report)
    known = {name for quiz in quizzes for name in (quiz.file, quiz.sheet_file)}
    for name in folder.names:
        if name.startswith("quizzes/") and name not in known:
            report.leave_out(None, name, _("Berkas ini tidak disebut di [[quizzes]]."))
    return quizzes, report


def _quiz(values: dict[str, Any], index: int, report: Report) -> QuizPlan:
    sections = values.get("sections")
    lines = {("quizzes", index, ""): values.get("line")}
    lines |= {
        ("sections", place, ""): section.get("line")
        for place, section in enumerate(sections if isinstance(sections, list) else [])
        if isinstance(section, dict)
    }
    table = Table(values, report, {key: line for key, line in lines.items() if line}, "quizzes", index)
    table.read.add("line")
    name = table.text("name", needed=True, limit=NAME_LIMIT)
    if name and not NAME.fullmatch(name):
        table.fault("name", _("Nama kuis tidak sah."), _("Pakai huruf kecil, angka, dan tanda hubung."))
    quiz = QuizPlan(name, table.line(), _rules(table))
    quiz.sections = [_section(row) for row in table.tables("sections")]
    if not quiz.sections:
        table.fault("sections", _("Kuis ini tidak memiliki bagian."), _("Tambahkan [[quizzes.sections]]."))
    table.leave_out_unknown()
    return quiz


def _rules(table: Table) -> dict[str, Any]:
    return {
        "title": table.text("title", needed=True, limit=255),
        "purpose": _choice(table, "purpose", Purpose.TEST, Purpose.values),
        "minutes": table.whole("minutes", 20, 0, 600),
        "attempts_allowed": table.whole("attempts", 3, 0, 100),
        "pass_percent": table.whole("pass_percent", 70, 0, 100),
        "shuffle": table.flag("shuffle", True),
        "review": _review(table),
        "behaviour": _choice(table, "behaviour", Behaviour.DEFERRED, Behaviour.values),
        "tries": table.whole("tries", 3, 2, 5),
        "penalty_percent": table.whole("penalty_percent", 33, 0, 100),
        "markers": table.whole("markers", 1, 1, 2),
        "marker_gap_percent": table.whole("marker_gap_percent", 15, 0, 100),
        "blind": table.flag("blind", True),
        "grade_method": _choice(table, "grade", GradeMethod.BEST, GradeMethod.values),
    }


def _review(table: Table) -> dict[str, list[str]]:
    """``feedback`` is one word for the usual options; a table ``review`` names the phases of each item."""
    usual = preset(_choice(table, "feedback", FeedbackTiming.AFTER_SUBMIT, FeedbackTiming.values))
    given = table.table("review")
    if not given.values:
        return usual
    options = {item: given.texts(item) for item in ReviewItem.values}
    given.leave_out_unknown()
    try:
        return cleaned(options)
    except ValueError:
        mend = _("Pakai salah satu dari: %(names)s.") % {"names": ", ".join(Phase.values)}
        table.fault("review", _("Isian ini tidak dikenal."), mend)
        return usual


def _choice(table: Table, key: str, default: str, allowed: list[str]) -> str:
    value = table.text(key, default=default)
    if value not in allowed:
        mend = _("Pakai salah satu dari: %(names)s.") % {"names": ", ".join(allowed)}
        table.fault(key, _("Isian ini tidak dikenal."), mend)
        return default
    return value


def _section(table: Table) -> Section:
    table.read.add("line")
    title, name = table.text("title", limit=120), table.text("question", limit=120)
    wanted = Filter(
        table.text("tag", limit=60),
        _category(table),
        table.whole("level", 0, 0, 5) or None,
        _choice(table, "bloom", "", ["", *Bloom.values]),
        name or None,
    )
    if name and wanted != Filter(question=name):
        mend = _("Hapus tag, category, level, dan bloom dari bagian ini.")
        table.fault("question", _("Soal tetap tidak diundi."), mend)
    section = Section(title, wanted, table.whole("count", 1 if name else 5, 1, 200), table.line())
    if name and section.count != 1:
        table.fault("count", _("Soal tetap ditanyakan satu kali."), _("Hapus count."))
    table.leave_out_unknown()
    return section


def _category(table: Table) -> str:
    try:
        return clean_path(table.text("category", limit=400))
    except BadPath as fault:
        table.fault("category", str(fault), _("Persingkat."))
        return ""


def _check_names(plan: Plan, quizzes: list[QuizPlan], report: Report) -> None:
    lessons = {lesson.name for lesson in plan.lessons}
    used = [name for module in plan.modules for name in module.quizzes]
    counts = Counter(quiz.name for quiz in quizzes)
    for quiz in quizzes:
        if counts[quiz.name] > 1:
            report.fault(quiz.line, quiz.name, _("Nama kuis ini dipakai dua kali."), _("Bedakan namanya."))
        if quiz.name in lessons:
            report.fault(
                quiz.line, quiz.name, _("Ada materi dengan nama ini."), _("Beri kuis nama yang lain.")
            )
        if quiz.name and quiz.name not in used:
            report.leave_out(quiz.line, quiz.name, _("Kuis ini tidak dipakai modul mana pun."))
    for name, count in Counter(used).items():
        if name not in counts:
            report.fault(
                None,
                name,
                _("Modul menyebut kuis yang tidak ada."),
                _("Tambahkan [[quizzes]] dengan name = “%(name)s”.") % {"name": name},
            )
        if count > 1:
            report.fault(None, name, _("Kuis ini disebut dua modul."), _("Sebut satu kali saja."))


def _read_file(quiz: QuizPlan, folder: Folder, report: Report) -> None:
    try:
        parts = _parsed(quiz, folder)
    except FolderFault as fault:
        report.faults.append(fault.fault)
        return
    drafts = [_tagged(draft) for part in parts for draft in part.drafts]
    quiz.drafts = [draft for draft in drafts if draft.kind in QuestionKind.values]
    for draft in drafts:
        if draft.kind not in QuestionKind.values:
            why = _("Soal berjenis %(kind)s belum dapat dipakai di sini.") % {"kind": draft.kind}
            report.left_out.append(LeftOut(quiz.file, draft.line, draft.name, why))
    faults = [fault for part in parts for fault in part.faults] + _twice(quiz)
    report.faults += faults
    report.left_out += [note for part in parts for note in part.left_out]
    if not quiz.drafts and not faults:
        empty = Fault(
            quiz.file, None, "", _("Berkas ini tidak berisi soal."), _("Tulis soalnya dalam format GIFT.")
        )
        report.faults.append(empty)
    elif not faults:
        _check_sections(quiz, report)


def _tagged(draft: Draft) -> Draft:
    """In a course folder the last name of a category is the tag of questions without one, for sections to draw by."""
    return draft if draft.tag else replace(draft, tag=last_name(draft.category))


def _parsed(quiz: QuizPlan, folder: Folder) -> list[Parsed]:
    """The GIFT file, which may be missing beside a file of sheets, and that file."""
    sheets = quiz.sheet_file in folder.names
    parts = (
        [] if sheets and quiz.file not in folder.names else [parse(folder.read_text(quiz.file), quiz.file)]
    )
    return [*parts, parse_sheets(folder.read_text(quiz.sheet_file), quiz.sheet_file)] if sheets else parts


def _twice(quiz: QuizPlan) -> list[Fault]:
    """Names that stand in both files, or twice in the file of sheets."""
    counts = Counter(draft.name for draft in quiz.drafts)
    return [
        Fault(
            quiz.sheet_file,
            draft.line,
            draft.name,
            _("Nama soal ini dipakai dua kali."),
            _("Bedakan namanya."),
        )
        for draft in {draft.name: draft for draft in quiz.drafts}.values()
        if counts[draft.name] > 1
    ]


def _check_sections(quiz: QuizPlan, report: Report) -> None:
    """Each section must find its questions, all of them together."""
    pools = [
        [
            n
            for n, draft in enumerate(quiz.drafts)
            if section.filter.takes(draft.name, draft.tag, draft.category, draft.level, draft.bloom)
        ]
        for section in quiz.sections
    ]
    wishes = [Wish("", pool, section.count) for pool, section in zip(pools, quiz.sections, strict=True)]
    for section, pool, got in zip(quiz.sections, pools, filled(wishes), strict=True):
        if not pool:
            report.fault(section.line, _said(section.filter), *_nothing(quiz, section.filter))
        elif got < section.count:
            report.fault(
                section.line,
                str(section.count),
                _("Bagian ini meminta lebih banyak soal daripada yang ada di bank."),
                _("Kurangi count atau tambah soalnya."),
            )


def _said(wanted: Filter) -> str:
    words = [wanted.question, wanted.tag, wanted.category, wanted.level, wanted.bloom]
    return ", ".join(str(word) for word in words if word)


def _nothing(quiz: QuizPlan, wanted: Filter) -> tuple[str, str]:
    """Why a section finds nothing, and how to mend it."""
    if wanted == Filter(tag=wanted.tag):
        known = ", ".join(sorted({draft.tag for draft in quiz.drafts if draft.tag}))
        reason = _("Tidak ada soal dengan tag ini di %(file)s.") % {"file": quiz.file}
        return reason, _("Pakai salah satu dari: %(names)s.") % {"names": known}
    return (
        _("Tidak ada soal seperti ini di %(file)s.") % {"file": quiz.file},
        _("Periksa nama, tag, category, level, dan bloom."),
    )
