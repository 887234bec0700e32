"""Every kind of question is answered by keyboard, as the long way by keyboard relies on: it draws them at random."""

import re
from typing import Any

import pytest

from assessments.grading.behaviours import UNCHECKED
from tests import factories
from tests.assessments.conftest import Stage, build_stage
from tests.assessments.grading.bodies import SHEETS, body
from tests.assessments.views.test_kinds import REACHED, ROUTER
from tests.browser.keyboard import Keyboard

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NETWORK = {"lab": "network", "setup": ROUTER, "goals": REACHED}
KINDS = {kind: body(kind) for kind in SHEETS if kind not in UNCHECKED} | {"network": body("lab") | NETWORK}


@pytest.fixture
def stage(transactional_db: None, request: Any) -> Stage:
    stage = build_stage(questions=0)
    factories.question(
        stage.bank, "lab" if request.param == "network" else request.param, **KINDS[request.param]
    )
    return stage


@pytest.mark.parametrize("stage", KINDS, indirect=True)
def test_each_kind_is_answered_by_keyboard(page):
    hands = Keyboard(page)

    hands.choose()
    hands.press(re.compile("^Periksa jawaban"))

    playwright.expect(page.get_by_role("heading", name="Periksa jawaban")).to_be_focused()
    playwright.expect(page.get_by_text("Semua soal sudah terjawab")).to_be_visible()
    assert hands.unseen == []
