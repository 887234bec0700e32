from datetime import date

import pytest

from lms.people.rules import (
    age_on,
    born_on,
    clean_name,
    last_day_of_service,
    masked_nip,
    nip_digits,
    nip_fault,
    unprintable,
)
from lms.people.sheets.sample import sample_nip

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("nip", "fault"),
    [
        (sample_nip(0), None),
        (sample_nip(7, contract=True, female=True), None),
        ("19900101201801190", "length"),
        ("1990010120180119000", "length"),
        ("19900101201801190a", "length"),
        ("199000012018011900", "birth"),
        ("190001012018011900", "birth"),
        ("202001012018011900", "birth"),
        ("199001011999011900", "appointment"),
        ("199001012028011900", "appointment"),
        ("199001012018001900", "appointment"),
        ("199001012018010900", "sex"),
        ("199001012018013900", "sex"),
    ],
)
def test_number_is_checked_part_by_part(nip, fault):
    assert nip_fault(nip, TODAY) == fault


@pytest.mark.parametrize(
    ("text", "digits"),
    [("19900101 201801 1 900", "199001012018011900"), ("'123", "123"), ("1.2-3", "123"), (" 1\t2\n", "12")],
)
def test_number_is_read_as_people_write_it(text, digits):
    assert nip_digits(text) == digits


@pytest.mark.parametrize(
    ("born", "age"), [(date(2000, 11, 22), 26), (date(2000, 11, 23), 25), (date(2000, 2, 29), 26)]
)
def test_age_counts_birthdays(born, age):
    assert age_on(born, TODAY) == age


def test_masked_number_keeps_only_the_ends():
    assert masked_nip("199001012018011900") == "1990••••••••••1900"


def test_mask_of_something_else_shows_nothing():
    assert masked_nip("12345") == ""


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("Rina Lestari", ""),
        ("Ni Luh Đurić Ő’Neil-Sari", ""),
        ("Rina 🌸", "🌸"),
        ("Rina\x07", "\x07"),
        ("Рина", "Раин"),
        ("محمد", "حدم"),
    ],
)
def test_signs_that_no_certificate_can_print_are_found(name, signs):
    assert unprintable(name) == signs


def test_name_is_one_line_of_composed_characters():
    assert clean_name("  Jose\u0301 \n  Lestari ") == "José Lestari"


@pytest.mark.parametrize(
    ("nip", "born"),
    [
        ("197202291998031901", date(1972, 2, 29)),
        ("197302291998031901", None),
        ("1972", None),
        ("", None),
    ],
)
def test_a_nip_begins_with_the_day_of_birth(nip, born):
    assert born_on(nip) == born


@pytest.mark.parametrize(
    ("born", "age", "last"),
    [
        (date(1968, 12, 31), 58, date(2026, 12, 31)),
        (date(1968, 12, 1), 58, date(2026, 12, 31)),
        (date(1970, 2, 3), 58, date(2028, 2, 29)),
        (date(1961, 1, 15), 65, date(2026, 1, 31)),
    ],
)
def test_service_ends_with_the_month_of_the_birthday(born, age, last):
    assert last_day_of_service(born, age) == last
