from datetime import UTC, datetime, timedelta

from assessments.statistics.times import LONGEST, spent

START = datetime(2026, 11, 23, 3, tzinfo=UTC)


def at(seconds, position):
    return START + timedelta(seconds=seconds), position


def test_each_answer_took_from_the_one_before_it():
    assert spent(START, [at(20, 1), at(50, 2)]) == {1: 20, 2: 30}


def test_who_comes_back_adds_to_the_first_time():
    assert spent(START, [at(20, 1), at(50, 2), at(55, 1)]) == {1: 25, 2: 30}


def test_answers_that_came_together_say_nothing_about_each():
    assert spent(START, [at(20, 1), at(300, 2), at(300, 3), at(310, 2), at(320, 4)]) == {1: 20, 4: 10}


def test_a_pause_has_an_end():
    assert spent(START, [at(99_999, 1)]) == {1: LONGEST}


def test_nothing_took_no_time():
    assert spent(START, []) == {}
