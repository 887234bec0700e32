"""Who may enter which page of coverage: anonymous, a civil servant, a leader, the head of an OPD, HR."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.clients import signed_in
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db

PAGES = {
    "coverage": ("get", [302, 403, 403, 200, 200]),
    "gaps": ("get", [302, 403, 403, 200, 200]),
    "leader": ("get", [302, 403, 200, 200, 200]),
    "export_gaps": ("post", [302, 403, 403, 302, 302]),
    "export_coverage": ("post", [302, 403, 403, 302, 302]),
    "my_skills": ("get", [302, 200, 200, 200, 200]),
}


@pytest.fixture
def clients(db) -> list[Client]:
    world = World()
    people = [make.user(), world.leader(), world.head_of(world.health), world.hr]
    return [Client(), *(signed_in(person) for person in people)]


@pytest.mark.parametrize("name", PAGES)
def test_each_page_lets_in_whom_it_should(clients: list[Client], name: str):
    verb, expected = PAGES[name]

    answers = [getattr(client, verb)(reverse(name)).status_code for client in clients]

    assert answers == expected


@pytest.mark.parametrize("name", PAGES)
def test_the_wrong_verb_is_refused(clients: list[Client], name: str):
    other = "get" if PAGES[name][0] == "post" else "post"

    assert getattr(clients[-1], other)(reverse(name)).status_code == 405


def test_whoever_is_not_signed_in_comes_back_after_signing_in(clients: list[Client]):
    answer = clients[0].get(reverse("coverage"))

    assert answer.url == f"{reverse('account_login')}?next={reverse('coverage')}"


@pytest.mark.parametrize("name", ["coverage", "gaps"])
@pytest.mark.parametrize("asked", [{"opd": "999999"}, {"bidang": "x"}, {"peran": "x"}, {"opd": "'; --"}])
def test_what_is_not_there_is_not_found(clients: list[Client], name: str, asked: dict):
    assert clients[-1].get(reverse(name), asked).status_code == 404
