from typing import Any

from django.db import transaction

from assessments.models import QuestionBank
from courses.models import CoursePage
from lms.audit import log


@transaction.atomic
def create_bank(*, course: CoursePage, name: str, slug: str, by: Any) -> QuestionBank:
    """An empty bank; its questions are written next, and quizzes of the course draw from it."""
    bank = QuestionBank.objects.create(course=course, name=name, slug=slug)
    log.record("assessments.create_bank", bank, by=by, after={"course": course.folder_slug})
    return bank
