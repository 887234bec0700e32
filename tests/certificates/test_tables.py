"""Tables and arithmetic of what is printed: ranks of domain.md §2.2, words for marks, shares, and codes."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.codes import ALPHABET, CODE_LENGTH, check_code, new_token, same_code
from certificates.marks import jp_shares, mean, predicate
from certificates.ranks import rank_line
from lms.people.sheets.values import PNS_GRADES, PPPK_GRADES

bounds = settings(derandomize=True, database=None, deadline=None, max_examples=100)
tokens = st.text("abcXYZ019-_", min_size=32, max_size=32)
PANGKAT = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}


def test_every_grade_of_a_civil_servant_has_its_rank():
    assert {grade: rank_line(grade) for grade in PNS_GRADES} == {
        grade: f"{rank}, {grade}" for grade, rank in PANGKAT.items()
    }


def test_no_grade_of_a_contract_has_a_rank():
    assert [rank_line(grade) for grade in PPPK_GRADES] == [f"Golongan {grade}" for grade in PPPK_GRADES]


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (100.0, "Sangat Memuaskan"),
        (90.01, "Sangat Memuaskan"),
        (90.0, "Memuaskan"),
        (80.01, "Memuaskan"),
        (80.0, "Cukup Memuaskan"),
        (70.01, "Cukup Memuaskan"),
        (70.0, "Lulus"),
        (69.99, "Lulus"),
        (0.0, "Lulus"),
        (None, "Lulus"),
    ],
)
def test_the_lower_bound_of_a_band_belongs_to_the_band_below(percent, word):
    assert predicate(percent) == word


@bounds
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8))
def test_a_mean_lies_between_the_marks_and_near_the_exact_one(hundredths):
    marks = [value / 100 for value in hundredths]

    found = mean(marks)

    assert min(marks) <= found <= max(marks)
    assert abs(Fraction(str(found)) - Fraction(sum(hundredths), 100 * len(hundredths))) <= Fraction(1, 199)


@bounds
@given(st.integers(1, 200), st.lists(st.integers(0, 600), min_size=1, max_size=12))
def test_each_module_gets_its_part_to_within_a_tenth(jp, minutes):
    shares, total = jp_shares(jp, minutes), sum(minutes)

    for share, part in zip(shares, minutes, strict=True):
        exact = Fraction(jp * part, total) if total else Fraction(0)
        assert abs(Fraction(str(share)) - exact) < Fraction(1, 10)


@pytest.mark.parametrize(
    ("jp", "minutes", "shares"),
    [
        (4, [10, 40, 70], [0.4, 1.3, 2.3]),
        (4, [40, 10, 70], [1.4, 0.3, 2.3]),
        (4, [70, 40, 10], [2.4, 1.3, 0.3]),
        (1, [1, 1, 1], [0.4, 0.3, 0.3]),
        (2, [1, 4, 1], [0.4, 1.3, 0.3]),
    ],
)
def test_of_modules_that_leave_the_same_part_over_the_first_gets_the_odd_tenth(jp, minutes, shares):
    assert jp_shares(jp, minutes) == shares


@bounds
@given(tokens)
def test_a_code_is_typed_in_any_way_and_is_that_of_one_token(token):
    code = check_code(token)
    bare = code.replace("-", "")

    assert (len(bare), set(bare) <= set(ALPHABET)) == (CODE_LENGTH, True)
    for typed in (code.lower(), bare, " ".join(bare), code.replace("1", "l").replace("0", "O"), f"{code}\n"):
        assert same_code(typed, token)
    assert not same_code(code[:-1], token)
    assert not same_code(code + "0", token)


@bounds
@given(tokens, st.integers(0, CODE_LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_sign_that_is_wrong_makes_another_code(token, place, sign):
    bare = check_code(token).replace("-", "")

    assert same_code(bare[:place] + sign + bare[place + 1 :], token) is (bare[place] == sign)


def test_thousands_of_tokens_have_codes_of_their_own():
    assert len({check_code(new_token()) for _ in range(5000)}) == 5000
