import pytest
from django.db import transaction

from lms.people.models import Posting
from lms.people.signals import staffing_changed, staffing_changing
from lms.skills import receivers
from lms.skills.models import CoverageCell
from tests import factories as make
from tests.skills.universe import City, cells

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db) -> City:
    return City()


def changed(user_ids: list[int] | None) -> None:
    with transaction.atomic():
        staffing_changing.send(sender=None, user_ids=user_ids)
        staffing_changed.send(sender=None, user_ids=user_ids)


def test_only_the_people_who_changed_are_moved(city: City):
    for _ in range(2):
        newcomer = make.posting(unit=city.unit).user

    changed([newcomer.pk])

    assert cells() == {city.key(2): (2, 0, 0)}


def test_when_it_is_unknown_who_changed_all_are_counted(city: City):
    for _ in range(2):
        make.posting(unit=city.unit)

    changed(None)

    assert cells() == {city.key(2): (3, 0, 0)}


@pytest.mark.parametrize(("many", "staff"), [(1, 9), (0, 1)])
def test_from_a_number_on_everything_is_counted_again(city: City, monkeypatch, many: int, staff: int):
    monkeypatch.setattr(receivers, "MANY", many)
    CoverageCell.objects.update(staff=9)

    changed([city.user.pk])

    assert CoverageCell.objects.get().staff == staff


def test_nobody_changed_moves_nobody(city: City):
    Posting.objects.all().delete()

    changed([])

    assert cells() == {city.key(2): (1, 0, 0)}


def test_an_account_that_is_gone_is_no_fault(city: City):
    changed([city.user.pk, 10**12])

    assert cells() == {city.key(2): (1, 0, 0)}
