"""Addresses are compared by what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import grade
from assessments.grading.addresses import FORMS, meaning, written


@pytest.mark.parametrize(
    ("form", "right", "given"),
    [
        ("cidr", "10.0.0.0/8", "10.0.0.0 255.0.0.0"),
        ("cidr", "10.0.0.0/8", " 10.0.0.0/255.0.0.0 "),
        ("cidr", "10.0.0.0/8", "10.0.0.0   /8"),
        ("cidr", "2001:db8::/32", "2001:0DB8:0::/32"),
        ("mask", "/26", "255.255.255.192"),
        ("mask", "255.255.255.192", "26"),
        ("mask", "/8", "255.0.0.0"),
        ("address", "192.0.2.17", " 192.0.2.17 "),
        ("address", "2001:db8::1", "2001:DB8:0:0:0:0:0:1"),
        ("range", "192.0.2.1-192.0.2.62", "192.0.2.1 – 192.0.2.62"),
        ("range", "192.0.2.1-192.0.2.62", "192.0.2.1 sampai 192.0.2.62"),
        ("range", "192.0.2.1-192.0.2.62", "192.0.2.1 s.d. 192.0.2.62"),
        ("range", "192.0.2.1-192.0.2.62", "192.0.2.1-62"),
        ("range", "192.0.2.0-192.0.2.63", "192.0.2.0/26"),
        ("route", "198.51.100.0/24 via 192.0.2.1", "198.51.100.0 255.255.255.0 192.0.2.1"),
        ("route", "198.51.100.0/24 via 192.0.2.1", "ip route 198.51.100.0/24 192.0.2.1"),
        ("route", "0.0.0.0/0 via 192.0.2.1", "default via 192.0.2.1"),
        ("number", "1022", "1.022"),
        ("number", "3", "3"),
    ],
)
def test_the_same_is_the_same_however_it_is_written(form, right, given):
    body = {"answers": [{"form": form, "text": right, "weight": "100", "feedback": ""}]}

    assert grade("ip", body, given).share == 1


@pytest.mark.parametrize(
    ("form", "right", "given"),
    [
        ("cidr", "10.0.0.0/8", "10.0.0.1/8"),  # an address of a device in it
        ("cidr", "10.0.0.0/8", "10.0.0.0/9"),
        ("cidr", "10.0.0.0/8", "10.0.0.0"),
        ("cidr", "10.0.0.0/8", "10.0.0.0 0.255.255.255"),  # a wildcard is no mask
        ("mask", "/26", "/27"),
        ("mask", "/26", "255.255.192.255"),
        ("mask", "/26", "0.0.0.63"),
        ("mask", "/26", "-26"),
        ("address", "192.0.2.17", "192.0.2.017"),
        ("address", "192.0.2.17", "192.0.2.256"),
        ("range", "192.0.2.1-192.0.2.62", "192.0.2.62-192.0.2.1"),
        ("range", "192.0.2.1-192.0.2.62", "192.0.2.1"),
        ("range", "192.0.2.1-192.0.2.62", "192.0.2.1-2001:db8::1"),
        ("route", "198.51.100.0/24 via 192.0.2.1", "198.51.100.0/24"),
        ("route", "198.51.100.0/24 via 192.0.2.1", "198.51.100.0/24 via 192.0.2.2"),
        ("number", "3", "tiga"),
    ],
)
def test_what_means_something_else_earns_nothing(form, right, given):
    body = {"answers": [{"form": form, "text": right, "weight": "100", "feedback": ""}]}

    assert grade("ip", body, given).share == 0


@given(st.sampled_from(sorted(FORMS)), st.text(max_size=60))
def test_any_text_is_read_or_not(form, text):
    assert (written(form, text) == "") == (meaning(form, text) is None)


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        ("cidr", "10.0.0.0 255.0.0.0", "10.0.0.0/8"),
        ("mask", "255.255.255.192", "/26"),
        ("range", "192.0.2.1-62", "192.0.2.1 – 192.0.2.62"),
        ("route", "default 192.0.2.1", "0.0.0.0/0 lewat 192.0.2.1"),
        ("address", "bukan", ""),
    ],
)
def test_an_answer_is_read_back(form, text, words):
    assert written(form, text) == words
