"""What a learner may see of the answers that were checked while the attempt runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from assessments.enums import Phase
from assessments.grading import grade
from assessments.grading.behaviours import UNCHECKED
from assessments.models import Attempt, AttemptSlot
from assessments.review import Review, review
from assessments.showing import Revealed, held_back, revealed, verdict_of
from assessments.showing.texts import html


@dataclass(frozen=True)
class Trial:
    """``verdict`` of the last check: ``right``, ``part``, ``wrong``, or empty before the first.

    ``told``: the question once nothing more can be answered, with its key only where the quiz tells that right after
    handing in. ``reason``: why the first goal of a lab was not reached.
    """

    left: int
    verdict: str
    fresh: bool
    hints: tuple[SafeString, ...]
    told: Revealed | None
    reason: str = ""

    @property
    def ended(self) -> bool:
        return self.told is not None


def trial_of(attempt: Attempt, slot: AttemptSlot, checked: Sequence[Any]) -> Trial | None:
    """None where nothing can be checked."""
    kind = slot.version.kind
    if not attempt.checks or kind in UNCHECKED:
        return None
    told = None
    if slot.ended_at:
        told = held_back(revealed(kind, slot.body, slot.option_order, slot.response), may_tell(attempt))
    hints = tuple(html(text) for text in slot.body.get("hints", [])[: len(checked)])
    return Trial(
        left=max(0, attempt.tries - len(checked)),
        verdict=verdict_of(grade(kind, slot.body, checked[-1]).share) if checked else "",
        fresh=bool(checked) and checked[-1] == slot.response,
        hints=() if told else hints,
        told=told,
        reason="" if told or not checked else _reason(slot, checked[-1]),
    )


def may_tell(attempt: Attempt) -> Review:
    """A check always tells the verdict and the feedback; the key has its phase, and no check comes before that."""
    key = review(attempt.quiz.review, {Phase.AFTER}).key
    return Review(answers=True, feedback=True, key=key)


def _reason(slot: AttemptSlot, response: Any) -> str:
    """What a lab says of the first goal that the answer does not reach, such as the hop at which a packet is lost."""
    if slot.version.kind != "lab":
        return ""
    parts = revealed("lab", slot.body, slot.option_order, response).parts
    return next((str(part.given) for part in parts if not part.right), "")
