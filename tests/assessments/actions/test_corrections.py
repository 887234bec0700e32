"""A corrected key reaches attempts that have ended: first what would change, then the change."""

from decimal import Decimal

import pytest

from assessments.actions.attempts import agrees, regrade, start, submit
from assessments.actions.corrections import apply_correction, ask_correction, cancel_correction
from assessments.actions.questions import keep_question
from assessments.gift import Draft
from assessments.models import Attempt, Correction, GradeChange, Question
from assessments.models.marking import Unchangeable
from assessments.queries.nightly import differing
from courses.models import ActivityProgress, Enrolment
from lms.audit.models import Event
from lms.core.models import Notice
from tests import factories
from tests.assessments.conftest import NOW, build_stage

RIGHT_B = {"a": 0, "b": 100, "c": 0}


@pytest.fixture
def stage(db):
    """Two questions whose key says ``a``; the pass mark is at both."""
    stage = build_stage(pass_percent=100)
    for question in stage.bank.questions.all():
        question.current.refresh_from_db()
    return stage


def others(stage, count):
    """More people who take the course."""
    return [factories.enrolment(user=factories.user(), course=stage.course) for _n in range(count)]


def sat(stage, answers, enrolment=None):
    """An ended attempt with these answers, by position."""
    enrolment = enrolment or stage.enrolment
    attempt = start(enrolment=enrolment, quiz=stage.quiz, by=enrolment.user, now=NOW)
    for position, answer in enumerate(answers, start=1):
        if answer:
            stage.save(attempt, position, 1, answer)
    return submit(attempt=attempt, by=enrolment.user, now=NOW)


def corrected(question: Question, by, **weights):
    """The question with another key; the current version from now on."""
    body = question.current.body | {"options": factories.choices(**weights)}
    draft = Draft(question.name, question.current.kind, body, question.tag, question.level)
    keep_question(bank=question.bank, draft=draft, by=by, now=NOW)
    return Question.objects.select_related("current").get(pk=question.pk)


def decide(correction, by, reason="Kunci jawaban keliru."):
    correction.refresh_from_db()
    return apply_correction(correction=correction, reason=reason, by=by, now=NOW)


def test_what_would_change_is_counted_and_nothing_changes(stage, run_jobs):
    teacher = factories.user()
    winner, loser, same = others(stage, 3)
    first = sat(stage, ["a", "b"], winner).slots.get(position=2).version.question
    positions = {slot.version.question_id: slot.position for slot in Attempt.objects.get().slots.all()}
    place = positions[first.pk] - 1
    for enrolment, given in ((loser, ["a", "a"]), (same, [None, None])):
        sat(stage, given, enrolment)
    before = list(Attempt.objects.order_by("pk").values_list("percent", "passed"))
    question = corrected(first, teacher, **RIGHT_B)

    correction = ask_correction(question=question, by=teacher)
    run_jobs()

    correction.refresh_from_db()
    report = correction.report
    assert place in (0, 1)
    assert (correction.state, report["attempts"], report["unfit"]) == ("ready", 3, 0)
    assert (report["changed"], report["gained"], report["lost"], report["certified"]) == (2, 1, 1, 0)
    assert list(Attempt.objects.order_by("pk").values_list("percent", "passed")) == before
    assert not GradeChange.objects.exists()


@pytest.fixture
def applied(stage, run_jobs):
    """One who now passes and one who no longer does, after the correction was applied."""
    stage.quiz.sections.update(count=1)
    stage.bank.questions.exclude(pk=stage.bank.questions.first().pk).update(retired_at=NOW)
    teacher = factories.user()
    winner, loser = others(stage, 2)
    won, lost = sat(stage, ["b"], winner), sat(stage, ["a"], loser)
    question = corrected(Question.objects.usable().select_related("current").get(), teacher, **RIGHT_B)
    correction = ask_correction(question=question, by=teacher)
    run_jobs()
    assert decide(correction, teacher)
    run_jobs()
    won.refresh_from_db()
    lost.refresh_from_db()
    correction.refresh_from_db()
    return won, lost, correction, teacher


def test_an_applied_correction_regrades(applied):
    won, lost, correction, _teacher = applied

    assert (won.percent, won.passed) == (Decimal("100.00"), True)
    assert (lost.percent, lost.passed) == (Decimal("0.00"), False)
    assert correction.state == "done"


def test_who_now_passes_goes_on_and_who_does_not_keeps_what_they_had(applied):
    won, lost, _correction, _teacher = applied

    assert ActivityProgress.objects.get(enrolment=won.enrolment, activity_id=won.quiz_id).completed_at
    assert Enrolment.objects.get(pk=lost.enrolment_id).completed_at is not None


