"""How long people took for each question, from when the server had their answers."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

LONGEST = 3600  # seconds that are told apart; a pause over lunch is no working time anyway


def spent(started: datetime, steps: Iterable[tuple[datetime, int]]) -> dict[int, int]:
    """Whole seconds by position: each answer took from the one before it (or the start) until it came; returns add up.

    ``steps`` are (received, position) in order of time. A save that brought several positions at once says nothing
    about any of them, and a position with such a save is left out: it was worked on without network.
    """
    seconds: dict[int, float] = {}
    unclear: set[int] = set()
    before = started
    for at, group in groupby(steps, key=lambda step: step[0]):
        positions = {position for _at, position in group}
        if len(positions) > 1:
            unclear |= positions
        else:
            position = positions.pop()
            seconds[position] = seconds.get(position, 0.0) + max(0.0, (at - before).total_seconds())
        before = at
    return {key: min(LONGEST, round(value)) for key, value in seconds.items() if key not in unclear}
