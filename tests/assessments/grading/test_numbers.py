from decimal import Decimal

import pytest

from assessments.grading.numbers import Reading, read_number, same_unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("62", "62"),
        (" 62 ", "62"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        (",5", "0.5"),
        ("0.125", "0.125"),
        ("1.000", "1000"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.404.000", "1404000"),
        ("1 404 000", "1404000"),
        ("1 404 000,25", "1404000.25"),
        ("1\u00a0000", "1000"),
        ("1,000", "1.000"),
        ("-3", "-3"),
        ("−3,5", "-3.5"),
        ("1234567", "1234567"),
    ],
)
def test_a_number_is_read_the_indonesian_way(text, value):
    assert read_number(text) == Reading(Decimal(value), "")


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "1,2,3", "1.23.456,7", "1,5,5", "Rp 5 ribu", "--5"])
def test_what_is_no_plain_number_is_not_read(text):
    reading = read_number(text)

    assert reading is None or reading.unit != ""


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("100 Mbps", "100", "Mbps"),
        ("85%", "85", "%"),
        ("43,2menit", "43.2", "menit"),
        ("Rp1.404.000", "1404000", "Rp"),
        ("10 MB/s", "10", "MB/s"),
    ],
)
def test_a_unit_is_parted_from_its_number(text, value, unit):
    assert read_number(text) == Reading(Decimal(value), unit)


@pytest.mark.parametrize(
    ("given", "wanted", "same"),
    [
        ("", "Mbps", True),
        ("Mbps", "Mbps", True),
        ("mbps", "Mbps", True),
        ("MBps", "Mbps", False),
        ("MB", "Mb", False),
        ("GB", "MB", False),
        ("menit", "Menit", True),
        ("jam", "menit", False),
        ("Rp", "rupiah", True),
        ("Rp.", "rupiah", True),
        ("menit", "", False),
        ("", "", True),
    ],
)
def test_units_are_compared(given, wanted, same):
    assert same_unit(given, wanted) is same
