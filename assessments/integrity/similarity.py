"""Pairs of attempts that share more wrong answers than chance allows.

Whether two people are both wrong on a question follows from how hard it is and how much they know; it says nothing.
*Which* wrong answer they gave does. So, given the questions that both got wrong, the number of identical wrong
answers is compared with its distribution for people who do not know of each other:

- the statistic is that of error-similarity analysis (Bellezza & Bellezza, Teaching of Psychology 16, 1989), a binomial
  test of the identical among the common errors, kin to the K-index and to g2 (Frary, Tideman & Watts 1977);
- each question has its own chance of a match, Σ q² over the shares q of its wrong answers, so the distribution is the
  generalised binomial of van der Linden & Sotaridona (J. Educ. Behav. Stat. 31, 2006);
- only questions that both were asked count, so random draws do no harm.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log
from random import Random

from assessments.integrity.chance import ALPHA, ROUNDS, FalseFlags, holm, tail

MOST_SHEETS = 20_000  # attempts that are compared, the newest
MOST_PAIRS = 20_000  # pairs whose chance is worked out
SAMPLE = 500  # attempts in each round of the simulation
FLOOR = 0.05  # no match is thought rarer than this, however few gave the answer


@dataclass(frozen=True)
class Sheet:
    """The wrong answers of one attempt, by question; ``third``: 0, 1 or 2, by what it reached in the whole quiz."""

    attempt: int
    third: int
    wrong: Mapping[int, str]


@dataclass(frozen=True)
class Similar:
    """``same`` of ``both`` common errors are identical, where ``expected`` would be by chance."""

    first: int
    second: int
    same: int
    both: int
    expected: float
    chance: float


@dataclass(frozen=True)
class Similarity:
    """``least``: identical errors below which no pair of this quiz can be flagged; None: none ever can.

    ``possible``: attempts with so many wrong answers at all.
    """

    sheets: int
    pairs: int
    least: int | None
    capped: bool
    flagged: list[Similar]
    false: FalseFlags
    possible: int = 0


def chances_of_match(sheets: Iterable[Sheet]) -> dict[int, float]:
    """By question: how likely two who are both wrong gave the same answer, Σ q²."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for sheet in sheets:
        for question, key in sheet.wrong.items():
            counts[question][key] += 1
    return {question: _match(counter) for question, counter in counts.items()}


def _match(counter: Counter[str]) -> float:
    n = sum(counter.values())
    return max(FLOOR, sum((count / n) ** 2 for count in counter.values()))


def least_same(match: Mapping[int, float], limit: float) -> int | None:
    """Fewer identical errors than this have a chance above ``limit`` even if all were of the rarest kind."""
    rarest = min(match.values(), default=1.0)
    return None if rarest >= 1 else max(2, ceil(log(limit) / log(rarest)))


def masks_of(sheets: Sequence[Sheet]) -> list[int]:
    """One bit for each wrong answer to each question, so that a bitwise “and” finds the identical ones."""
    places: dict[tuple[int, str], int] = {}
    masks = []
    for sheet in sheets:
        mask = 0
        for answer in sheet.wrong.items():
            mask |= 1 << places.setdefault(answer, len(places))
        masks.append(mask)
    return masks


def candidates(sheets: Sequence[Sheet], least: int) -> tuple[list[tuple[int, int]], bool]:
    """Pairs (by place) with so many identical errors; with too many of them, only the most similar, and True."""
    masks = masks_of(sheets)
    places = [place for place, mask in enumerate(masks) if mask.bit_count() >= least]
    found: list[tuple[int, int]] = []
    capped = False
    for index, place in enumerate(places):
        mask = masks[place]
        found += [(other, place) for other in places[:index] if (mask & masks[other]).bit_count() >= least]
        while len(found) > MOST_PAIRS:
            least, capped = least + 1, True
            found = [pair for pair in found if (masks[pair[0]] & masks[pair[1]]).bit_count() >= least]
    return found, capped


def compared(first: Sheet, second: Sheet, match: Mapping[int, float]) -> Similar:
    both = [question for question in first.wrong if question in second.wrong]
    same = sum(first.wrong[question] == second.wrong[question] for question in both)
    chances = [match[question] for question in both]
    return Similar(first.attempt, second.attempt, same, len(both), sum(chances), tail(chances, same))


def similarity(sheets: Sequence[Sheet], seed: int) -> Similarity:
    """Every pair is tested; flagged is what Holm's procedure leaves at 5 % for the whole quiz."""
    sheets = sorted(sheets, key=lambda sheet: -sheet.attempt)[:MOST_SHEETS]
    pairs = len(sheets) * (len(sheets) - 1) // 2
    match = chances_of_match(sheets)
    limit = ALPHA / max(1, pairs)
    least = least_same(match, 2 * limit)
    if least is None or not pairs:
        return Similarity(len(sheets), pairs, None, False, [], FalseFlags(0, 0, 0))
    found, capped = candidates(sheets, least)
    tested = sorted((compared(sheets[a], sheets[b], match) for a, b in found), key=lambda one: one.chance)
    flagged = tested[: holm([one.chance for one in tested], pairs)]
    possible = sum(len(sheet.wrong) >= least for sheet in sheets)
    false = simulated(sheets, limit, seed)
    return Similarity(len(sheets), pairs, least, capped, flagged, false, possible)


def simulated(sheets: Sequence[Sheet], limit: float, seed: int) -> FalseFlags:
    """How many pairs are flagged when nobody can have copied.

    1. Take at most ``SAMPLE`` attempts. 2. For each question hand the wrong answers out anew among those who were
    wrong, within thirds of similar results, so that what people of one level tend to get wrong together stays. 3. Count
    the pairs below ``limit``. 4. Again, ``ROUNDS`` times; the same seed gives the same rounds.
    """
    dice = Random(seed)  # noqa: S311  (repeatable on purpose)
    sample = list(sheets) if len(sheets) <= SAMPLE else dice.sample(list(sheets), SAMPLE)
    match = chances_of_match(sheets)
    least = least_same(match, limit)
    found = 0
    for _round in range(ROUNDS if least is not None else 0):
        mixed = shuffled(sample, dice)
        pairs, _capped = candidates(mixed, least or 0)
        found += sum(compared(mixed[a], mixed[b], match).chance <= limit for a, b in pairs)
    all_pairs, seen = len(sheets) * (len(sheets) - 1), len(sample) * (len(sample) - 1)
    return FalseFlags(ROUNDS, found, seen / all_pairs if all_pairs else 0)


def shuffled(sheets: Sequence[Sheet], dice: Random) -> list[Sheet]:
    pools: dict[tuple[int, int], list[str]] = defaultdict(list)
    for sheet in sheets:
        for question, key in sheet.wrong.items():
            pools[sheet.third, question].append(key)
    for pool in pools.values():
        dice.shuffle(pool)
    return [
        Sheet(
            sheet.attempt,
            sheet.third,
            {question: pools[sheet.third, question].pop() for question in sheet.wrong},
        )
        for sheet in sheets
    ]
