"""What is kept of the flags: keys of attempts and figures."""

from typing import Any

from assessments.integrity.similarity import Similarity
from assessments.integrity.timing import Timing

MOST_KEPT = 100


def report(similar: Similarity, quick: Timing) -> dict[str, Any]:
    return {
        "similar": {
            "attempts": similar.sheets,
            "pairs": similar.pairs,
            "least": similar.least,
            "possible": similar.possible,
            "capped": similar.capped or len(similar.flagged) > MOST_KEPT,
            "false": similar.false.kept(),
            "flagged": [
                {
                    "attempts": [one.first, one.second],
                    "same": one.same,
                    "both": one.both,
                    "expected": round(one.expected, 2),
                    "chance": one.chance,
                }
                for one in similar.flagged[:MOST_KEPT]
            ],
        },
        "quick": {
            "attempts": quick.attempts,
            "capped": len(quick.flagged) > MOST_KEPT,
            "false": quick.false.kept(),
            "flagged": [
                {
                    "attempts": [one.attempt],
                    "rapid": one.rapid,
                    "right": one.right,
                    "expected": round(one.expected, 2),
                    "run": one.run,
                    "chance": one.chance,
                }
                for one in quick.flagged[:MOST_KEPT]
            ],
        },
    }
