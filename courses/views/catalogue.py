from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.rich_text import expand_db_html

from courses.actions.cycles import renew
from courses.actions.enrolments import EnrolmentRefused, enrol, leave, missing_prerequisites
from courses.enums import EnrolmentState
from courses.models import CoursePage, CourseSkill, Enrolment
from courses.queries.catalogue import LONGEST_QUERY, Filters, catalogue
from courses.queries.outline import Outline, outline_of
from courses.queries.progress import progress_rows, standing
from courses.queries.renewal import renewal_of
from lms.core.pagination import page_of
from lms.core.prepared import Prepared
from lms.people.access import SignedRequest
from lms.people.models import User
from lms.skills.models import Field

COURSE = Prepared(
    lambda pk: CoursePage.objects.live().select_related("field", "edition").filter(pk=pk).order_by()
)
SKILLS = Prepared(
    lambda course: (
        CourseSkill.objects.filter(course=course).select_related("skill").only("level", "skill__name")
    )
)
ENROLMENT = Prepared(
    lambda user, course: Enrolment.objects.kept().filter(user=user, course=course).order_by("-cycle")[:1]
)


@require_GET
def catalogue_page(request: HttpRequest) -> HttpResponse:
    get = request.GET.get
    filters = Filters(get("cari", ""), get("bidang", ""), get("tingkat", ""), get("lama", ""))
    viewer = request.user if request.user.is_authenticated else None
    context = {
        "page": page_of(request, catalogue(filters, viewer), size=12),
        "filters": filters,
        "too_long": len(filters.words) > LONGEST_QUERY,
        "fields": Field.objects.all(),
        "levels": range(1, 6),
    }
    return render(request, "courses/catalogue.html", context)


@require_GET
def course_page(request: HttpRequest, pk: int) -> HttpResponse:
    course = COURSE.one(pk=pk)
    if course is None:
        raise Http404
    outline = outline_of(course)
    context = {
        "course": course,
        "outline": outline,
        "skills": SKILLS(course=pk),
        "enrolment": None,
        "description": mark_safe(expand_db_html(course.description)),
    }
    if request.user.is_authenticated:
        context |= _own_part(request.user, course, outline)
    return render(request, "courses/course.html", context)


def _own_part(user: User, course: CoursePage, outline: Outline) -> dict[str, Any]:
    enrolment = ENROLMENT.one(user=user.pk, course=course.pk)
    if enrolment is None:
        return {"missing": missing_prerequisites(user, course)}
    enrolment.course = course
    done = enrolment.state == EnrolmentState.COMPLETED
    return {
        "enrolment": enrolment,
        "renewal": renewal_of(enrolment) if done else None,
        "standing": standing(enrolment, outline, progress_rows(enrolment)),
    }


@login_required
@require_POST
def enrol_view(request: SignedRequest, pk: int) -> HttpResponse:
    course = get_object_or_404(CoursePage.objects.live(), pk=pk)
    try:
        enrolment = enrol(user=request.user, course=course, by=request.user)
    except EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("course", pk)
    first = standing(enrolment, outline_of(course), progress_rows(enrolment)).resume
    return redirect(first.url if first else course.own_path())


@login_required
@require_POST
def renew_view(request: SignedRequest, pk: int) -> HttpResponse:
    """Take a finished course again."""
    course = get_object_or_404(CoursePage.objects.live(), pk=pk)
    try:
        renew(user=request.user, course=course, by=request.user)
    except EnrolmentRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("course", pk)
    return redirect("resume", pk)


@login_required
@require_POST
def leave_view(request: SignedRequest, pk: int) -> HttpResponse:
    enrolment = get_object_or_404(Enrolment.objects.open(), user=request.user, course=pk)
    if leave(enrolment=enrolment, by=request.user):
        messages.success(request, _("Anda keluar dari pelatihan ini. Kemajuan Anda tetap tersimpan."))
    else:
        messages.error(request, _("Pelatihan yang ditugaskan tidak dapat ditinggalkan."))
    return redirect("course", pk)
