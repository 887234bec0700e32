"""What this room holds about one person."""

from typing import Any

from lms.people.models import User
from lms.people.queries.own_data import holds


@holds("attempts")
def attempts(user: User) -> list[Any]:
    """Attempts with the learner's own answers; the key to the questions is not the learner's data."""
    return [
        {
            "quiz": attempt.quiz.title,
            "number": attempt.number,
            "started_at": attempt.started_at,
            "submitted_at": attempt.submitted_at,
            "percent": attempt.percent,
            "passed": attempt.passed,
            "answers": [slot.response for slot in attempt.slots.all()],
        }
        for attempt in user.attempts.select_related("quiz").prefetch_related("slots").order_by("pk")
    ]
