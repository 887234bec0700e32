from datetime import date

import pytest

from courses.actions.other_trainings import approve
from courses.own_data import credits, other_trainings
from tests import factories

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 5, 4)


def test_training_from_elsewhere_is_handed_over_as_it_was_entered():
    training = factories.other_training(number="1/2026")

    (row,) = other_trainings(training.user)

    assert (row["title"], row["number"], row["quantity"]) == (training.title, "1/2026", 8)
    assert (row["state"], row["starts_on"]) == ("waiting", MONDAY)


def test_jp_are_handed_over_with_what_they_came_out_of_and_their_rule():
    training = factories.other_training(form="B6", quantity=1)
    approve(training=training, by=factories.user())

    assert credits(training.user) == [
        {
            "enrolment__course__title": None,
            "training__title": training.title,
            "form": "B6",
            "day": MONDAY,
            "raw_jp": 4,
            "recognised_jp": 4,
            "rule__version": "PerLAN 10/2018 (BPS 2019)",
        }
    ]


def test_that_of_others_is_not():
    factories.other_training()

    assert (other_trainings(factories.user()), credits(factories.user())) == ([], [])
