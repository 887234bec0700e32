"""Questions that ask the same: a table of pairs, and the fast search against the slow one."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.duplicates import NEAR, Pair, alike, shingles

LONG = "Perintah mana yang menampilkan tabel rute pada sebuah router di kantor dinas"


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [
        ("<p>Apa itu <b>MQTT</b>?</p>", "apa itu mqtt", 100),
        ("Élan  kérja?", "elan kerja", 100),
        (LONG, f"{LONG} kota", 80),
        (LONG, f"<p>{LONG.upper()}!</p>", 100),
        ("Apa itu MQTT?", "Apa itu CoAP?", 0),
        ("Berapa 2 + 3?", "Berapa 3 + 2?", 0),
        ("", "", 0),
    ],
)
def test_two_questions_are_alike_by_their_words(one, other, percent):
    found = list(alike([("a", one), ("b", other)]))

    assert found == ([Pair("a", "b", percent)] if percent else [])


def test_of_many_equal_ones_each_is_named_with_the_first():
    found = list(alike([(str(n), "Apa itu MQTT?") for n in range(1000)]))

    assert [pair.first for pair in found] == ["0"] * 999


texts = st.lists(st.sampled_from(["satu", "dua", "tiga", "empat", "lima"]), min_size=1, max_size=14).map(
    " ".join
)


@given(st.lists(texts, max_size=12, unique_by=shingles))
def test_no_pair_is_missed(stems):
    sets = [shingles(stem) for stem in stems]
    slow = {
        (str(a), str(b))
        for a, b in combinations(range(len(stems)), 2)
        if len(sets[a] & sets[b]) >= NEAR * len(sets[a] | sets[b])
    }

    fast = alike([(str(n), stem) for n, stem in enumerate(stems)])

    assert {(pair.first, pair.second) for pair in fast} == slow
