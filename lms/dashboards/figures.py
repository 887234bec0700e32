"""One number of the coverage map and what may be said of it: arithmetic only."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    NONE = "none"  # nobody is required to hold it
    REACHED = "reached"
    BELOW = "below"
    OPEN = "open"  # no target has been promised


# Targets have two decimals, so nothing short of one is short by less than 0.01; floats are wrong far below that.
ROUNDING = 1e-6
SOME = 0.5
SYMBOLS = {State.NONE: "–", State.REACHED: "✔", State.BELOW: "▲", State.OPEN: ""}


@dataclass(frozen=True)
class Figure:
    """``required`` pairs of a person and a skill, ``met`` of them fulfilled; ``target`` in percent or None.

    ``alone``: codes of required skills that a single person holds at level 2 or above. ``before``: coverage in
    percent at the last quarter end, None where nothing is known of it.
    """

    required: int = 0
    met: int = 0
    target: float | None = None
    alone: tuple[str, ...] = ()
    before: float | None = None

    @property
    def share(self) -> float | None:
        """Coverage in percent; None where nobody is required to hold it."""
        return share_of(self.required, self.met)

    @property
    def change(self) -> float | None:
        """Points since the last quarter end, to one decimal."""
        if self.share is None or self.before is None:
            return None
        return round(self.share - self.before, 1)

    @property
    def moved(self) -> float:
        return abs(self.change or 0)

    @property
    def arrow(self) -> str:
        """Less than half a point is no movement."""
        if self.change is None:
            return ""
        return "→" if self.moved < SOME else "↑" if self.change > 0 else "↓"

    @property
    def missing(self) -> int:
        return self.required - self.met

    @property
    def state(self) -> State:
        if not self.required:
            return State.NONE
        if self.target is None:
            return State.OPEN
        short = self.target * self.required - 100 * self.met
        return State.REACHED if short < ROUNDING else State.BELOW

    @property
    def behind(self) -> float:
        """Points below the target; 0 when it is reached or there is none."""
        if self.state != State.BELOW or self.target is None:
            return 0.0
        return self.target - 100 * self.met / self.required

    @property
    def symbol(self) -> str:
        return SYMBOLS[self.state]


def share_of(required: int, met: int) -> float | None:
    return 100 * met / required if required else None


def total(figures: Iterable[Figure]) -> Figure:
    """Several figures as one; the target weighs each by what is required, and is None if one has none."""
    counted = [figure for figure in figures if figure.required]
    required = sum(figure.required for figure in counted)
    targets = [figure.target for figure in counted]
    if not counted or None in targets:
        target = None
    else:
        target = sum((figure.target or 0) * figure.required for figure in counted) / required
    return Figure(required, sum(figure.met for figure in counted), target)
