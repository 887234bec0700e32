"""Three questions after a course, and what its lecturers read of the answers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from courses.enums import EnrolmentState
from courses.models import Enrolment, SurveyAnswer
from courses.queries.surveys import FEWEST, courses_seen_by, opinion_of
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission

MARKS = [
    (1, gettext_lazy("1 · sama sekali tidak")),
    (2, gettext_lazy("2 · kurang")),
    (3, gettext_lazy("3 · cukup")),
    (4, gettext_lazy("4 · setuju")),
    (5, gettext_lazy("5 · sangat setuju")),
]


def _mark(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=MARKS, coerce=int, widget=forms.RadioSelect)


class SurveyForm(forms.Form):
    useful = _mark(gettext_lazy("Pelatihan ini berguna bagi pekerjaan saya"))
    clear = _mark(gettext_lazy("Materinya mudah dipahami"))
    pace = _mark(gettext_lazy("Beban belajarnya pas"))
    comment = forms.CharField(
        label=gettext_lazy("Saran untuk pengampu"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Dibaca pengampu tanpa nama Anda."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def survey(request: SignedRequest, pk: int) -> HttpResponse:
    """Once for each time a course was finished; one may change one's mind."""
    mine = Enrolment.objects.filter(user=request.user, course=pk, state=EnrolmentState.COMPLETED)
    enrolment = get_object_or_404(mine.select_related("course").order_by("-cycle")[:1])
    before = (
        SurveyAnswer.objects.filter(enrolment=enrolment).values("useful", "clear", "pace", "comment").first()
    )
    form = SurveyForm(posted(request)[0], initial=dict(before or {}))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            SurveyAnswer.objects.update_or_create(enrolment=enrolment, defaults=form.cleaned_data)
        messages.success(request, _("Terima kasih. Penilaian Anda disimpan."))
        return redirect("course", pk)
    context = {"form": form, "course": enrolment.course}
    return render(request, "courses/survey.html", context, status=422 if form.errors else 200)


@needs(Permission.WRITE_COURSES, Permission.VIEW_LEARNING_RESULTS)
@require_GET
def survey_results(request: SignedRequest, pk: int) -> HttpResponse:
    course = get_object_or_404(courses_seen_by(request.user), pk=pk)
    labels = {name: field.label for name, field in SurveyForm.base_fields.items()}
    opinion = opinion_of(course)
    rows = [(labels[marks.name], marks) for marks in opinion.marks]
    context = {"course": course, "opinion": opinion, "rows": rows, "fewest": FEWEST, "scale": range(1, 6)}
    return render(request, "courses/survey_results.html", context)
