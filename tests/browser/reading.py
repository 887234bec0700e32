"""Pages as their numbers: every table of ``main`` by the id of its caption, and the words; many at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Page

PAGES = """
    async addresses => Object.fromEntries(await Promise.all(addresses.map(async address => {
        const answer = await fetch(address)
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
        const clean = node => node.textContent.replace(/\\s+/g, ' ').trim()
        const cell = node => {
            const link = node.querySelector('a:not(.map-open)')
            return [clean(node), link?.getAttribute('href') ?? '', link ? clean(link) : clean(node)]
        }
        const tables = [...page.querySelectorAll('main table')].map(table => [
            table.caption?.id ?? '', [...table.rows].map(row => [...row.cells].map(cell))])
        const lists = [...page.querySelectorAll('main ol, main ul')].map(list => [...list.children].map(clean))
        const main = page.querySelector('main')
        return [address, {status: answer.status, words: main ? clean(main) : '', tables, lists}]
    })))
"""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


@dataclass(frozen=True)
class Cell:
    """``name`` is what its link says, or all of it."""

    text: str
    href: str
    name: str


@dataclass(frozen=True)
class Seen:
    """A page: its words, and by the id of the caption each table, the row of heads first."""

    words: str
    tables: dict[str, list[list[Cell]]]
    lists: list[list[str]]

    def rows(self, caption: str) -> list[list[Cell]]:
        _heads, *rows = self.tables[caption]
        return rows

    def count(self, of: str) -> int:
        """The number that stands before these words."""
        return amount(re.findall(rf"([\d.]+) {of}", self.words)[0])


def read(page: Page, addresses: Iterable[str]) -> dict[str, Seen]:
    """What stands at each address for whoever is signed in; every one must be there."""
    asked = sorted({address for address in addresses if address})
    found = page.evaluate(PAGES, asked)
    assert {address: found[address]["status"] for address in asked} == dict.fromkeys(asked, 200)
    return {address: _seen(found[address]) for address in asked}


def read_one(page: Page, address: str) -> Seen:
    return read(page, [address])[address]


def _seen(found: dict[str, list[list[list[list[str]]]]]) -> Seen:
    tables = {name: [[Cell(*cell) for cell in row] for row in rows] for name, rows in found["tables"]}
    return Seen(found["words"], tables, found["lists"])


def amount(text: str) -> int:
    return int(text.replace(".", ""))


def leading(text: str) -> int:
    """The number that a text begins with."""
    found = re.match(r"[\d.]*\d", text)
    assert found, text
    return amount(found[0])


def of_whole(text: str) -> tuple[int, int]:
    """``396 / 536`` or ``6 dari 9``."""
    count, whole = re.findall(r"([\d.]+)\s*(?:dari|/)\s*([\d.]+)", text)[0]
    return amount(count), amount(whole)


def percents(text: str) -> list[float]:
    return [number(found) for found in re.findall(r"([\d.]+(?:,\d+)?) %", text)]


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def near(shown: float, true: float, places: int = 1) -> bool:
    """Whether what is shown is the figure, rounded."""
    return abs(shown - true) <= 0.5 * 10**-places + 1e-9


def says(text: str, share: float | None) -> bool:
    """Whether the first percentage of a text is this one; a dash where there is none."""
    shown = percents(text)[:1]
    return shown == [] and text.startswith("–") if share is None else bool(shown) and near(shown[0], share)


def spoken(day: str) -> str:
    """``2026-12-31`` as ``31 Des 2026``."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
