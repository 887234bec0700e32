"""Learning paths for those who keep them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.actions.paths import drop_step, keep_path, keep_step, move_up
from courses.models import LearningPath, PathStep
from courses.path_forms import PathForm, StepForm
from courses.queries.paths import steps_with_courses
from lms.people.access import SignedRequest, must_cover_city, needs, posted
from lms.people.permissions import Permission


@needs(Permission.KEEP_FRAMEWORK)
@require_http_methods(["GET", "POST"])
def path_new(request: SignedRequest) -> HttpResponse:
    must_cover_city(request.user, Permission.KEEP_FRAMEWORK)
    form = PathForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        path = keep_path(path=form.save(commit=False), by=request.user)
        messages.success(request, _("Jalur disimpan. Sekarang tambahkan langkah-langkahnya."))
        return redirect("path_edit", path.pk)
    return render(request, "courses/path_new.html", {"form": form}, status=422 if form.errors else 200)


@needs(Permission.KEEP_FRAMEWORK)
@require_http_methods(["GET", "POST"])
def path_edit(request: SignedRequest, pk: int) -> HttpResponse:
    must_cover_city(request.user, Permission.KEEP_FRAMEWORK)
    path = get_object_or_404(LearningPath, pk=pk)
    form = PathForm(posted(request)[0], instance=path)
    if request.method == "POST" and form.is_valid():
        keep_path(path=form.save(commit=False), by=request.user)
        messages.success(request, _("Jalur disimpan."))
        return redirect("path", pk)
    return _editor(request, get_object_or_404(LearningPath, pk=pk), form, StepForm(path=path))


def _editor(request: SignedRequest, path: LearningPath, form: PathForm, adding: StepForm) -> HttpResponse:
    context = {"path": path, "form": form, "adding": adding, "steps": steps_with_courses().filter(path=path)}
    wrong = form.errors or adding.errors
    return render(request, "courses/path_edit.html", context, status=422 if wrong else 200)


@needs(Permission.KEEP_FRAMEWORK)
@require_POST
def step_add(request: SignedRequest, pk: int) -> HttpResponse:
    must_cover_city(request.user, Permission.KEEP_FRAMEWORK)
    path = get_object_or_404(LearningPath, pk=pk)
    form = StepForm(request.POST, path=path)
    if not form.is_valid():
        return _editor(request, path, PathForm(instance=path), form)
    data = form.cleaned_data
    keep_step(
        step=PathStep(path=path, course=data["course"]), alternatives=data["alternatives"], by=request.user
    )
    messages.success(request, _("Langkah ditambahkan."))
    return redirect("path_edit", pk)


def _step(request: SignedRequest, pk: int) -> PathStep:
    must_cover_city(request.user, Permission.KEEP_FRAMEWORK)
    return get_object_or_404(steps_with_courses().select_related("path", "course"), pk=pk)


@needs(Permission.KEEP_FRAMEWORK)
@require_http_methods(["GET", "POST"])
def step_edit(request: SignedRequest, pk: int) -> HttpResponse:
    step = _step(request, pk)
    initial = {"course": step.course_id, "alternatives": [page.pk for page in step.courses[1:]]}
    form = StepForm(posted(request)[0], path=step.path, step=step, initial=initial)
    if request.method == "POST" and form.is_valid():
        step.course = form.cleaned_data["course"]
        keep_step(step=step, alternatives=form.cleaned_data["alternatives"], by=request.user)
        messages.success(request, _("Langkah disimpan."))
        return redirect("path_edit", step.path_id)
    context = {"step": step, "form": form}
    return render(request, "courses/path_step.html", context, status=422 if form.errors else 200)


@needs(Permission.KEEP_FRAMEWORK)
@require_POST
def step_up(request: SignedRequest, pk: int) -> HttpResponse:
    step = _step(request, pk)
    move_up(step=step, by=request.user)
    return redirect("path_edit", step.path_id)


@needs(Permission.KEEP_FRAMEWORK)
@require_POST
def step_drop(request: SignedRequest, pk: int) -> HttpResponse:
    step = _step(request, pk)
    if drop_step(step=step, by=request.user):
        messages.success(request, _("Langkah dihapus."))
    else:
        messages.error(request, _("Langkah ini sudah ditugaskan, jadi tidak dapat dihapus."))
    return redirect("path_edit", step.path_id)
