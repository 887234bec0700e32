"""Every number of the dashboards, read from the page, followed to where it leads, and counted once more by SQL."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import recount_years as years
from tests.browser.doors import Doors
from tests.browser.reading import (
    Cell,
    amount,
    leading,
    near,
    number,
    of_whole,
    percents,
    read,
    read_one,
    says,
    spoken,
)
from tests.browser.recount import City, Counts
from tests.browser.site import running

pytestmark = pytest.mark.browser

TOTALS = {"Kota Metro", "Pemerintah Kota Metro", "Seluruhnya"}
WEIGHTS = {"Cakupan": 40, "Kedalaman": 25, "Kemutakhiran": 15, "Kesinambungan": 20}
LIST_PAGE = 25
GAPS = "persyaratan belum terpenuhi"
FITS = "box => box.scrollWidth <= box.clientWidth"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("numbers")


@pytest.fixture(scope="module")
def quiet_doors(browser: Browser, folder: Path, city_folder: Path) -> Iterator[Doors]:
    """A city in which nobody else learns meanwhile."""
    with running(folder, city_folder) as address:
        yield Doors(browser, address)


@pytest.fixture(scope="module")
def city(quiet_doors: Doors, folder: Path) -> City:
    return City(folder / "var" / "piawai.sqlite3")


@pytest.fixture(scope="module")
def this_year(city: City) -> int:
    return int(city.today()[:4])


@pytest.fixture(scope="module")
def hr(quiet_doors: Doors) -> Iterator[Page]:
    yield from signed_in(quiet_doors, "bkpsdm.demo", "/dasbor/cakupan/")


@pytest.fixture(scope="module")
def leader(quiet_doors: Doors) -> Iterator[Page]:
    yield from signed_in(quiet_doors, "pimpinan.demo", "/dasbor/pimpinan/")


def signed_in(doors: Doors, username: str, start: str) -> Iterator[Page]:
    context = doors.open(username)
    page = context.new_page()
    page.goto(start)
    yield page
    context.close()


def unit_of(cell: Cell) -> str:
    return "" if cell.name in TOTALS else cell.name


def share(counts: Counts) -> float | None:
    count, whole = counts
    return 100 * count / whole if whole else None


def behind(counts: Counts, target: float | None) -> float:
    """Points below the target; 0 when it is reached or nothing is promised."""
    reached = share(counts)
    return 0.0 if target is None or reached is None else max(0.0, target - reached)


def test_every_cell_of_the_map(hr: Page, city: City, this_year: int):
    true, alone, promised = city.coverage(), city.alone(), years.promises(city)
    *rows, targets = read_one(hr, "/dasbor/cakupan/").rows("peta-judul")

    assert {unit_of(first) for first, *_cells in rows} == {unit for unit, _field in true}
    for first, *cells in rows:
        for field, cell in zip(city.fields(), cells, strict=True):
            key = (unit_of(first), field)
            counts, target = true.get(key, (0, 0)), promised.get((*key, this_year))
            assert says(cell.text, share(counts)), (key, cell.text)
            if counts[1]:
                assert of_whole(cell.text) == counts, (key, cell.text)
                assert ("▲" in cell.text, "✔" in cell.text) == states(counts, target), (key, cell.text)
                assert len(skills_alone(cell.text)) == alone[key], (key, cell.text)
    for field, cell in zip(city.fields(), targets[1:], strict=True):
        assert says(cell.text, promised["", field, this_year]), field


def states(counts: Counts, target: float | None) -> tuple[bool, bool]:
    late = behind(counts, target) > 1e-6
    return late, target is not None and not late


def skills_alone(text: str) -> set[str]:
    said = re.search(r"hanya satu orang menguasai ((?:[A-Z]+-\d+(?:, )?)+)", text)
    return set(said[1].split(", ")) if said else set()


def test_arrows_tell_the_way_since_the_last_quarter_end(hr: Page, city: City):
    quarter = max(day for unit, day in years.quarters(city) if day < city.today())
    now, then = city.coverage(), city.coverage(quarter)

    *rows, _targets = read_one(hr, "/dasbor/cakupan/").rows("peta-judul")

    for first, *cells in rows:
        for field, cell in zip(city.fields(), cells, strict=True):
            key = (unit_of(first), field)
            before, today = share(then.get(key, (0, 0))), share(now.get(key, (0, 0)))
            if before is not None and today is not None:
                assert spoken(quarter) in cell.text, (key, cell.text)
                assert near(moved(cell.text), today - before), (key, cell.text)


def moved(text: str) -> float:
    """Points up or, below zero, down; 0 where nothing is said to have moved."""
    said = re.search(r"(naik|turun) ([\d,]+) poin", text)
    return (number(said[2]) if said[1] == "naik" else -number(said[2])) if said else 0.0


def test_every_cell_of_the_map_leads_to_as_many_gaps(hr: Page, city: City):
    true = city.coverage()
    *rows, _targets = read_one(hr, "/dasbor/cakupan/").rows("peta-judul")
    cells = {
        (unit_of(first), field): cell.href
        for first, *row in rows
        for field, cell in zip(city.fields(), row, strict=True)
        if (unit_of(first), field) in true
    }

    lists = read(hr, cells.values())

    counted = {key: missing(true[key]) for key in cells}
    assert {key: lists[href].count(GAPS) for key, href in cells.items() if missing(true[key])} == {
        key: count for key, count in counted.items() if count
    }
    assert all(
        "Tidak ada kesenjangan di sini" in lists[cells[key]].words for key in cells if not counted[key]
    )


def missing(counts: Counts) -> int:
    return counts[1] - counts[0]


def test_every_name_on_the_map_leads_to_a_map_with_the_same_sum(hr: Page, city: City):
    true = city.coverage()
    *rows, _targets = read_one(hr, "/dasbor/cakupan/").rows("peta-judul")
    names = {first.name: first.href for first, *_cells in rows if first.href}

    maps = read(hr, names.values())

    assert len(names) == len(rows) - 1
    for unit, href in names.items():
        total = maps[href].rows("peta-judul")[-2]
        for field, cell in zip(city.fields(), total[1:], strict=True):
            assert says(cell.text, share(true.get((unit, field), (0, 0)))), (unit, field)


def test_the_list_of_gaps_is_as_long_as_it_says(hr: Page, city: City):
    count = missing(city.coverage()["", ""])
    last = f"/dasbor/kesenjangan/?halaman={-(-count // LIST_PAGE)}"

    pages = read(hr, ["/dasbor/kesenjangan/", last])

    assert pages["/dasbor/kesenjangan/"].count(GAPS) == count
    assert len(pages[last].rows("daftar")) == (count % LIST_PAGE or LIST_PAGE)


def test_the_list_of_an_opd_names_everybody_and_everything(hr: Page, city: City):
    *rows, _targets = read_one(hr, "/dasbor/cakupan/").rows("peta-judul")
    sizes = {
        first.name: missing(city.coverage()[first.name, ""]) for first, *_cells in rows if unit_of(first)
    }
    unit = min((unit for unit in sizes if sizes[unit] > LIST_PAGE), key=lambda unit: sizes[unit])
    (opd,) = re.findall(r"opd=\d+", next(first.href for first, *_cells in rows if first.name == unit))

    addresses = [f"/dasbor/kesenjangan/?{opd}&halaman={n + 1}" for n in range(-(-sizes[unit] // LIST_PAGE))]
    pages = read(hr, addresses)

    found = [pair for address in addresses for pair in pairs(pages[address].rows("daftar"))]
    assert sorted(found) == city.gaps(unit)


def pairs(rows: list[list[Cell]]) -> Iterator[tuple[int, str]]:
    """Person and skill of each row; a person stands once for all rows of theirs."""
    person = 0
    for row in rows:
        links = (re.search(r"/pegawai/(\d+)/", cell.href) for cell in row)
        person = next((int(link[1]) for link in links if link), person)
        codes = (re.search(r"([A-Z]{2}-\d+) · ", cell.text) for cell in row)
        yield person, next(code[1] for code in codes if code)


def test_every_opd_on_the_five_year_page_and_on_its_own(hr: Page, city: City):
    true, ends = city.coverage(), years.quarters(city)
    seen = read_one(hr, "/dasbor/lintasan/")
    heads = [int(cell.text) for cell in seen.tables["per-opd-judul"][0][2:]]
    rows = seen.rows("per-opd-judul")
    own = read(hr, (first.href for first, *_cells in rows))

    assert {first.name for first, *_cells in rows} == {unit for unit, _field in true if unit}
    for first, now, *cells in rows:
        unit = first.name
        line = {day.text: shares for day, *shares in own[first.href].rows("tabel-lintasan")}
        assert says(now.text, share(true[unit, ""])), unit
        assert line[spoken(city.today())][0].text == now.text, unit
        for year, cell in zip(heads, cells, strict=True):
            expected, promised = ends[unit, f"{year}-12-31"].shares[0], years.target(city, unit, year)
            assert says(cell.text, expected), (unit, year, cell.text)
            assert says(cell.text.partition("target ")[2], promised), (unit, year, cell.text)
            assert line[f"31 Des {year}"][1].text == f"{cell.text.partition(' %')[0]} %", (unit, year)


def test_the_line_of_the_five_years(leader: Page, city: City):
    rows = read_one(leader, "/dasbor/lintasan/").rows("tabel-lintasan")
    lines = {day.text: [cell.text for cell in cells] for day, *cells in rows}
    ends = {day: end for (unit, day), end in years.quarters(city).items() if not unit and day != city.today()}

    assert set(lines) == {spoken(day) for day in (*ends, city.today())}
    for day, end in ends.items():
        reached, expected, sure, promised = lines[spoken(day)]
        assert says(reached, None if end.ahead else end.shares[1]), day
        assert says(expected, end.shares[0] if end.ahead else None), day
        assert says(sure, end.shares[1] if end.ahead else None), day
        assert says(promised, years.target(city, "", int(day[:4])) if day.endswith("12-31") else None), day
    assert says(lines[spoken(city.today())][0], share(city.coverage()["", ""]))


def test_what_the_forecast_rests_on(leader: Page, city: City):
    seen = read_one(leader, "/dasbor/lintasan/")

    words = ("pegawai mencapai batas usia pensiun", "bukti kompetensi habis", "penugasan sedang berjalan")
    assert tuple(seen.count(of) for of in words) == years.basis(city)
    assert f"{100 * years.RATE:.0f} % di antaranya" in seen.words


def test_independence_and_the_counts_it_is_made_of(leader: Page, city: City):
    true, skills = city.parts(), city.skills()
    rows = read_one(leader, "/dasbor/kemandirian/").rows("nilai")
    pages = read(leader, (first.href for first, *_cells in rows))

    assert {unit_of(first) for first, *_cells in rows} == set(true)
    for first, value, *shares in rows:
        unit = unit_of(first)
        assert near(number(value.text), score(true[unit]), 0), unit
        assert all(
            says(cell.text, share(true[unit][name])) for name, cell in zip(WEIGHTS, shares, strict=True)
        )
        if unit:
            page = pages[first.href]
            assert page.count("dari 100") == amount(value.text), unit
            assert [part(row) for row in page.rows("bagian")] == [
                (name, weight, true[unit][name]) for name, weight in WEIGHTS.items()
            ]
            assert sorted(skill(row) for row in page.rows("kompetensi")) == sorted(skills[unit])


def score(parts: dict[str, Counts]) -> float:
    known = [(WEIGHTS[name], 100 * count / whole) for name, (count, whole) in parts.items() if whole]
    return sum(weight * part for weight, part in known) / sum(weight for weight, _part in known)


def part(row: list[Cell]) -> tuple[str, int, Counts]:
    name, weight, counts, percent, _lift = row
    assert says(percent.text, share(of_whole(counts.text))), name.text
    return name.text, int(weight.text), of_whole(counts.text)


def skill(row: list[Cell]) -> tuple[str, int, int, bool, int, int, int]:
    name, counts, critical, deep, fresh, staying = row
    met, asked = of_whole(counts.text)
    assert of_whole(fresh.text)[1] == met, name.text
    young = of_whole(fresh.text)[0]
    return name.name, met, asked, critical.text == "ya", leading(deep.text), young, leading(staying.text)


def test_skills_of_the_least_independent_opd_lead_to_their_gaps(hr: Page, city: City):
    *_others, (last, *_values), _whole = read_one(hr, "/dasbor/kemandirian/").rows("nilai")
    rows = read_one(hr, last.href).rows("kompetensi")

    lists = read(hr, (first.href for first, *_cells in rows))

    for first, counts, *_cells in rows:
        count = missing(of_whole(counts.text))
        assert not count or lists[first.href].count(GAPS) == count, first.text


def test_who_is_trained_for_indicator_3(hr: Page, city: City, this_year: int):
    true, before = city.trained(), city.trained(f"{this_year - 1}-12-31")
    seen = read_one(hr, "/dasbor/pemdi/")

    for unit, managing, using, lacking in seen.rows("per-opd"):
        both = [true.get((unit.name, role), (0, 0)) for role in ("pengelola", "pengguna")]
        for counts, cell in zip(both, (managing, using), strict=True):
            assert of_whole(cell.text) == counts if counts[1] else cell.text == "–", unit.name
        assert int(lacking.text) == sum(to_train(counts) for counts in both), unit.name
    for row, role in zip(seen.rows("terlatih"), ("pengelola", "pengguna"), strict=True):
        assert of_whole(row[1].text) == true["", role]
        assert says(row[1].text, share(true["", role]))
        assert says(row[2].text, share(before["", role]))
    lacking_role = next(role for role in ("pengelola", "pengguna") if to_train(true["", role]))
    assert seen.count(f"{lacking_role} layanan digital lagi") == to_train(true["", lacking_role])
    assert seen.count("dari 5") == {"pengelola": 1, "pengguna": 2}[lacking_role]


def to_train(counts: Counts) -> int:
    """How many more until more than 90 of 100 are trained."""
    trained, staff = counts
    return 0 if 10 * trained > 9 * staff or not staff else 9 * staff // 10 + 1 - trained


def test_opds_of_indicator_3_lead_to_their_maps(hr: Page):
    rows = read_one(hr, "/dasbor/pemdi/").rows("per-opd")

    maps = read(hr, (unit.href for unit, *_cells in rows))

    assert [maps[unit.href].rows("peta-judul")[-2][0].text for unit, *_cells in rows] == [
        unit.name for unit, *_cells in rows
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_indicator_3_marks_its_year_and_needs_no_scrolling(hr: Page, this_year: int, width: int):
    hr.set_viewport_size({"width": width, "height": 900})

    for year in (this_year - 1, this_year):
        hr.goto(f"/dasbor/pemdi/?tahun={year}")

        assert hr.locator("main nav [aria-current=page]").all_inner_texts() == [str(year)]
        assert hr.locator(".table-wrap:has(#terlatih)").evaluate(FITS)


def test_learning_hours_and_the_people_behind_them(hr: Page, city: City):
    true = city.learning_hours()
    rows = read_one(hr, "/jp/").rows("tabel-jp")
    lists = read(hr, (cell.href for _unit, *cells in rows for cell in cells))

    assert {unit_of(unit) for unit, *_cells in rows} == set(true)
    for unit, staff, reached, lacking, percent, late, average in rows:
        people, done, undone, hopeless, hours = true[unit_of(unit)]
        for cell, count in ((staff, people), (reached, done), (lacking, undone), (late, hopeless)):
            assert leading(cell.text) == count, (unit.name, cell.text)
            assert not count or lists[cell.href].count("pegawai, tahun") == count, (unit.name, cell.text)
            if count <= LIST_PAGE:
                assert len(lists[cell.href].tables.get("tabel-pegawai", [()])) == count + 1 or not count
        assert says(percent.text, share((done, done + undone))), unit.name
        assert near(number(average.text), hours / people), unit.name


def test_every_name_among_learning_hours_leads_to_the_same_sums(hr: Page):
    rows = read_one(hr, "/jp/").rows("tabel-jp")

    own = read(hr, (unit.href for unit, *_cells in rows))

    for unit, *cells in rows:
        if unit.href:
            sums = own[unit.href].rows("tabel-jp")[-1]
            assert [leading(cell.text) for cell in sums[1:4]] == [leading(cell.text) for cell in cells[:3]]


def test_the_five_sentences_of_the_leader(leader: Page, city: City, this_year: int):
    true, promised, fields = city.coverage(), years.promises(city), city.fields()
    state, reached, worst, trend, fragile = read_one(leader, "/dasbor/pimpinan/").lists[0]
    late = {field: late_in(true, promised, field, this_year) for field in fields}
    quarter = max(day for _unit, day in years.quarters(city) if day < city.today())
    assert of_whole(state) == true["", ""]
    assert says(state[state.index("(") :], share(true["", ""]))
    held = [field for field in fields if not behind(true["", field], promised["", field, this_year])]
    names = f"{len(held)} dari {len(fields)} bidang: {', '.join(held)}." if held else "satu bidang pun."
    assert reached.endswith(names)
    field = max(fields, key=lambda field: len(late[field]))
    measured = sum(1 for place, name in true if place and name == field)
    assert worst.startswith(f"{len(late[field])} dari {measured} OPD di bawah target {field}.")
    ((unit, points),) = re.findall(r"Terjauh: (.+) \(−([\d,]+)\)", worst)
    assert near(number(points), max(late[field].values()))
    assert near(number(points), late[field][unit])
    assert spoken(quarter) in trend
    assert near(moved(trend), (share(true["", ""]) or 0) - years.quarters(city)["", quarter].shares[1])
    assert leading(fragile.removeprefix("Di ")) == len({place for place, _field in city.alone() if place})


def test_the_leader_reads_how_independent_the_units_are(leader: Page, city: City):
    scores = {unit: score(parts) for unit, parts in city.parts().items()}

    fifth = read_one(leader, "/dasbor/pimpinan/").lists[0][4]

    ((whole, unit, lowest),) = re.findall(r"Kota Metro (\d+) dari 100; terendah (.+) \((\d+)\)\.", fifth)
    assert near(number(whole), scores[""], 0)
    assert near(number(lowest), scores[unit], 0)
    assert scores[unit] == min(scores.values())


def late_in(
    true: dict[tuple[str, str], Counts], promised: dict[tuple[str, str, int], float], field: str, year: int
) -> dict[str, float]:
    """By OPD below its target in the field, how far."""
    gaps = {
        unit: behind(counts, promised.get((unit, name, year)))
        for (unit, name), counts in true.items()
        if unit and name == field
    }
    return {unit: gap for unit, gap in gaps.items() if gap > 1e-6}


def test_the_figures_below_the_sentences(leader: Page, city: City, this_year: int):
    true, ends = city.coverage(), years.quarters(city)
    seen = read_one(leader, "/dasbor/pimpinan/")

    for field, (_name, reached, promised, words) in zip(
        city.fields(), seen.rows("tabel-fields"), strict=True
    ):
        assert says(reached.text, share(true["", field])), field
        assert says(promised.text, years.promises(city)["", field, this_year]), field
        assert of_whole(words.text) == true["", field], field
    line = {day.text: (reached.text, promised.text) for day, reached, promised in seen.rows("tabel-chart")}
    past = {day: end for (unit, day), end in ends.items() if not unit and not end.ahead}
    assert says(line["Kini"][0], share(true["", ""]))
    for day, end in past.items():
        assert says(line[spoken(day)][0], end.shares[1]), day
    for day in {spoken(day) for day in past} | {"Kini"} | {day for day in line if day.startswith("31 Des")}:
        year = this_year if day == "Kini" else int(day[-4:])
        assert says(line[day][1], years.target(city, "", year)), day


def test_whom_the_leader_is_to_call(leader: Page, city: City, this_year: int):
    true, promised = city.coverage(), years.promises(city)
    farthest: dict[str, tuple[float, str]] = {}
    for field in city.fields():
        for unit, gap in late_in(true, promised, field, this_year).items():
            farthest[unit] = max(farthest.get(unit, (0.0, "")), (gap, field))

    calls = next(texts for texts in read_one(leader, "/dasbor/pimpinan/").lists if "dari target" in texts[0])

    third = sorted((gap for gap, _field in farthest.values()), reverse=True)[2]
    assert len(calls) == 3
    for call in calls:
        unit = next(unit for unit in sorted(farthest, key=len, reverse=True) if call.startswith(unit))
        gap, field = farthest[unit]
        reached, target = percents(call)
        assert gap >= third - 1e-6, call
        assert f"{field}:" in call
        assert near(reached, share(true[unit, field]) or 0), call
        assert near(target, promised[unit, field, this_year]), call
        assert amount(re.findall(r"([\d.]+) persyaratan", call)[0]) == missing(true[unit, field]), call
