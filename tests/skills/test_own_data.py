from datetime import date

import pytest

from lms.skills.own_data import evidence
from tests import factories as make
from tests.skills.universe import prove, withdraw

pytestmark = pytest.mark.django_db


def test_all_of_ones_evidence_is_handed_over_in_the_order_it_was_written():
    user, skill = make.user(), make.skill(code="KS-01", name="Mengenali phishing")
    prove(user, skill, 2, "kursus:1", obtained_on=date(2026, 5, 4), valid_until=date(2028, 2, 29))

    assert evidence(user) == [
        {
            "skill__code": "KS-01",
            "skill__name": "Mengenali phishing",
            "level": 2,
            "source": "course",
            "obtained_on": date(2026, 5, 4),
            "valid_until": date(2028, 2, 29),
            "withdrawn_at": None,
        }
    ]


def test_evidence_that_was_withdrawn_is_handed_over_too():
    user = make.user()
    prove(user, make.skill())
    withdraw()

    assert [row["withdrawn_at"] is None for row in evidence(user)] == [False]


def test_the_evidence_of_others_is_not():
    prove(make.user(), make.skill())

    assert evidence(make.user()) == []
