from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lms.people.access import SignedRequest
from lms.skills.models import Observation
from lms.skills.queries.person import shown_standings


@login_required
@require_GET
def my_skills(request: SignedRequest) -> HttpResponse:
    """What one's post requires, what one holds, and why."""
    context = shown_standings(request.user)
    context["observations"] = Observation.objects.filter(user=request.user).select_related("skill", "by")
    return render(request, "skills/my_skills.html", context)
