"""From the sign-in page to the result of a quiz at 1280 px, with the keyboard alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.doors import PASSWORD, Doors
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

COURSE = "Dasar Jaringan Komputer"
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def hands(doors: Doors) -> Iterator[Keyboard]:
    context = doors.fresh(viewport=DESK)
    yield Keyboard(context.new_page())
    context.close()


def test_1_a_wrong_password_brings_the_focus_to_the_error(hands: Keyboard):
    hands.page.goto("/accounts/login/")
    hands.fill("NIP atau surel", "pegawai.demo")
    hands.fill("Kata sandi", "bukan-ini")
    with hands.page.expect_navigation():
        hands.page.keyboard.press("Enter")

    assert "tidak cocok" in hands.here


def test_2_signing_in_leads_home(hands: Keyboard):
    hands.page.goto("/accounts/login/")
    hands.fill("NIP atau surel", "pegawai.demo")
    hands.fill("Kata sandi", PASSWORD)
    with hands.page.expect_navigation():
        hands.page.keyboard.press("Enter")

    expect(hands.page.get_by_role("heading", level=1)).to_contain_text("Rina")


def test_3_the_skip_link_comes_first_and_passes_the_places_by(hands: Keyboard):
    hands.page.keyboard.press("Tab")
    first = hands.here

    hands.page.keyboard.press("Enter")
    hands.page.keyboard.press("Tab")

    assert first == "Langsung ke isi"
    assert hands.page.evaluate("document.activeElement.closest('main') !== null")


def test_4_the_catalogue_leads_into_a_course(hands: Keyboard):
    hands.page.goto("/")
    hands.leave("Pelatihan", within="nav")
    hands.leave(COURSE)
    next_step(hands)

    assert "/materi/" in hands.page.url


def next_step(hands: Keyboard) -> None:
    """The one primary button of the page, whatever it says to this person."""
    with hands.page.expect_navigation():
        hands.to(hands.page.locator(".card--lead .button--primary"))
        hands.page.keyboard.press("Enter")


def test_5_the_first_lesson_leads_to_the_next(hands: Keyboard):
    first, checks = hands.page.url, hands.page.locator(".check")
    for number in range(checks.count()):
        hands.to(checks.nth(number).locator(".option input"))
        hands.page.keyboard.press("Space")
        with hands.page.expect_navigation():
            hands.to(checks.nth(number).get_by_role("button"))
            hands.page.keyboard.press("Enter")
        expect(checks.nth(number).locator(".feedback")).to_be_visible()

    hands.leave(re.compile("^Selesai"), "button")

    assert "/materi/" in hands.page.url
    assert hands.page.url != first


def test_6_each_question_gets_the_focus(hands: Keyboard):
    hands.leave(re.compile("Ujian akhir"))
    next_step(hands)
    for number in range(1, 11):
        expect(hands.page.get_by_role("heading", name=f"Soal {number} dari 10")).to_be_focused()
        hands.choose()
        hands.press(re.compile("^Simpan dan lanjut|^Periksa jawaban"))

    expect(hands.page.get_by_role("heading", name="Periksa jawaban")).to_be_focused()
    expect(hands.page.get_by_text("Semua soal sudah terjawab")).to_be_visible()


def test_7_handing_in_leads_to_the_heading_of_the_result(hands: Keyboard):
    hands.leave("Kumpulkan jawaban", "button")

    expect(hands.page.get_by_role("heading", level=1)).to_be_focused()
    assert "lulus" in hands.here


def test_8_every_stop_on_the_way_could_be_seen(hands: Keyboard):
    assert hands.unseen == []


def test_9_the_menu_closes_with_escape_and_gives_the_focus_back(hands: Keyboard):
    menu = hands.page.locator("[data-menu] summary")
    hands.page.goto("/")
    hands.to(menu)
    hands.page.keyboard.press("Enter")
    hands.to(hands.page.get_by_role("button", name="Keluar"))

    hands.page.keyboard.press("Escape")

    expect(menu).to_be_focused()
    expect(hands.page.get_by_role("button", name="Keluar")).to_be_hidden()
