"""Write the quizzes of a course back into the form of a course folder."""

from typing import Any

from assessments.enums import Behaviour
from assessments.gift import Draft, holds, write
from assessments.importer.sheet_file import write_sheets
from assessments.models import HeldQuestions, Question, QuestionBank, QuizPage, QuizSection
from assessments.review import cleaned, word_for
from courses.enums import Purpose
from courses.models import CoursePage


class QuizExport:
    def tables(self, course: CoursePage) -> list[dict[str, Any]]:
        return [_table(quiz) for quiz in _quizzes(course)]

    def files(self, course: CoursePage) -> dict[str, bytes]:
        """The questions of each quiz's bank that are in use: a GIFT file, and a TOML file for what GIFT cannot hold."""
        banks = {quiz.slug: _bank(quiz) for quiz in _quizzes(course)}
        return {
            f"quizzes/{name}.{ending}": text.encode()
            for name, bank in banks.items()
            if bank
            for ending, text in _texts(drafts_of(bank)).items()
        }


def _texts(drafts: list[Draft]) -> dict[str, str]:
    beyond = [draft for draft in drafts if not holds(draft)]
    plain = [draft for draft in drafts if holds(draft)]
    sheets = {"toml": write_sheets(beyond)} if beyond else {}
    return ({"gift": write(plain)} if plain or not beyond else {}) | sheets


def _quizzes(course: CoursePage) -> list[QuizPage]:
    """The newest drafts, as the course's own export writes them."""
    pages = QuizPage.objects.descendant_of(course).order_by("path")
    return [page.get_latest_revision_as_object() for page in pages]


def _bank(quiz: QuizPage) -> QuestionBank | None:
    section = quiz.sections.first()
    return section.bank if section else None


def _table(quiz: QuizPage) -> dict[str, Any]:
    return {
        "name": quiz.slug,
        "title": quiz.title,
        **({"purpose": str(quiz.purpose)} if quiz.purpose != Purpose.TEST else {}),
        "minutes": quiz.minutes,
        "attempts": quiz.attempts_allowed,
        "pass_percent": quiz.pass_percent,
        "shuffle": quiz.shuffle,
        **_review(quiz),
        "grade": str(quiz.grade_method),
        **_behaviour(quiz),
        **_marking(quiz),
        "sections": [_section(section) for section in quiz.sections.all()],
    }


def _review(quiz: QuizPage) -> dict[str, Any]:
    """One word where one says it all; else the phases of each item."""
    word = word_for(quiz.review)
    return {"feedback": word} if word else {"review": cleaned(quiz.review)}


def _behaviour(quiz: QuizPage) -> dict[str, Any]:
    """Nothing where answers are checked at the end, as in most quizzes."""
    if quiz.behaviour == Behaviour.DEFERRED:
        return {}
    many = {"tries": quiz.tries, "penalty_percent": quiz.penalty_percent}
    return {"behaviour": str(quiz.behaviour)} | (many if quiz.behaviour == Behaviour.TRIES else {})


def _marking(quiz: QuizPage) -> dict[str, Any]:
    """Only what differs from one marker who sees no names."""
    two = {"markers": quiz.markers, "marker_gap_percent": quiz.marker_gap_percent}
    return (two if quiz.markers > 1 else {}) | ({} if quiz.blind else {"blind": False})


def _section(section: QuizSection) -> dict[str, Any]:
    if section.question:
        return {"title": section.title, "question": section.question.name}
    row = {
        "title": section.title,
        "tag": section.tag,
        "category": section.category.path if section.category else "",
        "level": section.level,
        "bloom": section.bloom,
        "count": section.count,
    }
    return {key: value for key, value in row.items() if value not in {"", None}}


def drafts_of(bank: QuestionBank) -> list[Draft]:
    """The questions of a bank in the order in which they were first written; those of an import that waits go first."""
    held = HeldQuestions.objects.filter(bank=bank).first()
    if held:
        return [Draft(**question) for question in held.questions]
    rows = Question.objects.usable().filter(bank=bank).select_related("current", "category").order_by("pk")
    return [draft_of(question) for question in rows]


def draft_of(question: Question) -> Draft:
    version = question.current
    if version is None:
        raise ValueError(f"question {question.pk} has no version")
    return Draft(
        question.name,
        version.kind,
        version.body,
        question.tag,
        question.level,
        category=question.category.path if question.category else "",
        bloom=question.bloom,
    )
