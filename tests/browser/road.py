"""What the steps of the road share: whose turn it is, with which browser, and what was seen before."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.doors import Doors

COURSE = "Keamanan Siber untuk ASN"
SKILL = "KS-01"
UNIT = "Dinkes"
LONG = 60_000  # milliseconds that a background job may take on a busy machine


@dataclass
class Road:
    """One walk of the road: ``learner`` is the civil servant, ``seen`` what a step leaves for the next ones."""

    doors: Doors
    javascript: bool
    learner: str
    name: str
    seen: dict[str, str] = field(default_factory=dict)
    open: list[BrowserContext] = field(default_factory=list)
    pages: dict[str | None, Page] = field(default_factory=dict)

    def page(self, username: str | None) -> Page:
        """The browser of a person; opened once, so that cookies and history stay."""
        if username not in self.pages:
            self.pages[username] = self.another(username)
        return self.pages[username]

    def another(self, username: str | None) -> Page:
        """A further device of the same person."""
        context = self.doors.open(username, javascript=self.javascript)
        self.open.append(context)
        return context.new_page()

    def close(self) -> None:
        for context in self.open:
            context.close()


def wait_for(page: Page, what: Locator) -> None:
    """Until a background job has done its work; pages say so by themselves, with and without JavaScript."""
    expect(what).to_be_visible(timeout=LONG)


@contextmanager
def leaving(page: Page) -> Iterator[None]:
    """The block leads to another page, and ends when that has come."""
    with page.expect_navigation():
        yield


def press(page: Page, name: str | re.Pattern[str], role: str = "button") -> None:
    """Press a button or a link in the content and wait for the page that it leads to."""
    target = page.locator("main").get_by_role(role, name=name, exact=isinstance(name, str)).first
    with leaving(page):
        target.click()


def holders(page: Page) -> int:
    """How many hold the skill in the unit, as HR's map says it in words."""
    page.goto("/dasbor/cakupan/?bidang=keamanan")
    cell = unit_cell(page)
    return int(re.findall(r"(\d+) dari \d+ persyaratan", cell.inner_text())[0])


def unit_cell(page: Page) -> Locator:
    row = page.locator("tbody tr").filter(has=page.get_by_role("rowheader", name=UNIT, exact=True))
    return row.get_by_role("cell").first


def names_in(sheet: bytes) -> set[str]:
    """Everything that stands in the cells of an export."""
    book = load_workbook(io.BytesIO(sheet), read_only=True)
    return {str(value) for row in book.worksheets[0].iter_rows(values_only=True) for value in row if value}
