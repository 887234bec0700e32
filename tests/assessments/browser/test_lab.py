"""A lab in Chromium: what it begins with is no answer, stays on the screen, and goes along with the first change."""

from typing import Any

import pytest

from tests import factories
from tests.assessments.browser.hands import held, saved
from tests.assessments.conftest import Stage, build_stage
from tests.assessments.grading.bodies import body

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE = {"action": "tolak", "protocol": "semua", "source": "semua", "destination": "semua", "port": ""}
BEGUN = {f"1.{key}": value for key, value in WIDE.items() if value}


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    """One firewall lab that begins with a rule."""
    stage = build_stage(questions=0)
    lab = body("lab")
    factories.question(stage.bank, "lab", **(lab | {"setup": lab["setup"] | {"start": [WIDE]}}))
    return stage


def field(page: Any, name: str) -> Any:
    return page.locator(f'[name="jawaban-{name}"]')


def answered(page: Any) -> str:
    return page.locator("[data-answered]").inner_text()


def look_again(page: Any) -> None:
    """Come back to the tab: the page asks the server what it holds."""
    with page.expect_response(lambda reply: reply.url.endswith("/keadaan/")):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_it_begins_with_is_no_answer_and_stays(page, attempt):
    page.click("summary:has-text('Peta soal')")

    look_again(page)

    playwright.expect(field(page, "1.action")).to_have_value("tolak")
    assert answered(page) == "0"
    assert held(attempt) == [(0, None)]


def test_the_first_change_is_saved_with_what_it_began_with(page, attempt):
    page.click("summary:has-text('Peta soal')")

    field(page, "1.action").select_option("izinkan")

    saved(page)
    assert answered(page) == "1"
    assert held(attempt) == [(1, BEGUN | {"1.action": "izinkan"})]


def test_emptying_it_brings_back_what_it_began_with(page, attempt):
    field(page, "1.action").select_option("izinkan")
    saved(page)

    with page.expect_navigation():
        page.click("text=Kosongkan jawaban")

    playwright.expect(field(page, "1.action")).to_have_value("tolak")
    assert held(attempt) == [(2, None)]
