"""Give one person other dates or more attempts in a quiz."""

from datetime import datetime
from typing import Any

from django.db import transaction

from assessments.models import QuizException, QuizPage
from lms.audit import log
from lms.people.models import User


@transaction.atomic
def give_exception(
    *,
    quiz: QuizPage,
    user: User,
    extra_attempts: int,
    opens_at: datetime | None,
    closes_at: datetime | None,
    reason: str,
    by: User,
) -> QuizException:
    """One for each person and quiz; a later one replaces it."""
    facts = {"extra_attempts": extra_attempts, "opens_at": opens_at, "closes_at": closes_at}
    row, _created = QuizException.objects.update_or_create(
        user=user, quiz=quiz, defaults=facts | {"reason": reason, "by": by}
    )
    said = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in facts.items()
    }
    log.record("assessments.give_exception", row, by=by, reason=reason, after=said)
    return row


@transaction.atomic
def take_exception_back(*, row: QuizException, by: Any) -> None:
    """Attempts that were begun under it go on as they are."""
    log.record("assessments.take_exception_back", row, by=by, before={"extra_attempts": row.extra_attempts})
    row.delete()
