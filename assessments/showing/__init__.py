"""What people may see of a question. Only ``Revealed`` carries weights and feedback, and only after its time."""

from assessments.showing.revealed import Revealed, held_back, revealed, verdict_of
from assessments.showing.shown import Shown, shown
from assessments.showing.texts import brief, reading_of

__all__ = ["Revealed", "Shown", "brief", "held_back", "reading_of", "revealed", "shown", "verdict_of"]
