"""Where one person stands on a learning path, without the ORM."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class StepState(StrEnum):
    DONE = "done"
    CREDITED = "credited"
    RUNNING = "running"
    OPEN = "open"


BEST_FIRST = list(StepState)
SETTLED = {StepState.DONE, StepState.CREDITED}


@dataclass(frozen=True)
class Walker:
    """What a person brings along: courses by id, and the level of each skill by its id."""

    done: Collection[int]
    running: Collection[int]
    held: Mapping[int, int]

    def state(self, course: int, taught: Mapping[int, int]) -> StepState:
        """A course counts as done while its proof holds; whoever holds all it teaches is credited with it."""
        if course in self.done:
            return StepState.DONE
        if taught and all(self.held.get(skill, 0) >= level for skill, level in taught.items()):
            return StepState.CREDITED
        return StepState.RUNNING if course in self.running else StepState.OPEN


def step_state(states: Sequence[StepState]) -> StepState:
    """Of a step, from those of its alternatives: the best one counts."""
    return min(states, key=BEST_FIRST.index, default=StepState.OPEN)
