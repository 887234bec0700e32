"""One question a screen. Every button of the form saves first, so nothing depends on JavaScript."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from assessments.actions.answer_files import keep_file
from assessments.actions.answers import Answer, AttemptClosed, Fate, Outcome, certainty_of, save_answers
from assessments.actions.checks import NothingToCheck, check_answer
from assessments.actions.late import keep_late
from assessments.grading import BadResponse, clean_response
from assessments.models import AnswerStep, Attempt, AttemptSlot
from assessments.queries.attempt_page import AttemptPage, attempt_page, attempt_pages
from assessments.queries.seats import own_attempt
from assessments.showing import shown
from assessments.showing.shown import FAMILIES, OF_PARTS
from assessments.uploads import BadFile
from assessments.views.learner import ended
from lms.people.access import SignedRequest

FORM = "formulir"
LATE = gettext_lazy(
    "Jawaban terakhir Anda datang setelah waktu habis. Jawaban itu disimpan sebagai bukti, tetapi tidak ikut dinilai."
)
KEPT = gettext_lazy("Berkas Anda yang sudah terkirim tetap tersimpan.")
PART = "jawaban-"
KEEP: Any = object()  # a form without a new file: the answer stays


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def attempt(request: SignedRequest, attempt_id: int) -> HttpResponse:
    row = own_attempt(request.user, attempt_id)
    over = ended(request, row)
    if over:
        return over
    if request.method == "POST":
        return _save(request, row)
    page = attempt_page(row, request.GET.get("soal"), timezone.now())
    return render(request, "assessments/attempt.html", {"page": page, "attempt": row})


@login_required
@never_cache
@require_GET
def attempt_whole(request: SignedRequest, attempt_id: int) -> HttpResponse:
    """All questions and the last check in one page, which the script fetches once and turns without network."""
    row = own_attempt(request.user, attempt_id)
    over = ended(request, row)
    if over:
        return over
    pages = attempt_pages(row, timezone.now())
    if pages[0].plain:
        return redirect("attempt", row.pk)
    page = next((page for page in pages if not page.saved_at), pages[0])
    return render(request, "assessments/attempt.html", {"page": page, "pages": pages, "attempt": row})


def _save(request: SignedRequest, row: Attempt) -> HttpResponse:
    page = attempt_page(row, request.POST.get("soal", ""), timezone.now())
    if page.trial and page.trial.ended:
        return redirect(_target(row, request.POST.get("ke", ""), page.position))
    try:
        response = _response(request, row, page)
    except BadFile as fault:
        messages.error(request, f"{fault} {KEPT}" if page.saved_at else str(fault))
        return redirect(_address(row, page.position))
    answer = Answer(
        page.position,
        _number(request.POST.get("seq")),
        response,
        flagged="tandai" in request.POST,
        certainty=_number(request.POST.get("yakin")),
    )
    if _unchanged(row, answer):
        answer = Answer(page.position, flagged=answer.flagged)
    try:
        ack = save_answers(attempt=row, answers=[answer], device=FORM, now=timezone.now())
    except AttemptClosed:
        if keep_late(attempt=row, answers=[answer], device=FORM, now=timezone.now()):
            messages.info(request, LATE)
        return redirect("attempt_result", row.pk)
    outcome = ack.outcomes[0]
    if outcome.fate == Fate.STALE:
        return _choose(request, row, answer, outcome)
    if outcome.fate == Fate.REFUSED:
        messages.error(
            request, _("Jawaban ini tidak dikenali, jadi belum tersimpan. Pilih atau tulis kembali.")
        )
        return redirect(_address(row, page.position))
    if "cek" in request.POST:
        return _check(request, row, page.position)
    return redirect(_target(row, request.POST.get("ke", ""), page.position))


def _check(request: SignedRequest, row: Attempt, position: int) -> HttpResponse:
    try:
        check_answer(attempt=row, position=position, now=timezone.now())
    except NothingToCheck:
        messages.warning(request, _("Jawab dulu soal ini, lalu periksa."))
    except AttemptClosed:
        return redirect("attempt_result", row.pk)
    return redirect(_address(row, position))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0


def _response(request: SignedRequest, row: Attempt, page: AttemptPage) -> Any:
    """What the form says. Raises ``BadFile``."""
    kind = page.question.kind
    if "kosongkan" in request.POST:
        return None
    if kind == "file":
        upload = request.FILES.get("berkas")
        if upload is None:
            return _parts(request) or KEEP
        return keep_file(attempt=row, position=page.position, upload=upload, now=timezone.now())
    if kind == "multiple":
        return request.POST.getlist("jawaban")
    if FAMILIES[kind] in OF_PARTS:
        return _parts(request)
    return request.POST.get("jawaban")


def _parts(request: SignedRequest) -> dict[str, str]:
    return {
        name.removeprefix(PART): str(text)
        for name, text in request.POST.items()
        if name.startswith(PART) and text
    }


def _unchanged(row: Attempt, answer: Answer) -> bool:
    """Whether the form says what it said when it was drawn: then turning the page stores no further step."""
    if answer.response is KEEP:
        return True
    slot = AttemptSlot.objects.select_related("version", "attempt").get(attempt=row, position=answer.slot)
    try:
        given = clean_response(slot.version.kind, slot.version.body, answer.response)
    except BadResponse:
        return False
    earlier = AnswerStep.objects.filter(slot=slot, seq=(answer.seq or 0) - 1)
    said = (given, certainty_of(slot, answer, given))
    return said == (earlier.values_list("response", "certainty").first() or (None, 0))


def _target(row: Attempt, wanted: str, position: int) -> str:
    if wanted == "periksa":
        return reverse("attempt_check", args=[row.pk])
    return _address(row, int(wanted) if wanted.isdecimal() and len(wanted) < 5 else position)


def _address(row: Attempt, position: int) -> str:
    return f"{reverse('attempt', args=[row.pk])}?soal={position}#soal"


def _choose(request: SignedRequest, row: Attempt, answer: Answer, outcome: Outcome) -> HttpResponse:
    """A newer answer is stored, from another tab or device: show both and let the learner choose."""
    slot = AttemptSlot.objects.select_related("version").get(attempt=row, position=answer.slot)
    draw = {"kind": slot.version.kind, "body": slot.body, "order": slot.option_order}
    context = {
        "attempt": row,
        "position": answer.slot,
        "mine": shown(**draw, response=answer.response),
        "stored": shown(**draw, response=outcome.response),
        "stored_at": slot.answered_at,
        "mine_fields": _as_fields(answer),
        "seq": outcome.last_seq + 1,
        "flagged": answer.flagged,
        "next": request.POST.get("ke", ""),
        "keep": _target(row, request.POST.get("ke", ""), answer.slot),
    }
    return render(request, "assessments/stale.html", context, status=409)


def _as_fields(answer: Answer) -> list[tuple[str, str]]:
    """Names and values with which a form says this answer."""
    sure = [("yakin", str(answer.certainty))] if answer.certainty else []
    return [*_response_fields(answer.response), *sure]


def _response_fields(response: Any) -> list[tuple[str, str]]:
    if isinstance(response, dict):
        return [(f"{PART}{name}", value) for name, value in response.items()]
    values = response if isinstance(response, list) else [response or ""]
    return [("jawaban", value) for value in values]
