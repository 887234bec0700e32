"""What answers are worth that were checked on the way: a table of cases, then rules for any answers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import grade
from assessments.grading.behaviours import is_ended, worth
from tests import factories

KEY = {"options": factories.choices(a=100, b=50, c=0)}
THIRD = Fraction(33, 100)


@pytest.mark.parametrize(
    ("behaviour", "checked", "newest", "share"),
    [
        ("deferred", [], "a", 1),
        ("deferred", [], None, 0),
        ("immediate", [], "a", 1),
        ("immediate", ["a"], "a", 1),
        ("immediate", ["c"], "c", 0),
        ("immediate", ["b"], "b", Fraction(1, 2)),
        ("immediate", ["c"], "a", 0),
        ("tries", [], "a", 1),
        ("tries", ["a"], "a", 1),
        ("tries", ["c", "a"], "a", 1 - THIRD),
        ("tries", ["c", "b", "a"], "a", 1 - 2 * THIRD),
        ("tries", ["c", "b", "b"], "b", 0),
        ("tries", ["c", "c"], "c", 0),
        ("tries", ["c"], "a", 1 - THIRD),
        ("tries", ["b"], "b", Fraction(1, 2)),
        ("tries", ["c"], None, 0),
    ],
)
def test_a_table_of_cases(behaviour, checked, newest, share):
    mark = worth("single", KEY, newest, checked=checked, behaviour=behaviour, penalty=THIRD)

    assert mark.share == share


def test_a_corrected_key_ends_a_question_where_it_was_right_already():
    corrected = {"options": factories.choices(a=0, b=0, c=100)}

    mark = worth("single", corrected, "a", checked=["c", "a"], behaviour="tries", penalty=THIRD)

    assert mark.share == 1


@pytest.mark.parametrize(
    ("behaviour", "checked", "ended"),
    [
        ("immediate", [], False),
        ("immediate", ["c"], True),
        ("tries", [], False),
        ("tries", ["c"], False),
        ("tries", ["a"], True),
        ("tries", ["c", "b"], False),
        ("tries", ["c", "b", "c"], True),
    ],
)
def test_when_nothing_more_can_be_answered(behaviour, checked, ended):
    assert is_ended("single", KEY, checked, behaviour=behaviour, tries=3) is ended


answers = st.sampled_from(["a", "b", "c"])
penalties = st.integers(0, 100).map(lambda n: Fraction(n, 100))


@given(st.lists(answers, max_size=4), answers, penalties, st.sampled_from(["deferred", "immediate", "tries"]))
def test_a_share_is_between_nothing_and_all(checked, newest, penalty, behaviour):
    assert 0 <= worth("single", KEY, newest, checked=checked, behaviour=behaviour, penalty=penalty).share <= 1


@given(st.lists(answers, max_size=4), penalties)
def test_a_check_more_never_earns_more_than_the_same_answer_at_once(checked, penalty):
    tried = worth("single", KEY, "a", checked=[*checked, "a"], behaviour="tries", penalty=penalty)

    assert tried.share <= grade("single", KEY, "a").share
    if "a" not in checked:
        assert tried.share == max(0, 1 - len(checked) * penalty)
