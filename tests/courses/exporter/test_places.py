from collections import namedtuple

import pytest

from courses.exporter.folder import folder_of
from courses.exporter.places import in_order
from tests.courses.importer.test_order import LIVE, _ground, bring  # noqa: F401  (the fixture)

pytestmark = pytest.mark.django_db  # for the ground that comes with bring()
Fake = namedtuple("Fake", "slug")


def places(**modules):
    return {Fake(name): [Fake(slug) for slug in slugs] for name, slugs in modules.items()}


def slugs(found):
    return {module.slug: [page.slug for page in rows] for module, rows in found.items()}


CASES = {
    "as it stands": ([("a", ["x", "y"])], {"a": ["x", "y"]}),
    "turned round": ([("a", ["y", "x"])], {"a": ["y", "x"]}),
    "not named comes last": ([("a", ["y"])], {"a": ["y", "x"]}),
    "a name that is not there": ([("a", ["entah", "x", "y"])], {"a": ["x", "y"]}),
    "a module that is not there": ([("b", ["x"]), ("a", ["y"])], {"a": ["y", "x"]}),
}


@pytest.mark.parametrize(("order", "expected"), CASES.values(), ids=CASES)
def test_pages_of_one_module_follow_the_order(order, expected):
    assert slugs(in_order(places(a=["x", "y"]), order)) == expected


def test_a_page_goes_to_its_new_module_and_modules_take_their_places():
    found = in_order(places(a=["x", "y"], b=["z"]), [("b", ["x", "z"]), ("a", ["y"])])

    assert list(slugs(found).items()) == [("b", ["x", "z"]), ("a", ["y"])]


def test_a_module_that_lost_everything_and_is_not_named_is_left_out():
    assert slugs(in_order(places(a=["x"], b=[]), [("b", ["x"])])) == {"b": ["x"]}


def test_a_module_that_is_named_stays_even_when_empty():
    assert slugs(in_order(places(a=["x"], b=[]), [("a", ["x"]), ("b", [])])) == {"a": ["x"], "b": []}


def test_an_export_writes_the_order_that_waits():
    course = bring(publish=True, **LIVE)
    bring(publish=False, b=["01-satu"], a=["02-dua"])

    written = folder_of(course)["course.toml"].decode()

    assert written.index('name = "b"\ntitle = "b"\nlessons = ["01-satu"]') < written.index('["02-dua"]')
