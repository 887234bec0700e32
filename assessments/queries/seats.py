"""The learner's own quiz or attempt: fetched and authorised in one call, anyone else gets 404."""

from django.db.models import Q
from django.http import Http404

from assessments.models import Attempt, QuizPage
from courses.models import Enrolment
from lms.people.models import User


def own_enrolment(user: User, course_id: int) -> Enrolment:
    """The person's newest enrolment in the course, a cancelled one included so that the page can say so."""
    rows = Enrolment.objects.filter(user=user, course=course_id).select_related("course", "user")
    enrolment = rows.order_by("-cycle").first()
    if enrolment is None:
        raise Http404
    return enrolment


def quiz_in(enrolment: Enrolment, quiz_id: int) -> QuizPage:
    """A quiz of the enrolment's course; one that was published before is found too, so that its page says so."""
    published = Q(live=True) | Q(first_published_at__isnull=False)
    quiz = QuizPage.objects.filter(published, pk=quiz_id, path__startswith=enrolment.course.path).first()
    if quiz is None:
        raise Http404
    return quiz


def own_attempt(user: User, attempt_id: int) -> Attempt:
    rows = Attempt.objects.filter(user=user).select_related("quiz", "enrolment__course")
    attempt = rows.filter(pk=attempt_id).first()
    if attempt is None:
        raise Http404
    return attempt
