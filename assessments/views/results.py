from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from assessments.models import QuizPage
from assessments.queries.results import quiz_results as results_of
from assessments.queries.scope import results_for, written_by
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission


@needs(Permission.WRITE_COURSES, Permission.VIEW_LEARNING_RESULTS)
@require_GET
def quiz_results(request: SignedRequest, quiz_id: int) -> HttpResponse:
    quiz = get_object_or_404(QuizPage, pk=quiz_id)
    course = get_object_or_404(results_for(request.user), path=quiz.path[: -2 * quiz.steplen])
    may_write = written_by(request.user).filter(pk=course.pk).exists()
    may_except = request.user.can(Permission.ASSIGN_TRAINING)
    context = {
        "results": results_of(quiz),
        "course": course,
        "may_write": may_write,
        "may_except": may_except,
    }
    return render(request, "assessments/quiz_results.html", context)
