"""Figures of a distribution that is given as counts: how often each value came. None where they do not exist."""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from math import fsum, sqrt

Counts = Mapping[float, int] | Mapping[int, int]
ROUNDING = 1e-9


def size(counts: Counts) -> int:
    return sum(counts.values())


def mean(counts: Counts) -> float | None:
    n = size(counts)
    return fsum(value * count for value, count in counts.items()) / n if n else None


def central_moment(counts: Counts, power: int) -> float:
    """m_p = Σ (x - mean)^p / n; the counts are not empty."""
    middle = mean(counts) or 0.0
    return fsum(count * (value - middle) ** power for value, count in counts.items()) / size(counts)


def variance(counts: Counts) -> float | None:
    """Σ (x - mean)² / (n - 1), as in all of Moodle's “Quiz statistics calculations”."""
    n = size(counts)
    return central_moment(counts, 2) * n / (n - 1) if n > 1 else None


def deviation(counts: Counts) -> float | None:
    found = variance(counts)
    return None if found is None else sqrt(found)


def quantile(counts: Counts, share: float) -> float | None:
    """The smallest value that at least ``share`` of all do not exceed."""
    n = size(counts)
    pairs = sorted(counts.items())
    reached = zip((value for value, _ in pairs), accumulate(count for _, count in pairs), strict=True)
    return next((value for value, below in reached if below and below >= share * n - ROUNDING), None)


def median(counts: Counts) -> float | None:
    """The value in the middle; between the two middle ones of an even number."""
    n = size(counts)
    if not n:
        return None
    lower, upper = quantile(counts, 0.5), quantile(counts, (n // 2 + 1) / n)
    return ((lower or 0.0) + (upper or 0.0)) / 2


def skewness(counts: Counts) -> float | None:
    """k₃ / k₂^1.5 with k₃ = n² m₃ / ((n-1)(n-2)) and k₂ the variance (Moodle, “Quiz statistics calculations”)."""
    return _standardised(counts, 3, lambda n, m3: n * n * m3 / ((n - 1) * (n - 2)))


def kurtosis(counts: Counts) -> float | None:
    """k₄ / k₂² with k₄ = n² ((n+1) m₄ - 3(n-1) m₂²) / ((n-1)(n-2)(n-3)); 0 for a bell (Moodle, ditto)."""

    def cumulant(n: int, m4: float) -> float:
        m2 = central_moment(counts, 2)
        return n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))

    return _standardised(counts, 4, cumulant)


def _standardised(counts: Counts, power: int, cumulant: Callable[[int, float], float]) -> float | None:
    n, spread = size(counts), variance(counts)
    if n < power or not spread or sqrt(spread) < 1e-9:
        return None
    return cumulant(n, central_moment(counts, power)) / spread ** (power / 2)


def histogram(counts: Counts, edges: Sequence[float]) -> list[int]:
    """How many from each edge up to the next; the last band holds the last edge too."""
    found = [0] * (len(edges) - 1)
    for value, count in counts.items():
        index = sum(value >= edge for edge in edges[1:-1])
        found[index] += count
    return found
