"""Attempts that were right too often on questions they had no time to read.

A *rapid* answer came sooner than the words of the question can be read. Rapid guessers are right as often as chance
has it (Wise & Kong, Applied Measurement in Education 18, 2005); who is right far more often knew the answers before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from assessments.integrity.chance import ALPHA, ROUNDS, FalseFlags, holm, tail

WORDS_A_SECOND = (
    10  # 600 a minute: no one understands at more (Rayner et al., Psychol. Sci. Publ. Int. 17, 2016)
)
LEAST_SECONDS = 2.0
FEWEST = 5  # rapid answers, before anything is said
SAMPLE = 500
UNLIKELY = 0.05  # chance of guessing what has no options


def reading_seconds(words: int) -> float:
    return max(LEAST_SECONDS, words / WORDS_A_SECOND)


def guess_chance(kind: str, options: int) -> float:
    """Of full marks: one of the options; of several, one of all sets that are neither empty nor whole."""
    if not options:
        return UNLIKELY
    if kind == "multiple":
        return max(UNLIKELY, 1 / (2**options - 2)) if options > 1 else 0.5
    return max(UNLIKELY, 1 / options)


@dataclass(frozen=True)
class Reply:
    """One answer in the order in which they came; ``guess``: its chance of being right unread."""

    seconds: float
    needed: float
    right: bool
    guess: float

    @property
    def rapid(self) -> bool:
        return self.seconds < self.needed


@dataclass(frozen=True)
class Pace:
    attempt: int
    replies: Sequence[Reply]

    @property
    def rapid(self) -> list[Reply]:
        return [reply for reply in self.replies if reply.rapid]


@dataclass(frozen=True)
class Quick:
    """``right`` of ``rapid`` answers, where guessing gives ``expected``; ``run``: most of them in a row."""

    attempt: int
    rapid: int
    right: int
    expected: float
    run: int
    chance: float


@dataclass(frozen=True)
class Timing:
    attempts: int
    flagged: list[Quick]
    false: FalseFlags


def timing(paces: Sequence[Pace], seed: int) -> Timing:
    """Every attempt is tested; flagged is what Holm's procedure leaves at 5 % for the whole quiz."""
    tested = sorted((_quick(pace) for pace in paces if len(pace.rapid) >= FEWEST), key=lambda one: one.chance)
    flagged = tested[: holm([one.chance for one in tested], len(paces))]
    return Timing(len(paces), flagged, simulated(paces, seed))


def _quick(pace: Pace) -> Quick:
    rapid = pace.rapid
    right = sum(reply.right for reply in rapid)
    guesses = [reply.guess for reply in rapid]
    run = max(_runs(pace.replies), default=0)
    return Quick(pace.attempt, len(rapid), right, sum(guesses), run, tail(guesses, right))


def _runs(replies: Sequence[Reply]) -> Iterator[int]:
    """Lengths of the runs of answers that were rapid and right."""
    length = 0
    for reply in replies:
        length = length + 1 if reply.rapid and reply.right else 0
        yield length


def simulated(paces: Sequence[Pace], seed: int) -> FalseFlags:
    """How many attempts are flagged when all their rapid answers are guesses; same seed, same rounds."""
    dice = Random(seed)  # noqa: S311  (repeatable on purpose)
    hasty = [pace for pace in paces if len(pace.rapid) >= FEWEST]
    sample = hasty if len(hasty) <= SAMPLE else dice.sample(hasty, SAMPLE)
    limit = ALPHA / max(1, len(paces))
    found = 0
    for pace in sample:
        guesses = [reply.guess for reply in pace.rapid]
        enough = next((k for k in range(len(guesses) + 1) if tail(guesses, k) <= limit), len(guesses) + 1)
        found += sum(sum(dice.random() < guess for guess in guesses) >= enough for _round in range(ROUNDS))
    return FalseFlags(ROUNDS, found, len(sample) / len(hasty) if hasty else 1)
