from decimal import Decimal

import pytest

from assessments.actions.attempts import submit
from assessments.queries.failing import hardest_questions
from assessments.queries.results import quiz_results
from tests.assessments.conftest import NOW, build_stage


def sit(stage, responses):
    stage.quiz.attempts_allowed = 0
    for response in responses:
        attempt = stage.start()
        stage.save(attempt, 1, 1, response)
        stage.save(attempt, 2, 1, "a")
        submit(attempt=attempt, by=stage.learner, now=NOW)


@pytest.fixture
def stage(db):
    return build_stage(questions=1)


def test_the_hardest_question_comes_first_with_its_share(stage):
    sit(stage, "abbbb")

    found = hardest_questions([stage.course.pk], 5)

    question = stage.bank.questions.get()
    assert [(row.question_id, row.name, row.answers, row.percent) for row in found] == [
        (question.pk, question.name, 5, Decimal("20.0"))
    ]
    assert (found[0].course_id, found[0].stem) == (stage.course.pk, question.current.body["stem"])


def test_too_few_answers_say_nothing(stage):
    sit(stage, "bbbb")

    assert hardest_questions([stage.course.pk]) == []


def test_other_courses_are_left_out(stage):
    sit(stage, "bbbbb")

    assert hardest_questions([build_stage().course.pk]) == []


def test_running_attempts_do_not_count(stage):
    sit(stage, "bbbb")
    stage.start()

    assert hardest_questions([stage.course.pk]) == []


def test_it_costs_two_queries(stage, django_assert_num_queries):
    sit(stage, "bbbbb")

    with django_assert_num_queries(2):
        hardest_questions([stage.course.pk])


def test_results_equal_a_recount(stage):
    sit(stage, "aabbb")

    results = quiz_results(stage.quiz)

    assert (results.people, results.attempts, results.graded, results.passed) == (1, 5, 5, 2)
    assert (results.average, results.running, results.ran_out) == (Decimal(40), 0, 0)
