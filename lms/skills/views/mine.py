from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lms.people.access import SignedRequest
from lms.skills.queries.person import skills_of


@login_required
@require_GET
def my_skills(request: SignedRequest) -> HttpResponse:
    """What one's post requires, what one holds, and why."""
    standings = skills_of(request.user)
    context = {
        "standings": standings,
        "required": sum(one.required > 0 for one in standings),
        "met": sum(one.met for one in standings),
        "today": timezone.localdate(),
    }
    return render(request, "skills/my_skills.html", context)
