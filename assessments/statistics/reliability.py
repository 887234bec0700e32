"""How far a result can be trusted."""

from dataclasses import dataclass
from math import sqrt

from assessments.statistics.scores import Counts, variance


@dataclass
class ErrorSums:
    """Over attempts of two questions and more: how many, and the sum of their error variances."""

    n: int = 0
    errors: float = 0.0
    questions: int = 0

    def add(self, shares: list[float]) -> None:
        k = len(shares)
        if k < 2:
            return
        self.n += 1
        self.errors += error_variance(shares)
        self.questions += k

    def merge(self, other: "ErrorSums") -> None:
        self.n += other.n
        self.errors += other.errors
        self.questions += other.questions


def error_variance(shares: list[float]) -> float:
    """s² / k: how uncertain the mean of k scores is when they are a sample of all that could have been asked."""
    k = len(shares)
    middle = sum(shares) / k
    return sum((share - middle) ** 2 for share in shares) / (k - 1) / k


def alpha(item_variances: list[float], total_variance: float) -> float | None:
    """Cronbach's α = k / (k - 1) · (1 - Σ V(x_i) / V(Σ x)), for k questions that everybody was asked.

    Cronbach, “Coefficient alpha and the internal structure of tests”, Psychometrika 16 (1951); Moodle calls it the
    coefficient of internal consistency. ``total_variance`` is of the sum of the scores.
    """
    k = len(item_variances)
    if k < 2 or total_variance <= 0:
        return None
    return k / (k - 1) * (1 - sum(item_variances) / total_variance)


def drawn_reliability(sums: ErrorSums, means: Counts) -> float | None:
    """1 - mean(s²/k) / V(mean share), for attempts that were asked different questions.

    The intraclass correlation ICC(1,k) of Shrout & Fleiss, Psychological Bulletin 86 (1979); Brennan, *Generalizability
    Theory* (2001), design i:p. With right or wrong scores and V over n it is Kuder & Richardson's formula 21 (1937),
    which Lord, Psychometrika 20 (1955), shows to be the one for questions drawn at random. As a rule below α, since
    unequal luck in the draw counts as error here.
    """
    between = variance(means)
    if not sums.n or not between:
        return None
    return 1 - sums.errors / sums.n / between


def standard_error(spread: float, reliability: float) -> float:
    """SE = SD · √(1 - reliability): two of three results lie no further than this from what the person can do."""
    return spread * sqrt(1 - max(0.0, min(1.0, reliability)))


def error_ratio(reliability: float) -> float:
    """ER = 100 · SE / SD: the part of the spread that is chance (Moodle)."""
    return 100 * sqrt(1 - max(0.0, min(1.0, reliability)))


def questions_needed(questions: float, reliability: float, wanted: float) -> float | None:
    """How many questions of the same kind reach the reliability ``wanted``; None where more do not help.

    Spearman and Brown, British Journal of Psychology 3 (1910): n = k · w (1 - r) / (r (1 - w)).
    """
    if reliability <= 0 or not 0 < wanted < 1:
        return None
    return questions * wanted * (1 - reliability) / (reliability * (1 - wanted))
