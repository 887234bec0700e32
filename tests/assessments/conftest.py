from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from assessments.actions.answers import Answer, save_answers
from assessments.actions.attempts import start
from assessments.models import Attempt, QuestionBank, QuizPage
from courses.models import CoursePage, Enrolment, ModulePage
from lms.people.models import User
from tests import factories

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=timezone.get_default_timezone())


@dataclass
class Stage:
    """One course with a quiz of two single-choice questions (``a`` is right), and one learner."""

    course: CoursePage
    module: ModulePage
    quiz: QuizPage
    bank: QuestionBank
    learner: User
    enrolment: Enrolment

    def start(self, now: datetime = NOW) -> Attempt:
        return start(enrolment=self.enrolment, quiz=self.quiz, by=self.learner, now=now)

    def save(self, attempt: Attempt, slot: int, seq: int, response, now: datetime = NOW):
        """Save one answer and hand back what became of it."""
        answer = Answer(slot, seq, response)
        return save_answers(attempt=attempt, answers=[answer], device="uji", now=now).outcomes[0]


def build_stage(questions: int = 2, **rules) -> Stage:
    course = factories.course()
    module = factories.module(course)
    quiz = factories.quiz(module, **({"minutes": 20} | rules))
    bank = factories.bank(course=course)
    for _n in range(questions):
        factories.question(bank)
    factories.quiz_section(quiz, bank=bank, count=2)
    learner = factories.user()
    return Stage(course, module, quiz, bank, learner, factories.enrolment(user=learner, course=course))


@pytest.fixture
def stage(db) -> Stage:
    return build_stage()


@pytest.fixture
def later():
    return lambda **delta: NOW + timedelta(**delta)
