from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.actions.integrity import ask_for_integrity, compute_integrity, forget_reports
from assessments.models import IntegrityReport
from lms.audit.models import Event
from lms.core.schedule import daily_kinds
from tests import factories
from tests.assessments.conftest import build_stage
from tests.assessments.sittings import sit


@pytest.fixture
def stage(db):
    return build_stage(attempts_allowed=0)


def test_asking_is_an_event_and_one_job(stage, run_jobs):
    hr = factories.user()
    first, second = (ask_for_integrity(quiz=stage.quiz, by=hr) for _n in range(2))

    run_jobs()

    report = IntegrityReport.objects.get(quiz=stage.quiz)
    assert first == second
    assert (report.asked_by, report.computed_at is None) == (hr, False)
    assert Event.objects.filter(act="assessments.ask_integrity", actor=hr).count() == 1


def test_only_first_attempts_are_compared(stage):
    own = factories.enrolment(user=factories.user(), course=stage.course)
    for answers in ("bb", "bc"):
        sit(stage, answers, enrolment=own)
    sit(stage, "bb")

    assert compute_integrity(quiz=stage.quiz) == 2
    assert IntegrityReport.objects.get(quiz=stage.quiz).payload["similar"]["pairs"] == 1


def test_the_same_answers_give_the_same_report(stage):
    for answers in ("bb", "bc", "cc", "ab"):
        sit(stage, answers)
    payloads = []
    for _n in range(2):
        compute_integrity(quiz=stage.quiz)
        payloads.append(IntegrityReport.objects.get(quiz=stage.quiz).payload)

    assert payloads[0] == payloads[1]


@pytest.mark.parametrize(("days", "left"), [(89, 1), (91, 0)])
def test_reports_are_forgotten_after_ninety_days(stage, days, left):
    now = timezone.now()
    IntegrityReport.objects.create(quiz=stage.quiz, asked_at=now - timedelta(days=days))

    forget_reports(now=now)

    assert IntegrityReport.objects.count() == left
    assert "assessments.forget_integrity" in daily_kinds
