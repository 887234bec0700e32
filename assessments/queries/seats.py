"""The learner's own quiz or attempt: fetched and authorised in one call, anyone else gets 404."""

from django.db.models import Q
from django.http import Http404

from assessments.models import Attempt, QuizPage
from courses.models import Enrolment
from lms.core.prepared import Prepared
from lms.people.models import User

ENROLMENT = Prepared(
    lambda user, course: (
        Enrolment.objects.filter(user=user, course=course)
        .select_related("course", "user")
        .order_by("-cycle")[:1]
    )
)
QUIZ = Prepared(
    lambda pk: QuizPage.objects.filter(Q(live=True) | Q(first_published_at__isnull=False), pk=pk).order_by()
)
ATTEMPT = Prepared(
    lambda user, pk: (
        Attempt.objects.filter(user=user, pk=pk)
        .select_related("quiz", "enrolment__course__edition")
        .order_by()
    )
)


def own_enrolment(user: User, course_id: int) -> Enrolment:
    """The person's newest enrolment in the course, a cancelled one included so that the page can say so."""
    enrolment = ENROLMENT.one(user=user.pk, course=course_id)
    if enrolment is None:
        raise Http404
    return enrolment


def quiz_in(enrolment: Enrolment, quiz_id: int) -> QuizPage:
    """A quiz of the enrolment's course; one that was published before is found too, so that its page says so."""
    quiz = QUIZ.one(pk=quiz_id)
    if quiz is None or not quiz.path.startswith(enrolment.course.path):
        raise Http404
    return quiz


def own_attempt(user: User, attempt_id: int) -> Attempt:
    attempt = ATTEMPT.one(user=user.pk, pk=attempt_id)
    if attempt is None:
        raise Http404
    return attempt
