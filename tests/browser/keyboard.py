"""A person without a mouse: Tab until it is there, and a look at each stop whether one can see where one is."""

import re
from contextlib import AbstractContextManager

from playwright.sync_api import Locator, Page

from tests.browser.inspection import FOCUS

FAR = 120  # presses of Tab after which somebody has given up
COMMAND = "[name=jawaban-perintah]:visible"
HAS_FOCUS = "element => element === document.activeElement"


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []  # stops without a ring

    def to(self, target: Locator) -> None:
        """Tab to the first element that ``target`` finds."""
        for _press in range(FAR):
            self.page.keyboard.press("Tab")
            self._look()
            if target.first.evaluate(HAS_FOCUS):
                return
        raise AssertionError(f"not reached by Tab: {target}")

    def fill(self, label: str, text: str) -> None:
        self.to(self.page.get_by_label(label))
        self.page.keyboard.type(text)

    def choose(self) -> None:
        """The first answer of the question on the page, or of its first part, whatever its kind."""
        if self.page.locator(COMMAND).count():
            self._command("help")
            return
        answer = self.page.locator('[name="jawaban"]:visible, [name^="jawaban-"]:visible')
        self.to(answer)
        kind = answer.first.evaluate("element => element.type")
        if kind == "text":
            self.page.keyboard.type("2,5")
        else:
            self.page.keyboard.press("ArrowDown" if kind == "select-one" else "Space")

    def _command(self, words: str) -> None:
        """A lab is answered by running something; the page that comes back is at the same question."""
        self.to(self.page.locator(COMMAND))
        self.page.keyboard.type(words)
        with self.page.expect_navigation():
            self.press("Jalankan perintah")

    def press(self, name: str | re.Pattern[str], role: str = "button", within: str = "main") -> None:
        self.to(self.page.locator(within).get_by_role(role, name=name, exact=isinstance(name, str)))
        self.page.keyboard.press("Enter")

    def leave(
        self, name: str | re.Pattern[str], role: str = "link", within: str = "main"
    ) -> AbstractContextManager:
        with self.page.expect_navigation() as there:
            self.press(name, role, within)
        return there

    @property
    def here(self) -> str:
        """What has the focus, in its own words."""
        return self.page.evaluate("document.activeElement.innerText.trim()")

    def _look(self) -> None:
        stop = self.page.evaluate(FOCUS)
        if stop is not None and not stop[1]:
            self.unseen.append(f"{self.page.url}: {stop[0]}")
