"""Questions that ask the same, or nearly: sets of neighbouring words, compared only where they share a rare pair.

Two sets of which so much is the same that their Jaccard index reaches ``NEAR`` must share one of the rarest members of
each (prefix filter, Bayardo et al., Scaling up all pairs similarity search, 2007), so an index over those few finds
every pair. ``MOST_LOOKED_AT`` and ``MOST_NAMED`` bound the work for banks made of one sentence with other numbers.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise
from math import ceil

from assessments.gift.texts import words_of

NEAR = Fraction(4, 5)
MOST_LOOKED_AT, MOST_NAMED = 100, 12  # for one question
LONGEST = 2000
WORD = re.compile(r"[^\W_]+")
Shingles = frozenset[str]


@dataclass(frozen=True)
class Pair:
    """Two names, and how much of their questions is the same, in percent; 100 where nothing but marks differs."""

    first: str
    second: str
    percent: int


def words(stem: str) -> list[str]:
    """Words and numbers of a question in HTML, without capitals and accents."""
    plain = unicodedata.normalize("NFKD", words_of(stem, LONGEST)).casefold()
    return WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def shingles(stem: str) -> Shingles:
    """Pairs of neighbouring words, with the ends marked, so that a text of one word has some too."""
    found = words(stem)
    return frozenset(f"{a} {b}" for a, b in pairwise(["", *found, ""])) if found else frozenset()


def alike(stems: Iterable[tuple[str, str]]) -> Iterator[Pair]:
    """Pairs among (name, stem), in the order of their second; of several equal ones each with the first."""
    firsts: dict[Shingles, str] = {}
    twins: list[Pair] = []
    order: dict[str, int] = {}
    for at, (name, stem) in enumerate(stems):
        order[name] = at
        found = shingles(stem)
        if found and found in firsts:
            twins.append(Pair(firsts[found], name, 100))
        elif found:
            firsts[found] = name
    near = _near([(name, found) for found, name in firsts.items()])
    yield from sorted([*twins, *near], key=lambda pair: (order[pair.second], order[pair.first]))


def _near(rows: list[tuple[str, Shingles]]) -> Iterator[Pair]:
    common = Counter(part for _name, found in rows for part in found)
    index: dict[str, list[int]] = defaultdict(list)
    for at, (name, found) in enumerate(rows):
        rare = sorted(found, key=lambda part: (common[part], part))
        prefix = rare[: len(rare) - ceil(NEAR * len(rare)) + 1]
        near = ((rows[other][0], _percent(found, rows[other][1])) for other in _candidates(index, prefix))
        yield from islice((Pair(other, name, percent) for other, percent in near if percent), MOST_NAMED)
        for part in prefix:
            index[part].append(at)


def _candidates(index: dict[str, list[int]], prefix: list[str]) -> list[int]:
    """Rarest first, and of each the latest, since neighbours in a file are most often alike."""
    found: dict[int, None] = {}
    for part in prefix:
        for at in reversed(index[part][-MOST_LOOKED_AT:]):
            found[at] = None
            if len(found) >= MOST_LOOKED_AT:
                return list(found)
    return list(found)


def _percent(one: Shingles, other: Shingles) -> int:
    """0 where they are not near."""
    small, large = sorted((len(one), len(other)))
    if small < NEAR * large:
        return 0
    both = len(one & other)
    union = small + large - both
    return min(99, both * 100 // union) if both >= NEAR * union else 0
