from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from lms.core.jobs import enqueue
from lms.core.models import Job
from lms.core.schedule import daily_kinds
from lms.people.models import Posting
from lms.skills.models import CoverageCell, CoveragePoint, Evidence, Holding
from tests.skills.universe import City, cells, prove

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def city(db) -> City:
    return City()


def turn(run_jobs: Callable[[], int]) -> None:
    enqueue("skills.turn_day", key=TODAY.isoformat())
    run_jobs()


def test_the_day_is_turned_every_day():
    assert "skills.turn_day" in daily_kinds


def test_turning_the_day_expires_evidence(city: City, run_jobs):
    prove(city.user, city.skill, 2)
    Evidence.objects.update(valid_until=TODAY - timedelta(days=1))

    turn(run_jobs)

    assert (Holding.objects.count(), cells()) == (0, {city.key(2): (1, 0, 0)})


def test_turning_the_day_ends_postings(city: City, run_jobs):
    Posting.objects.update(valid_until=TODAY - timedelta(days=1))

    turn(run_jobs)

    assert cells() == {}


def test_turning_the_day_says_how_much_changed(city: City, run_jobs):
    prove(city.user, city.skill, 2)
    Evidence.objects.update(valid_until=TODAY - timedelta(days=1))
    Posting.objects.update(valid_until=TODAY - timedelta(days=1))

    turn(run_jobs)

    assert Job.objects.get(kind="skills.turn_day").result == {"changed": 2}


def test_after_the_day_was_turned_the_cells_are_checked(city: City, run_jobs):
    turn(run_jobs)

    assert Job.objects.get(kind="skills.verify_coverage").result == {"differences": 0}


def test_after_the_day_was_turned_past_quarters_are_counted(city: City, run_jobs):
    turn(run_jobs)

    assert CoveragePoint.objects.count() == 4


def test_a_difference_ends_the_check_with_its_reason(city: City, run_jobs):
    CoverageCell.objects.update(staff=5)

    turn(run_jobs)

    job = Job.objects.get(kind="skills.verify_coverage")
    assert job.state == "dead"
    assert job.reason.startswith("1 perbedaan antara sel cakupan dan bukti. Yang pertama: cell ")


def test_the_check_changes_nothing(city: City, run_jobs):
    CoverageCell.objects.update(staff=5)

    turn(run_jobs)

    assert CoverageCell.objects.get().staff == 5
