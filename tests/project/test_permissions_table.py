"""What each route answers to each role stands in permissions.toml; a route that is not there fails."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.project.world import World

pytestmark = pytest.mark.django_db
TABLE = tomllib.loads(Path(__file__).with_name("permissions.toml").read_text(encoding="utf-8"))
ROUTES, PREFIXES, DOORS = TABLE["routes"], TABLE["prefixes"], TABLE["doors"]
ROLES = [
    *("anonymous", "learner", "stranger", "lecturer", "other_lecturer", "reviewer"),
    *("hr", "opd_head", "other_head", "leader", "operator"),
]
METHODS = ["GET", "POST", "PUT", "DELETE"]
REFUSALS = {"sign-in", 400, 401, 403, 404, 405}
FIXED = {"kind", "sheet_kind", "step_kind", "form", "shape"}  # words of the address that are no ids
IDS = {key for row in ROUTES.values() for key in row.get("of", "").split()} - FIXED
NOTHING = {"token": "x", "unsubscribe": "x", "media": "x.png", "block": "x"}


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for item in resolver.url_patterns:
        path = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from patterns(item, path)
        else:
            yield path, item


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once for the whole table; what a request changes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def _release(response: Any) -> None:
    """Close files it holds; a full close would tell Django that the request is over and shut the connection."""
    for closer in response._resource_closers:
        closer()


def answer(client: Client, method: str, path: str) -> int | str:
    with transaction.atomic():
        response = client.generic(method, path, content_type="application/x-www-form-urlencoded")
        _release(response)
        transaction.set_rollback(True)
    sign_in = response.status_code == 302 and response.url.startswith(settings.WAGTAILADMIN_LOGIN_URL)
    return "sign-in" if sign_in else response.status_code


def insiders(name: str) -> list[str]:
    """The roles whom the route lets in by some method."""
    named = [expected(ROUTES[name][method]) for method in METHODS if method in ROUTES[name]]
    return [role for role in ROLES if any(cells[role] not in REFUSALS for cells in named)]


def let_in(found: dict[tuple[str, str], int | str]) -> dict[tuple[str, str], int | str]:
    return {key: status for key, status in found.items() if status not in REFUSALS}


def answers(world: World, method: str, path: str) -> dict[str, int | str]:
    return {role: answer(world.clients[role], method, path) for role in ROLES}


def path_of(world: World, name: str) -> str:
    return reverse(name, args=[world.ids[key] for key in ROUTES[name].get("of", "").split()])


def expected(cells: dict[str, int | str]) -> dict[str, int | str]:
    rest = cells.get("others")
    return {role: cells.get(role, rest) for role in ROLES}


def test_every_route_stands_in_the_table():
    ours = {
        item.name or path
        for path, item in patterns(get_resolver())
        if not path.startswith(tuple(PREFIXES)) and path not in DOORS
    }

    assert ours == set(ROUTES)


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_answers_each_role_as_the_table_says(world, name):
    path = path_of(world, name)

    found = {method: answers(world, method, path) for method in METHODS if method in ROUTES[name]}

    assert found == {method: expected(ROUTES[name][method]) for method in found}


@pytest.mark.parametrize("name", ROUTES)
def test_methods_that_the_table_does_not_name_are_refused(world, name):
    path = path_of(world, name)
    methods = [method for method in METHODS if method not in ROUTES[name]]

    found = {
        (method, role): answer(world.clients[role], method, path)
        for method in methods
        for role in ["anonymous", *insiders(name)]
    }

    assert let_in(found) == {}


@pytest.mark.parametrize(
    "name", [name for name, row in ROUTES.items() if IDS & set(row.get("of", "").split())]
)
def test_ids_of_nothing_are_not_found(world, name):
    keys = ROUTES[name]["of"].split()
    path = reverse(name, args=[NOTHING.get(key, 0) if key in IDS else world.ids[key] for key in keys])

    found = {
        (method, role): answer(world.clients[role], method, path)
        for method in METHODS
        if method in ROUTES[name]
        for role in insiders(name)
    }

    assert set(let_in(found).values()) == set(ROUTES[name].get("nothing", []))


@pytest.mark.parametrize("prefix", PREFIXES)
def test_what_is_not_ours_is_closed_to_those_whom_the_prefix_does_not_name(world, prefix):
    assert answers(world, "GET", f"/{prefix}") == expected(PREFIXES[prefix]["GET"])


@pytest.mark.parametrize("path", DOORS)
def test_closed_doors_stay_closed(world, path):
    assert answers(world, "GET", "/" + path.partition("<")[0]) == expected(DOORS[path])