def test_each_changed_grade_has_its_entry_its_notice_and_agrees(applied):
    won, lost, _correction, teacher = applied

    entries = GradeChange.objects.order_by("attempt").values_list(
        "attempt", "cause", "percent_before", "percent_after", "reason", "by"
    )
    assert list(entries) == [
        (won.pk, "correction", Decimal("0.00"), Decimal("100.00"), "Kunci jawaban keliru.", teacher.pk),
        (lost.pk, "correction", Decimal("100.00"), Decimal("0.00"), "Kunci jawaban keliru.", teacher.pk),
    ]
    told = Notice.objects.filter(event__startswith="grade-changed").values_list("recipient", flat=True)
    assert set(told) == {won.user_id, lost.user_id}
    assert all(agrees(attempt, regrade(attempt=attempt)) for attempt in (won, lost))
    assert differing(NOW) == (2, [])


def test_the_act_is_audited_once_with_its_reason(applied):
    event = Event.objects.get(act="assessments.apply_correction")

    assert event.reason == "Kunci jawaban keliru."
    assert event.after == {"attempts": 2, "changed": 2, "gained": 1, "lost": 1, "unfit": 0}


def test_what_was_asked_is_still_what_was_asked(applied):
    won, _lost, correction, _teacher = applied

    slot = won.slots.select_related("version", "graded_by").get()

    assert slot.version.number == 1
    assert slot.graded_by == correction.version
    assert slot.body["options"][0]["weight"] == "100"
    assert slot.key["options"][0]["weight"] == "0"


def test_a_second_decision_changes_nothing(applied, run_jobs):
    _won, _lost, correction, teacher = applied

    assert not decide(correction, teacher)
    run_jobs()

    assert GradeChange.objects.count() == 2


def test_an_entry_of_the_journal_is_written_once(applied):
    entry = GradeChange.objects.first()

    with pytest.raises(Unchangeable):
        entry.save()


def test_without_a_reason_nothing_happens(stage, run_jobs):
    teacher = factories.user()
    attempt = sat(stage, ["a", "a"])
    question = corrected(attempt.slots.first().version.question, teacher, **RIGHT_B)
    correction = ask_correction(question=question, by=teacher)
    run_jobs()

    assert not decide(correction, teacher, reason="  ")
    assert Correction.objects.get().state == "ready"


def test_a_cancelled_one_cannot_be_applied(stage, run_jobs):
    teacher = factories.user()
    attempt = sat(stage, ["a", "a"])
    question = corrected(attempt.slots.first().version.question, teacher, **RIGHT_B)
    correction = ask_correction(question=question, by=teacher)
    run_jobs()

    assert cancel_correction(correction=correction)
    assert not decide(correction, teacher)
    assert ask_correction(question=question, by=teacher) != correction


def test_one_that_waits_is_not_asked_twice(stage):
    teacher = factories.user()
    attempt = sat(stage, ["a", "a"])
    question = corrected(attempt.slots.first().version.question, teacher, **RIGHT_B)

    assert ask_correction(question=question, by=teacher) == ask_correction(question=question, by=teacher)


def test_an_answer_whose_option_is_gone_is_not_touched(stage, run_jobs):
    teacher = factories.user()
    attempt = sat(stage, ["a", "a"])
    question = corrected(attempt.slots.first().version.question, teacher, x=100, y=0)
    correction = ask_correction(question=question, by=teacher)
    run_jobs()

    decide(correction, teacher)
    run_jobs()

    attempt.refresh_from_db()
    correction.refresh_from_db()
    assert (correction.report["unfit"], correction.state) == (1, "done")
    assert attempt.percent == 100
    assert not GradeChange.objects.exists()


def test_an_attempt_that_runs_keeps_the_version_it_began_with(stage, run_jobs):
    teacher = factories.user()
    attempt = stage.start()
    question = corrected(attempt.slots.first().version.question, teacher, **RIGHT_B)

    correction = ask_correction(question=question, by=teacher)
    run_jobs()

    correction.refresh_from_db()
    assert correction.report["attempts"] == 0


def test_many_attempts_are_regraded_in_parts(stage, run_jobs, monkeypatch):
    monkeypatch.setattr("assessments.actions.corrections.BATCH", 2)
    teacher = factories.user()
    stage.quiz.sections.update(count=1)
    stage.bank.questions.exclude(pk=stage.bank.questions.first().pk).update(retired_at=NOW)
    for enrolment in others(stage, 5):
        sat(stage, ["b"], enrolment)
    question = corrected(Question.objects.usable().select_related("current").get(), teacher, **RIGHT_B)
    correction = ask_correction(question=question, by=teacher)
    run_jobs()

    decide(correction, teacher)
    run_jobs()

    assert Attempt.objects.filter(passed=True).count() == 5
    correction.refresh_from_db()
    assert correction.job.result == {"attempts": 5, "changed": 5}


def test_a_broken_grade_is_found_by_night(stage):
    attempt = sat(stage, ["a", "a"])
    Attempt.objects.filter(pk=attempt.pk).update(percent=Decimal("50.00"))

    assert differing(NOW) == (1, [attempt.pk])


def test_a_question_that_asks_nothing_cannot_be_corrected(stage):
    question = Question.objects.create(bank=stage.bank, name="kosong")

    with pytest.raises(Question.DoesNotExist):
        ask_correction(question=question, by=factories.user())
