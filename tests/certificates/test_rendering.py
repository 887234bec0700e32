from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates.rendering import Unprintable, breakable, logo, period, render
from lms.people.rules import unprintable
from tests.certificates.snapshots import MODULE, snapshot


def pdf(**fields) -> PdfReader:
    return PdfReader(BytesIO(render(snapshot(**fields))))


def front(**fields) -> str:
    return " ".join(pdf(**fields).pages[0].extract_text().split())


def back(**fields) -> str:
    return " ".join(pdf(**fields).pages[1].extract_text().split())


def test_the_same_snapshot_gives_the_same_bytes():
    assert render(snapshot()) == render(snapshot())


def test_front_and_back_on_a4_landscape():
    pages = pdf().pages

    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [(842, 595)] * 2


def test_the_file_is_tagged_and_says_title_and_language():
    document = pdf()

    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert document.trailer["/Root"]["/Lang"] == "id"
    assert document.metadata.title == "Sertifikat 800.2/0001/BKPSDM/2026"


def test_the_file_declares_pdf_a_and_pdf_ua():
    xmp = pdf().trailer["/Root"]["/Metadata"].get_data().decode()

    assert [mark in xmp for mark in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<")] == [
        True
    ] * 3


@pytest.mark.parametrize(
    "words",
    [
        "Dr. Rina Lestari, S.Kom.",
        "NIP 19900101 201505 1 901",
        "Penata, III/c",
        "Pranata Komputer Ahli Muda",
        "6 jam pelajaran (JP)",
        "3 s.d. 20 November 2026",
        "Berlaku sampai 20 November 2029",
        "Contoh, 20 November 2026",
        "Dokumen ini dapat diverifikasi di http://127.0.0.1:8000/v/contoh/",
    ],
)
def test_the_front_says(words):
    assert words in front()


@pytest.mark.parametrize(
    "words", ["1 Kata sandi 3 45 1,5", "Jumlah 6", "Kuis akhir: 87,5 %", "KS-1 Autentikasi, tingkat 2 dari 5"]
)
def test_the_back_says(words):
    assert words in back()


def test_no_signature_is_claimed_that_is_not_there():
    assert "BSrE" not in front() + back()


def test_a_person_without_a_number_or_post_has_no_empty_places():
    text = front(nip="", rank="", position="", unit="", opd="")

    assert [words in text for words in ("NIP", "·")] == [False, False]


def test_a_course_without_quiz_says_no_mark():
    assert "Nilai akhir" not in back(quizzes=[], percent=None)


@pytest.mark.parametrize("name", ["Nama " * 40, "A" * 200, "Prof. Dr. " + "Wirakusumawardhana " * 10])
def test_200_characters_fit_on_two_pages(name):
    assert len(pdf(name=name).pages) == 2


def test_many_modules_go_on_to_a_third_page():
    assert len(pdf(modules=[MODULE] * 40).pages) == 3


@pytest.mark.parametrize("name", ["Đặng Thị Lő", "Ḥusain Muʿaẓẓam ʾAlī", "رِضَا مُحَمَّد", "O’Neil ‘Abdul"])
def test_names_that_the_fonts_cover(name):
    assert render(snapshot(name=name))[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("name", "signs"), [("Rina 😀", "😀"), ("漢字 Rina", "漢字"), ("\U000f0000 Rina", "\U000f0000")]
)
def test_signs_that_no_font_has_are_named(name, signs):
    with pytest.raises(Unprintable) as caught:
        render(snapshot(name=name))

    assert caught.value.signs == signs


def test_every_name_that_the_import_accepts_can_be_printed():
    letters = "".join(chr(code) for code in range(32, 0x250)) + "Ḁẞỹ’‘ʼʻ–"
    accepted = "".join(sign for sign in letters if not unprintable(sign))

    assert render(snapshot(name=accepted))[:5] == b"%PDF-"


def test_markup_in_a_name_is_printed_as_it_stands():
    assert "Rina #strong[x] $a$ *b*" in front(name="Rina #strong[x] $a$ *b*")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), "20 November 2026"),
        (date(2026, 11, 3), date(2026, 11, 20), "3 s.d. 20 November 2026"),
        (date(2026, 10, 3), date(2026, 11, 20), "3 Oktober s.d. 20 November 2026"),
        (date(2025, 12, 3), date(2026, 1, 2), "3 Desember 2025 s.d. 2 Januari 2026"),
    ],
)
def test_periods_in_words(first, last, words):
    assert period(first, last) == words


def test_a_long_word_may_break_and_a_short_one_not():
    assert breakable("Kata " + "a" * 25) == "Kata " + "a" * 24 + "\u200ba"


def test_a_bitmap_logo_is_wrapped_into_a_drawing(monkeypatch, tmp_path):
    (tmp_path / "logo.png").write_bytes(b"png")
    monkeypatch.setattr("certificates.rendering.finders.find", lambda path: str(tmp_path / path))

    assert '<image href="data:image/png;base64,cG5n"' in logo("logo.png")


def test_a_logo_that_is_not_there_is_named():
    with pytest.raises(FileNotFoundError, match=r"nowhere\.svg"):
        logo("nowhere.svg")
