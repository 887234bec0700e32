"""The result of one attempt. Feedback is fetched only when it may be shown."""

from dataclasses import dataclass
from decimal import Decimal

from assessments import rules
from assessments.grading.words import folded
from assessments.models import Attempt, AttemptSlot
from assessments.showing import Revealed, revealed
from courses.models import CoursePage, LessonPage

SHORT_WORDS = 4
LESSONS_SHOWN = 2


@dataclass(frozen=True)
class SectionResult:
    title: str
    score: Decimal
    full: int
    lessons: list[LessonPage]

    @property
    def percent(self) -> Decimal:
        return 100 * self.score / self.full


@dataclass(frozen=True)
class Answered:
    position: int
    points: Decimal
    question: Revealed


@dataclass(frozen=True)
class ResultPage:
    attempt: Attempt
    sections: list[SectionResult]
    weak: list[SectionResult]
    answers: list[Answered]
    feedback_open: bool
    chances: int | None


def result_page(attempt: Attempt) -> ResultPage:
    quiz = attempt.quiz
    siblings = list(Attempt.objects.filter(enrolment=attempt.enrolment_id, quiz=quiz).only("passed", "state"))
    chances = rules.chances_left(quiz.attempts_allowed, len(siblings))
    passed = any(sibling.passed for sibling in siblings)
    is_open = rules.feedback_is_open(quiz.feedback, passed=passed, chances=chances)
    slots = list(AttemptSlot.objects.filter(attempt=attempt).select_related("version").order_by("position"))
    sections = _sections(slots, attempt.enrolment.course)
    weak = [section for section in sections if section.percent < attempt.pass_percent]
    return ResultPage(attempt, sections, weak, _answers(slots) if is_open else [], is_open, chances)


def _sections(slots: list[AttemptSlot], course: CoursePage) -> list[SectionResult]:
    lessons = list(LessonPage.objects.descendant_of(course).live().only("title", "path", "slug"))
    titles = list(dict.fromkeys(slot.section for slot in slots))
    return [
        SectionResult(
            title,
            sum((points(slot) for slot in slots if slot.section == title), Decimal(0)),
            sum(slot.section == title for slot in slots),
            related(title, lessons),
        )
        for title in titles
    ]


def points(slot: AttemptSlot) -> Decimal:
    """What a graded slot earned."""
    return slot.score or Decimal(0)


def related(title: str, lessons: list[LessonPage]) -> list[LessonPage]:
    """Lessons whose titles share the most words with a section's title; none when no word is shared."""
    wanted = _words(title)
    ranked = sorted(lessons, key=lambda lesson: -len(wanted & _words(lesson.title)))
    return [lesson for lesson in ranked[:LESSONS_SHOWN] if wanted & _words(lesson.title)]


def _words(text: str) -> set[str]:
    plain = "".join(sign if sign.isalnum() else " " for sign in folded(text))
    return {word for word in plain.split() if len(word) >= SHORT_WORDS}


def _answers(slots: list[AttemptSlot]) -> list[Answered]:
    return [
        Answered(
            slot.position,
            points(slot),
            revealed(slot.version.kind, slot.version.body, slot.option_order, slot.response),
        )
        for slot in slots
    ]
