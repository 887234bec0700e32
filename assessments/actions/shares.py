from typing import Any

from django.db import transaction

from assessments.models import BankShare, QuestionBank
from courses.models import CoursePage
from lms.audit import log
from lms.people.models import User


@transaction.atomic
def share_bank(
    *, bank: QuestionBank, right: str, by: Any, user: User | None = None, course: CoursePage | None = None
) -> BankShare:
    """Give a person, or all who teach a course, a right to a bank; one they have already becomes this one."""
    row, _created = BankShare.objects.update_or_create(
        bank=bank, user=user, course=course, defaults={"right": right}
    )
    log.record("assessments.share_bank", bank, by=by, after=_facts(row))
    return row


@transaction.atomic
def unshare_bank(*, share: BankShare, by: Any) -> None:
    """Quizzes that draw from the bank already go on doing so."""
    log.record("assessments.unshare_bank", share.bank, by=by, before=_facts(share))
    share.delete()


def _facts(row: BankShare) -> dict[str, Any]:
    return {"user": row.user_id, "course": row.course_id, "right": str(row.right)}
