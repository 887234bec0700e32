"""What beginning and ending an attempt asks of the database, built once (``lms.core.prepared``)."""

from assessments.models import (
    AnswerCheck,
    AnswerStep,
    Attempt,
    AttemptSlot,
    HandMark,
    Outage,
    Question,
    QuestionVersion,
    QuizException,
    QuizSection,
)
from courses.models import Enrolment
from lms.core.prepared import Prepared

HELD = [
    *("state", "source", "cycle", "mandate_id", "completed_at", "user__time_factor"),
    *("course__live", "course__title", "course__path", "course__depth", "course__jp"),
    *("course__needs_lessons", "course__needs_quizzes", "course__edition__token"),
    *("course__certificate_enabled", "course__certificate_valid_months"),
]
ENROLMENT = Prepared(
    lambda pk: (
        Enrolment.objects.filter(pk=pk)
        .select_related("course__edition", "user")
        .only(*HELD)
        .select_for_update(of=("self",), no_key=True)
        .order_by()
    )
)
UNGRADED = Prepared(
    lambda user, quiz: Attempt.objects.ungraded().filter(user=user, quiz=quiz).order_by("state")
)
LOCKED = Prepared(
    lambda pk: Attempt.objects.filter(pk=pk).select_for_update(of=("self",), no_key=True).order_by()
)
NUMBERS = Prepared(
    lambda enrolment, quiz: (
        Attempt.objects.filter(enrolment=enrolment, quiz=quiz)
        .order_by("number")
        .values_list("number", "submitted_at")
    )
)
OUTAGES = Prepared(
    lambda now, ends: (
        Outage.objects.filter(ended_at__gt=now, started_at__lt=ends)
        .order_by("started_at")
        .values_list("started_at", "ended_at")
    )
)
EXCEPTION = Prepared(lambda user, quiz: QuizException.objects.filter(user=user, quiz=quiz).order_by())
SECTIONS = Prepared(
    lambda quiz: QuizSection.objects.filter(quiz=quiz).select_related("category").order_by("sort_order", "pk")
)
SEEN = Prepared(
    lambda user, quiz, pk: (
        AttemptSlot.objects.filter(
            attempt__in=Attempt.objects.filter(user=user, quiz=quiz)
            .exclude(pk=pk)
            .order_by("-pk")
            .values("pk")[:1]
        )
        .order_by()
        .values_list("version__question_id", flat=True)
    )
)
SLOTS = Prepared(
    lambda attempt: (
        AttemptSlot.objects.filter(attempt=attempt)
        .select_related("version", "graded_by")
        .only("score", "drawn", "version__kind", "version__body", "graded_by__body")
        .select_for_update(of=("self",), no_key=True)
        .order_by("position")
    )
)
QUESTIONS = Prepared(
    lambda **banks: (
        Question.objects.usable()
        .filter(bank__in=banks.values())
        .order_by("name")
        .values_list("pk", "bank_id", "current_id", "tag", "category__path", "level", "bloom")
    )
)
VERSIONS = Prepared(
    lambda **ids: QuestionVersion.objects.filter(pk__in=ids.values()).only("kind", "body").order_by()
)
STEPS = Prepared(
    lambda attempt: (
        AnswerStep.objects.filter(slot__attempt=attempt)
        .order_by("slot_id", "seq")
        .values_list("slot_id", "response", "certainty")
    )
)
CHECKED = Prepared(
    lambda attempt: (
        AnswerCheck.objects.filter(slot__attempt=attempt)
        .order_by("slot_id", "number")
        .values_list("slot_id", "step__response")
    )
)
HAND_MARKS = Prepared(
    lambda attempt: (
        HandMark.objects.filter(slot__attempt=attempt)
        .order_by("slot_id", "number")
        .values_list("slot_id", "number", "by_id", "seq", "points", "decides")
    )
)
