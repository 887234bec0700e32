from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.audit.models import Event
from lms.core.dates import add_months
from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.actions.resilience import count_resilience, set_weights, weights_on
from lms.skills.models import IndependenceWeights, Resilience
from tests import factories as make
from tests.skills.universe import City, prove

TODAY = timezone.localdate()


@pytest.fixture
def city(db) -> City:
    return City()


def counted():
    count_resilience()
    return list(Resilience.objects.values_list("held", "fresh", "staying"))


def test_evidence_of_two_years_is_fresh_through_its_last_day(city):
    prove(city.user, city.skill, 2, obtained_on=add_months(TODAY, -24))

    assert counted() == [(1, 1, 1)]


def test_older_evidence_is_not(city):
    prove(city.user, city.skill, 2, obtained_on=add_months(TODAY, -24) - timedelta(days=1))

    assert counted() == [(1, 0, 1)]


def test_new_evidence_below_the_requirement_freshens_nothing(city):
    prove(city.user, city.skill, 2, "lama", obtained_on=add_months(TODAY, -40))
    prove(city.user, city.skill, 1, "baru", obtained_on=TODAY)

    assert counted() == [(1, 0, 1)]


def test_who_is_required_less_still_masters(city):
    prove(make.posting(unit=city.unit, position=make.position(post_group="jpt")).user, city.skill, 2)
    rebuild_coverage()

    assert counted() == [(0, 0, 1)]


def test_who_retires_within_two_years_does_not_stay(city):
    born = add_months(TODAY, -12 * 57)
    nip = f"{born:%Y%m}012000011901"
    type(city.user).objects.filter(pk=city.user.pk).update(nip=nip)
    prove(city.user, city.skill, 3)

    assert counted() == [(1, 1, 0)]


def test_units_count_for_their_opd(city):
    section = make.unit(parent=city.unit, kind="bidang")
    prove(make.posting(unit=section, position=city.posting.position).user, city.skill, 2)
    rebuild_coverage()

    count_resilience()

    assert Resilience.objects.get().unit == city.unit


def test_without_weights_those_of_the_beginning_hold(db):
    assert str(weights_on()) == "40/25/15/20"


def test_new_weights_hold_from_today_and_the_old_are_kept(db):
    set_weights(weights={"coverage": 70, "depth": 10, "freshness": 10, "continuity": 10}, by=make.user())

    assert str(weights_on()) == "70/10/10/10"
    assert str(weights_on(TODAY - timedelta(days=1))) == "40/25/15/20"


def test_a_change_of_weights_is_audited(db):
    set_weights(weights={"coverage": 70, "depth": 10, "freshness": 10, "continuity": 10}, by=make.user())

    event = Event.objects.get(act="skills.set_weights")
    assert (event.before["coverage"], event.after["coverage"]) == (40, 70)


def test_weights_that_do_not_add_up_are_refused(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        IndependenceWeights.objects.create(valid_from=TODAY, coverage=41)


def test_queries_do_not_grow_with_the_staff(city, django_assert_num_queries):
    for _number in range(3):
        prove(make.posting(unit=city.unit, position=city.posting.position).user, city.skill)

    with django_assert_num_queries(9):
        count_resilience()
