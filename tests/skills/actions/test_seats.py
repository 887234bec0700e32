from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from lms.people.models import Position, Posting
from lms.people.signals import staffing_changed
from lms.skills.actions.seats import reseat, reseat_some
from lms.skills.models import Seat
from tests import factories as make
from tests.skills.universe import City, cells, change, move, prove

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def city(db) -> City:
    return City()


def test_a_move_takes_counts_along_to_the_new_unit(city: City):
    prove(city.user, city.skill, 2)
    target = make.unit()

    move(city.user, target)

    assert cells() == {city.key(2, unit=target): (1, 1, 1)}


def test_a_post_with_other_requirements_changes_what_is_required(city: City):
    prove(city.user, city.skill, 2)
    make.requirement(skill=city.skill, post_group="jf-muda", level=3)

    move(city.user, city.unit, make.position(post_group="jf-muda"))

    assert cells() == {city.key(2): (0, 0, 1), city.key(3): (1, 0, 0)}


def test_another_digital_role_counts_in_its_own_cells(city: City):
    change(city.user, digital_role="pengelola")

    assert cells() == {}


@pytest.mark.parametrize(
    "fields", [{"is_active": False}, {"standing": "02"}, {"employment_status": "NON_ASN"}]
)
def test_someone_who_counts_no_longer_leaves_the_cells(city: City, fields: dict):
    change(city.user, **fields)

    assert (cells(), Seat.objects.count()) == ({}, 0)


def test_someone_who_comes_back_counts_again_with_what_they_hold(city: City):
    prove(city.user, city.skill, 2)
    change(city.user, is_active=False)

    change(city.user, is_active=True)

    assert cells() == {city.key(2): (1, 1, 1)}


@pytest.mark.parametrize("status", ["PNS", "CPNS", "PPPK", "PPPK_PARUH_WAKTU"])
def test_every_counted_status_counts(city: City, status: str):
    change(city.user, employment_status=status)

    assert cells() == {city.key(2): (1, 0, 0)}


def test_which_statuses_count_is_a_setting(city: City, settings):
    settings.PIAWAI_COUNTED_STATUSES = ["PPPK"]

    change(city.user, name="Orang Lain")

    assert cells() == {}


def test_nothing_to_move_costs_no_write(city: City):
    assert reseat([city.user.pk]) == 0


def test_of_two_postings_on_one_day_the_later_counts(city: City):
    target = make.unit()
    Posting.objects.update(valid_until=TODAY)
    make.posting(user=city.user, unit=target, valid_from=TODAY)

    reseat([city.user.pk])

    assert cells() == {city.key(2, unit=target): (1, 0, 0)}


def test_a_posting_that_ends_by_the_passing_of_days_is_noticed_at_night(city: City):
    Posting.objects.update(valid_until=TODAY)

    moved = reseat_some(TODAY + timedelta(days=1))

    assert (moved, cells()) == (1, {})


def test_a_posting_that_begins_by_the_passing_of_days_is_noticed_at_night(city: City):
    newcomer = make.user()
    make.posting(user=newcomer, unit=city.unit, valid_from=TODAY + timedelta(days=2))

    moved = reseat_some(TODAY + timedelta(days=2))

    assert (moved, cells()) == (1, {city.key(2): (2, 0, 0)})


def test_a_post_that_changes_its_group_is_noticed_at_night(city: City):
    Position.objects.update(post_group="jpt")

    assert (reseat_some(), cells()) == (1, {})


def test_many_at_once_means_counting_everything_again(city: City):
    make.posting(unit=city.unit)

    with transaction.atomic():
        staffing_changed.send(sender=None, user_ids=None)

    assert cells() == {city.key(2): (2, 0, 0)}


def test_one_move_costs_the_same_queries_for_one_and_for_three_skills_held(
    city: City, django_assert_num_queries
):
    for n in range(3):
        prove(city.user, city.skill, 2, f"lain:{n}")
    Posting.objects.update(unit=make.unit())

    with django_assert_num_queries(16):
        reseat([city.user.pk])
