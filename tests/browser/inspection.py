"""Looks at a page as quality.md asks: status, console, sideways scroll, axe, weight, focus."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
WIDTHS = (320, 360, 1280)
HEIGHT = 800
PAPER = {"width": 794, "height": 1123}  # A4 at 96 dots an inch
NOT_PRINTED = ".top, .places, .foot, .skip, .no-print, form button"
LESSON_MEDIA = "/berkas/"


@dataclass
class Inspection:
    """One browser and what was found wrong in it, a line each."""

    context: BrowserContext
    findings: list[str] = field(default_factory=list)
    status: int = 200

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self._note(f"error in a script: {error}"))

    def visit(self, path: str, status: int = 200, *, look: bool = True) -> None:
        """Go to a path, or with ``path > selector`` to where its first such link leads, and so on; look at that."""
        path, *links = path.split(" > ")
        self.status = status
        response = self.page.goto(path)
        for link in links:
            response = self.follow(link)
        if response is None or response.status != status:
            self._note(f"status {response and response.status}")
        if look:
            self.look()

    def follow(self, link: str) -> Response | None:
        address = self.page.locator(link).first.get_attribute("href") or ""
        return self.page.goto(address)

    def look(self) -> None:
        """The page as it stands, narrow and wide, light and dark; colours alone change from light to dark."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            self._scrolls(width)
            if width >= 360:
                self._axe(f"{width} light", ALL_RULES)
                self.page.emulate_media(color_scheme="dark")
                self._axe(f"{width} dark", COLOURS)
                self.page.emulate_media(color_scheme="light")

    def refuse(self, path: str, button: str | re.Pattern[str], status: int = 422, **fields: str) -> None:
        """Send a form that has faults, past the browser's own checks, and look at what comes back."""
        self.visit(path, look=False)
        self.page.evaluate("for (const form of document.forms) form.noValidate = true")
        for name, text in fields.items():
            self.page.locator(f"main [name='{name}']").first.fill(text)
        self.status = status
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=button).first.click()
        if not self.page.evaluate("document.activeElement.matches('[role=alert]')"):
            self._note("the summary of errors has not the focus")
        self.look()

    def print_out(self, path: str) -> None:
        """The page on A4: nothing of the frame, nothing cut off."""
        self.visit(path, look=False)
        self.page.set_viewport_size(PAPER)
        self.page.emulate_media(media="print")
        self._scrolls(PAPER["width"])
        self._axe("print", ALL_RULES)
        for shown in self.page.locator(NOT_PRINTED).filter(visible=True).all():
            self._note(f"printed: {shown.inner_text()[:40]}")
        self.page.emulate_media(media="screen")

    @property
    def report(self) -> str:
        return "\n".join(self.findings)

    def _scrolls(self, width: int) -> None:
        needed = self.page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            self._note(f"scrolls sideways: {needed} of {width} px")

    def _axe(self, look: str, options: dict[str, Any]) -> None:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        violations = self.page.evaluate(f"axe.run({json.dumps(options)}).then(found => found.violations)")
        for rule in violations:
            where = "; ".join(str(node["target"]) for node in rule["nodes"][:3])
            self._note(f"axe {look}: {rule['id']} at {where}")

    def _heard(self, message: ConsoleMessage) -> None:
        expected = self.status != 200 and f"status of {self.status}" in message.text
        if message.type == "error" and not expected:
            self._note(f"console: {message.text}")

    def _note(self, text: str) -> None:
        self.findings.append(f"{urlsplit(self.page.url).path}: {text}")


def weight_of(context: BrowserContext, path: str) -> float:
    """KB over the wire for the first visit to a page; pictures and files of lessons are not counted."""
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, float] = {}
    network.on(
        "Network.requestWillBeSent",
        lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
    )
    network.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(path, wait_until="networkidle")
    return sum(size for key, size in sizes.items() if LESSON_MEDIA not in addresses.get(key, "")) / 1000


FOCUS = """() => {
  const ringed = (element) => element && getComputedStyle(element).outlineStyle !== "none"
    && parseFloat(getComputedStyle(element).outlineWidth) >= 2;
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const name = here.tagName.toLowerCase() + " " + (here.innerText || here.name || here.id).trim().slice(0, 40);
  return [name, Boolean(ringed(here) || ringed(here.closest(".option")))];
}"""


def tab_walk(page: Page, limit: int = 80) -> list[tuple[str, bool]]:
    """What the Tab key reaches, until it leaves the page: the name, and whether a ring shows that it is there."""
    stops: list[tuple[str, bool]] = []
    for _press in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append((stop[0], stop[1]))
    return stops
