"""Answers with a certainty in Chromium: both are kept together, through a reload and without network."""

from typing import Any

import pytest

from tests.assessments.browser.conftest import KEPT
from tests.assessments.browser.hands import choose, saved
from tests.assessments.conftest import Stage, build_stage

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    stage = build_stage(questions=3, behaviour="certainty")
    stage.quiz.sections.update(count=3)
    return stage


def sure(page: Any, label: str) -> None:
    page.locator("[data-page]:visible").get_by_label(label).check()


def stored(attempt: Any) -> list[tuple[str, int]]:
    """Answer and certainty of what was answered, in the order of the questions."""
    slots = attempt.slots.exclude(response=None).order_by("position")
    return list(slots.values_list("response", "certainty"))


def test_answer_and_certainty_are_saved_together(page, attempt):
    choose(page, "b")
    saved(page)
    sure(page, "Sangat yakin")
    saved(page)

    page.reload()
    page.locator(KEPT).wait_for()

    assert stored(attempt) == [("b", 3)]
    playwright.expect(page.locator("[data-page]:visible").get_by_label("Sangat yakin")).to_be_checked()


def test_what_was_said_without_network_arrives_when_it_is_back(page, window, attempt):
    window.set_offline(True)
    choose(page, "a")
    sure(page, "Cukup yakin")
    page.click("text=Simpan dan lanjut")
    choose(page, "b")
    assert stored(attempt) == []

    window.set_offline(False)
    saved(page)

    assert stored(attempt) == [("a", 2), ("b", 1)]
