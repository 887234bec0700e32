import pytest

from courses.rules import PassRule, is_complete


@pytest.mark.parametrize(
    ("lessons", "quizzes", "kind", "counts"),
    [
        (True, True, "lesson", True),
        (True, True, "quiz", True),
        (True, False, "quiz", False),
        (False, True, "lesson", False),
    ],
)
def test_a_rule_counts_the_kinds_it_asks_for(lessons, quizzes, kind, counts):
    assert PassRule(lessons, quizzes).counts(kind) == counts


@pytest.mark.parametrize(
    ("required", "done", "complete"),
    [
        ([1, 2], {1, 2}, True),
        ([1, 2], {1, 2, 3}, True),
        ([1, 2], {1}, False),
        ([1], set(), False),
        ([], set(), False),
        ([], {1}, False),
    ],
)
def test_complete_is_all_that_is_required_and_never_nothing(required, done, complete):
    assert is_complete(required, done) == complete
