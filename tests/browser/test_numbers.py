"""Every number of the dashboards, read from the page, followed to where it leads, and counted once more by SQL."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.doors import Doors
from tests.browser.recount import City
from tests.browser.site import running

pytestmark = pytest.mark.browser

CELLS = """
    table => [...table.querySelectorAll('tbody tr, tfoot tr')].map(row => [...row.cells].map(cell => ({
        text: cell.innerText.trim(), said: cell.textContent.trim(),
        href: cell.querySelector('a:not(.map-open)')?.getAttribute('href') ?? '' })))
"""
TOTALS = {"Kota Metro", "Pemerintah Kota Metro", "Seluruhnya"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("numbers")


@pytest.fixture(scope="module")
def quiet_doors(browser: Browser, folder: Path) -> Iterator[Doors]:
    """A city in which nobody else learns meanwhile."""
    with running(folder) as address:
        yield Doors(browser, address)


@pytest.fixture(scope="module")
def city(quiet_doors: Doors, folder: Path) -> City:
    return City(folder / "var" / "piawai.sqlite3")


@pytest.fixture(scope="module")
def hr(quiet_doors: Doors) -> Iterator[Page]:
    context = quiet_doors.open("bkpsdm.demo")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def leader(quiet_doors: Doors) -> Iterator[Page]:
    context = quiet_doors.open("pimpinan.demo")
    yield context.new_page()
    context.close()


def table(page: Page, address: str, selector: str = "main table.map") -> list[list[dict[str, str]]]:
    page.goto(address)
    rows: list[list[dict[str, str]]] = page.locator(selector).first.evaluate(CELLS)
    assert len(rows) > 1
    return rows


def behind(page: Page, href: str) -> str:
    """The page that a link leads to, as HTML."""
    response = page.request.get(href)
    assert response.status == 200, href
    return response.text()


def amount(text: str) -> int:
    return int(text.replace(".", ""))


def of_whole(text: str) -> tuple[int, int]:
    count, whole = re.findall(r"([\d.]+)\s*(?:dari|/)\s*([\d.]+)", text)[0]
    return amount(count), amount(whole)


def says(text: str, counts: tuple[int, int]) -> bool:
    """Whether a page's percentage, with one decimal at most, is that of the counts."""
    found = re.search(r"(\d+(?:,\d+)?)\s*%", text)
    count, whole = counts
    if not whole or not found:
        return not whole and not found
    return abs(float(found[1].replace(",", ".")) - 100 * count / whole) <= 0.051


def heads(page: Page) -> list[str]:
    names = page.locator("main table.map thead th").all_inner_texts()
    return [name.strip() for name in names]


def test_every_cell_of_the_map_and_the_gap_list_behind_it(hr: Page, city: City):
    true = city.coverage()
    rows = table(hr, "/dasbor/cakupan/")
    fields = heads(hr)[1:]

    seen = {}
    for first, *cells in rows:
        unit = "" if first["text"] in TOTALS else first["text"].split("\n")[-1].strip(" +−")
        for field, cell in zip(fields, cells, strict=True):
            if "persyaratan" in cell["said"]:
                seen[unit, field] = of_whole(cell["said"])
                missing = seen[unit, field][1] - seen[unit, field][0]
                assert listed(hr, cell["href"]) == missing, (unit, field)

    assert seen == {key: counts for key, counts in true.items() if key[1]}


def listed(page: Page, href: str) -> int:
    found = re.search(r"([\d.]+) persyaratan belum terpenuhi", behind(page, href))
    assert found, href
    return amount(found[1])


def test_the_list_of_gaps_has_as_many_rows_as_it_says(hr: Page, city: City):
    met, asked = city.coverage()["", ""]

    hr.goto("/dasbor/kesenjangan/")

    assert f"{asked - met:,}".replace(",", ".") in hr.locator("main header").inner_text()


def test_today_of_every_opd_on_the_five_year_page(hr: Page, city: City):
    true = city.coverage()

    for first, now, *_years in table(hr, "/dasbor/lintasan/"):
        counts = true[first["text"], ""]
        assert says(now["text"], counts), first["text"]
        assert first["text"] in behind(hr, first["href"])


def test_the_line_of_the_five_years_begins_where_the_city_stands(leader: Page, city: City):
    leader.goto("/dasbor/lintasan/")
    rows = leader.locator("table:has(#tabel-lintasan) tbody tr").all()
    today = [row for row in rows if row.locator("td").first.text_content() not in {"–", ""}][-1]

    assert says(today.locator("td").first.text_content() or "", city.coverage()["", ""])


def test_independence_and_the_counts_it_is_made_of(hr: Page, city: City):
    true = city.parts()
    scores = {
        first["text"]: (value["text"], first["href"])
        for first, value, *_parts in table(hr, "/dasbor/kemandirian/")
        if first["href"]
    }
    assert scores.keys() == true.keys()

    for unit, (value, href) in scores.items():
        parts = table(hr, href, "table:has(#bagian)")
        weighed = []
        for name, weight, counts, *_rest in parts:
            count, whole = of_whole(counts["text"])
            if name["text"] in true[unit]:
                assert (count, whole) == true[unit][name["text"]], (unit, name["text"])
            if whole:
                weighed.append((int(weight["text"]), 100 * count / whole))
        score = sum(weight * share for weight, share in weighed) / sum(weight for weight, _share in weighed)
        assert abs(score - int(value)) <= 0.5, unit


def test_who_is_trained_for_indicator_3(hr: Page, city: City):
    true = city.trained()

    for unit, managing, using, _missing in table(hr, "/dasbor/pemdi/"):
        for role, cell in (("pengelola", managing), ("pengguna", using)):
            counts = true.get((unit["text"], role))
            assert (of_whole(cell["text"]) if counts else "–") == (counts or cell["text"]), (unit, role)
        assert "Peta per bidang" in behind(hr, unit["href"])


def test_learning_hours_and_the_people_behind_them(hr: Page, city: City):
    true = city.learning_hours()

    rows = table(hr, "/jp/")
    assert len(rows) == len(true)
    for unit, *cells in rows:
        expected = true["" if unit["text"] in TOTALS else unit["text"]]
        for cell, count in zip(cells[:3], expected, strict=True):
            assert amount(cell["text"].split("\n")[0]) == count, unit["text"]
            people = re.findall(r"([\d.]+) pegawai, tahun", behind(hr, cell["href"]))
            assert [amount(text) for text in people] == [count], unit["text"]


def test_what_the_leader_reads(leader: Page, city: City):
    true = city.coverage()
    leader.goto("/dasbor/pimpinan/")
    met, asked = true["", ""]

    first = leader.locator(".leader-sentences li").first.inner_text()
    rows = leader.locator("table:has(#tabel-fields) tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    calls = leader.locator("section[aria-labelledby='hubungi'] li").all_inner_texts()

    assert of_whole(first) == (met, asked)
    assert [of_whole(row[3]) for row in rows] == [true["", field] for field in short_names(city)]
    assert len(calls) == 3
    for call in calls:
        unit, text = call.split("\n", 1)
        field = text.partition(":")[0].strip()
        counts = true[unit.strip(), field]
        missing = re.findall(r"([\d.]+) persyaratan", text)[0]
        assert amount(missing) == counts[1] - counts[0], call
        assert says(text, counts), call


def short_names(city: City) -> list[str]:
    rows = city.rows('SELECT short_name FROM skills_field ORDER BY "order"')
    return [name for (name,) in rows]
