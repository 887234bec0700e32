from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.core.paper import Part, Report, printed

DAY = date(2026, 11, 26)


def paper(*parts, **changes):
    facts = {"title": "Laporan uji", "parts": parts, "footer": "Kota Contoh"}
    return printed(Report(**(facts | changes)), on=DAY)


def text(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_heads_paragraphs_and_tables_are_printed():
    part = Part(
        "Isi", ["Satu baris."], heads=["Nama", "JP"], rows=[["Rina", "12"]], numbers=[1], widths=[3, 1]
    )

    said = text(paper(part, issuer="BKPSDM", place="Kota Contoh", subtitle="Semester 2026"))

    for word in (
        "BKPSDM",
        "Laporan uji",
        "Semester 2026",
        "Isi",
        "Satu baris.",
        "Nama",
        "Rina",
        "12",
        "1 / 1",
    ):
        assert word in said


def test_the_same_words_give_the_same_bytes():
    assert paper(Part("Isi")) == paper(Part("Isi"))


def test_it_is_tagged_and_has_a_title():
    reader = PdfReader(BytesIO(paper(Part("Isi"))))

    assert reader.metadata.title == "Laporan uji"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("words", ["#panic()", "= Judul *tebal*", "$x$ @acuan \\ <label>", "`kode` // sisa"])
def test_words_are_never_code(words):
    assert words in text(paper(Part(words, [words], heads=[words], rows=[[words]])))


def test_a_long_table_goes_on_with_its_heads():
    rows = [[str(number)] for number in range(120)]

    pages = PdfReader(BytesIO(paper(Part(heads=["Nomor urut"], rows=rows)))).pages

    assert ["Nomor urut" in page.extract_text() for page in pages] == [True] * len(pages)
    assert len(pages) > 1


@pytest.mark.parametrize("sign", ["\U000f0000", "\x07"])
def test_a_sign_that_no_font_has_becomes_a_question_mark(sign):
    said = text(paper(Part("Isi", [f"ada {sign} di sini"], heads=["Kata"], rows=[[f"a{sign}b"]])))

    assert ("ada ? di sini" in said, "a?b" in said) == (True, True)
