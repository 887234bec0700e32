"""How people come in: each with a browser context of their own, through the real sign-in page."""

import re
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

PASSWORD = "piawai-demo-2026"
PHONE = {"width": 360, "height": 800}
PATIENCE = 90_000  # milliseconds; the machine may be busy


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Name, password and, where the site asks for it, the one-time code that the demo shows."""
    page.goto("/accounts/login/")
    page.get_by_label("NIP atau surel").fill(username)
    page.get_by_label("Kata sandi").fill(password)
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)  # a click does not wait on a busy machine
    if "2fa" in page.url:
        shown = page.get_by_text("Kode akun demo saat ini").inner_text()
        page.get_by_label("Kode").fill(re.findall(r"\d{6}", shown)[0])
        page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


class Doors:
    """Contexts for people; who has signed in once comes in again with the same cookies.

    A one-time code works once, so a person with a second factor signs in only once in a run.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.cookies: dict[str, Any] = {}

    def open(self, username: str | None = None, *, javascript: bool = True, **options: Any) -> BrowserContext:
        """A context of a phone, signed in as ``username`` or anonymous."""
        if username and username not in self.cookies:
            self.let_in(username)
        state = self.cookies.get(username) if username else None
        return self.fresh(javascript, storage_state=state, **options)

    def let_in(self, username: str, login: str = "", password: str = PASSWORD) -> None:
        """Sign in without JavaScript, the harder way; ``login`` where people have another name for the site."""
        context = self.fresh(javascript=False)
        sign_in(context.new_page(), login or username, password)
        self.cookies[username] = context.storage_state()
        context.close()

    def fresh(self, javascript: bool = True, **options: Any) -> BrowserContext:
        usual = {
            "viewport": PHONE,
            "locale": "id-ID",
            "timezone_id": "Asia/Jakarta",
            "base_url": self.address,
        }
        context = self.browser.new_context(java_script_enabled=javascript, **(usual | options))
        context.set_default_timeout(PATIENCE)
        return context
