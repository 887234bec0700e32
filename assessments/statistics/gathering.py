"""Sums over attempts, taken in once and added up: memory grows with the questions, not with the attempts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from assessments.statistics.items import ItemSums
from assessments.statistics.options import OptionSums, trimmed
from assessments.statistics.reliability import ErrorSums


@dataclass(frozen=True)
class Answered:
    """One question of one attempt: ``share`` of the full mark, the keys of what was chosen, seconds if known."""

    question: int
    position: int
    share: float
    chosen: tuple[str, ...]
    seconds: int | None = None
    version: int = 0


@dataclass
class QuestionSums:
    item: ItemSums = field(default_factory=ItemSums)
    options: dict[str, OptionSums] = field(default_factory=dict)
    seconds: Counter[int] = field(default_factory=Counter)
    versions: Counter[int] = field(default_factory=Counter)

    def add(self, answer: Answered, rest: float | None, total: float) -> None:
        self.item.add(answer.share, rest, total)
        self.item.empty += not answer.chosen
        self.versions[answer.version] += 1
        if answer.seconds is not None:
            self.seconds[answer.seconds] += 1
        for key in answer.chosen:
            self._option(key).add(rest, total)

    def _option(self, key: str) -> OptionSums:
        if key not in self.options:
            self.options = trimmed(self.options)
            self.options[key] = OptionSums()
        return self.options[key]

    def merge(self, other: "QuestionSums") -> None:
        self.item.merge(other.item)
        self.seconds.update(other.seconds)
        self.versions.update(other.versions)
        for key, sums in other.options.items():
            self.options.setdefault(key, OptionSums()).merge(sums)
        self.options = trimmed(self.options)


@dataclass
class Gathered:
    """``percents``: as given, in hundredths; ``means``: mean shares of the full mark; ``standing``: whole percent."""

    attempts: int = 0
    percents: Counter[int] = field(default_factory=Counter)
    means: Counter[float] = field(default_factory=Counter)
    standing: Counter[int] = field(default_factory=Counter)
    errors: ErrorSums = field(default_factory=ErrorSums)
    empty: Counter[int] = field(default_factory=Counter)
    questions: dict[int, QuestionSums] = field(default_factory=dict)

    def add(self, percent: int, answers: Sequence[Answered]) -> None:
        """One graded attempt; ``percent`` in hundredths, as it was given."""
        self.attempts += 1
        self.percents[percent] += 1
        if not answers:
            return
        k, points = len(answers), sum(answer.share for answer in answers)
        total = points / k
        self.means[round(total, 6)] += 1
        self.standing[int(total * 100 + 1e-9)] += 1
        self.errors.add([answer.share for answer in answers])
        for answer in answers:
            rest = (points - answer.share) / (k - 1) if k > 1 else None
            self._question(answer.question).add(answer, rest, total)
            self.empty[answer.position] += not answer.chosen

    def _question(self, pk: int) -> QuestionSums:
        if pk not in self.questions:
            self.questions[pk] = QuestionSums()
        return self.questions[pk]

    def merge(self, other: "Gathered") -> None:
        self.attempts += other.attempts
        for name in ("percents", "means", "standing", "empty"):
            getattr(self, name).update(getattr(other, name))
        self.errors.merge(other.errors)
        for pk, sums in other.questions.items():
            self._question(pk).merge(sums)

    @property
    def same_for_all(self) -> bool:
        """Whether every attempt asked the same questions, so that there is a sum that all can be compared by."""
        return all(sums.item.answers == self.attempts for sums in self.questions.values())


def merged(parts: Sequence[Gathered]) -> Gathered:
    whole = Gathered()
    for part in parts:
        whole.merge(part)
    return whole
