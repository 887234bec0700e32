"""An essay and a file in Chromium, from the learner to the marker and back; each page narrow, wide and dark."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions.attempts import start
from tests import factories
from tests.assessments.browser.hands import saved
from tests.assessments.grading.bodies import body
from tests.assessments.marking import Desk, build_desk
from tests.assessments.test_uploads import PDF
from tests.browser.inspection import Inspection
from tests.clients import signed_in

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ESSAY = {
    "stem": "<p>Surel tagihan palsu lolos ke loket. Tulis tiga langkah pertama Anda, dan alasannya.</p>",
    "rubric": [
        {"id": "1", "text": "Langkahnya tepat dan berurutan", "points": "6"},
        {"id": "2", "text": "Alasannya menyebut akibat bagi layanan", "points": "4"},
    ],
}


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    """One essay and one file to hand in; two markers."""
    desk = build_desk(markers=2, marker_gap_percent=20)
    desk.stage.bank.questions.update(retired_at=timezone.now())
    factories.question(desk.stage.bank, "essay", **body("essay") | ESSAY)
    return desk


@pytest.fixture
def browse(chromium: Any, live_server: Any) -> Any:
    """A window of somebody who has signed in."""
    opened = []

    def open_for(client: Client) -> Inspection:
        context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce")
        cookies = [
            {"name": name, "value": one.value, "url": live_server.url} for name, one in client.cookies.items()
        ]
        context.add_cookies(cookies)
        opened.append(context)
        return Inspection(context)

    yield open_for
    for context in opened:
        context.close()


def begun(desk: Desk) -> str:
    attempt = start(
        enrolment=desk.stage.enrolment, quiz=desk.stage.quiz, by=desk.stage.learner, now=timezone.now()
    )
    return reverse("attempt", args=[attempt.pk])


def marked(view: Inspection, first: str, second: str) -> None:
    view.page.goto(reverse("marking"))
    view.page.locator("main ol a.button").first.click()
    view.page.locator("[name=poin_1]").fill(first)
    view.page.locator("[name=poin_2]").fill(second)
    view.page.get_by_role("button", name="Simpan dan nilai berikutnya").click()


def test_an_essay_goes_from_the_learner_through_three_markers_and_back(desk, browse):
    learner = browse(signed_in(desk.stage.learner))
    first, second, third = (browse(signed_in(person)) for person in desk.markers)
    learner.visit(begun(desk))
    learner.page.locator("textarea").fill(
        "Laporkan dulu.\nLalu ganti kata sandi, sebab pelaku dapat masuk lagi."
    )
    saved(learner.page)
    playwright.expect(learner.page.locator("[data-reading]")).to_have_text("11 dari paling banyak 200 kata.")
    learner.page.get_by_role("button", name="Periksa jawaban").click()
    learner.page.get_by_role("button", name="Kumpulkan jawaban").click()
    playwright.expect(learner.page.get_by_role("heading", level=1)).to_have_text(
        "Jawaban Anda sudah dikumpulkan."
    )
    learner.look()

    first.visit(reverse("marking"))
    first.page.locator("main ol a.button").first.click()
    first.look()
    marked(first, "6", "4")
    marked(second, "1", "0")
    third.visit(f"{reverse('marking')} > main ol a.button")
    marked(third, "4", "2,5")
    third.page.goto(reverse("marking"))
    learner.visit(learner.page.url)

    playwright.expect(learner.page.get_by_text("2,5 dari 4")).to_be_visible()
    assert [view.findings for view in (learner, first, second, third)] == [[], [], [], []]


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_handed_in_with_and_without_javascript(desk, chromium, live_server, tmp_path, script):
    desk.stage.bank.questions.update(retired_at=timezone.now())
    factories.question(desk.stage.bank, "file", **body("file"))
    path = Path(tmp_path / "rancangan.pdf")
    path.write_bytes(PDF)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=script)
    for name, one in signed_in(desk.stage.learner).cookies.items():
        context.add_cookies([{"name": name, "value": one.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(begun(desk))

    page.locator('input[type="file"]').set_input_files(path)
    page.get_by_role("button", name="Periksa jawaban").click()
    playwright.expect(page.get_by_text("Semua soal sudah terjawab")).to_be_visible()
    page.go_back()
    page.reload()

    playwright.expect(page.get_by_role("link", name="rancangan.pdf")).to_be_visible()
    context.close()
