"""What a lecturer sees of a quiz: kept figures, never names."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assessments import charts
from assessments.actions.statistics import ask_for_statistics
from assessments.enums import AttemptChoice, BankRight
from assessments.models import QuizPage
from assessments.queries.results import quiz_results as results_of
from assessments.queries.scope import BELOW_COURSE, may, results_for
from assessments.queries.statistics import Statistics, promise_of, row_of, statistics_of
from assessments.statistics_sheets import (
    meanings,
    option_heads,
    option_rows,
    question_heads,
    question_rows,
    quiz_rows,
)
from courses.models import CoursePage
from lms.core.exports import saved, workbook, write_sheet
from lms.people.access import SignedRequest, covers_city, needs
from lms.people.permissions import Permission

CHOICES = {"": AttemptChoice.FIRST, "terbaik": AttemptChoice.BEST, "semua": AttemptChoice.ALL}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def quiz_and_course(request: SignedRequest, quiz_id: int) -> tuple[QuizPage, CoursePage]:
    quiz = get_object_or_404(QuizPage, pk=quiz_id)
    return quiz, get_object_or_404(results_for(request.user), path=quiz.path[:-BELOW_COURSE])


def asked(request: HttpRequest) -> tuple[str, AttemptChoice]:
    """The word of the address and what it stands for; a word that is none stands for the first attempts."""
    word = request.GET.get("percobaan", "")
    return (word, CHOICES[word]) if word in CHOICES else ("", AttemptChoice.FIRST)


def computed(quiz: QuizPage, choice: AttemptChoice) -> Statistics:
    row = row_of(quiz, choice)
    if row is None or row.computed_at is None:
        raise Http404
    return statistics_of(quiz, row)


@needs(Permission.WRITE_COURSES, Permission.VIEW_LEARNING_RESULTS)
@require_GET
def quiz_results(request: SignedRequest, quiz_id: int) -> HttpResponse:
    quiz, course = quiz_and_course(request, quiz_id)
    word, choice = asked(request)
    row = row_of(quiz, choice)
    found = statistics_of(quiz, row) if row and row.computed_at else None
    context = {
        "results": results_of(quiz),
        "course": course,
        "word": word,
        "choices": [(name, option.label) for name, option in CHOICES.items()],
        "promise": promise_of(row),
        "statistics": found,
        "may_except": request.user.can(Permission.ASSIGN_TRAINING),
        "sees_flags": covers_city(request.user, Permission.VIEW_INTEGRITY),
        "meanings": meanings(),
        **(_drawn(found, quiz) if found else {}),
    }
    return render(request, "assessments/quiz_results.html", context)


def _drawn(found: Statistics, quiz: QuizPage) -> dict[str, Any]:
    rows = [
        (line.number, line.kind, line.figures["facility"], line.figures["discrimination"])
        for line in found.lines
        if line.judged
    ]
    return {
        "columns": charts.columns(found.payload["bands"]),
        "mark": charts.across(quiz.pass_percent),
        "points": charts.points(rows),
        "grid": charts.GRID,
    }


@needs(Permission.WRITE_COURSES, Permission.VIEW_LEARNING_RESULTS)
@require_POST
def quiz_statistics_renew(request: SignedRequest, quiz_id: int) -> HttpResponse:
    quiz, _course = quiz_and_course(request, quiz_id)
    ask_for_statistics(quiz=quiz, by=request.user)
    messages.info(request, _("Statistik sedang dihitung. Anda boleh menutup halaman ini."))
    return redirect("quiz_results", quiz.pk)


@needs(Permission.WRITE_COURSES, Permission.VIEW_LEARNING_RESULTS)
@require_GET
def quiz_question(request: SignedRequest, quiz_id: int, question_id: int) -> HttpResponse:
    """One question of the quiz: who chose what, and how long it took."""
    quiz, course = quiz_and_course(request, quiz_id)
    word, choice = asked(request)
    found = computed(quiz, choice)
    line = next((line for line in found.lines if line.question.pk == question_id), None)
    if line is None:
        raise Http404
    context = {
        "quiz": quiz,
        "course": course,
        "line": line,
        "statistics": found,
        "word": word,
        "may_write": may(request.user, BankRight.EDIT, line.question.bank),
        "back": reverse("quiz_results", args=[quiz.pk]) + (f"?percobaan={word}" if word else ""),
    }
    return render(request, "assessments/quiz_question.html", context)


@needs(Permission.WRITE_COURSES, Permission.VIEW_LEARNING_RESULTS)
@require_GET
def quiz_statistics_sheet(request: SignedRequest, quiz_id: int) -> FileResponse:
    """The kept figures as XLSX, written at once: they are a few hundred rows, whatever the number of attempts."""
    quiz, _course = quiz_and_course(request, quiz_id)
    found = computed(quiz, asked(request)[1])
    book = workbook()
    write_sheet(book, _("Soal"), question_heads(), question_rows(found))
    write_sheet(book, _("Pilihan"), option_heads(), option_rows(found))
    write_sheet(book, _("Kuis"), [_("Istilah"), _("Arti")], quiz_rows(found))
    name = f"statistik-{quiz.slug}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(saved(book), as_attachment=True, filename=name, content_type=SHEET)
