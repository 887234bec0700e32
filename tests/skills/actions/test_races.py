"""Many writers at once, and a rebuild among them, on a database that really runs them side by side."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from lms.people.models import User
from lms.skills.actions.coverage import differences, rebuild_coverage
from tests import factories as make
from tests.skills.universe import City, cells, change, prove

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PEOPLE = 12


def at_once(*calls: Callable[[], object]) -> None:
    def run(call: Callable[[], object]) -> None:
        try:
            call()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=6) as pool:
        list(pool.map(run, calls))


@pytest.fixture
def crowd(transactional_db) -> tuple[City, list[User]]:
    city = City()
    people = [make.posting(unit=city.unit).user for _ in range(PEOPLE)]
    rebuild_coverage()
    return city, people


def test_everyone_who_passes_at_once_is_counted(crowd):
    city, people = crowd

    at_once(*[lambda user=user: prove(user, city.skill, 2) for user in people])

    assert cells() == {city.key(2): (PEOPLE + 1, PEOPLE, PEOPLE)}


def test_a_rebuild_in_the_midst_loses_nobody(crowd):
    city, people = crowd

    at_once(
        *[lambda user=user: prove(user, city.skill, 3) for user in people], rebuild_coverage, rebuild_coverage
    )

    assert list(differences()) == []


def test_moving_and_passing_at_once_agree(crowd):
    city, people = crowd
    moves = [lambda user=user: change(user, digital_role="pengelola") for user in people]
    proofs = [lambda user=user: prove(user, city.skill, 2) for user in people]

    at_once(*[call for pair in zip(moves, proofs, strict=True) for call in pair])

    assert list(differences()) == []
