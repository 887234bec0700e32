"""The attempt page in Chromium: saved within a second, offline, two tabs, expired session."""

import os
import shutil

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests.assessments.conftest import build_stage

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def chromium():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps an event loop in this thread
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def stage(transactional_db):
    return build_stage()


@pytest.fixture
def session(stage, client, live_server):
    client.force_login(stage.learner)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": live_server.url}


@pytest.fixture
def attempt(stage):
    return stage.start(now=timezone.now())


@pytest.fixture
def page(chromium, session, attempt, live_server):
    """A phone-sized window on the first question."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies([session])
    page = context.new_page()
    page.goto(f"{live_server.url}{reverse('attempt', args=[attempt.pk])}?soal=1")
    yield page
    context.close()


def choose(page, value):
    page.click(f'.option:has(input[value="{value}"])')


def saved(page):
    playwright.expect(page.locator("[data-status]")).to_contain_text("✔ Tersimpan", timeout=4000)


def strip(page, name):
    return page.locator(f'[data-strip="{name}"]')


def held(attempt):
    return list(attempt.slots.filter(position=1).values_list("last_seq", "response"))


def test_focus_is_on_the_heading_of_the_question(page):
    assert page.evaluate("document.activeElement.id") == "soal"


def test_a_choice_is_saved_and_said(page, attempt):
    choose(page, "b")

    saved(page)
    assert held(attempt) == [(1, "b")]


def test_without_network_nothing_is_lost(page, attempt):
    page.context.set_offline(True)
    choose(page, "c")
    playwright.expect(strip(page, "offline")).to_be_visible(timeout=5000)
    page.click("text=Simpan dan lanjut")
    assert "soal=1" in page.url

    page.context.set_offline(False)

    saved(page)
    assert held(attempt) == [(1, "c")]
    playwright.expect(strip(page, "offline")).to_be_hidden()


def test_an_unsent_answer_survives_closing_the_page(page, attempt):
    page.route("**/simpan/", lambda route: route.abort())
    choose(page, "c")
    playwright.expect(strip(page, "offline")).to_be_visible(timeout=5000)
    page.unroute("**/simpan/")

    page.reload()

    saved(page)
    assert held(attempt) == [(1, "c")]


def test_another_tab_is_not_overwritten_until_the_learner_says_so(page, stage, attempt):
    stage.save(attempt, 1, 1, "b", now=timezone.now())
    choose(page, "c")
    playwright.expect(strip(page, "stale")).to_be_visible(timeout=4000)
    assert held(attempt) == [(1, "b")]

    page.click("[data-mine]")

    saved(page)
    assert held(attempt) == [(2, "c")]


def test_an_expired_session_keeps_the_answer_until_the_learner_is_back(page, session, attempt):
    page.context.clear_cookies(name=session["name"])
    choose(page, "b")
    playwright.expect(strip(page, "login")).to_be_visible(timeout=4000)
    page.context.add_cookies([session])

    page.evaluate("dispatchEvent(new Event('focus'))")

    saved(page)
    assert held(attempt) == [(1, "b")]


def test_the_time_can_be_hidden(page):
    page.click("[data-toggle]")

    playwright.expect(page.locator("[data-clock]")).to_be_hidden()
    assert page.text_content("[data-toggle]") == "tampilkan waktu"


def test_a_phone_needs_no_sideways_scrolling(page):
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
