from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from assessments.queries.banks import questions_of
from assessments.queries.question_history import history_of, where_used
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission


@needs(Permission.WRITE_COURSES)
@require_GET
def question_history(request: SignedRequest, question_id: int) -> HttpResponse:
    """A question through its versions, and the quizzes that ask it."""
    question = get_object_or_404(questions_of(request.user), pk=question_id)
    context = {"question": question, "history": history_of(question), "used": where_used(question)}
    return render(request, "assessments/question_history.html", context)
