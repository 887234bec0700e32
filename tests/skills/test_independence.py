import pytest

from lms.skills.independence import score

WEIGHTS = {"coverage": 40, "depth": 25, "freshness": 15, "continuity": 20}


def of(weights=None, **changes):
    facts = {"required": 10, "met": 5, "critical": 4, "deep": 1, "held": 5, "fresh": 4, "staying": 2}
    return score(**(facts | changes), weights=weights or WEIGHTS)


def test_the_score_weighs_the_shares():
    assert of().value == pytest.approx(0.40 * 50 + 0.25 * 25 + 0.15 * 80 + 0.20 * 50)


def test_what_cannot_be_said_does_not_count():
    assert of(critical=0, deep=0, staying=0).value == pytest.approx((40 * 50 + 15 * 80) / 55)


def test_of_nothing_nothing_is_said():
    assert of(required=0, critical=0, held=0).value is None


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ({"met": 0, "deep": 0, "held": 0, "fresh": 0, "staying": 0}, 0),
        ({"met": 10, "deep": 4, "held": 10, "fresh": 10, "staying": 4}, 100),
    ],
)
def test_the_ends_of_the_scale(facts, value):
    assert of(**facts).value == value


def test_the_lift_of_a_part_is_what_the_score_would_gain():
    found = of()

    whole = of(met=10)
    assert found.lift(found.parts[0]) == pytest.approx(whole.value - found.value)


def test_the_most_lifting_part_is_named():
    assert of().most_lifting.name == "coverage"
    assert of(met=10).most_lifting.name == "depth"


def test_where_all_is_whole_nothing_lifts():
    assert of(met=10, deep=4, fresh=5, staying=4).most_lifting is None


def test_other_weights_give_another_score():
    assert of({"coverage": 100, "depth": 0, "freshness": 0, "continuity": 0}).value == 50
