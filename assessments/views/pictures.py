from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from assessments.models import QuestionPicture

A_YEAR = 365 * 24 * 3600
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


@login_required
@require_GET
def question_picture(request: HttpRequest, name: str) -> HttpResponse:
    """A drawing opened by itself can run nothing. The name is the content's, so browsers may keep it."""
    row = get_object_or_404(QuestionPicture, pk=name)
    response = HttpResponse(bytes(row.content), content_type=row.media_type)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    return response
