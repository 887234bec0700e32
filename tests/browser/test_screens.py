"""Every main page of every role: no fault in the console, no sideways scroll, nothing that axe minds."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.doors import Doors
from tests.browser.inspection import tab_walk, weight_of
from tests.browser.road import press, wait_for

pytestmark = pytest.mark.browser

SELF_CHOSEN = "Dasar Jaringan Komputer"  # the road has taken the other course of the demo's civil servant

ANYONE = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/verifikasi/",
    "/verifikasi/segel/",
    "/verifikasi/buku-besar/",
    "/verifikasi/kompetensi/JK-01/",
    "/data-pribadi/",
    "/pelatihan/",
    "/pelatihan/ > .card-link",
]
LEARNER = [
    "/",
    "/pelatihan/",
    "/pelatihan/?cari=tidakadayangcocok",
    "/pelatihan/ > .card-link",
    "/sertifikat/",
    "/saya/",
    "/saya/kompetensi/",
    "/jalur/",
    "/jalur/ > .card-link",
    "/saya/jp/",
    "/saya/jp/pelatihan-lain/",
    "/saya/jp/pelatihan-lain/tambah/",
    "/pemberitahuan/",
    "/accounts/2fa/",
    "/accounts/password/change/",
]
HR = [
    "/dasbor/cakupan/",
    "/dasbor/cakupan/ > tbody th a:not(.map-open)",
    "/dasbor/cakupan/ > tbody th .map-open",
    "/dasbor/cakupan/?bidang=keamanan",
    "/dasbor/kesenjangan/",
    "/pegawai/",
    "/pegawai/ > tbody th a",
    "/pegawai/tambah/",
    "/jp/",
    "/jp/pegawai/",
    "/jp/pegawai/ > tbody th a",
    "/jp/pelatihan-lain/",
    "/jp/pelatihan-lain/ > tbody th a",
    "/pegawai/impor/",
    "/penugasan/",
    "/penugasan/ > tbody th a",
    "/penugasan/baru/",
    "/unit/",
    "/unit/tambah/",
    "/sertifikat/semua/",
    "/sertifikat/siasn/",
    "/sertifikat/semua/?keadaan=issued > tbody a[href$='/ganti/']",
    "/pengampu/kuis/",
    "/dasbor/pimpinan/",
]
HR_AHEAD = [
    "/dasbor/cakupan/?per=2026-01-15",
    "/dasbor/lintasan/",
    "/dasbor/kemandirian/",
    "/dasbor/kemandirian/ > tbody th a",
    "/dasbor/kemandirian/bobot/",
    "/dasbor/pemdi/",
    "/rencana/",
    "/rencana/ > tbody th a",
    "/jalur/baru/",
    "/jalur/ > .card-link > main a[href$='/ubah/']",
    "/jalur/ > .card-link > main a[href$='/ubah/'] > main a[href^='/langkah/']",
    "/rencana/baru/",
    "/unit/penataan/",
    "/unit/penataan/ > tbody th a",
    "/unit/penataan/ > tbody th a > a[href$='/langkah/merge/']",
    "/kompetensi/",
    "/kompetensi/ > main li a",
    "/kompetensi/ > main li a > main a[href$='/persyaratan/']",
]
LECTURER = [
    "/",
    "/pengampu/soal/",
    "/pengampu/soal/ > tbody a",
    "/pengampu/soal/ > tbody a > main a[href$='kategori/']",
    "/pengampu/soal/ > tbody a > main a[href$='berbagi/']",
    "/pengampu/soal/ > tbody a > main td a[href$='riwayat/']",
    "/pengampu/menilai/",
    "/ > main a[href*='/pengampu/penilaian/']",
    "/pengampu/kuis/",
    "/pengampu/kuis/ > tbody a",
    "/pengampu/impor/",
]
REVIEWER = ["/", "/pengampu/soal/"]
HEAD = [
    "/",
    "/dasbor/kesenjangan/",
    "/pegawai/",
    "/pegawai/ > tbody th a > main a[href$='/kompetensi/']",
    "/jp/",
    "/dasbor/pimpinan/",
    "/dasbor/kemandirian/",
]
LEADER = ["/", "/pelatihan/", "/dasbor/lintasan/", "/dasbor/kemandirian/ > tbody th a", "/dasbor/pemdi/"]
OPERATOR = ["/", "/operator/pekerjaan/", "/operator/audit/"]

ROLES = {
    "bkpsdm.demo": HR,
    "bkpsdm2.demo": HR_AHEAD,
    "pengampu.demo": LECTURER,
    "penelaah.demo": REVIEWER,
    "kepala.demo": HEAD,
    "pimpinan.demo": LEADER,
    "operator.demo": OPERATOR,
}


@pytest.mark.parametrize("username", ROLES)
def test_the_pages_of_a_role(inspect, username: str):
    eye = inspect(username)

    for path in ROLES[username]:
        eye.visit(path)

    assert eye.report == ""


def test_the_pages_for_anyone(inspect):
    eye = inspect(None)

    for path in ANYONE:
        eye.visit(path)
    eye.visit("/tidak-ada/", status=404)
    eye.visit(f"/v/{'x' * 43}/", status=404)
    eye.page.goto("/verifikasi/")
    eye.page.locator("[name=file]").set_input_files(
        {"name": "bukan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}
    )
    press(eye.page, "Periksa berkas")
    eye.look()

    assert eye.report == ""


def test_the_pages_of_a_learner(inspect):
    eye = inspect("pegawai.demo")

    for path in LEARNER:
        eye.visit(path)
    eye.visit(lesson(eye.page))
    eye.visit(quiz(eye.page))

    assert eye.report == ""


def test_the_pages_of_an_attempt(inspect):
    eye = inspect("pegawai.demo")
    eye.page.goto(quiz(eye.page))
    press(eye.page, re.compile("^Mulai$|^Coba lagi"))

    eye.visit(eye.page.url)
    eye.visit(eye.page.url.partition("?")[0] + "periksa/")
    press(eye.page, "Kumpulkan jawaban")
    eye.visit(eye.page.url)

    assert eye.report == ""


def test_a_sheet_that_was_refused(inspect, tmp_path: Path):
    eye = inspect("bkpsdm.demo")
    (tmp_path / "salah.csv").write_text("NIP BARU;NAMA\n123;Tanpa Kolom\n")
    upload(eye.page, "/pegawai/impor/", tmp_path / "salah.csv")
    wait_for(eye.page, eye.page.get_by_text("perlu diperbaiki").first)

    eye.visit(eye.page.url)

    assert eye.report == ""


def test_a_course_that_was_refused(inspect, tmp_path: Path):
    eye = inspect("pengampu.demo")
    (tmp_path / "salah.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    upload(eye.page, "/pengampu/impor/", tmp_path / "salah.zip")
    wait_for(eye.page, eye.page.get_by_text("perlu diperbaiki").first)

    eye.visit(eye.page.url)

    assert eye.report == ""


def upload(page: Page, path: str, file: Path) -> None:
    page.goto(path)
    page.locator('input[type="file"]').set_input_files(file)
    press(page, "Unggah dan periksa")


def course(page: Page) -> str:
    page.goto("/pelatihan/")
    return page.get_by_role("link", name=SELF_CHOSEN).get_attribute("href") or ""


def lesson(page: Page) -> str:
    """The first lesson of a course that the learner takes."""
    page.goto(course(page))
    return page.locator('a[href*="/materi/"]').first.get_attribute("href") or ""


def quiz(page: Page) -> str:
    page.goto(course(page))
    return page.locator('a[href*="/kuis/"]').first.get_attribute("href") or ""


FIRST_VISIT = {  # KB, from quality.md
    ("pegawai.demo", "lesson"): 150,
    ("pegawai.demo", "quiz"): 120,
    ("pegawai.demo", "/pelatihan/"): 200,
    ("pegawai.demo", "/"): 250,
    ("bkpsdm.demo", "/dasbor/cakupan/"): 250,
    ("pimpinan.demo", "/dasbor/pimpinan/"): 250,
    (None, "/accounts/login/"): 200,
    (None, "/verifikasi/"): 40,
    (None, f"/v/{'x' * 43}/"): 40,
}


@pytest.mark.parametrize(("username", "path"), FIRST_VISIT)
def test_the_first_visit_is_light(doors: Doors, username: str | None, path: str):
    if path in {"lesson", "quiz"}:
        helper = doors.open(username)
        path, goal = (lesson if path == "lesson" else quiz)(helper.new_page()), FIRST_VISIT[username, path]
        helper.close()
    else:
        goal = FIRST_VISIT[username, path]
    context = doors.open(username)

    weight = weight_of(context, path)

    context.close()
    assert weight <= goal


@pytest.mark.parametrize("place", ["login", "lesson", "quiz"])
def test_the_keyboard_shows_where_it_is(doors: Doors, place: str):
    context = doors.open(None if place == "login" else "pegawai.demo")
    page = context.new_page()
    page.goto({"login": lambda _: "/accounts/login/", "lesson": lesson, "quiz": quiz}[place](page))

    stops = tab_walk(page)

    context.close()
    assert [name for name, ringed in stops if not ringed] == []
    assert stops[0][0] == "a Langsung ke isi"


def test_the_skip_link_leads_to_the_content(doors: Doors):
    context = doors.open("pegawai.demo")
    page = context.new_page()
    page.goto("/")
    page.keyboard.press("Tab")

    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "isi"
    context.close()
