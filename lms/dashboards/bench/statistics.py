"""Figures of a quiz that 20,000 people took: how long reading all answers takes, how much memory, and its pages."""

import time
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from statistics import median

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions.integrity import compute_integrity
from assessments.actions.statistics import compute_statistics
from assessments.enums import AttemptState, ClosedBy
from assessments.models import AnswerStep, Attempt, AttemptSlot, QuestionVersion, QuizPage, QuizStatistics
from courses.models import CoursePage, Enrolment
from lms.dashboards.bench.crowd import FIRST_KEY, grow
from lms.dashboards.bench.measure import Figure
from lms.dashboards.bench.pages import fetch
from lms.people.middleware import PROVEN
from lms.people.models import User

PEOPLE, QUESTIONS, BATCH = 20_000, 30, 1_000
MEGABYTE = 1_000_000
Paper = Sequence[tuple[QuestionVersion, list[str], str]]


def figures() -> Iterator[Figure]:
    quiz = QuizPage.objects.filter(attempts=None).order_by("pk").first() or QuizPage.objects.all()[0]
    paper = _paper()
    grow(0, PEOPLE)
    small = _peak(quiz, paper, 0, PEOPLE // 20)
    _sit(quiz, paper, PEOPLE // 20, PEOPLE)
    _analyse()
    yield Figure(
        "statistics.slots", AttemptSlot.objects.filter(attempt__quiz=quiz).count(), "rows", "-", True
    )
    seconds, attempts = _timed(quiz)
    yield Figure("statistics.attempts", attempts, "rows", f">= {PEOPLE}", attempts >= PEOPLE)
    yield Figure(f"statistics.compute_{PEOPLE}x{QUESTIONS}", seconds, "s", "<= 60", seconds <= 60)
    large = _peak_of_reading(quiz)
    goal = f"<= 2 x {small:.1f} ({PEOPLE // 20} attempts)"
    yield Figure("statistics.memory", large, "MB", goal, large <= 2 * small)
    yield from _pages(quiz)
    began = time.perf_counter()
    compute_integrity(quiz=quiz)
    yield Figure(f"statistics.integrity_{PEOPLE}", time.perf_counter() - began, "s", "-", True)


def _paper() -> Paper:
    """The choices of the demo, each with its options and the right one first."""
    found = []
    for version in QuestionVersion.objects.filter(kind="single").order_by("pk")[:QUESTIONS]:
        weights = {option["id"]: float(option["weight"]) for option in version.body["options"]}
        ids = sorted(weights, key=lambda pk: -weights[pk])
        found.append((version, ids, ids[0]))
    if len(found) < QUESTIONS:
        raise RuntimeError(f"the demo has {len(found)} choices, {QUESTIONS} are wanted")
    return found


def _peak(quiz: QuizPage, paper: Paper, first: int, end: int) -> float:
    _sit(quiz, paper, first, end)
    return _peak_of_reading(quiz)


def _peak_of_reading(quiz: QuizPage) -> float:
    """Peak of Python memory while all is read, in MB; measured apart, because counting slows the reading down."""
    tracemalloc.start()
    compute_statistics(quiz=quiz)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / MEGABYTE


def _timed(quiz: QuizPage) -> tuple[float, int]:
    began = time.perf_counter()
    attempts = compute_statistics(quiz=quiz)
    return time.perf_counter() - began, attempts


def _pages(quiz: QuizPage) -> Iterator[Figure]:
    lecturer = User.objects.filter(grants__role="reviewer").first() or User.objects.get(
        username="bkpsdm.demo"
    )
    client = Client()
    client.force_login(lecturer)
    session = client.session
    session[PROVEN] = lecturer.pk
    session.save()
    question = QuizStatistics.objects.filter(quiz=quiz)[0].payload["questions"][0]["id"]
    for name, address in (
        ("page", reverse("quiz_results", args=[quiz.pk])),
        ("question", reverse("quiz_question", args=[quiz.pk, question])),
    ):
        seconds = _waiting(client, address)
        yield Figure(f"statistics.{name}", seconds, "s", "<= 2", seconds <= 2)


def _waiting(client: Client, address: str) -> float:
    times = []
    for _ in range(7):
        began = time.perf_counter()
        fetch(client, address)
        times.append(time.perf_counter() - began)
    return median(times)


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _sit(quiz: QuizPage, paper: Paper, first: int, end: int) -> None:
    """Attempts of people number ``first`` to ``end`` - 1, each as good as chance made it."""
    course = CoursePage.objects.order_by("pk")[0]
    for start in range(first, end, BATCH):
        users = range(FIRST_KEY + start, FIRST_KEY + min(start + BATCH, end))
        enrolments = Enrolment.objects.bulk_create(Enrolment(user_id=pk, course=course) for pk in users)
        _answer(quiz, paper, enrolments, Random(start))  # noqa: S311  (fictitious answers, no secret)


def _answer(quiz: QuizPage, paper: Paper, enrolments: Sequence[Enrolment], dice: Random) -> None:
    began = timezone.now() - timedelta(days=1)
    drafts = [_draft(quiz, paper, enrolment, began, dice) for enrolment in enrolments]
    Attempt.objects.bulk_create(attempt for attempt, _ in drafts)
    slots = [slot for _, slots in drafts for slot in slots]
    AttemptSlot.objects.bulk_create(slots)
    AnswerStep.objects.bulk_create(
        AnswerStep(slot=slot, seq=1, response=slot.response, at=slot.answered_at or timezone.now())
        for slot in slots
    )


def _draft(
    quiz: QuizPage, paper: Paper, enrolment: Enrolment, began: datetime, dice: Random
) -> tuple[Attempt, list[AttemptSlot]]:
    skill, now = dice.uniform(0.3, 0.95), began
    right = [dice.random() < skill for _ in paper]
    percent = round(100 * sum(right) / len(paper), 2)
    attempt = Attempt(
        enrolment=enrolment,
        user_id=enrolment.user_id,
        quiz=quiz,
        number=1,
        state=AttemptState.SUBMITTED,
        seed=dice.getrandbits(60),
        started_at=began,
        submitted_at=began + timedelta(minutes=30),
        closed_by=ClosedBy.LEARNER,
        pass_percent=70,
        score=sum(right),
        max_score=len(paper),
        percent=percent,
        passed=percent >= 70,
    )
    slots: list[AttemptSlot] = []
    for place in dice.sample(range(len(paper)), len(paper)):
        version, ids, key = paper[place]
        now += timedelta(seconds=dice.randint(8, 90))
        response = key if right[place] else dice.choice(ids[1:])
        slots.append(
            AttemptSlot(
                attempt=attempt,
                position=len(slots) + 1,
                version=version,
                last_seq=1,
                response=response,
                answered_at=now,
                score=int(right[place]),
            )
        )
    return attempt, slots
