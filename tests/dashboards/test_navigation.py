import pytest
from django.urls import reverse

from lms.dashboards.navigation import LEARNER, PLACES, places
from lms.people.enums import Role

EVERYONE = [LEARNER, *Role]


def here(role, path):
    return [spot.url for spot in places(role, path) if spot.here]


@pytest.mark.parametrize("role", EVERYONE)
def test_every_role_has_its_places_and_home_comes_first(role):
    assert places(role, "/")[0].url == reverse("home")
    assert len(places(role, "/")) == len(PLACES[role])


@pytest.mark.parametrize("role", EVERYONE)
def test_home_is_here_only_at_home(role):
    assert here(role, "/") == ["/"]
    assert here(role, "/tidak-ada/") == []


@pytest.mark.parametrize(
    ("role", "path", "url"),
    [
        (LEARNER, "/pelatihan/12/", "/pelatihan/"),
        (Role.HR, "/penugasan/baru/", "/penugasan/"),
        (Role.HR, "/sertifikat/semua/", "/sertifikat/semua/"),
    ],
)
def test_a_page_lies_in_the_place_whose_address_it_continues(role, path, url):
    assert here(role, path) == [url]


@pytest.mark.parametrize("role", EVERYONE)
def test_places_of_a_role_lead_to_different_pages(role):
    urls = [spot.url for spot in places(role, "/")]

    assert len(set(urls)) == len(urls)
