"""What people may see of a question. Only ``Revealed`` carries weights and feedback, and only after its time."""

from assessments.showing.revealed import (
    Criterion,
    Revealed,
    by_hand,
    criteria,
    held_back,
    revealed,
    verdict_of,
)
from assessments.showing.shown import Shown, shown
from assessments.showing.texts import brief, reading_of

__all__ = [
    "Criterion",
    "Revealed",
    "Shown",
    "brief",
    "by_hand",
    "criteria",
    "held_back",
    "reading_of",
    "revealed",
    "shown",
    "verdict_of",
]
