import time

import pytest

from assessments.grading.words import matches


@pytest.mark.parametrize(
    ("pattern", "answer", "fits"),
    [
        ("enkripsi", "enkripsi", True),
        ("enkripsi", "  ENKRIPSI ", True),
        ("rekayasa sosial", "rekayasa   sosial", True),
        ("rekayasa sosial", "rekayasa\tsosial", True),
        ("café", "cafe", True),
        ("cafe", "café", True),
        ("enkripsi", "enkripsi data", False),
        ("enkripsi*", "enkripsi data", True),
        ("*sandi*", "kata sandi kuat", True),
        ("*sandi*", "kata kunci", False),
        ("a*b*c", "a1b2c", True),
        ("a*b*c", "acb", False),
        ("ab*ba", "aba", False),
        ("*", "apa saja", True),
        (r"2\*3", "2*3", True),
        (r"2\*3", "2 kali 3", False),
        ("surat *", "surat", False),
        ("surat *", "surat dinas", True),
        ("strasse", "STRAẞE", True),
    ],
)
def test_an_answer_is_compared_with_a_pattern(pattern, answer, fits):
    assert matches(pattern, answer) is fits


def test_a_hostile_pattern_costs_no_time():
    began = time.process_time()

    fits = matches("a*" * 200 + "b", "a" * 500)

    assert (fits, time.process_time() - began < 0.5) == (False, True)
