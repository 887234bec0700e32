"""The NIP (domain.md §2.1; Perka BKN 22/2007): what every possible and no impossible number looks like."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.people.rules import born_on, masked_nip, nip_digits, nip_fault
from lms.people.sheets.sample import sample_nip

TODAY = date(2026, 11, 22)
bounds = settings(derandomize=True, database=None, deadline=None, max_examples=80)
serials = st.integers(0, 2_999_999)


def built(born, year, middle, sex, tail):
    return f"{born:%Y%m%d}{year}{middle}{sex}{tail:03d}"


possible = st.dates(date(1956, 11, 23), date(2009, 11, 22)).flatmap(
    lambda born: st.builds(
        built,
        st.just(born),
        st.integers(born.year + 17, 2027),
        st.sampled_from([f"{month:02d}" for month in range(1, 13)] + ["21", "22", "24", "99"]),
        st.sampled_from("12"),
        st.integers(0, 999),
    )
)


@bounds
@given(possible)
def test_whatever_the_rule_can_build_is_a_number(nip):
    assert (nip_fault(nip, TODAY), born_on(nip)) == (None, date.fromisoformat(nip[:8]))


@bounds
@given(serials, st.booleans(), st.booleans())
def test_numbers_of_the_demo_are_possible_and_never_given(serial, contract, female):
    nip = sample_nip(serial, contract=contract, female=female)

    assert (nip_fault(nip, TODAY), nip[15], nip[14]) == (None, "9", "2" if female else "1")


@bounds
@given(possible, st.integers(0, 17), st.sampled_from("٣３५a-– "))
def test_only_the_ten_plain_digits_make_a_number(nip, place, sign):
    assert nip_fault(nip[:place] + sign + nip[place + 1 :], TODAY) == "length"


@bounds
@given(
    possible,
    st.lists(st.tuples(st.integers(0, 18), st.sampled_from(" .-'’\t\n\u00a0\u200b\ufeff")), max_size=6),
)
def test_what_people_put_between_the_digits_does_not_matter(nip, signs):
    written = nip
    for place, sign in signs:
        written = written[:place] + sign + written[place:]

    assert nip_digits(written) == nip


@bounds
@given(possible)
def test_a_mask_shows_eight_of_eighteen_digits(nip):
    masked = masked_nip(nip)

    assert (masked[:4], masked[-4:], masked[4:-4]) == (nip[:4], nip[-4:], "•" * 10)


@pytest.mark.parametrize(
    ("born", "fault"),
    [
        ("20091122", None),
        ("20091123", "birth"),
        ("19551123", None),
        ("19551122", "birth"),
        ("20000229", None),
        ("20010229", "birth"),
        ("19991301", "birth"),
        ("19990001", "birth"),
        ("00000101", "birth"),
    ],
)
def test_whoever_serves_is_17_to_70_years_old_today(born, fault):
    assert nip_fault(f"{born}2026011900", TODAY) == fault


@pytest.mark.parametrize(
    ("year", "fault"), [(2007, None), (2006, "appointment"), (2027, None), (2028, "appointment")]
)
def test_nobody_is_appointed_before_17_or_later_than_next_year(year, fault):
    assert nip_fault(f"19900101{year}011900", TODAY) == fault


def test_no_two_people_of_the_demo_share_a_number():
    spread = range(0, 3_000_000, 997)

    assert len({sample_nip(serial) for serial in spread}) == len(spread)
