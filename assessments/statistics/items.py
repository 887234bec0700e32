"""How one question behaves. Formulas: Moodle docs, “Quiz statistics calculations”; Crocker & Algina,
*Introduction to Classical and Modern Test Theory* (1986), ch. 14 (item analysis)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import atanh, sqrt, tanh

from assessments.statistics import scores

STEPS = 10_000  # scores and rests are told apart by ten-thousandths
ONE_SIDED = 1.645  # of the normal distribution: 95 %
SMALL = 1e-12


@dataclass
class Pair:
    """Sums of two quantities that belong together: n, Σa, Σb, Σa², Σb², Σab."""

    n: int = 0
    a: float = 0.0
    b: float = 0.0
    aa: float = 0.0
    bb: float = 0.0
    ab: float = 0.0

    def add(self, a: float, b: float) -> None:
        self.n += 1
        self.a += a
        self.b += b
        self.aa += a * a
        self.bb += b * b
        self.ab += a * b

    def merge(self, other: "Pair") -> None:
        for name in ("n", "a", "b", "aa", "bb", "ab"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def covariance(self) -> float | None:
        """(Σab - Σa Σb / n) / (n - 1)."""
        return (self.ab - self.a * self.b / self.n) / (self.n - 1) if self.n > 1 else None

    @property
    def correlation(self) -> float | None:
        """Pearson's r; None when one of the two never varies."""
        if self.n < 2:
            return None
        va, vb = self.aa - self.a**2 / self.n, self.bb - self.b**2 / self.n
        if va < SMALL * self.n or vb < SMALL * self.n:
            return None
        r = (self.ab - self.a * self.b / self.n) / sqrt(va * vb)
        return max(-1.0, min(1.0, r))


@dataclass
class ItemSums:
    """All that is kept of the answers to one question, however many there were.

    ``scores``: shares of the full mark; ``rests``: mean shares of the other questions, both in ten-thousandths;
    ``with_rest``, ``with_total``: the score beside the rest, and beside the mean share of all;
    ``standing``: whole percent that the attempts reached, for the thirds.
    """

    scores: Counter[int] = field(default_factory=Counter)
    rests: Counter[int] = field(default_factory=Counter)
    paired: Counter[int] = field(default_factory=Counter)
    with_rest: Pair = field(default_factory=Pair)
    with_total: Pair = field(default_factory=Pair)
    standing: Counter[int] = field(default_factory=Counter)
    empty: int = 0

    def add(self, share: float, rest: float | None, total: float) -> None:
        """One answer; ``rest`` is None for an attempt that asked nothing else."""
        step = round(share * STEPS)
        self.scores[step] += 1
        self.with_total.add(share, total)
        self.standing[int(total * 100 + 1e-9)] += 1
        if rest is not None:
            self.with_rest.add(share, rest)
            self.paired[step] += 1
            self.rests[round(rest * STEPS)] += 1

    def merge(self, other: "ItemSums") -> None:
        for name in ("scores", "rests", "paired", "standing"):
            getattr(self, name).update(getattr(other, name))
        self.with_rest.merge(other.with_rest)
        self.with_total.merge(other.with_total)
        self.empty += other.empty

    @property
    def answers(self) -> int:
        return sum(self.scores.values())


def facility(sums: ItemSums) -> float | None:
    """F = 100 · mean(x) / x_max: the share of the full mark that was reached, in percent."""
    found = scores.mean(sums.scores)
    return None if found is None else 100 * found / STEPS


def spread(sums: ItemSums) -> float | None:
    """SD = 100 · √(Σ (x - mean)² / (n - 1)) / x_max, in percent of the full mark."""
    found = scores.deviation(sums.scores)
    return None if found is None else 100 * found / STEPS


def discrimination(sums: ItemSums) -> float | None:
    """D = 100 · r(x, X) with X the rest of the attempt, without the question itself.

    Moodle's discrimination index; Crocker & Algina's corrected item-total correlation. None when everybody got
    the same, here or in the rest.
    """
    found = sums.with_rest.correlation
    return None if found is None else 100 * found


def discrimination_bounds(sums: ItemSums) -> tuple[float, float] | None:
    """Between which values D lies, each side with 95 %: tanh(atanh(r) ± 1.645 / √(n - 3)) (Fisher 1921).

    None below four pairs. A verdict hangs on the bound, not on D: five answers can give any D by chance.
    """
    r, n = sums.with_rest.correlation, sums.with_rest.n
    if r is None or n < 4:
        return None
    middle, reach = atanh(max(-0.9999, min(0.9999, r))), ONE_SIDED / sqrt(n - 3)
    return 100 * tanh(middle - reach), 100 * tanh(middle + reach)


def efficiency(sums: ItemSums) -> float | None:
    """DE = 100 · C(x, X) / C_max(x, X): of the discrimination that scores as easy or hard as these allow.

    C_max is the covariance when both are put in order, the smallest x beside the smallest X (Moodle, ditto).
    """
    found = sums.with_rest.covariance
    most = largest_covariance(sums.paired, sums.rests)
    if found is None or most is None or most < SMALL:
        return None
    return max(-100.0, min(100.0, 100 * found / most))


def largest_covariance(first: Counter[int], second: Counter[int]) -> float | None:
    """Of two quantities in ten-thousandths with these counts, equally many of both."""
    n = sum(first.values())
    if n < 2:
        return None
    together = sum(a * b * count for a, b, count in _in_order(first, second)) / STEPS**2
    sums = [sum(value * count for value, count in counts.items()) / STEPS for counts in (first, second)]
    return (together - sums[0] * sums[1] / n) / (n - 1)


def _in_order(first: Counter[int], second: Counter[int]) -> Iterator[tuple[int, int, int]]:
    """Runs of the two sorted lists side by side."""
    others = iter(sorted(second.items()))
    b, left = next(others)
    for a, count in sorted(first.items()):
        while count:
            if not left:
                b, left = next(others)
            taken = min(count, left)
            yield a, b, taken
            count, left = count - taken, left - taken


def effective_weights(items: Mapping[int, ItemSums], attempts: int) -> dict[int, float | None]:
    """W_i = 100 · p_i √C(x_i, T) / Σ_j p_j √C(x_j, T): how much of the order of people a question makes, in percent.

    T is the whole attempt, p_i the part of the attempts that asked the question; with p_i = 1 this is Moodle's
    effective weight. None for a negative covariance: such a question works against the others.
    """
    roots: dict[int, float | None] = {}
    for pk, sums in items.items():
        covariance = sums.with_total.covariance
        known = covariance is not None and covariance >= 0 and attempts
        roots[pk] = sums.answers / attempts * sqrt(covariance or 0) if known else None
    whole = sum(root for root in roots.values() if root)
    return {pk: 100 * root / whole if root is not None and whole else None for pk, root in roots.items()}
