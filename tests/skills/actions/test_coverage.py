from datetime import timedelta

import pytest
from django.utils import timezone

from lms.people.models import Posting
from lms.skills.actions.coverage import differences, rebuild_coverage
from lms.skills.models import CoverageCell, CoverageSum, Evidence, Holding, Seat
from tests import factories as make
from tests.skills.universe import City, cells, prove

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def city(db) -> City:
    return City()


def test_a_rebuild_counts_everyone_in_their_unit(city: City):
    for _ in range(3):
        make.posting(unit=city.unit)

    rebuild_coverage()

    assert cells() == {city.key(2): (4, 0, 0)}


def test_a_rebuild_mends_cells_that_are_wrong(city: City):
    CoverageCell.objects.update(staff=9, met=3, holders=7)

    rebuild_coverage()

    assert cells() == {city.key(2): (1, 0, 0)}


def test_a_rebuild_empties_cells_that_nobody_is_in(city: City):
    Posting.objects.update(valid_until=TODAY - timedelta(days=1))

    rebuild_coverage()

    assert cells() == {}


def test_a_rebuild_mends_holdings_from_evidence(city: City):
    prove(city.user, city.skill, 2)
    Holding.objects.update(level=5)
    other = make.skill()
    Holding.objects.create(user=city.user, skill=other, level=1)

    rebuild_coverage()

    assert list(Holding.objects.values_list("skill_id", "level")) == [(city.skill.pk, 2)]


def test_a_rebuild_finds_evidence_that_no_holding_shows(city: City):
    prove(city.user, city.skill, 2)
    Holding.objects.all().delete()

    rebuild_coverage()

    assert cells() == {city.key(2): (1, 1, 1)}


def test_a_rebuild_raises_a_holding_to_the_best_of_several(city: City):
    prove(city.user, city.skill, 2, "kursus:1")
    prove(city.user, city.skill, 4, "kursus:2")
    Holding.objects.update(level=1)

    rebuild_coverage()

    assert Holding.objects.get().level == 4


def test_the_queries_of_a_rebuild_do_not_grow_with_the_staff(city: City, django_assert_num_queries):
    for _ in range(20):
        prove(make.posting(unit=city.unit).user, city.skill, 2, "kursus:1")

    with django_assert_num_queries(14):
        rebuild_coverage()


def test_what_agrees_has_no_differences(city: City):
    prove(city.user, city.skill, 2)

    assert list(differences()) == []


def test_an_empty_cell_is_no_difference(city: City):
    CoverageCell.objects.create(unit=city.unit, skill=city.skill, level=5, digital_role="lainnya")

    assert list(differences()) == []


def test_a_wrong_cell_is_named_with_both_counts(city: City):
    CoverageCell.objects.update(staff=2)

    name = "/".join(str(part) for part in city.key(2))
    assert list(differences()) == [
        f"cell {name}: staff=2 met=0 holders=0 stored, staff=1 met=0 holders=0 counted"
    ]


def test_a_missing_seat_is_named(city: City):
    newcomer = make.posting().user

    assert list(differences()) == [f"seat {newcomer.pk}: missing"]


def test_a_seat_without_a_posting_is_named(city: City):
    Seat.objects.update(digital_role="lainnya")

    assert next(differences()) == f"seat {city.user.pk}: no such posting"


def test_a_holding_without_evidence_is_named(city: City):
    prove(city.user, city.skill, 2)
    Evidence.objects.all().delete()

    assert list(differences()) == [f"holding {city.user.pk}/{city.skill.pk}: not the best evidence"]


def test_evidence_without_a_holding_is_named(city: City):
    prove(city.user, city.skill, 2)
    Holding.objects.all().delete()

    assert next(differences()) == f"holding {city.user.pk}/{city.skill.pk}: missing, evidence says 2"


def test_a_wrong_sum_is_named_and_mended(city: City):
    CoverageSum.objects.update(masters=4)

    found = list(differences())
    rebuild_coverage()

    name = f"{city.unit.pk}/{city.skill.pk}/pengguna"
    assert found == [f"sum {name}: staff=1 met=0 masters=4 stored, staff=1 met=0 masters=0 counted"]
    assert list(differences()) == []
