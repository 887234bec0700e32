"""The learner's player: by ids, in a fixed number of queries, and everything without JavaScript too."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from courses.actions.progress import ChecksOpen, answer_check, finish_lesson, open_activity, save_note
from courses.fragments import LessonContent, body_html, lesson_content, outline_html
from courses.models import ActivityProgress, Enrolment
from courses.queries.outline import Outline, outline_of, tokens_of
from courses.queries.progress import progress_rows, standing
from lms.core.ids import ids
from lms.core.prepared import Prepared
from lms.core.ways_back import back_to
from lms.people.access import SignedRequest

SHOWN = [
    "user_id",
    "state",
    "last_activity_id",
    "course__title",
    "course__path",
    "course__depth",
    "course__needs_lessons",
    "course__needs_quizzes",
    "course__edition__token",
]
SEATED = Prepared(
    lambda user, course: (
        Enrolment.objects.kept()
        .filter(user=user, course=course, course__live=True)
        .select_related("course__edition")
        .only(*SHOWN)
        .order_by("-cycle")[:1]
    )
)
TEXT_SIZES = {"large", "larger"}


@dataclass(frozen=True)
class Seat:
    """One learner in one lesson of a course they are enrolled in."""

    enrolment: Enrolment
    outline: Outline
    lesson: LessonContent


def own_enrolment(request: SignedRequest, course_id: int) -> Enrolment | None:
    enrolments = Enrolment.objects.kept().select_related("course__edition").order_by("-cycle")
    return enrolments.filter(user=request.user, course=course_id, course__live=True).first()


def shown_enrolment(request: SignedRequest, course_id: int) -> Enrolment | None:
    """The same with only the columns that a lesson page shows; a course has eighty."""
    return SEATED.one(user=request.user.pk, course=course_id)


def take_seat(enrolment: Enrolment | None, lesson_id: int) -> Seat:
    """Fetch and authorise in one: 404 unless enrolled, and the lesson published in that course."""
    if enrolment is None:
        raise Http404
    outline = outline_of(enrolment.course)
    lessons = {activity.pk for activity in outline.activities if activity.kind.name == "lesson"}
    if lesson_id not in lessons:
        raise Http404
    token = tokens_of([enrolment.course]).get(enrolment.course_id, "")
    return Seat(enrolment, outline, lesson_content(lesson_id, token))


@login_required
@require_GET
def lesson_page(request: SignedRequest, course_id: int, pk: int) -> HttpResponse:
    enrolment = shown_enrolment(request, course_id)
    if enrolment is None:
        return redirect("course", course_id)
    seat = take_seat(enrolment, pk)
    rows = {row.activity_id: row for row in progress_rows(enrolment)}
    if pk not in rows or enrolment.last_activity_id != pk:
        open_activity(enrolment=enrolment, activity_id=pk, now=timezone.now())
    if pk not in rows:
        rows = {row.activity_id: row for row in progress_rows(enrolment)}
    return render(request, "courses/lesson.html", _lesson_context(request, seat, rows))


def _lesson_context(request: SignedRequest, seat: Seat, rows: dict[int, ActivityProgress]) -> dict[str, Any]:
    row, place = rows[seat.lesson.pk], (seat.enrolment.course_id, seat.lesson.pk)
    stand = standing(seat.enrolment, seat.outline, list(rows.values()))
    return {
        "course": seat.enrolment.course,
        "enrolment": seat.enrolment,
        "lesson": seat.lesson,
        "outline": seat.outline,
        "standing": stand,
        "rail": outline_html(seat.outline, stand.done_ids, seat.lesson.pk),
        "here": next((item for item in seat.outline.activities if item.pk == seat.lesson.pk), None),
        "next": seat.outline.after(seat.lesson.pk),
        "body": body_html(seat.lesson.blocks, row.answers, request, seat=place),
        "row": row,
        "note": getattr(row, "note", None) or "",  # from progress_rows
    }


@login_required
@require_POST
def check_view(request: SignedRequest, course_id: int, pk: int, block_id: str) -> HttpResponse:
    seat = take_seat(own_enrolment(request, course_id), pk)
    address = reverse("lesson", args=[course_id, pk]) + f"#periksa-{block_id}"
    check = next((block.check for block in seat.lesson.blocks if block.id == block_id), None)
    if check is None:
        raise Http404
    chosen = [number for number in ids(request.POST.getlist("pilihan")) if number < len(check["options"])]
    if chosen:
        answer_check(enrolment=seat.enrolment, lesson=seat.lesson, block_id=block_id, chosen=chosen)
    else:
        messages.warning(request, _("Pilih dahulu satu jawaban, lalu tekan Periksa."))
    return redirect(address)


@login_required
@require_POST
def finish_view(request: SignedRequest, course_id: int, pk: int) -> HttpResponse:
    seat = take_seat(own_enrolment(request, course_id), pk)
    try:
        completed = finish_lesson(enrolment=seat.enrolment, lesson=seat.lesson, now=timezone.now())
    except ChecksOpen as fault:
        text = ngettext(
            "Masih ada %(n)s pertanyaan Periksa diri yang belum dijawab.",
            "Masih ada %(n)s pertanyaan Periksa diri yang belum dijawab.",
            fault.count,
        )
        messages.warning(request, text % {"n": fault.count})
        return redirect("lesson", course_id, pk)
    following = seat.outline.after(pk)
    if completed or following is None:
        return redirect("course", course_id)
    return redirect(following.url)


@login_required
@require_POST
def note_view(request: SignedRequest, course_id: int, pk: int) -> HttpResponse:
    seat = take_seat(own_enrolment(request, course_id), pk)
    save_note(enrolment=seat.enrolment, activity_id=pk, text=request.POST.get("catatan", "")[:10_000])
    messages.success(request, _("Catatan Anda tersimpan."))
    return redirect(reverse("lesson", args=[course_id, pk]) + "#catatan")


@login_required
@require_GET
def resume_view(request: SignedRequest, course_id: int) -> HttpResponse:
    """One tap from anywhere to the exact place where the learner goes on."""
    enrolment = own_enrolment(request, course_id)
    if enrolment is None:
        raise Http404
    place = standing(enrolment, outline_of(enrolment.course), progress_rows(enrolment)).resume
    return redirect(place.url if place else enrolment.course.own_path())


@login_required
@require_POST
def text_size_view(request: SignedRequest) -> HttpResponse:
    """Keep the wanted text size in a cookie of this device and go back to the page."""
    response = back_to(request.POST.get("kembali", "/"), "/")
    size = request.POST.get("ukuran", "")
    response.set_cookie(
        "ukuran", size if size in TEXT_SIZES else "", max_age=31_536_000, samesite="Lax", httponly=True
    )
    return response
