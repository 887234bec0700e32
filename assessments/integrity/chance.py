"""Probabilities that both kinds of flags share."""

from collections.abc import Sequence
from dataclasses import dataclass

ALPHA = 0.05  # for a whole quiz: one quiz in twenty may flag somebody by chance
ROUNDS = 200


def tail(chances: Sequence[float], least: int) -> float:
    """P(X >= least) of how many of independent events with these chances happen: the Poisson-binomial distribution.

    Exact, by taking in one event after the other (Chen & Liu, Statistica Sinica 7, 1997).
    """
    if least <= 0:
        return 1.0
    if least > len(chances):
        return 0.0
    below = [1.0] + [0.0] * (least - 1)  # chance of exactly 0, 1 … least - 1 so far
    reached = 0.0
    for chance in chances:
        reached += below[-1] * chance
        for count in range(least - 1, 0, -1):
            below[count] = below[count] * (1 - chance) + below[count - 1] * chance
        below[0] *= 1 - chance
    return min(1.0, reached)


def holm(values: Sequence[float], tests: int, alpha: float = ALPHA) -> int:
    """How many of the sorted p-values stand out among ``tests``, those that were never worked out included.

    Holm, Scandinavian Journal of Statistics 6 (1979): the i-th smallest is at most alpha / (tests - i + 1), and so
    are all before it. The chance of any false flag in the quiz is then at most ``alpha``.
    """
    for index, value in enumerate(values):
        if value > alpha / max(1, tests - index):
            return index
    return len(values)


@dataclass(frozen=True)
class FalseFlags:
    """What a simulation without any cheating gave: ``found`` flags in ``rounds`` rounds that looked at ``part`` of all.

    ``expected`` false flags a quiz, and at ``most`` that many with 95 %: of a Poisson count, near enough, and 3 when
    none was found (the rule of three: Hanley & Lippman-Hand, JAMA 249, 1983).
    """

    rounds: int
    found: int
    part: float

    @property
    def expected(self) -> float:
        return self._scaled(self.found)

    @property
    def most(self) -> float:
        return self._scaled(max(3.0, self.found + 1.645 * (self.found + 1) ** 0.5 + 1))

    def _scaled(self, count: float) -> float:
        return count / (self.rounds * self.part) if self.rounds and self.part else 0.0

    def kept(self) -> dict[str, float]:
        return {
            "rounds": self.rounds,
            "found": self.found,
            "expected": round(self.expected, 4),
            "most": round(self.most, 4),
        }
