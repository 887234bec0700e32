"""Answers that people mark: what waits, one answer at a time, and the files that were handed in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from assessments.actions.marking import NotMarkable, mark_answer
from assessments.forms.marking import POINTS, MarkForm
from assessments.models import AttemptSlot
from assessments.queries.marking import (
    MarkingPage,
    Pile,
    has_pile,
    lately,
    markable,
    marking_page,
    next_of,
    piles,
    waiting_elsewhere,
)
from assessments.queries.seats import own_attempt
from assessments.uploads import TYPES
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs
from lms.people.models import User
from lms.people.permissions import Permission


@needs(Permission.WRITE_COURSES)
@never_cache
@require_GET
def marking(request: SignedRequest) -> HttpResponse:
    page = page_of(request, piles(request.user))
    context = {
        "page": page,
        "piles": [Pile(**row) for row in page],
        "elsewhere": waiting_elsewhere(request.user),
        "lately": lately(request.user),
    }
    return render(request, "assessments/marking.html", context)


@needs(Permission.WRITE_COURSES)
@never_cache
@require_GET
def marking_next(request: SignedRequest, quiz_id: int, question_id: int) -> HttpResponse:
    slot = next_of(request.user, quiz_id, question_id)
    if slot is None and not has_pile(request.user, quiz_id, question_id):
        raise Http404
    if slot is None:
        messages.success(request, _("Tidak ada lagi jawaban soal itu yang menunggu Anda."))
        return redirect("marking")
    return redirect("marking_answer", slot.pk)


@needs(Permission.WRITE_COURSES)
@never_cache
@require_http_methods(["GET", "POST"])
def marking_answer(request: SignedRequest, slot_id: int) -> HttpResponse:
    page = marking_page(request.user, _slot(request.user, slot_id))
    about = {"body": page.slot.version.body, "rubric": page.rubric, "done": page.done}
    if request.method == "GET":
        form = MarkForm(initial=_initial(request.user, page), **about)
        return _drawn(request, page, form)
    form = MarkForm(request.POST, **about)
    if form.is_valid() and _kept(request, page.slot, form.cleaned_data):
        return redirect("marking_next", page.attempt.quiz_id, page.slot.version.question_id)
    if form.is_valid():
        return redirect("marking_answer", slot_id)
    return _drawn(request, page, form, status=422)


def _slot(user: User, slot_id: int) -> AttemptSlot:
    rows = markable(user).select_related("version__question", "attempt__quiz", "attempt__user")
    return get_object_or_404(rows, pk=slot_id)


def _initial(user: User, page: MarkingPage) -> dict[str, Any]:
    """What the person gave before, for the answer as it is now."""
    own = [mark for mark in page.marks if mark.by_id == user.pk and mark.seq == page.slot.last_seq]
    if not own:
        return {"seen": page.seen}
    points = {f"{POINTS}{key}": value for key, value in own[-1].points.items()}
    return {"seen": page.seen, "comment": own[-1].comment} | points


def _drawn(request: SignedRequest, page: MarkingPage, form: MarkForm, status: int = 200) -> HttpResponse:
    return render(request, "assessments/marking_answer.html", {"page": page, "form": form}, status=status)


def _kept(request: SignedRequest, slot: AttemptSlot, data: dict[str, Any]) -> bool:
    try:
        mark_answer(
            slot=slot,
            seen=data["seen"],
            points=data["points"],
            comment=data["comment"],
            reason=data.get("reason", ""),
            by=request.user,
            now=timezone.now(),
        )
    except NotMarkable as why:
        messages.error(request, str(why))
        return False
    messages.success(request, _("Penilaian tersimpan."))
    return True


@needs(Permission.WRITE_COURSES)
@never_cache
@require_GET
def marking_file(request: SignedRequest, slot_id: int) -> FileResponse:
    """Under a name that says nothing about whose it is."""
    slot = _slot(request.user, slot_id)
    return _file(slot, f"jawaban-{slot.pk}" if slot.attempt.quiz.blind else "")


@login_required
@never_cache
@require_GET
def attempt_file(request: SignedRequest, attempt_id: int, position: int) -> FileResponse:
    attempt = own_attempt(request.user, attempt_id)
    return _file(get_object_or_404(attempt.slots, position=position), "")


def _file(slot: AttemptSlot, name: str) -> FileResponse:
    """The file that the newest answer names, always as a download; 404 where there is none."""
    answer = slot.response if isinstance(slot.response, dict) else {}
    row = get_object_or_404(slot.files, digest=answer.get("digest", ""))
    ending = "." + row.name.rpartition(".")[2].lower()
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    kind = TYPES.get(ending, "application/octet-stream")
    told = f"{name}{ending}" if name else row.name
    response = FileResponse(content, as_attachment=True, filename=told, content_type=kind)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
