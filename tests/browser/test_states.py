"""Pages as they are seldom seen: forms sent back, lists without rows, long names, refusals, paper."""

import re

import pytest
from django.template.loader import render_to_string

from tests.browser.doors import Doors
from tests.browser.inspection import Inspection
from tests.browser.road import press

pytestmark = pytest.mark.browser

LONG = "Penyelenggaraan Ketatalaksanaan Pemerintahan Berbasis Elektronik " + "Kesinambungan" * 6

ACCOUNT = [
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
]
PROTECTED = [
    "/accounts/2fa/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
]
KINDS = [
    *("single", "multiple", "true_false", "numeric", "calculated", "short", "matching", "ordering"),
    *("cloze", "words", "hotspot", "ip", "lab", "description"),
]
EMPTY = {
    "bkpsdm.demo": [
        "/pegawai/?q=tidakadayangcocok",
        "/sertifikat/semua/?cari=tidakadayangcocok",
    ],
    "operator.demo": ["/operator/pekerjaan/?keadaan=dead", "/operator/audit/?pelaku=tidakadayangcocok"],
    "pimpinan.demo": ["/sertifikat/"],
    None: ["/pelatihan/?cari=tidakadayangcocok"],
}
PAPER = {
    "pegawai.demo": ["/sertifikat/", "/saya/kompetensi/", "/pelatihan/ > .card-link"],
    "bkpsdm.demo": ["/dasbor/cakupan/", "/dasbor/kesenjangan/", "/dasbor/pimpinan/"],
    None: ["/verifikasi/", "/data-pribadi/"],
}


def test_a_sign_in_that_failed(inspect):
    eye = inspect(None)

    eye.refuse("/accounts/login/", "Masuk", 200, login="tidak.ada", password="bukan-ini")
    eye.refuse("/accounts/password/reset/", re.compile("Kirim"), 200)

    assert eye.report == ""


def test_pages_of_the_account(inspect):
    eye = inspect("pegawai.demo")

    for path in ACCOUNT:
        eye.visit(path)
    eye.refuse("/accounts/password/change/", "Ganti kata sandi", 200, oldpassword="salah", password1="a")
    eye.refuse("/accounts/2fa/totp/activate/", "Aktifkan", 200, code="000000")
    eye.refuse("/accounts/reauthenticate/", "Lanjutkan", 200, password="salah")

    assert eye.report == ""


def test_pages_of_an_account_with_a_second_factor(inspect):
    eye = inspect("bkpsdm.demo")

    for path in PROTECTED:
        eye.visit(path)

    assert eye.report == ""


def test_forms_of_hr_that_were_sent_back(inspect):
    eye = inspect("bkpsdm.demo")

    eye.refuse("/pegawai/tambah/", "Buat akun")
    eye.refuse("/unit/tambah/", re.compile("Simpan|Tambah|Buat"))
    eye.refuse("/penugasan/baru/", "Lihat siapa yang ditugaskan")
    eye.refuse("/pegawai/impor/", "Unggah dan periksa")

    assert eye.report == ""


def test_forms_of_a_lecturer_that_were_sent_back(inspect):
    eye = inspect("pengampu.demo")
    eye.page.goto("/pengampu/soal/")
    bank = eye.page.locator("tbody a").first.get_attribute("href")

    eye.refuse("/pengampu/soal/bank-baru/", re.compile("Buat|Simpan"))
    eye.refuse("/pengampu/impor/", "Unggah dan periksa")
    for kind in KINDS:
        eye.refuse(f"{bank}baru/{kind}/", "Simpan soal")

    assert eye.report == ""


@pytest.mark.parametrize("username", EMPTY)
def test_lists_without_rows(inspect, username: str | None):
    eye = inspect(username)

    for path in EMPTY[username]:
        eye.visit(path)
        assert eye.page.locator(".empty h2").count() == 1, path

    assert eye.report == ""


def test_the_authors_room_with_what_we_add_to_its_menu(inspect):
    eye = inspect("pengampu.demo")

    eye.visit("/admin/")

    assert eye.report == ""


def test_the_room_of_the_operator(inspect):
    eye = inspect("operator.demo")

    for path in ("/operator/", "/operator/pekerjaan/?keadaan=done", "/operator/audit/?tindakan=people"):
        eye.visit(path)

    assert eye.report == ""


def test_names_as_long_as_they_may_be(inspect):
    eye = inspect("pengampu.demo")
    eye.page.goto("/pengampu/soal/bank-baru/")
    eye.page.locator("main select").first.select_option(index=1)
    eye.page.locator("main [name='name']").fill(LONG)
    press(eye.page, re.compile("Buat|Simpan"))

    eye.visit(eye.page.url)
    eye.visit("/pengampu/soal/")

    assert eye.report == ""


def test_refusals(inspect):
    eye = inspect("pegawai.demo")

    eye.visit("/pegawai/", status=403)
    eye.visit("/kuis/999999/", status=404)
    show(eye, 500, render_to_string("500.html", {"product": "Piawai", "city": "Kota Metro"}))

    assert eye.report == ""


def show(eye: Inspection, status: int, html: str) -> None:
    """A page that the site cannot be asked for, under the site's own address."""
    eye.page.route(
        "**/gangguan/", lambda route: route.fulfill(status=status, body=html, content_type="text/html")
    )
    eye.visit("/gangguan/", status)


def test_a_form_that_was_open_too_long(doors: Doors, inspect):
    eye = inspect(None)
    eye.visit("/accounts/login/", look=False)
    eye.page.context.clear_cookies()
    eye.page.get_by_label("NIP atau surel").fill("pegawai.demo")
    eye.page.get_by_label("Kata sandi").fill("apa-saja")
    eye.status = 403

    press(eye.page, "Masuk")
    eye.look()

    assert "terlalu lama terbuka" in eye.page.title() + eye.page.locator("h1").inner_text()
    assert eye.report == ""


def test_too_many_attempts(inspect):
    eye = inspect(None)
    for _attempt in range(6):
        eye.visit("/accounts/password/reset/", look=False)
        eye.page.get_by_label(re.compile("[Ss]urel")).fill("orang@piawai.example")
        eye.status = 429
        press(eye.page, re.compile("Kirim"))

    eye.look()

    assert eye.page.locator("h1").inner_text() == "Terlalu sering mencoba"
    assert eye.report == ""


@pytest.mark.parametrize("username", PAPER)
def test_paper(inspect, username: str | None):
    eye = inspect(username)

    for path in PAPER[username]:
        eye.print_out(path)

    assert eye.report == ""
