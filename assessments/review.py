"""What learners may see of their graded attempt, and from when. Pure; the only place that decides it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.enums import FeedbackTiming, Phase, ReviewItem

Options = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Review:
    """Which parts of a graded attempt may leave the server now. The grade and whether it passed always may."""

    marks: bool = False
    answers: bool = False
    feedback: bool = False
    key: bool = False

    @property
    def of_questions(self) -> bool:
        """Whether there is anything to say about single questions."""
        return self.answers or self.feedback or self.key


EVERYTHING = Review(True, True, True, True)
NOTHING = Review()


def reached(*, passed: bool, chances: int | None, closed: bool = False) -> frozenset[Phase]:
    """The phases in which a person stands who has handed in: one that has begun never ends.

    ``later`` begins when the person has passed or has no chance left, ``closed`` when the quiz has closed for them.
    Without a closing time the last phase never comes; so a key that is for ``later`` waits for the last chance.
    """
    phases = {Phase.AFTER}
    if passed or chances == 0:
        phases.add(Phase.LATER)
    return frozenset(phases | ({Phase.CLOSED} if closed else set()))


def review(options: Options, phases: Collection[str]) -> Review:
    """``options``: by item the phases from which on it may be seen; what is not named is never shown."""
    return Review(**{item: bool(set(options.get(item, ())) & set(phases)) for item in ReviewItem.values})


def cleaned(options: Any) -> dict[str, list[str]]:
    """The one form in which options are stored: every item, phases in their order. Raises ``ValueError``."""
    if not isinstance(options, Mapping) or set(options) - set(ReviewItem.values):
        raise ValueError(f"unknown review options: {options!r}")
    if any(set(phases) - set(Phase.values) for phases in options.values()):
        raise ValueError(f"unknown review options: {options!r}")
    return {item: [p for p in Phase.values if p in options.get(item, ())] for item in ReviewItem.values}


def preset(timing: str) -> dict[str, list[str]]:
    """The options that one word stands for: marks at once, everything else from one phase on, or never."""
    rest = [FIRST_SHOWN[timing]] if timing in FIRST_SHOWN else []
    return cleaned(dict.fromkeys(ReviewItem.values, rest) | {ReviewItem.MARKS: [Phase.AFTER]})


def word_for(options: Options) -> str:
    """The one word that stands for these options; empty where none does."""
    return next((word for word in FeedbackTiming.values if preset(word) == cleaned(options)), "")


def waiting(options: Options, phases: Collection[str]) -> dict[Phase, list[ReviewItem]]:
    """What is still to come, by the phase that brings it."""
    shown = review(options, phases)
    held = [item for item in ReviewItem if not getattr(shown, item)]
    rows = {phase: [item for item in held if phase in options.get(item, ())] for phase in Phase}
    return {phase: items for phase, items in rows.items() if items}


def at_once() -> dict[str, list[str]]:
    """What a new quiz begins with."""
    return preset(FeedbackTiming.AFTER_SUBMIT)


FIRST_SHOWN: dict[str, Phase] = {
    FeedbackTiming.AFTER_SUBMIT: Phase.AFTER,
    FeedbackTiming.AFTER_PASS: Phase.LATER,
    FeedbackTiming.AFTER_CLOSE: Phase.CLOSED,
}
