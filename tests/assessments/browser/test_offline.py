"""Minutes without network, reloads and power cuts in the middle of an attempt."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.assessments.browser.hands import (
    answers,
    choose,
    held,
    lose_network,
    on_question,
    saved,
    strip,
    told,
)

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STRIP = "Tidak ada jaringan. Jawaban Anda aman di perangkat ini dan dikirim begitu tersambung."


def test_without_network_one_goes_through_all_questions(page, attempt):
    lose_network(page)
    for number, value in enumerate("bca", start=1):
        on_question(page, number)
        choose(page, value)
        page.locator(".button--primary").click()
    playwright.expect(page.get_by_text("Semua soal sudah terjawab")).to_be_visible()
    assert answers(attempt) == [None, None, None]

    page.context.set_offline(False)

    playwright.expect(strip(page, "offline")).to_be_hidden()
    assert answers(attempt) == ["b", "c", "a"]


def test_the_words_say_that_nothing_is_lost(page):
    lose_network(page)

    choose(page, "b")

    playwright.expect(strip(page, "offline")).to_have_text(STRIP)
    playwright.expect(page.locator("[data-status]")).to_contain_text("Belum terkirim")


def test_the_words_go_away_when_the_network_is_back_and_nothing_waits(page):
    lose_network(page)

    page.context.set_offline(False)

    playwright.expect(strip(page, "offline")).to_be_hidden()


def test_a_reload_without_network_shows_the_question_and_what_waits(page, attempt):
    lose_network(page)
    page.click("text=Simpan dan lanjut")
    choose(page, "c")

    page.reload()

    on_question(page, 2)
    playwright.expect(page.locator('[name="jawaban"][value="c"]')).to_be_checked()
    told(page, "offline")
    page.context.set_offline(False)
    saved(page)
    assert held(attempt, 2) == [(1, "c")]


def test_a_reload_without_network_shows_what_was_saved_after_the_page_was_kept(page, attempt):
    choose(page, "b")
    saved(page)
    lose_network(page)
    page.reload()

    playwright.expect(page.locator('[name="jawaban"][value="b"]')).to_be_checked()
    choose(page, "c")
    page.context.set_offline(False)

    saved(page)
    playwright.expect(strip(page, "stale")).to_be_hidden()
    assert held(attempt) == [(2, "c")]


def test_after_a_power_cut_the_attempt_opens_without_network(page, window, question, attempt):
    lose_network(page)
    choose(page, "b")
    page.close()

    again = window.new_page()
    again.goto(question(3))

    on_question(again, 3)
    again.get_by_role("button", name="Sebelumnya").click()
    again.get_by_role("button", name="Sebelumnya").click()
    playwright.expect(again.locator('[name="jawaban"][value="b"]')).to_be_checked()


def test_the_last_check_opens_without_network(page, attempt):
    lose_network(page)

    page.goto(reverse("attempt_check", args=[attempt.pk]))

    playwright.expect(page.locator("h1")).to_have_text("Periksa jawaban")
    page.get_by_role("link", name="Soal 2").click()
    on_question(page, 2)


def test_handing_in_waits_for_the_network_and_says_so(page, attempt):
    choose(page, "b")
    lose_network(page)
    page.goto(reverse("attempt_check", args=[attempt.pk]))
    page.click("text=Kumpulkan jawaban")
    playwright.expect(strip(page, "waits")).to_contain_text("dikumpulkan begitu tersambung")
    attempt.refresh_from_db()
    assert attempt.state == "open"

    page.context.set_offline(False)

    playwright.expect(page.locator("h1")).to_have_text("Anda belum lulus.")
    assert answers(attempt) == ["b", None, None]


def test_going_back_to_a_question_calls_off_the_handing_in(page, attempt):
    lose_network(page)
    page.goto(reverse("attempt_check", args=[attempt.pk]))
    page.click("text=Kumpulkan jawaban")
    told(page, "waits")
    page.get_by_role("link", name="Soal 2").click()

    page.context.set_offline(False)

    playwright.expect(strip(page, "offline")).to_be_hidden()
    on_question(page, 2)
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_an_attempt_that_ended_meanwhile_says_so(page, stage, attempt):
    lose_network(page)
    choose(page, "b")
    type(attempt).objects.update(deadline_at=timezone.now() - timedelta(minutes=1))

    page.context.set_offline(False)

    told(page, "closed")
    assert answers(attempt) == [None, None, None]


def kept(page):
    return page.evaluate("caches.keys()"), page.evaluate(
        "Object.keys(localStorage).filter(key => key.startsWith('piawai-diterima'))"
    )


def test_signing_out_leaves_nothing_of_the_attempt_in_the_browser(page):
    page.click("[data-menu] summary")

    page.click("[data-sign-out] button")

    page.wait_for_url("**/accounts/login/")
    page.wait_for_function("caches.keys().then((names) => names.length === 0)")
    assert kept(page) == ([], [])


def test_after_the_result_nothing_of_the_attempt_is_kept(page, attempt):
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.click("summary:has-text('Peta soal')")
    page.click("[data-map] p button")

    page.click("text=Kumpulkan jawaban")

    playwright.expect(page.locator("h1")).to_have_text("Anda belum lulus.")
    assert kept(page) == ([], [])


def test_somebody_else_gets_no_page_that_was_kept(page, window, question, client, session):
    page.wait_for_function("navigator.serviceWorker.controller !== null")

    client.force_login(factories.user())
    window.add_cookies([session | {"value": client.cookies[session["name"]].value}])

    answer = page.goto(question(1))

    assert answer.status == 404
    assert page.evaluate("caches.keys()") == []
