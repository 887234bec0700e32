"""Clicks of a lecturer on the picture of a question, in Chromium."""

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from assessments.models import Question
from tests import factories
from tests.assessments.views.test_places import ASKED, drawn
from tests.courses.authors import lecturer, signed_in

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def question(transactional_db: None) -> Question:
    course = factories.course()
    bank, teacher = factories.bank(course=course), lecturer(course)
    url = reverse("question_new", args=[bank.pk, "hotspot"])
    signed_in(teacher).post(url, ASKED | {"picture": drawn(), "simpan": "1"})
    question = Question.objects.get()
    question.teacher = teacher
    return question


@pytest.fixture
def page(chromium: Any, client: Any, live_server: Any, question: Question) -> Any:
    author = signed_in(question.teacher)
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": author.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(reverse("question_edit", args=[question.pk]))
    yield page
    context.close()


def click(page: Any, *places: tuple[float, float]) -> None:
    """At shares of the picture's width and height."""
    picture = page.locator("[data-areas]")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    for x, y in places:
        picture.click(position={"x": x * box["width"], "y": y * box["height"]})


def numbers(page: Any, row: int) -> list[int]:
    return [int(part) for part in page.locator(f"[name=points_{row}]").input_value().split(", ")]


def near(found: list[int], wanted: list[int]) -> bool:
    return len(found) == len(wanted) and all(abs(a - b) <= 4 for a, b in zip(found, wanted, strict=True))


def test_two_clicks_are_a_rectangle_whichever_corner_comes_first(page):
    click(page, (0.8, 0.6), (0.5, 0.2))

    assert near(numbers(page, 3), [500, 200, 800, 600])


def test_the_area_whose_field_was_chosen_is_drawn(page):
    page.locator("[name=points_2]").focus()

    click(page, (0.5, 0.5), (0.6, 0.5))

    assert near(numbers(page, 2), [500, 500, 100])
    assert page.locator("[data-drawing]").get_attribute("d").startswith("M")


def test_corners_of_a_polygon_are_added_one_by_one(page):
    page.locator("[name=shape_4]").select_option("polygon")
    page.locator("[name=points_4]").focus()

    click(page, (0.1, 0.1), (0.4, 0.1), (0.1, 0.9))

    assert near(numbers(page, 4), [100, 100, 400, 100, 100, 900])
