"""What an archive and a reader of screens ask of the file: PDF/A-2a and PDF/UA-1, without a validator at hand."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from certificates.rendering import render
from tests.certificates.snapshots import MODULE, snapshot

FORBIDDEN = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/EmbeddedFile",
    "/RichMedia",
    "/Movie",
    "/Sound",
    "/AA",
    "/OpenAction",
}


@pytest.fixture(scope="module")
def content() -> bytes:
    return render(snapshot(modules=[MODULE] * 20, name="Đặng Thị رِضَا"))


@pytest.fixture
def document(content) -> PdfReader:
    return PdfReader(BytesIO(content))


def everything(document: PdfReader):
    """Every dictionary of the file."""
    for number in range(1, document.trailer["/Size"]):
        found = IndirectObject(number, 0, document).get_object()
        if isinstance(found, DictionaryObject):
            yield found


def fonts_of(document: PdfReader):
    for page in document.pages:
        yield from (font.get_object() for font in page["/Resources"].get("/Font", {}).values())


def test_nothing_is_encrypted_or_set_in_motion(document):
    keys = {key for found in everything(document) for key in found} | {
        str(found.get(key)) for found in everything(document) for key in ("/S", "/Type", "/Subtype")
    }

    assert (document.is_encrypted, keys & FORBIDDEN) == (False, set())


def test_every_font_is_embedded_and_can_be_read_as_text(document):
    fonts = list(fonts_of(document))
    descriptors = [
        (font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font)["/FontDescriptor"]
        for font in fonts
    ]

    assert len(fonts) > 2
    assert [font["/BaseFont"] for font in fonts if "/ToUnicode" not in font] == []
    assert [
        entry
        for entry in descriptors
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(entry.get_object())
    ] == []


def test_colours_are_those_of_a_named_profile(document):
    (intent,) = [entry.get_object() for entry in document.trailer["/Root"]["/OutputIntents"]]

    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"


def test_its_parts_are_in_a_tree_that_a_screen_reader_can_follow(document):
    root = document.trailer["/Root"]
    kinds = {str(found.get("/S")) for found in everything(document) if "/S" in found}

    assert (root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (True, True)
    assert isinstance(root["/StructTreeRoot"]["/K"], ArrayObject | DictionaryObject)
    assert {"/Document", "/P", "/Table", "/TR", "/TH", "/TD"} <= kinds


def test_every_picture_says_in_words_what_it_shows(document):
    figures = [found for found in everything(document) if found.get("/S") == "/Figure"]

    assert len(figures) >= 1
    assert [figure for figure in figures if not str(figure.get("/Alt", "")).strip()] == []


def test_it_needs_nothing_from_outside(document, content):
    assert {"/F", "/FFilter"} & {
        key for found in everything(document) if "/Length" in found for key in found
    } == set()
    assert content.rstrip().endswith(b"%%EOF")


def test_the_head_says_that_it_holds_bytes_and_its_version(content):
    first, second = content.split(b"\n")[:2]

    assert (first.strip(), second[:1]) == (b"%PDF-1.7", b"%")
    assert all(byte > 127 for byte in second.strip()[1:5])


def test_both_ids_are_there_and_of_the_bytes_of_the_snapshot(document):
    other = PdfReader(BytesIO(render(snapshot(name="Lain"))))

    assert len(document.trailer["/ID"]) == 2
    assert document.trailer["/ID"] != other.trailer["/ID"]


def test_its_dates_are_the_day_of_issue_and_not_the_day_of_printing(document):
    assert document.metadata.creation_date.date().isoformat() == "2026-11-20"
