import pytest

from lms.skills.pemdi import Trained, level


@pytest.mark.parametrize(
    ("staff", "trained", "above", "missing"),
    [
        (0, 0, True, 0),
        (10, 9, False, 1),
        (10, 10, True, 0),
        (100, 90, False, 1),
        (100, 91, True, 0),
        (11, 0, False, 10),
    ],
)
def test_more_than_ninety_percent_is_asked_for(staff, trained, above, missing):
    one = Trained(staff, trained)

    assert (one.above_line, one.missing) == (above, missing)


@pytest.mark.parametrize("staff", range(1, 60))
def test_who_is_missing_is_enough_and_not_one_too_many(staff):
    needed = Trained(staff, 0).missing

    assert Trained(staff, needed).above_line
    assert not Trained(staff, needed - 1).above_line


FULL, EMPTY = Trained(10, 10), Trained(10, 0)


@pytest.mark.parametrize(
    ("facts", "reached"),
    [
        ({"has_map": False}, 0),
        ({"managing": EMPTY}, 1),
        ({"managing": Trained(0, 0)}, 1),
        ({"using": EMPTY}, 2),
        ({}, 3),
        ({"ai": True}, 4),
        ({"intensive": True}, 3),
        ({"ai": True, "intensive": True}, 5),
        ({"managing": EMPTY, "ai": True, "intensive": True}, 1),
    ],
)
def test_each_level_stands_on_the_one_before(facts, reached):
    defaults = {"has_map": True, "managing": FULL, "using": FULL, "ai": False, "intensive": False}

    assert level(**(defaults | facts)) == reached
