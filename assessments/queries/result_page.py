"""The result of one attempt. Feedback is fetched only when it may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assessments import rules
from assessments.enums import Certainty, Phase, ReviewItem
from assessments.fragments import revealed_html, verdict_html
from assessments.grading.certainty import Level, finding, levels
from assessments.grading.marks import SLOT_STEP, rounded
from assessments.grading.words import folded
from assessments.models import Attempt, AttemptSlot
from assessments.queries import statements
from assessments.queries.marking import Told, told_marks
from assessments.review import Review, reached, review, waiting
from assessments.showing import Revealed, brief, by_hand, held_back, revealed, shown
from courses.queries.outline import Activity, outline_of
from lms.core.prepared import Prepared

SHORT_WORDS = 4
LESSONS_SHOWN = 2

SHOWN = [
    *("position", "section", "score", "response", "certainty", "option_order", "drawn"),
    *("version__kind", "version__body", "graded_by__body"),
]

SIBLINGS = Prepared(
    lambda enrolment, quiz: Attempt.objects.filter(enrolment=enrolment, quiz=quiz).values_list(
        "passed", flat=True
    )
)
SLOTS = Prepared(
    lambda attempt: (
        AttemptSlot.objects.filter(attempt=attempt)
        .select_related("version", "graded_by")
        .only(*SHOWN)
        .order_by("position")
    )
)


@dataclass(frozen=True)
class SectionResult:
    title: str
    score: Decimal
    full: int
    lessons: Sequence[Activity] = ()

    @property
    def percent(self) -> Decimal:
        return 100 * self.score / self.full


@dataclass(frozen=True)
class Answered:
    position: int
    points: Decimal
    question: Revealed
    certainty: int = 0

    @property
    def reduced(self) -> bool:
        """Whether wrong checks took something off."""
        less = self.points < rounded(self.question.share, SLOT_STEP)
        return self.question.may.marks and less and not self.certainty

    @property
    def sure(self) -> str:
        """How sure the learner was, in words, where that may be told and was asked."""
        return str(Certainty(self.certainty).label) if self.certainty and self.question.may.answers else ""

    @property
    def verdict(self) -> SafeString:
        points = self.points if self.question.may.marks and not self.certainty else None
        return verdict_html(self.question.verdict, points, get_language() or "")

    @property
    def brief(self) -> str:
        return brief(self.question.shown.stem)

    @property
    def html(self) -> SafeString:
        return revealed_html(self.question)


@dataclass(frozen=True)
class Coming:
    """What a later phase opens."""

    phase: Phase
    items: list[ReviewItem]

    @property
    def words(self) -> str:
        return ", ".join(str(item.label).lower() for item in self.items)


@dataclass(frozen=True)
class ResultPage:
    attempt: Attempt
    sections: list[SectionResult]
    weak: list[SectionResult]
    answers: list[Answered]
    may: Review
    coming: list[Coming]
    chances: int | None
    certainty: list[Level]

    @property
    def sureness(self) -> str:
        return finding(self.certainty)


def result_page(attempt: Attempt, now: datetime) -> ResultPage:
    quiz = attempt.quiz
    siblings = SIBLINGS(enrolment=attempt.enrolment_id, quiz=quiz.pk)
    terms = rules.terms(quiz, statements.EXCEPTION.one(user=attempt.user_id, quiz=quiz.pk))
    chances = rules.chances_left(terms.allowed, len(siblings))
    closed = terms.closes_at is not None and now >= terms.closes_at
    phases = reached(passed=any(siblings), chances=chances, closed=closed)
    may = review(quiz.review, phases)
    slots = SLOTS(attempt=attempt.pk)
    sections = _sections(slots)
    weak = [_with_lessons(item, attempt) for item in sections if item.percent < attempt.pass_percent]
    coming = [Coming(phase, items) for phase, items in waiting(quiz.review, phases).items()]
    if not may.marks:
        sections, weak = [], []
    answers = _answers(slots, told_marks(attempt, slots), may) if may.of_questions else []
    sure = levels((slot.certainty, float(points(slot))) for slot in slots) if may.answers else []
    return ResultPage(attempt, sections, weak, answers, may, coming, chances, sure)


def _with_lessons(section: SectionResult, attempt: Attempt) -> SectionResult:
    activities = outline_of(attempt.enrolment.course).activities
    lessons = [item for item in activities if item.kind.name == "lesson"]
    return replace(section, lessons=related(section.title, lessons))


def _sections(slots: list[AttemptSlot]) -> list[SectionResult]:
    titles = list(dict.fromkeys(slot.section for slot in slots))
    return [
        SectionResult(
            title,
            max(Decimal(0), sum((points(slot) for slot in slots if slot.section == title), Decimal(0))),
            sum(slot.section == title for slot in slots),
        )
        for title in titles
    ]


def points(slot: AttemptSlot) -> Decimal:
    """What a graded slot earned."""
    return slot.score or Decimal(0)


def related(title: str, lessons: list[Activity]) -> list[Activity]:
    """Lessons whose titles share the most words with a section's title; none when no word is shared."""
    wanted = _words(title)
    ranked = sorted(lessons, key=lambda lesson: -len(wanted & _words(lesson.title)))
    return [lesson for lesson in ranked[:LESSONS_SHOWN] if wanted & _words(lesson.title)]


def _words(text: str) -> set[str]:
    plain = "".join(sign if sign.isalnum() else " " for sign in folded(text))
    return {word for word in plain.split() if len(word) >= SHORT_WORDS}


def _answers(slots: list[AttemptSlot], told: dict[int, Told], may: Review) -> list[Answered]:
    return [
        Answered(
            slot.position, points(slot), held_back(_revealed(slot, told.get(slot.pk)), may), slot.certainty
        )
        for slot in slots
    ]


def _revealed(slot: AttemptSlot, told: Told | None) -> Revealed:
    if told is None:
        return revealed(slot.version.kind, slot.key, slot.option_order, slot.response)
    question = shown(slot.version.kind, slot.body, slot.option_order, slot.response)
    return by_hand(question, slot.body, told.points, Fraction(points(slot)), told.comments)
