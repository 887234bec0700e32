"""The score of independence of an OPD, 0 to 100: arithmetic only.

``score = Σ weight × share / Σ weight`` over the parts that can be said of the OPD, each share from 0 to 100:

- coverage: requirements met of those required;
- depth: critical skills that at least two people hold at level 3 or above;
- freshness: met requirements whose evidence is of the last 24 months;
- continuity: critical skills that at least two people at level 2 or above will still hold in 24 months.

A skill is critical for an OPD when one of its posts requires it at level 2 or above: somebody has to do it alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PARTS = ("coverage", "depth", "freshness", "continuity")
CRITICAL, DEEP, ENOUGH = 2, 3, 2  # level required, level held, people
MONTHS = 24


@dataclass(frozen=True)
class Part:
    """``count`` of ``whole``; nothing can be said where the whole is 0."""

    name: str
    count: int
    whole: int

    @property
    def share(self) -> float | None:
        return 100 * self.count / self.whole if self.whole else None


@dataclass(frozen=True)
class Score:
    parts: tuple[Part, ...]
    weights: Mapping[str, int]

    @property
    def value(self) -> float | None:
        known = [(self.weights[part.name], part.share) for part in self.parts if part.share is not None]
        whole = sum(weight for weight, _share in known)
        return sum(weight * share for weight, share in known) / whole if whole else None

    def lift(self, part: Part) -> float:
        """Points that the score would rise by if this part were whole."""
        known = sum(self.weights[one.name] for one in self.parts if one.share is not None)
        if part.share is None or not known:
            return 0.0
        return self.weights[part.name] * (100 - part.share) / known

    @property
    def most_lifting(self) -> Part | None:
        return max((part for part in self.parts if self.lift(part) > 0), key=self.lift, default=None)


def score(
    *,
    required: int,
    met: int,
    critical: int,
    deep: int,
    held: int,
    fresh: int,
    staying: int,
    weights: Mapping[str, int],
) -> Score:
    return Score(
        (
            Part("coverage", met, required),
            Part("depth", deep, critical),
            Part("freshness", fresh, held),
            Part("continuity", staying, critical),
        ),
        weights,
    )
