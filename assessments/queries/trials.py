"""What a learner may see of the answers that were checked while the attempt runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from assessments.enums import Behaviour
from assessments.grading import grade
from assessments.grading.behaviours import UNCHECKED
from assessments.models import Attempt, AttemptSlot
from assessments.showing import Revealed, revealed
from assessments.showing.texts import html


@dataclass(frozen=True)
class Trial:
    """``verdict`` of the last check: ``right``, ``part``, ``wrong``, or empty before the first.

    ``told``: the question with its key, only once nothing more can be answered.
    """

    used: int
    left: int
    verdict: str
    fresh: bool
    hints: tuple[SafeString, ...]
    told: Revealed | None

    @property
    def ended(self) -> bool:
        return self.told is not None


def trial_of(attempt: Attempt, slot: AttemptSlot, checked: Sequence[Any]) -> Trial | None:
    """None where nothing can be checked."""
    kind = slot.version.kind
    if not attempt.checks or kind in UNCHECKED:
        return None
    allowed = attempt.tries if attempt.behaviour == Behaviour.TRIES else 1
    told = None
    if slot.ended_at:
        told = revealed(kind, slot.body, slot.option_order, slot.response)
    wrong = len(checked) if attempt.behaviour == Behaviour.TRIES else 0
    hints = tuple(html(text) for text in slot.body.get("hints", [])[:wrong])
    return Trial(
        used=len(checked),
        left=max(0, allowed - len(checked)),
        verdict=_verdict(slot, checked),
        fresh=bool(checked) and checked[-1] == slot.response,
        hints=() if told else hints,
        told=told,
    )


def _verdict(slot: AttemptSlot, checked: Sequence[Any]) -> str:
    if not checked:
        return ""
    share = grade(slot.version.kind, slot.body, checked[-1]).share
    return "right" if share == 1 else "part" if share > 0 else "wrong"
