from datetime import date, timedelta

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from lms.skills.models import Evidence
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2028, 2, 29)
NOW = timezone.now()


def evidence(**fields) -> Evidence:
    facts = {"level": 2, "source": "course", "reference": f"{Evidence.objects.count()}", "obtained_on": DAY}
    return Evidence.objects.create(user=make.user(), skill=make.skill(), **(facts | fields))


@pytest.mark.parametrize(
    ("fields", "valid"),
    [
        ({}, True),
        ({"obtained_on": DAY + timedelta(days=1)}, False),
        ({"obtained_on": DAY - timedelta(days=1)}, True),
        ({"valid_until": DAY}, True),
        ({"valid_until": DAY - timedelta(days=1)}, False),
        ({"valid_until": date.max}, True),
        ({"withdrawn_at": NOW}, False),
        ({"valid_until": DAY, "withdrawn_at": NOW}, False),
    ],
)
def test_the_database_and_the_row_agree_on_what_counts(fields, valid):
    row = evidence(**fields)

    assert (row.is_valid(DAY), list(Evidence.objects.valid(DAY)) == [row]) == (valid, valid)


def test_without_a_day_it_is_today():
    yesterday = timezone.localdate() - timedelta(days=1)
    evidence(obtained_on=yesterday, valid_until=yesterday)
    today = evidence(obtained_on=timezone.localdate())

    assert list(Evidence.objects.valid()) == [today]


def test_what_can_be_asked_of_all_evidence_can_be_asked_of_one_persons():
    mine = evidence()
    evidence()

    assert list(mine.user.evidence.valid(DAY)) == [mine]


def test_the_newest_comes_first_and_of_one_day_the_last_written():
    old = evidence(obtained_on=date(2027, 1, 1))
    first, second = evidence(), evidence()

    assert list(Evidence.objects.all()) == [second, first, old]


@pytest.mark.parametrize("name", ["user", "skill"])
def test_whoever_or_whatever_has_evidence_cannot_be_deleted(name):
    row = evidence()

    with pytest.raises(ProtectedError):
        getattr(row, name).delete()
