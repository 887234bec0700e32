"""One address, one home for each role."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from certificates.models import Certificate
from courses.queries.paths import followed
from lms.core.prepared import Prepared
from lms.dashboards.frame import active_role
from lms.dashboards.navigation import LEARNER
from lms.dashboards.queries.home import Learning, credit, learning, suggestions
from lms.dashboards.queries.jp import duty
from lms.dashboards.queries.teaching import courses_taught
from lms.people.access import SignedRequest
from lms.people.enums import Role
from lms.skills.queries.person import skills_of

CERTIFICATES = Prepared(
    lambda user: (
        Certificate.objects.filter(user=user)
        .select_related("enrolment__course")
        .only("state", "issued_at", "withdrawn_at", "enrolment__course__title")[:3]
    )
)


@login_required
@require_GET
def home(request: SignedRequest) -> HttpResponse:
    return HOMES.get(active_role(request, request.user), learner_home)(request)


def learner_home(request: SignedRequest) -> HttpResponse:
    items = learning(request.user)
    context = {
        "greeting": greeting(),
        "lead": items[0] if items else None,
        "others": items[1:],
        "due": by_due_date(items),
        "paths": followed(request.user),
        "credit": credit(request.user, duty(request.user)),
        "skills": skills_of(request.user),
        "certificates": CERTIFICATES(user=request.user.pk),
        "suggestions": suggestions(request.user) if len(items) < 2 else [],
    }
    return render(request, "dashboards/home_learner.html", context)


def by_due_date(items: list[Learning]) -> list[Learning]:
    due = [item for item in items if item.enrolment.due_at]
    return sorted(due, key=lambda item: cast(datetime, item.enrolment.due_at))


def lecturer_home(request: SignedRequest) -> HttpResponse:
    return render(request, "dashboards/home_lecturer.html", {"courses": courses_taught(request.user)})


def greeting() -> str:
    """By the hour in WIB, as people say it."""
    hour = timezone.localtime().hour
    if hour < 11:
        return _("Selamat pagi")
    if hour < 15:
        return _("Selamat siang")
    return _("Selamat sore") if hour < 18 else _("Selamat malam")


def to(name: str) -> Callable[[SignedRequest], HttpResponse]:
    return lambda request: redirect(name)


HOMES: dict[str, Callable[[SignedRequest], HttpResponse]] = {
    LEARNER: learner_home,
    Role.HR: to("coverage"),
    Role.OPD_HEAD: to("coverage"),
    Role.LEADER: to("leader"),
    Role.LECTURER: lecturer_home,
    Role.REVIEWER: lecturer_home,
    Role.OPERATOR: to("operator"),
}


@login_required
@require_POST
def switch_role(request: SignedRequest) -> HttpResponse:
    """Look through another of one's own roles; anything else is ignored."""
    wanted = request.POST.get("role", "")
    if wanted == LEARNER or wanted in request.user.roles:
        request.session["role"] = wanted
    return redirect("home")
