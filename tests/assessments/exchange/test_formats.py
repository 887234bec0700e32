import pytest

from assessments.exchange import detect
from tests.assessments.exchange.bodies import parsed


@pytest.mark.parametrize(
    ("name", "first", "found"),
    [
        ("a.zip", b"PK\x03\x04....items/a.xml", "qti"),
        ("a.xlsx", b"PK\x03\x04....xl/workbook.xml", "xlsx"),
        ("a", b"PK\x03\x04....[Content_Types].xml", "xlsx"),
        ("a.xml", b"\xef\xbb\xbf<?xml version='1.0'?><quiz>", "moodle"),
        ("a.xml", b"<assessmentItem xmlns='x'>", "qti"),
        ("a.xml", b"<q:qti-assessment-item>", "qti"),
        ("a.html", b"<html>", ""),
        ("a.csv", b"Nama;JENIS;Pertanyaan\n", "csv"),
        ("a.csv", "nama;jenis;pertanyaan".encode("utf-16"), "csv"),
        ("a.txt", b"Apa?\nA. x\nB. y\nANSWER: A", "aiken"),
        ("a.txt", b"::a::Apa?{=x ~y}", "gift"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", ""),
        ("a", b"", ""),
    ],
)
def test_a_format_is_known_by_its_first_bytes(name, first, found):
    assert detect(name, first) == found


@pytest.mark.parametrize("data", [b"", b"\x89PNG\0", b"<html></html>"])
def test_other_files_are_refused_with_the_names_of_the_formats(data):
    fault = parsed(data, "a.bin")[1][0]

    assert ("tidak dikenal" in fault.reason, "Moodle XML" in fault.mend) == (True, True)


def test_a_text_that_is_no_text_is_refused_with_its_line():
    assert [(fault.line, fault.file) for fault in parsed(b"::a::x{=\n\xff\xfe", "a.gift")[1]] == [
        (2, "a.gift")
    ]
