from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.clients import signed_in
from tests.skills.universe import City, prove, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db) -> City:
    return City()


def page(user) -> str:
    return signed_in(user).get(reverse("my_skills")).content.decode()


def test_the_page_counts_what_is_met(city: City):
    prove(city.user, city.skill, 2)

    assert "1 dari 1 kompetensi yang dipersyaratkan jabatan Anda sudah terpenuhi." in page(city.user)


def test_a_missing_level_is_said_in_words(city: City):
    prove(city.user, city.skill, 1)

    assert "kurang 1 tingkat" in page(city.user)


def test_evidence_is_shown_with_its_validity(city: City):
    prove(city.user, city.skill, 2, valid_until=timezone.localdate() + timedelta(days=9))

    assert "berlaku sampai" in page(city.user)


def test_withdrawn_evidence_is_said_to_be_withdrawn(city: City):
    prove(city.user, city.skill, 2)
    withdraw()

    assert "dicabut" in page(city.user)


def test_somebody_without_requirements_is_shown_the_catalogue(city: City):
    assert f'href="{reverse("catalogue")}"' in page(make.user())


def test_one_sees_only_ones_own(city: City):
    prove(city.user, city.skill, 2)

    assert city.skill.name not in page(make.user())


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_for_one_and_for_three(
    city: City, count: int, django_assert_num_queries
):
    for n in range(count):
        prove(city.user, make.skill(), 1, f"lain:{n}")
    client = signed_in(city.user)

    with django_assert_num_queries(8):
        client.get(reverse("my_skills"))
