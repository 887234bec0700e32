"""What this room holds about one person."""

from typing import Any

from assessments.enums import AttemptState
from assessments.models import Attempt
from lms.people.models import User
from lms.people.queries.own_data import holds


@holds("attempts")
def attempts(user: User) -> list[Any]:
    """Attempts with the learner's own answers and what markers wrote; the key to the questions is not their data."""
    return [
        {
            "quiz": attempt.quiz.title,
            "number": attempt.number,
            "started_at": attempt.started_at,
            "submitted_at": attempt.submitted_at,
            "percent": attempt.percent,
            "passed": attempt.passed,
            "answers": [slot.response for slot in attempt.slots.all()],
            "comments": _comments(attempt),
        }
        for attempt in user.attempts.select_related("quiz").prefetch_related("slots__marks").order_by("pk")
    ]


def _comments(attempt: Attempt) -> list[str]:
    """What markers wrote, once the attempt is graded."""
    if attempt.state != AttemptState.SUBMITTED:
        return []
    return [mark.comment for slot in attempt.slots.all() for mark in slot.marks.all() if mark.comment]
