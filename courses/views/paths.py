"""Learning paths for those who walk them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.actions.enrolments import EnrolmentRefused
from courses.actions.paths import choose, follow, unfollow
from courses.models import LearningPath, PathFollower
from courses.queries.paths import standings, steps_with_courses
from lms.core.ids import ids
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, covers_city
from lms.people.models import User
from lms.people.permissions import Permission


def may_keep(user: User) -> bool:
    """Paths are for the whole city, so whoever keeps them looks after all of it."""
    return covers_city(user, Permission.KEEP_FRAMEWORK)


def paths_for(user: User) -> QuerySet[LearningPath]:
    """Open ones; drafts too for whoever keeps them."""
    paths = LearningPath.objects.select_related("field")
    return paths if may_keep(user) else paths.filter(is_open=True)


@login_required
@require_GET
def paths(request: SignedRequest) -> HttpResponse:
    rows = paths_for(request.user).annotate(walkers=Count("followers")).order_by("title")
    page = page_of(request, rows)
    context = {
        "page": page,
        "standings": standings(page.object_list, request.user),
        "may_keep": may_keep(request.user),
    }
    return render(request, "courses/paths.html", context)


@login_required
@require_GET
def path_page(request: SignedRequest, pk: int) -> HttpResponse:
    path = get_object_or_404(paths_for(request.user), pk=pk)
    context = {
        "path": path,
        "standing": standings([path], request.user)[0],
        "follows": PathFollower.objects.filter(path=path, user=request.user).exists(),
        "may_keep": may_keep(request.user),
        "may_assign": request.user.can(Permission.ASSIGN_TRAINING),
    }
    return render(request, "courses/path.html", context)


@login_required
@require_POST
def path_follow(request: SignedRequest, pk: int) -> HttpResponse:
    path = get_object_or_404(paths_for(request.user), pk=pk)
    follow(path=path, user=request.user)
    messages.success(request, _("Jalur ini sekarang tampil di beranda Anda."))
    return redirect("path", pk)


@login_required
@require_POST
def path_unfollow(request: SignedRequest, pk: int) -> HttpResponse:
    path = get_object_or_404(LearningPath, followers__user=request.user, pk=pk)
    unfollow(path=path, user=request.user)
    messages.success(
        request, _("Jalur ini tidak tampil lagi di beranda. Pelatihan yang sudah dimulai tetap berjalan.")
    )
    return redirect("paths")


@login_required
@require_POST
def path_choose(request: SignedRequest, pk: int) -> HttpResponse:
    """Take one of the courses of a step."""
    steps = steps_with_courses().filter(path__in=paths_for(request.user))
    step = get_object_or_404(steps, pk=pk)
    wanted = ids([request.POST.get("pelatihan", "")])
    course = next((page for page in step.courses if page.pk in wanted and page.live), None)
    if course is None:
        raise Http404
    try:
        choose(step=step, course=course, user=request.user)
    except EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("path", step.path_id)
    return redirect("resume", course.pk)
