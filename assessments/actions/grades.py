"""Change the grade of an attempt that has ended: only because a person says so, and with an entry in its journal."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.actions.attempts import follow, keep_points, locked_enrolment
from assessments.enums import AttemptState
from assessments.models import Attempt, GradeChange
from assessments.queries import statements
from lms.core.notices import tell


@transaction.atomic
def regrade_attempt(
    *, attempt: Attempt, cause: str, reason: str, by: Any, now: datetime
) -> GradeChange | None:
    """Grade again from what is stored; None when nothing changes. Who passes now goes on as if it had been at once.

    Who no longer passes keeps what they have: completion and certificate are taken back by a person or not at all.
    """
    enrolment = locked_enrolment(attempt.enrolment_id)
    locked = statements.LOCKED.one(pk=attempt.pk)
    if locked.state != AttemptState.SUBMITTED:
        return None
    grades = keep_points(locked)
    if (locked.score, locked.percent, locked.passed) == (grades.score, grades.percent, grades.passed):
        return None
    change = GradeChange.objects.create(
        attempt=locked,
        cause=cause,
        reason=reason,
        at=now,
        by=by,
        percent_before=locked.percent,
        percent_after=grades.percent,
        passed_before=locked.passed,
        passed_after=grades.passed,
    )
    locked.score, locked.percent, locked.passed = grades.score, grades.percent, grades.passed
    locked.save(update_fields=["score", "percent", "passed"])
    if grades.passed and not change.passed_before:
        follow(enrolment, locked, now)
    _tell(locked, change)
    return change


def _tell(attempt: Attempt, change: GradeChange) -> None:
    before, after = f"{change.percent_before:.0f}", f"{change.percent_after:.0f}"
    tell(
        [attempt.user_id],
        event=f"grade-changed:{change.pk}",
        title=_("Nilai %(quiz)s diperbaiki dari %(before)s menjadi %(after)s")
        % {"quiz": attempt.quiz.title, "before": before, "after": after},
        body=change.reason,
        url=reverse("attempt_result", args=[attempt.pk]),
    )
