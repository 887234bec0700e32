from datetime import date, timedelta

import pytest

from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.actions.points import record_points
from lms.skills.models import CoveragePoint
from tests import factories as make
from tests.skills.universe import City, prove, withdraw

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
ENDS = [date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]


@pytest.fixture
def city(db) -> City:
    return City()


def met() -> list[int]:
    record_points(TODAY)
    return list(CoveragePoint.objects.order_by("on").values_list("met", flat=True))


def test_there_is_a_point_for_each_of_the_last_four_quarters(city: City):
    record_points(TODAY)

    assert list(CoveragePoint.objects.values_list("on", "staff")) == [(day, 1) for day in ENDS]


def test_evidence_counts_from_the_day_it_was_obtained(city: City):
    prove(city.user, city.skill, 2, obtained_on=date(2026, 6, 30))

    assert met() == [0, 0, 1, 1]


def test_evidence_counts_until_the_day_it_ran_out(city: City):
    prove(city.user, city.skill, 2, obtained_on=date(2025, 1, 1), valid_until=date(2026, 3, 31))

    assert met() == [1, 1, 0, 0]


def test_evidence_below_the_requirement_does_not_count(city: City):
    prove(city.user, city.skill, 1, obtained_on=date(2025, 1, 1))

    assert met() == [0, 0, 0, 0]


def test_two_proofs_of_one_skill_count_once(city: City):
    for number in range(2):
        prove(city.user, city.skill, 2 + number, f"kursus:{number}", obtained_on=date(2025, 1, 1))

    assert met() == [1, 1, 1, 1]


def test_withdrawn_evidence_counts_as_if_it_had_never_been(city: City):
    prove(city.user, city.skill, 2, obtained_on=date(2025, 1, 1))
    withdraw()

    assert met() == [0, 0, 0, 0]


def test_evidence_of_what_the_post_does_not_require_does_not_count(city: City):
    prove(city.user, make.skill(), 5, obtained_on=date(2025, 1, 1))

    assert met() == [0, 0, 0, 0]


def test_units_count_towards_their_opd(city: City):
    section = make.unit(parent=city.unit, kind="bidang")
    make.posting(unit=section)
    rebuild_coverage()

    record_points(TODAY)

    assert set(CoveragePoint.objects.values_list("unit", "staff")) == {(city.unit.pk, 2)}


def test_a_second_run_replaces_the_first(city: City):
    record_points(TODAY)

    assert (record_points(TODAY + timedelta(days=1)), CoveragePoint.objects.count()) == (4, 4)
