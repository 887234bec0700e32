"""What one person will hold on days to come: arithmetic only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Piece:
    """Evidence of one skill, had or awaited: its level from a day on, through its last day (None: for ever)."""

    level: int
    begins: date
    ends: date | None = None
    awaited: bool = False

    def holds_on(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or self.ends >= day)


def level_on(pieces: Iterable[Piece], day: date, latest: bool) -> int:
    """The level that the best piece of the day gives, or the latest where that is the rule; 0 for none."""
    valid = [piece for piece in pieces if piece.holds_on(day)]
    if latest:
        valid = [max(valid, key=lambda piece: (piece.begins, piece.level))] if valid else []
    return max((piece.level for piece in valid), default=0)


@dataclass(frozen=True)
class Outlook:
    """Of one requirement on each day: whether it is met without, and with, what is awaited."""

    surely: tuple[bool, ...]
    hopefully: tuple[bool, ...]


def outlook(pieces: Sequence[Piece], needs: int, days: Sequence[date], latest: bool) -> Outlook:
    had = [piece for piece in pieces if not piece.awaited]
    return Outlook(
        tuple(level_on(had, day, latest) >= needs for day in days),
        tuple(level_on(pieces, day, latest) >= needs for day in days),
    )


def on_time_rate(finished: int, due: int, fallback: float = 0.7) -> float:
    """Which part of duties is done by its due date, as in the past year; the fallback where too few were due."""
    return finished / due if due >= 20 else fallback
