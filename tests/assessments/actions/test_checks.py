"""Answers that are checked while the attempt runs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments.actions.answers import AttemptClosed, Fate
from assessments.actions.attempts import agrees, regrade, submit
from assessments.actions.checks import NothingToCheck, check_answer
from assessments.actions.corrections import ask_correction, check_correction
from assessments.models import AnswerCheck, AnswerStep, Attempt, Correction, QuizPage
from tests import factories
from tests.assessments.actions.test_concurrency import at_once
from tests.assessments.conftest import NOW, build_stage


def begun(behaviour="tries", **rules):
    stage = build_stage(questions=1, behaviour=behaviour, **({"shuffle": False} | rules))
    return stage, stage.start()


def check(attempt, position=1, now=NOW):
    return check_answer(attempt=attempt, position=position, now=now)


def answer(stage, attempt, *responses):
    """Each saved and checked in turn; what became of the last save."""
    fate = None
    for response in responses:
        slot = attempt.slots.get(position=1)
        fate = stage.save(attempt, 1, slot.last_seq + 1, response).fate
        check(attempt)
    return fate


def graded(stage, attempt):
    return submit(attempt=attempt, by=stage.learner, now=NOW).percent


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("behaviour", "responses", "percent"),
    [
        ("immediate", ["a"], 100),
        ("immediate", ["b"], 0),
        ("tries", ["a"], 100),
        ("tries", ["b", "a"], 67),
        ("tries", ["b", "c", "a"], 34),
        ("tries", ["b", "c", "b"], 0),
    ],
)
def test_the_grade_follows_the_checks(behaviour, responses, percent):
    stage, attempt = begun(behaviour)
    answer(stage, attempt, *responses)

    assert graded(stage, attempt) == percent
    assert agrees(Attempt.objects.get(), regrade(attempt=Attempt.objects.get()))


@pytest.mark.django_db
@pytest.mark.parametrize(("behaviour", "responses"), [("immediate", "b"), ("tries", "a"), ("tries", "bcb")])
def test_after_its_end_a_question_takes_no_further_answer(behaviour, responses):
    stage, attempt = begun(behaviour)
    answer(stage, attempt, *responses)
    held = attempt.slots.get().last_seq

    outcome = stage.save(attempt, 1, held + 1, "c")

    assert (outcome.fate, attempt.slots.get().last_seq) == (Fate.REFUSED, held)


@pytest.mark.django_db
def test_the_same_answer_is_checked_once():
    stage, attempt = begun()
    answer(stage, attempt, "b")

    check(attempt)
    check(attempt)

    assert AnswerCheck.objects.count() == 1


@pytest.mark.django_db
def test_a_repeat_of_the_last_answer_after_the_end_is_still_acknowledged():
    stage, attempt = begun("immediate")
    answer(stage, attempt, "b")

    assert stage.save(attempt, 1, 1, "b").fate == Fate.SAVED


@pytest.mark.django_db
def test_what_was_changed_after_the_last_check_counts_as_a_try():
    stage, attempt = begun()
    answer(stage, attempt, "b")
    stage.save(attempt, 1, 2, "a")

    assert graded(stage, attempt) == 67


@pytest.mark.django_db
@pytest.mark.parametrize("response", [None, "nothing saved"])
def test_without_an_answer_there_is_nothing_to_check(response):
    stage, attempt = begun()
    if response is None:
        stage.save(attempt, 1, 1, None)

    with pytest.raises(NothingToCheck):
        check(attempt)


@pytest.mark.django_db
def test_where_answers_are_checked_at_the_end_nobody_checks_before():
    stage, attempt = begun("deferred")
    stage.save(attempt, 1, 1, "a")

    with pytest.raises(NothingToCheck):
        check(attempt)


@pytest.mark.django_db
def test_after_the_deadline_nothing_is_checked():
    stage, attempt = begun()
    stage.save(attempt, 1, 1, "a")

    with pytest.raises(AttemptClosed):
        check(attempt, now=NOW + timedelta(minutes=21))
    assert not AnswerCheck.objects.exists()


@pytest.mark.django_db
def test_after_the_end_of_the_attempt_nothing_is_checked():
    stage, attempt = begun()
    stage.save(attempt, 1, 1, "a")
    graded(stage, attempt)

    with pytest.raises(AttemptClosed):
        check(attempt)


@pytest.mark.django_db
def test_an_attempt_keeps_the_rules_it_began_with():
    stage, attempt = begun(penalty_percent=10)
    QuizPage.objects.update(behaviour="deferred", penalty_percent=90, tries=2)
    answer(stage, attempt, "b", "c", "a")

    assert graded(stage, attempt) == 80


@pytest.mark.django_db
def test_checked_answers_are_still_what_was_acknowledged():
    stage, attempt = begun()
    answer(stage, attempt, "b", "a")

    assert list(AnswerStep.objects.values_list("seq", "response")) == [(1, "b"), (2, "a")]
    assert list(AnswerCheck.objects.values_list("number", "step__response")) == [(1, "b"), (2, "a")]


@pytest.mark.django_db
def test_a_number_is_given_once():
    stage, attempt = begun()
    answer(stage, attempt, "b")
    stage.save(attempt, 1, 2, "c")
    step, slot = AnswerStep.objects.get(seq=2), attempt.slots.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerCheck.objects.create(step=step, slot=slot, number=1)


@pytest.mark.django_db
def test_a_correction_counts_checks_by_the_new_key(run_jobs):
    stage, attempt = begun(pass_percent=90)
    answer(stage, attempt, "b", "a")
    graded(stage, attempt)
    question = stage.bank.questions.get()
    body = question.current.body | {"options": factories.choices(a=0, b=100, c=0)}
    question.current = question.versions.create(number=2, kind="single", body=body, digest="x")
    question.save()
    correction = ask_correction(question=question, by=factories.user())
    check_correction(correction=correction)

    row = Correction.objects.get()
    assert (row.report["changed"], row.report["gained"]) == (1, 1)


@pytest.mark.django_db
def test_no_query_more_where_nothing_can_be_checked(django_assert_num_queries):
    stage, attempt = begun("deferred")
    stage.save(attempt, 1, 1, "a")
    attempt = Attempt.objects.get()

    with django_assert_num_queries(2):
        regrade(attempt=attempt)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_eight_checks_at_once_use_one_try():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time; set PIAWAI_TEST_DATABASE_URL to a PostgreSQL")
    stage, attempt = begun()
    stage.save(attempt, 1, 1, "b")

    results = at_once(*[lambda: check(attempt)] * 8)

    assert [type(one).__name__ for one in results] == ["AttemptSlot"] * 8
    assert AnswerCheck.objects.count() == 1


moves = st.lists(st.tuples(st.sampled_from(["a", "b", "c", None]), st.booleans()), max_size=6)


class EveryAttempt(TestCase):
    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(moves, st.sampled_from(["deferred", "immediate", "tries"]), st.integers(0, 100))
    def test_whatever_is_answered_and_checked_grading_anew_says_the_same(self, history, behaviour, penalty):
        stage, attempt = begun(behaviour, penalty_percent=penalty)
        for response, wants in history:
            stage.save(attempt, 1, attempt.slots.get().last_seq + 1, response)
            if wants:
                try:
                    check(attempt)
                except NothingToCheck:
                    continue
        ended = submit(attempt=attempt, by=stage.learner, now=NOW)

        assert agrees(ended, regrade(attempt=ended))
        assert Decimal(0) <= ended.percent <= 100
        assert AnswerCheck.objects.filter(slot__attempt=attempt).count() <= (
            1 if behaviour == "immediate" else 3
        )
