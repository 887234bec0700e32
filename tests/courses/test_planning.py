"""Plans as figures: limits are kept, and no other choice reaches more (against trying every choice)."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.planning import (
    Course,
    Group,
    Promise,
    Task,
    away_at_once,
    faults,
    first_come,
    in_rounds,
    outcome,
)
from courses.solver import best

FIELDS = {1: 1, 2: 1, 3: 2}
COURSES = (Course(10, 2, ((1, 2),)), Course(11, 3, ((2, 2), (3, 1))))


def group(unit=1, lacking=((1, 2),), size=2, first=1):
    return Group(unit, unit, frozenset(lacking), tuple(range(first, first + size)))


def task(*groups, promises=None, room=None, budget=100, courses=COURSES):
    room = room or {group.unit: group.size for group in groups}
    return Task(groups, courses, promises or {}, room, budget, FIELDS)


@pytest.mark.parametrize(
    ("required", "target", "needed"), [(10, 50, 5), (10, 51, 6), (3, 33.33, 1), (3, 66.67, 3), (7, 100, 7)]
)
def test_a_target_needs_whole_requirements(required, target, needed):
    assert Promise(required, 0, target).needed == needed


def test_a_course_helps_with_what_it_teaches_high_enough():
    found = task().gains(group(lacking=[(1, 2), (1, 3), (2, 2), (3, 2)]), COURSES[1])

    assert dict(found) == {(1, 1): 1}


def test_the_outcome_counts_people_jp_gaps_and_promises():
    promises = {(1, 1): Promise(4, 1, 75), (1, 2): Promise(2, 0, 100)}

    found = outcome(task(group(), promises=promises), {(0, 0): 2})

    assert (found.people, found.jp, found.closed, found.reached) == (2, 4, 2, {(1, 1)})


def test_who_comes_first_gets_the_first_course_that_helps():
    groups = (group(first=5), group(lacking=[(3, 1)], first=1))

    assert first_come(task(*groups, room={1: 3})) == {(1, 1): 2, (0, 0): 1}


def test_who_comes_late_gets_what_the_budget_still_pays():
    groups = (group(lacking=[(3, 1)], first=1, size=1), group(first=5))

    assert first_come(task(*groups, room={1: 9}, budget=5)) == {(0, 1): 1, (1, 0): 1}


def test_the_solver_turns_to_the_promise_that_can_be_reached():
    """Two people reach the promise of the small unit; first come, first served spends the JP on the large one."""
    groups = (group(unit=1, size=3, first=1), group(unit=2, size=2, first=9))
    promises = {(1, 1): Promise(9, 0, 100), (2, 1): Promise(2, 0, 100)}
    asked = task(*groups, promises=promises, budget=4)

    assert (outcome(asked, best(asked)).reached, outcome(asked, first_come(asked)).reached) == (
        {(2, 1)},
        set(),
    )


def test_with_nothing_to_reach_the_most_gaps_are_closed():
    asked = task(group(lacking=[(2, 2), (3, 1)], size=2), group(size=2, first=9), room={1: 9}, budget=6)

    assert outcome(asked, best(asked)).closed == 4


def test_nobody_lacks_anything():
    assert best(task()) == {}


def test_the_same_task_has_the_same_answer():
    asked = task(group(size=5), group(lacking=[(2, 2)], size=5, first=9), room={1: 4})

    assert best(asked) == best(asked)


@pytest.mark.parametrize(
    ("choice", "broken"),
    [
        ({(0, 0): 2}, []),
        ({(0, 0): 3}, ["budget", "group 0", "unit 1"]),
        ({(0, 0): -1}, ["count (0, 0)"]),
    ],
)
def test_broken_limits_are_named(choice, broken):
    assert faults(task(group(), budget=5), choice) == broken


@pytest.mark.parametrize(
    ("staff", "percent", "people"), [(0, 10, 0), (3, 10, 1), (19, 10, 1), (20, 10, 2), (5, 100, 5)]
)
def test_how_many_may_be_away(staff, percent, people):
    assert away_at_once(staff, percent) == people


def test_rounds_are_filled_one_after_the_other():
    assert list(in_rounds("abcde", 2, 3)) == [("a", 0), ("b", 0), ("c", 1), ("d", 1), ("e", 2)]


lacks = st.frozensets(st.sampled_from([(1, 1), (1, 2), (2, 2), (3, 1)]), min_size=1)
shapes = st.lists(st.tuples(st.integers(1, 2), lacks, st.integers(1, 2)), min_size=1, max_size=3)
aims = st.dictionaries(
    st.tuples(st.integers(1, 2), st.integers(1, 2)),
    st.tuples(st.integers(1, 5), st.integers(0, 3), st.integers(0, 100)),
)


def every_choice(asked):
    keys = list(product(range(len(asked.groups)), range(len(asked.courses))))
    for counts in product(*(range(asked.groups[group].size + 1) for group, _course in keys)):
        choice = dict(zip(keys, counts, strict=True))
        if not faults(asked, choice):
            yield outcome(asked, choice)


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(shapes, aims, st.integers(0, 2), st.integers(0, 2), st.integers(1, 12))
def test_no_choice_is_better_than_the_solvers(rows, aimed, here, there, budget):
    groups = tuple(
        group(unit, lacking, size, 10 * number) for number, (unit, lacking, size) in enumerate(rows)
    )
    promises = {
        goal: Promise(required, min(met, required), target) for goal, (required, met, target) in aimed.items()
    }
    asked = task(*groups, promises=promises, room={1: here, 2: there}, budget=budget)

    choice = best(asked)

    found = outcome(asked, choice)
    assert faults(asked, choice) == []
    assert (len(found.reached), found.closed) == max(
        (len(one.reached), one.closed) for one in every_choice(asked)
    )
