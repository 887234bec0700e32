"""The figures of one quiz out of its sums, as they are kept: numbers, texts, lists and None only."""

from typing import Any

from assessments.statistics import items, options, reliability, scores
from assessments.statistics.gathering import Gathered, QuestionSums

BANDS = range(0, 10_001, 1000)  # in hundredths of a percent
PLACES = 4
Figures = dict[str, Any]


def report(gathered: Gathered) -> Figures:
    """All shares are in percent; seconds are whole; what cannot be known is None."""
    percents = gathered.percents
    groups = options.thirds(gathered.standing)
    return {
        "attempts": gathered.attempts,
        "average": _percent(scores.mean(percents)),
        "median": _percent(scores.median(percents)),
        "spread": _percent(scores.deviation(percents)),
        "skewness": _short(scores.skewness(percents)),
        "kurtosis": _short(scores.kurtosis(percents)),
        "bands": scores.histogram(percents, BANDS),
        "empty": [[position, count] for position, count in sorted(gathered.empty.items()) if count],
        "thirds": _thirds(gathered, groups),
        "reliability": _reliability(gathered),
        "questions": _questions(gathered, groups),
    }


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)


def _percent(value: float | None) -> float | None:
    return None if value is None else round(value / 100, PLACES)


def _thirds(gathered: Gathered, groups: options.Thirds | None) -> Figures | None:
    if groups is None:
        return None
    lower, upper = groups.lower(gathered.standing), groups.upper(gathered.standing)
    return {"low": groups.low, "high": groups.high, "lower": lower, "upper": upper}


def _reliability(gathered: Gathered) -> Figures | None:
    """``same``: everybody was asked the same, so it is alpha; otherwise the one for questions drawn at random."""
    same = gathered.same_for_all
    value = _alpha(gathered) if same else reliability.drawn_reliability(gathered.errors, gathered.means)
    spread = scores.deviation(gathered.means)
    if value is None or spread is None:
        return None
    return {
        "value": _short(value),
        "same": same,
        "error": _short(100 * reliability.standard_error(spread, value)),
        "ratio": _short(reliability.error_ratio(value)),
        "questions": round(gathered.errors.questions / gathered.errors.n, 1) if gathered.errors.n else 1,
    }


def _alpha(gathered: Gathered) -> float | None:
    variances = [scores.variance(sums.item.scores) or 0.0 for sums in gathered.questions.values()]
    total = scores.variance(gathered.means) or 0.0
    in_shares = [found / items.STEPS**2 for found in variances]
    return reliability.alpha(in_shares, total * len(variances) ** 2)


def _questions(gathered: Gathered, groups: options.Thirds | None) -> list[Figures]:
    """From the hardest to the easiest."""
    sums = {pk: found.item for pk, found in gathered.questions.items()}
    weights = items.effective_weights(sums, gathered.attempts)
    asked = sum(item.answers for item in sums.values())
    rows = [
        _question(pk, found, groups)
        | {"weight": _short(weights[pk]), "intended": _short(100 * sums[pk].answers / asked)}
        for pk, found in gathered.questions.items()
    ]
    return sorted(rows, key=lambda row: (row["facility"], row["id"]))


def _question(pk: int, sums: QuestionSums, groups: options.Thirds | None) -> Figures:
    item = sums.item
    bounds = items.discrimination_bounds(item)
    return {
        "id": pk,
        "answers": item.answers,
        "wrong": sum(count for share, count in item.scores.items() if share < items.STEPS),
        "empty": item.empty,
        "facility": _short(items.facility(item)),
        "spread": _short(items.spread(item)),
        "discrimination": _short(items.discrimination(item)),
        "bounds": [_short(bound) for bound in bounds] if bounds else None,
        "efficiency": _short(items.efficiency(item)),
        "seconds": scores.median(sums.seconds),
        "timed": scores.size(sums.seconds),
        "lower": groups.lower(item.standing) if groups else None,
        "upper": groups.upper(item.standing) if groups else None,
        "versions": [[version, count] for version, count in sorted(sums.versions.items())],
        "options": _options(sums, groups),
    }


def _options(sums: QuestionSums, groups: options.Thirds | None) -> list[Figures]:
    """From the most frequent to the rarest; those that nobody chose are not here."""
    rows = [_option(key, sums, groups) for key in sums.options]
    return sorted(rows, key=lambda row: (-row["count"], row["key"]))


def _option(key: str, sums: QuestionSums, groups: options.Thirds | None) -> Figures:
    asked = sums.item.standing
    found = options.use(sums.options[key], asked, groups)
    return {
        "key": key,
        "count": found.count,
        "share": _short(found.share),
        "low": _short(found.low),
        "high": _short(found.high),
        "rest": _short(found.rest),
        "strong": bool(groups and options.draws_the_strong(sums.options[key], asked, groups)),
    }
