"""The attempt page in Chromium: saved within a second, two tabs, expired session."""

import pytest
from django.utils import timezone

from tests.assessments.browser.conftest import KEPT
from tests.assessments.browser.hands import answers, choose, held, on_question, saved, strip, told

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_focus_is_on_the_heading_of_the_question(page):
    assert page.evaluate("document.activeElement.id") == "soal"


def test_a_choice_is_saved_and_said(page, attempt):
    choose(page, "b")

    saved(page)
    assert held(attempt) == [(1, "b")]


def test_turning_the_page_asks_the_server_for_nothing(page, attempt):
    asked = []
    choose(page, "b")
    saved(page)
    page.on("request", lambda request: asked.append(request.resource_type))

    page.click("text=Simpan dan lanjut")

    on_question(page, 2)
    assert page.evaluate("document.activeElement.innerText") == "Soal 2 dari 3"
    assert not {"document", "fetch"} & set(asked)


def test_the_address_follows_the_question_and_back_leads_back(page):
    page.click("text=Simpan dan lanjut")
    assert page.url.endswith("?soal=2")

    page.go_back()

    on_question(page, 1)
    assert page.url.endswith("?soal=1")


def test_the_map_and_the_last_check_say_what_is_answered(page, attempt):
    choose(page, "b")
    page.click("summary:has-text('Peta soal')")
    page.click(".map button:has-text('3')")
    page.check("#tandai")
    page.click("[data-map] p button")

    playwright.expect(page.locator("[data-some-empty]")).to_contain_text("Soal yang masih kosong: 2")
    rows = [" ".join(row.split()) for row in page.locator("tbody tr").all_inner_texts()]
    assert rows == ["Soal 1 Bagian Terjawab", "Soal 2 Bagian Kosong", "Soal 3 Bagian Kosong Ditandai"]


def test_an_emptied_answer_is_saved_as_empty(page, attempt):
    choose(page, "b")
    saved(page)

    page.click("text=Kosongkan jawaban")

    playwright.expect(page.locator("[data-status]")).to_have_text("Belum ada jawaban")
    assert held(attempt) == [(2, None)]


def test_handing_in_shows_the_result(page, attempt):
    choose(page, "a")
    page.click("summary:has-text('Peta soal')")
    page.click("[data-map] p button")

    page.click("text=Kumpulkan jawaban")

    playwright.expect(page.locator("h1")).to_have_text("Anda belum lulus.")
    assert answers(attempt) == ["a", None, None]


def test_an_unsent_answer_survives_closing_the_page(page, attempt):
    page.route("**/simpan/", lambda route: route.abort())
    choose(page, "c")
    told(page, "offline")
    page.unroute("**/simpan/")

    page.reload()

    saved(page)
    assert held(attempt) == [(1, "c")]


def test_another_device_is_not_overwritten_until_the_learner_says_so(page, stage, attempt):
    stage.save(attempt, 1, 1, "b", now=timezone.now())
    choose(page, "c")
    told(page, "stale")
    assert held(attempt) == [(1, "b")]

    page.click("[data-mine]")

    saved(page)
    assert held(attempt) == [(2, "c")]


def test_the_answer_of_another_device_can_be_taken(page, stage, attempt):
    stage.save(attempt, 1, 1, "b", now=timezone.now())
    choose(page, "c")
    told(page, "stale")

    page.click("[data-theirs]")

    playwright.expect(page.locator('[name="jawaban"][value="b"]')).to_be_checked()
    playwright.expect(strip(page, "stale")).to_be_hidden()


def test_handing_in_waits_for_the_choice_between_two_answers(page, stage, attempt):
    stage.save(attempt, 1, 1, "b", now=timezone.now())
    choose(page, "c")
    told(page, "stale")
    page.click("summary:has-text('Peta soal')")
    page.click("[data-map] p button")
    told(page, "elsewhere")

    page.click("text=Kumpulkan jawaban")

    on_question(page, 1)
    told(page, "stale")


def test_two_tabs_of_one_browser_show_the_same_answer(page, window, question, attempt):
    other = window.new_page()
    other.goto(question(1))
    other.locator(KEPT).wait_for()

    choose(other, "b")
    saved(other)
    playwright.expect(page.locator('[name="jawaban"][value="b"]')).to_be_checked()
    choose(page, "c")

    saved(page)
    playwright.expect(strip(page, "stale")).to_be_hidden()
    assert held(attempt) == [(2, "c")]


def test_an_expired_session_keeps_the_answer_until_the_learner_is_back(page, session, attempt):
    page.context.clear_cookies(name=session["name"])
    choose(page, "b")
    told(page, "login")
    page.context.add_cookies([session])

    page.evaluate("dispatchEvent(new Event('focus'))")

    saved(page)
    assert held(attempt) == [(1, "b")]


def test_signing_in_again_leads_back_to_the_question_with_the_answer(page, stage, session, attempt):
    stage.learner.set_password("menara-hijau-2026")
    stage.learner.save()
    page.click("text=Simpan dan lanjut")
    page.context.clear_cookies(name=session["name"])
    choose(page, "b")
    told(page, "login")

    page.click("[data-login]")
    page.get_by_label("NIP atau surel").fill(stage.learner.username)
    page.get_by_label("Kata sandi").fill("menara-hijau-2026")
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()

    on_question(page, 2)
    playwright.expect(page.locator('[name="jawaban"][value="b"]')).to_be_checked()
    saved(page)
    assert held(attempt, 2) == [(1, "b")]


def test_the_time_can_be_hidden(page):
    page.click("[data-toggle]")

    playwright.expect(page.locator("[data-clock]")).to_be_hidden()
    assert page.text_content("[data-toggle]") == "tampilkan waktu"


def test_a_phone_needs_no_sideways_scrolling(page):
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
