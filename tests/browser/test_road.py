"""The main job of the product at 360 px, once with JavaScript and once without; the steps build on each other."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bank import answer, questions_of
from tests.browser.doors import Doors
from tests.browser.inspection import Inspection
from tests.browser.road import (
    COURSE,
    LONG,
    SKILL,
    Road,
    holders,
    leaving,
    names_in,
    press,
    unit_cell,
    wait_for,
)
from tests.browser.uploads import write_course, write_staff

pytestmark = pytest.mark.browser

HR, LECTURER, REVIEWER = "bkpsdm.demo", "pengampu.demo", "penelaah.demo"
SUBMIT = '[name="action-submit"]'
APPROVE = '[data-workflow-action-name="approve"]:not([data-workflow-action-modal-url])'
NEW_PASSWORD = "menara-hijau-2026"


@pytest.fixture(scope="module", params=[True, False], ids=["javascript", "no-javascript"])
def road(request: pytest.FixtureRequest, doors: Doors) -> Iterator[Road]:
    """With JavaScript the demo's civil servant learns, without it the newcomer of the imported sheet."""
    if request.param:
        road = Road(doors, True, "pegawai.demo", "Rina Lestari")
    else:
        road = Road(doors, False, "newcomer", "Kenanga Prameswari")
    yield road
    road.close()


def test_1_hr_imports_staff(road: Road, tmp_path: Path):
    name, serial = ("Melati Prameswari", 71) if road.javascript else ("Kenanga Prameswari", 172)
    nip = write_staff(tmp_path / "pegawai.xlsx", serial=serial, name=name)
    page = road.page(HR)
    page.goto("/pegawai/impor/")
    page.locator('input[type="file"]').set_input_files(tmp_path / "pegawai.xlsx")
    press(page, "Unggah dan periksa")
    wait_for(page, page.get_by_role("button", name="Setujui dan impor"))
    new = page.locator("dt:has-text('Pegawai baru') + dd").inner_text()
    press(page, "Setujui dan impor")
    wait_for(page, page.get_by_role("heading", name="Yang diimpor"))

    page.goto(f"/pegawai/?q={nip}")

    assert new == "1"
    expect(page.get_by_role("rowheader")).to_contain_text(name)
    road.seen |= {"nip": nip, "person": page.get_by_role("link", name=name).get_attribute("href") or ""}


def test_1_the_newcomer_signs_in_with_the_link_from_hr(road: Road):
    hr, newcomer = road.page(HR), road.another(None)
    hr.goto(road.seen["person"])
    press(hr, "Buat tautan masuk pertama")
    newcomer.goto(hr.get_by_label("Tautan masuk pertama").input_value())
    for position in (0, 1):
        newcomer.locator('input[type="password"]').nth(position).fill(NEW_PASSWORD)
    press(newcomer, "Simpan kata sandi")

    road.doors.let_in("newcomer", road.seen["nip"], NEW_PASSWORD)

    page = road.another("newcomer")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        road.name.split()[0] if not road.javascript else "Melati"
    )


def test_2_a_lecturer_imports_a_course(road: Road, tmp_path: Path):
    way = "js" if road.javascript else "tanpa-js"
    road.seen["course"] = f"Menata berkas {way}"
    write_course(tmp_path / "kursus.zip", slug=f"menata-berkas-{way}", title=road.seen["course"])
    page = road.page(LECTURER)
    page.goto("/pengampu/impor/")
    page.locator('input[type="file"]').set_input_files(tmp_path / "kursus.zip")
    press(page, "Unggah dan periksa")
    wait_for(page, page.get_by_role("button", name="Impor sekarang"))

    press(page, "Impor sekarang")

    wait_for(page, page.get_by_role("heading", name="Pelatihan sudah menjadi draf"))
    road.seen["editor"] = page.get_by_role("link", name="Buka di ruang tulis").get_attribute("href") or ""


def test_2_the_lecturer_previews_it_and_the_reviewer_publishes_it(road: Road):
    if not road.javascript:
        pytest.skip("the editor is Wagtail's own, which needs JavaScript; the import above does not")
    writer, reviewer = road.page(LECTURER), road.page(REVIEWER)
    writer.goto(road.seen["editor"].replace("/edit/", "/view_draft/"))
    expect(writer.get_by_role("heading", level=1)).to_have_text(road.seen["course"])
    in_editor(writer, road.seen["editor"], SUBMIT)
    reviewer.goto("/admin/")
    waiting = reviewer.get_by_role("rowheader", name=road.seen["course"]).get_by_role("link")
    expect(waiting).to_be_visible()

    in_editor(reviewer, road.seen["editor"], APPROVE)

    page = road.page(None)
    page.goto("/pelatihan/?cari=Menata")
    expect(page.get_by_role("link", name=road.seen["course"])).to_be_visible()


def in_editor(page: Page, address: str, action: str) -> None:
    """Choose an action of Wagtail's menu below a page, whatever language it speaks."""
    page.goto(address)
    page.locator("footer [data-w-dropdown-target='toggle']").click()
    with leaving(page):
        page.locator(f"footer {action}").click()


def test_3_hr_gives_the_course_to_the_unit(road: Road):
    page = road.page(HR)
    road.seen["holders"] = str(holders(page))
    due = datetime.now(ZoneInfo("Asia/Jakarta")).date() + timedelta(days=5)
    page.goto("/penugasan/baru/")
    page.get_by_label("Pelatihan", exact=True).select_option(label=COURSE)
    page.get_by_label("Unit kerja").select_option(label="Dinas Kesehatan")
    page.get_by_label("Tenggat").fill(due.isoformat())
    press(page, "Lihat siapa yang ditugaskan")
    press(page, "Tugaskan sekarang")

    learner = road.page(road.learner)

    expect(page.get_by_role("heading", level=1)).to_have_text(COURSE)
    seen_at_home(learner)


