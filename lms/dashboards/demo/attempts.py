"""Quiz attempts of the past, drawn and graded by the pure functions of today: a regrade agrees."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random
from typing import cast

from assessments.drawing import Wish, draw, option_order
from assessments.enums import AttemptState, ClosedBy
from assessments.grading import choice_ids, draw_values, grade, percent, realised
from assessments.models import AnswerStep, Attempt, AttemptSlot, Question, QuestionVersion, QuizPage
from courses.models import Enrolment
from lms.dashboards.demo.answers import ANSWERS, answer

BATCH = 1000
FULL = Decimal("0.0001")


@dataclass(frozen=True)
class Sitting:
    quiz_id: int
    ended: datetime
    passed: bool


@dataclass(frozen=True)
class Paper:
    """A quiz with its pools of current question versions."""

    quiz: QuizPage
    wishes: list[Wish]
    versions: dict[int, QuestionVersion]


def write_attempts(work: Sequence[tuple[Enrolment, list[Sitting]]], random: Random) -> None:
    papers = {pk: _paper(pk) for pk in {sitting.quiz_id for _, sittings in work for sitting in sittings}}
    drafts = [
        _draft(papers[sitting.quiz_id], enrolment, sitting, number, random)
        for enrolment, sittings in work
        for number, sitting in _numbered(sittings)
    ]
    Attempt.objects.bulk_create((attempt for attempt, _ in drafts), batch_size=BATCH)
    slots = [slot for _, slots in drafts for slot in slots]
    AttemptSlot.objects.bulk_create(slots, batch_size=BATCH)
    AnswerStep.objects.bulk_create((_step(slot) for slot in slots), batch_size=BATCH)


def _numbered(sittings: Sequence[Sitting]) -> Iterator[tuple[int, Sitting]]:
    """Each quiz counts its own attempts."""
    count: Counter[int] = Counter()
    for sitting in sittings:
        count[sitting.quiz_id] += 1
        yield count[sitting.quiz_id], sitting


def _paper(pk: int) -> Paper:
    quiz = QuizPage.objects.get(pk=pk)
    sections = list(quiz.sections.order_by("sort_order"))
    banks = [item.bank_id for item in sections]
    rows = Question.objects.filter(bank__in=banks, retired_at=None, current__kind__in=ANSWERS)
    questions = list(rows.select_related("current").order_by("name"))
    wishes = [
        Wish(
            item.title,
            [q.pk for q in questions if q.bank_id == item.bank_id and item.tag in {"", q.tag}],
            item.count,
        )
        for item in sections
    ]
    return Paper(quiz, wishes, {question.pk: question.current for question in questions if question.current})


def _draft(
    paper: Paper, enrolment: Enrolment, sitting: Sitting, number: int, random: Random
) -> tuple[Attempt, list[AttemptSlot]]:
    """An attempt whose answers earn a pass, or do not, as the story has it."""
    attempt = Attempt(
        enrolment=enrolment,
        user_id=enrolment.user_id,
        quiz=paper.quiz,
        number=number,
        state=AttemptState.SUBMITTED,
        seed=random.getrandbits(62),
        started_at=sitting.ended - timedelta(minutes=random.randint(6, 17)),
        submitted_at=sitting.ended,
        closed_by=ClosedBy.LEARNER,
        pass_percent=paper.quiz.pass_percent,
    )
    rng = Random(attempt.seed)
    drawn = draw(paper.wishes, set(), rng, shuffle=paper.quiz.shuffle)
    right = _right_count(len(drawn), paper.quiz.pass_percent, sitting.passed, random)
    good = set(random.sample(range(len(drawn)), right))
    slots = [
        _slot(attempt, position, title, paper.versions[pk], position in good, rng)
        for position, (title, pk) in enumerate(drawn)
    ]
    _spread(attempt, slots)
    _grade(attempt, slots)
    return attempt, slots


def _right_count(total: int, pass_percent: int, passed: bool, random: Random) -> int:
    needed = -(-total * pass_percent // 100)
    return random.randint(needed, total) if passed else random.randint(max(0, needed - 4), needed - 2)


def _slot(
    attempt: Attempt, position: int, title: str, version: QuestionVersion, right: bool, rng: Random
) -> AttemptSlot:
    kind, body = version.kind, version.body
    order = option_order(kind, choice_ids(kind, body), rng, shuffle=True)
    drawn = draw_values(kind, body, rng)
    asked = realised(kind, body, drawn)
    response = answer(kind, asked, right)
    return AttemptSlot(
        attempt=attempt,
        position=position + 1,
        section=title,
        version=version,
        option_order=order,
        drawn=drawn,
        last_seq=1,
        response=response,
        answered_at=attempt.submitted_at,
        score=grade(kind, asked, response).points,
    )


def _spread(attempt: Attempt, slots: Sequence[AttemptSlot]) -> None:
    """Answers came one after the other, some sooner and some later, the last when the attempt ended."""
    dice, ended = Random(attempt.seed), cast(datetime, attempt.submitted_at)
    shares = list(accumulate(dice.uniform(0.4, 2) for _ in slots))
    for slot, share in zip(slots, shares, strict=True):
        slot.answered_at = attempt.started_at + (ended - attempt.started_at) * (share / shares[-1])


def _grade(attempt: Attempt, slots: Sequence[AttemptSlot]) -> None:
    score = sum((slot.score or Decimal(0) for slot in slots), Decimal("0.0000"))
    attempt.score, attempt.max_score = score, Decimal(len(slots)).quantize(FULL)
    attempt.percent = percent(score, attempt.max_score)
    attempt.passed = attempt.percent >= attempt.pass_percent


def _step(slot: AttemptSlot) -> AnswerStep:
    return AnswerStep(slot=slot, seq=1, response=slot.response, at=cast(datetime, slot.answered_at))
