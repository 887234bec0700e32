import pytest

from assessments.enums import AttemptChoice
from assessments.models import AttemptSlot
from assessments.queries import gathering
from assessments.queries.gathering import gather
from tests import factories
from tests.assessments.conftest import build_stage
from tests.assessments.sittings import sit


@pytest.fixture
def stage(db):
    return build_stage(attempts_allowed=0)


@pytest.fixture
def twice(stage):
    """One person with 50, then 100, then 0 percent; another with 0."""
    again = factories.enrolment(user=factories.user(), course=stage.course)
    for responses in ("ab", "aa", "bb"):
        sit(stage, responses, enrolment=again)
    sit(stage, "bb")
    return stage


def test_each_choice_has_its_attempts(twice):
    found = gather(twice.quiz)

    assert {choice: dict(part.percents) for choice, part in found.items()} == {
        AttemptChoice.FIRST: {5000: 1, 0: 1},
        AttemptChoice.BEST: {10_000: 1, 0: 1},
        AttemptChoice.ALL: {5000: 1, 10_000: 1, 0: 2},
    }


def test_figures_equal_a_recount_from_the_slots(twice):
    found = gather(twice.quiz)[AttemptChoice.ALL]

    for pk, sums in found.questions.items():
        slots = AttemptSlot.objects.filter(version__question=pk)
        assert sums.item.answers == slots.count()
        assert sums.options["a"].count == slots.filter(response="a").count()


def test_time_is_known_from_the_steps(stage):
    sit(stage, "ab", seconds=40)

    seconds = [dict(sums.seconds) for sums in gather(stage.quiz)[AttemptChoice.FIRST].questions.values()]

    assert seconds == [{40: 1}, {40: 1}]


def test_an_empty_answer_is_asked_and_worth_nothing(stage):
    sit(stage, ["a", None])

    found = gather(stage.quiz)[AttemptChoice.FIRST]

    assert dict(found.empty) == {1: 0, 2: 1}
    assert sorted(sums.item.empty for sums in found.questions.values()) == [0, 1]


def test_running_attempts_and_other_quizzes_are_left_out(stage):
    stage.start()
    other = build_stage()
    sit(other, "aa")

    assert gather(stage.quiz)[AttemptChoice.ALL].attempts == 0


def test_drawn_questions_are_missing_where_they_were_not_asked(db):
    stage = build_stage(questions=4)
    for _n in range(6):
        sit(stage, "aa")

    found = gather(stage.quiz)[AttemptChoice.FIRST]

    assert sum(sums.item.answers for sums in found.questions.values()) == 12
    assert all(sums.item.scores == {10_000: sums.item.answers} for sums in found.questions.values())


def test_reading_in_small_pieces_makes_no_difference(twice, monkeypatch):
    whole = gather(twice.quiz)
    monkeypatch.setattr(gathering, "CHUNK", 1)

    assert gather(twice.quiz) == whole


@pytest.mark.parametrize("people", [1, 3])
def test_a_piece_costs_the_same_however_many_are_in_it(stage, django_assert_num_queries, people):
    for _n in range(people):
        sit(stage, "ab")

    with django_assert_num_queries(4):
        gather(stage.quiz)
