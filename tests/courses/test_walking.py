import pytest
from hypothesis import given
from hypothesis import strategies as some

from courses.walking import StepState, Walker, step_state

DONE, CREDITED, RUNNING, OPEN = StepState


@pytest.mark.parametrize(
    ("done", "running", "held", "taught", "state"),
    [
        ([], [], {}, {}, OPEN),
        ([1], [], {}, {}, DONE),
        ([2], [], {}, {}, OPEN),
        ([], [1], {}, {}, RUNNING),
        ([1], [1], {}, {}, DONE),
        ([], [], {7: 2}, {7: 2}, CREDITED),
        ([], [1], {7: 3}, {7: 2}, CREDITED),
        ([], [], {7: 1}, {7: 2}, OPEN),
        ([], [], {7: 5}, {7: 2, 8: 1}, OPEN),
        ([], [], {7: 5, 8: 1}, {7: 2, 8: 1}, CREDITED),
        ([], [], {7: 5}, {}, OPEN),
        ([1], [], {7: 5}, {7: 1}, DONE),
    ],
)
def test_where_a_person_stands_in_one_course(done, running, held, taught, state):
    assert Walker(done, running, held).state(1, taught) == state


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ([OPEN, RUNNING], RUNNING),
        ([RUNNING, CREDITED], CREDITED),
        ([CREDITED, DONE, OPEN], DONE),
        ([OPEN], OPEN),
        ([], OPEN),
    ],
)
def test_of_a_step_the_best_alternative_counts(states, state):
    assert step_state(states) == state


@given(
    held=some.dictionaries(some.integers(1, 5), some.integers(1, 5)),
    taught=some.dictionaries(some.integers(1, 5), some.integers(1, 5), min_size=1),
    skill=some.integers(1, 5),
)
def test_more_skill_never_takes_a_credit_away(held, taught, skill):
    before = Walker((), (), held).state(1, taught)
    after = Walker((), (), held | {skill: 5}).state(1, taught)

    assert not (before == CREDITED and after != CREDITED)
