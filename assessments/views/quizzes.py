from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments.queries.quizzes import quizzes_of, rows_of
from lms.core.pagination import page_of
from lms.core.storable import storable
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission

WORDS_LIMIT = 200


@needs(Permission.WRITE_COURSES, Permission.VIEW_LEARNING_RESULTS)
@require_GET
def quizzes(request: SignedRequest) -> HttpResponse:
    """The way to the results of every quiz that the person may read."""
    words = storable(request.GET.get("cari", "")).strip()[:WORDS_LIMIT]
    page = page_of(request, quizzes_of(request.user, words))
    context = {"page": page, "rows": rows_of(list(page)), "words": words}
    return render(request, "assessments/quizzes.html", context)