def seen_at_home(page: Page) -> None:
    """The duty stands on the home page as soon as the job has enrolled everybody."""
    lead = page.locator(".card--lead")
    for _attempt in range(LONG // 1000):
        page.goto("/")
        if "5 hari lagi" in lead.inner_text() and COURSE in lead.inner_text():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(lead.inner_text())


def test_3_the_learner_reads_leaves_and_comes_back_elsewhere(road: Road):
    page = road.page(road.learner)
    press(page, re.compile("Mulai|Lanjutkan"), "link")
    for _lesson in range(3):
        study(page)
    left_at = page.url

    other = road.another(road.learner)
    other.goto("/")
    press(other, "Lanjutkan", "link")

    assert other.url == left_at
    road.pages[road.learner] = other


def study(page: Page) -> None:
    """Answer what the lesson asks, look at the feedback, go on to what follows."""
    here, asked = page.url.partition("#")[0], page.locator(".check").count()
    for number in range(asked):
        check = page.locator(".check").nth(number)
        check.locator(".option input").first.check()
        with leaving(page):
            check.get_by_role("button").click()
        expect(check.locator(".feedback")).to_be_visible()
    with leaving(page):
        page.locator(".lesson-foot .button--primary").click()
    assert page.url.partition("#")[0] != here


def test_3_the_learner_finishes_the_lessons(road: Road):
    page = road.page(road.learner)

    while "/materi/" in page.url:
        study(page)

    expect(page.get_by_role("heading", name="Siap mulai?")).to_be_visible()


def test_4_the_learner_passes_the_quiz(road: Road):
    page, questions = road.page(road.learner), questions_of("keamanan-siber-untuk-asn")
    press(page, "Mulai")
    while "/periksa/" not in page.url:
        if road.javascript and "Soal 2 dari" in page.title():
            go_offline_and_back(page, questions)
        answer(page, questions)
        press(page, re.compile("Simpan dan lanjut|Periksa jawaban"))
    expect(page.get_by_text("Semua soal sudah terjawab")).to_be_visible()

    press(page, "Kumpulkan jawaban")

    expect(page.get_by_role("heading", level=1)).to_have_text("Anda lulus.")
    expect(page.get_by_text("Nilai Anda 100 %")).to_be_visible()
    expect(page.locator("details.answer")).to_have_count(10)


def go_offline_and_back(page: Page, questions: dict) -> None:
    """The amber words appear, the next question comes, and the answer arrives by itself once there is a network."""
    page.locator("[data-attempt][data-complete]").wait_for()
    page.context.set_offline(True)
    answer(page, questions)
    expect(page.get_by_text("Tidak ada jaringan. Jawaban Anda aman di perangkat ini")).to_be_visible()
    expect(page.locator("[data-status]")).to_contain_text("Belum terkirim")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("heading", name=re.compile("Soal 3 dari"))).to_be_focused()

    page.context.set_offline(False)

    expect(page.get_by_text("Tidak ada jaringan.")).to_be_hidden()
    expect(page.locator("[data-status]")).to_have_text("Belum ada jawaban")


def test_5_the_certificate_comes_and_is_genuine(road: Road):
    page, anyone = road.page(road.learner), road.page(None)
    page.goto("/sertifikat/")
    download = page.get_by_role("link", name=f"Unduh PDF {COURSE}")
    wait_for(page, download)
    card = page.locator("article", has=download)

    pdf = page.context.request.get(download.get_attribute("href") or "").body()
    road.seen["proof"] = (
        card.get_by_role("link", name=re.compile("halaman verifikasi")).get_attribute("href") or ""
    )
    road.seen["number"] = card.locator("dt:has-text('Nomor') + dd").inner_text()

    assert pdf[:5] == b"%PDF-"
    assert word(anyone, road.seen["proof"]) == "ASLI"
    assert word(anyone, f"/v/{'x' * 43}/") == "TIDAK DITEMUKAN"


def test_5_what_the_learner_now_sees_is_sound(road: Road):
    if not road.javascript:
        pytest.skip("axe is JavaScript")
    context = road.doors.open(road.learner, reduced_motion="reduce")
    eye = Inspection(context)

    for path in ("/", "/sertifikat/", road.seen["proof"], "/pemberitahuan/"):
        eye.visit(path)

    context.close()
    assert eye.report == ""


def word(page: Page, path: str) -> str:
    """The one big word of the public page."""
    page.goto(path)
    return page.get_by_role("heading", level=1).inner_text()


def test_6_the_map_shows_one_more_holder_and_exports_who_is_left(road: Road):
    page = road.page(HR)
    before = int(road.seen["holders"])

    after = holders(page)
    with leaving(page):
        unit_cell(page).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Daftar kesenjangan")
    press(page, "Ekspor ke XLSX")
    download = page.get_by_role("link", name="Unduh XLSX")
    wait_for(page, download)
    cells = names_in(page.context.request.get(download.get_attribute("href") or "").body())

    assert after == before + 1
    assert SKILL in " ".join(cells)
    assert not [text for text in cells if road.name in text]


def test_7_hr_withdraws_the_certificate(road: Road):
    page = road.page(HR)
    page.goto(f"/sertifikat/semua/?cari={road.seen['number']}")
    press(page, re.compile("^Cabut"), "link")
    page.get_by_label("Alasan pencabutan").fill("Terbit untuk uji coba.")

    press(page, "Cabut sertifikat")

    assert word(road.page(None), road.seen["proof"]) == "DICABUT"
