"""Passkeys, with Chromium's virtual authenticator in the place of a phone's fingerprint reader."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from tests.browser.doors import PASSWORD, Doors, sign_in
from tests.browser.road import press

pytestmark = pytest.mark.browser

PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
KEYS = "/accounts/2fa/webauthn/"
WHO = "pegawai.demo"


@pytest.fixture
def context(doors: Doors) -> Iterator[BrowserContext]:
    """Keys are bound to a name, never to a number: this is the same site under its name."""
    context = doors.fresh(base_url=doors.address.replace("127.0.0.1", "localhost"))
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def phone(context: BrowserContext, page: Page) -> tuple[CDPSession, str]:
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    return session, added["authenticatorId"]


@pytest.fixture
def key(page: Page, phone: tuple[CDPSession, str]) -> Iterator[str]:
    """Added to the account by its owner, taken away again afterwards."""
    sign_in(page, WHO)
    page.goto(f"{KEYS}add/")
    page.get_by_label("Nama kunci").fill("Ponsel kantor")
    page.get_by_label("Dapat dipakai masuk tanpa kata sandi").check()
    press(page, "Tambah kunci")
    yield "Ponsel kantor"
    page.goto(KEYS)
    press(page, "Hapus", "link")
    press(page, "Hapus kunci")
    expect(page.get_by_text("Belum ada kunci.")).to_be_visible()


def sign_out(page: Page) -> None:
    page.locator("[data-menu] summary").click()
    page.locator("[data-sign-out] button").click()
    page.wait_for_url("**/accounts/login/")


def at_home(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rina")


def test_a_key_is_listed_and_brings_recovery_codes(page: Page, key: str):
    expect(page.get_by_text("Tersisa 10 dari 10 kode pemulihan.")).to_be_visible()

    page.goto(KEYS)

    expect(page.get_by_role("rowheader")).to_have_text(f"{key}kunci sandi")


def test_a_key_is_the_second_factor(page: Page, key: str):
    sign_out(page)
    page.get_by_label("NIP atau surel").fill(WHO)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    press(page, "Masuk")

    press(page, "Pakai kunci keamanan")

    at_home(page)


def test_a_key_is_enough_to_sign_in(page: Page, key: str):
    sign_out(page)

    press(page, "Masuk dengan kunci sandi")

    at_home(page)


def test_a_key_can_have_another_name(page: Page, key: str):
    page.goto(KEYS)
    press(page, "Ubah nama", "link")
    page.get_by_label("Nama kunci").fill("Ponsel pribadi")

    press(page, "Simpan")

    expect(page.get_by_role("rowheader")).to_contain_text("Ponsel pribadi")


def test_a_finger_that_is_not_known_is_said_in_words(page: Page, phone: tuple[CDPSession, str], key: str):
    session, authenticator = phone
    sign_out(page)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})

    page.get_by_role("button", name="Masuk dengan kunci sandi").click()

    expect(page.get_by_role("alert")).to_contain_text("Kunci tidak terbaca")
    expect(page.get_by_role("alert")).to_be_focused()
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": True})
    press(page, "Masuk dengan kunci sandi")


def test_under_a_number_a_key_says_that_it_needs_the_name(doors: Doors):
    page = doors.fresh().new_page()
    page.goto("/accounts/login/")

    page.get_by_role("button", name="Masuk dengan kunci sandi").click()

    expect(page.get_by_role("alert")).to_contain_text("Kunci tidak dapat dipakai di alamat ini")
    page.context.close()


def test_without_javascript_there_is_no_button_that_does_nothing(doors: Doors):
    page = doors.fresh(javascript=False).new_page()

    page.goto("/accounts/login/")

    expect(page.get_by_text("Masuk dengan kunci sandi")).to_be_hidden()
    page.context.close()
