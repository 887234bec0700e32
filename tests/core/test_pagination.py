import pytest
from django.test import RequestFactory

from lms.core.pagination import PAGE_SIZE, page_of

ROWS = list(range(60))


def asked(number, rows=ROWS):
    return page_of(RequestFactory().get("/", {"halaman": number}), rows)


@pytest.mark.parametrize(
    ("asked_for", "given"),
    [
        ("1", 1),
        ("3", 3),
        ("0", 3),
        ("-1", 3),
        ("99", 3),
        ("", 1),
        ("x", 1),
        ("1.5", 1),
        ("9" * 5_000, 1),
        ("²", 1),
    ],
)
def test_a_wrong_number_gives_a_page_all_the_same(asked_for, given):
    assert asked(asked_for).number == given


def test_no_number_is_the_first_page():
    page = page_of(RequestFactory().get("/"), ROWS)

    assert list(page) == ROWS[:PAGE_SIZE]


def test_no_rows_are_one_empty_page():
    assert list(asked("7", [])) == []
