"""JSON for the script of the attempt page: save at once, and look up what the server holds."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from assessments import rules
from assessments.actions.answers import Acknowledgement, Answer, AttemptClosed, Outcome, save_answers
from assessments.actions.late import keep_late
from assessments.enums import AttemptState
from assessments.models import Attempt, AttemptSlot
from assessments.queries.seats import own_attempt
from assessments.receipts import grouped, receipt
from assessments.showing import reading_of
from lms.core.templatetags.say import clock
from lms.people.access import SignedRequest

ANSWERS_LIMIT = 200
ANSWER, SURE = "answer", "sure"
View = Callable[..., JsonResponse]


class BadRequest(Exception):
    """The text names the field."""


def signed_in(view: View) -> View:
    """401 instead of a redirect: the script keeps its queue and offers to sign in again."""

    @wraps(view)
    def guarded(request: SignedRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"error": "login"}, status=401)
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@require_POST
@signed_in
def attempt_save(request: SignedRequest, attempt_id: int) -> JsonResponse:
    try:
        answers, device = _read(request)
    except BadRequest as fault:
        return JsonResponse({"error": "bad", "reason": str(fault)}, status=400)
    attempt = Attempt(pk=attempt_id, user_id=request.user.pk)
    try:
        ack = save_answers(attempt=attempt, answers=answers, device=device, now=timezone.now())
    except Attempt.DoesNotExist:
        raise Http404 from None
    except AttemptClosed:
        late = keep_late(attempt=attempt, answers=answers, device=device, now=timezone.now())
        return _closed(attempt_id, late)
    return JsonResponse(_acknowledged(ack, attempt_id))


@never_cache
@require_GET
@signed_in
def attempt_state(request: SignedRequest, attempt_id: int) -> JsonResponse:
    attempt = own_attempt(request.user, attempt_id)
    now = timezone.now()
    if attempt.state != AttemptState.OPEN or rules.is_over(attempt.deadline_at, now):
        return _closed(attempt_id)
    rows = AttemptSlot.objects.filter(attempt=attempt).order_by("position")
    values = rows.values_list("position", "last_seq", "response", "certainty", "flagged")
    answers = [
        {"slot": position, "last_seq": seq, "response": _with(sure, response), "flagged": flagged}
        for position, seq, response, sure, flagged in values
    ]
    left = rules.seconds_left(attempt.deadline_at, now)
    return JsonResponse({"at": now.isoformat(), "clock": clock(now), "left": left, "answers": answers})


def _closed(attempt_id: int, late: int = 0) -> JsonResponse:
    """``late`` answers came after the end and are kept as evidence."""
    result = reverse("attempt_result", args=[attempt_id])
    return JsonResponse({"error": "closed", "result": result, "late": late}, status=409)


def _acknowledged(ack: Acknowledgement, attempt: int) -> dict[str, Any]:
    answers = [_told(outcome) | _receipt(outcome, attempt) for outcome in ack.outcomes]
    return {"at": ack.at.isoformat(), "clock": clock(ack.at), "left": ack.left, "answers": answers}


def _receipt(outcome: Outcome, attempt: int) -> dict[str, str]:
    """The receipt of an answer that this request has stored; that of an earlier one was told then."""
    if outcome.at is None or outcome.seq is None:
        return {}
    facts: dict[str, Any] = {"position": outcome.slot, "seq": outcome.seq, "at": outcome.at}
    said = {"response": outcome.response, "certainty": outcome.certainty}
    return {"receipt": grouped(receipt(attempt=attempt, **facts, **said))}


def _told(outcome: Outcome) -> dict[str, Any]:
    told = {
        "slot": outcome.slot,
        "seq": outcome.seq,
        "fate": outcome.fate.value,
        "last_seq": outcome.last_seq,
        "response": _with(outcome.certainty, outcome.response),
    }
    reading = reading_of(outcome.kind, outcome.response, outcome.body)
    return told | ({"reading": reading} if reading else {})


def _with(certainty: int, response: Any) -> Any:
    """An answer in the form in which the script keeps it: with how sure the learner is, where the attempt asks."""
    return {ANSWER: response, SURE: str(certainty)} if certainty else response


def _without(response: Any) -> tuple[Any, int]:
    """The other way round; what cannot be read as a certainty is none."""
    if not isinstance(response, dict) or set(response) != {ANSWER, SURE}:
        return response, 0
    sure = response[SURE]
    return response[ANSWER], int(sure) if isinstance(sure, str) and sure in {"1", "2", "3"} else 0


def _read(request: SignedRequest) -> tuple[list[Answer], str]:
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadRequest(_("Isi kiriman bukan JSON.")) from None
    rows = sent.get("answers") if isinstance(sent, dict) else None
    if not isinstance(rows, list) or not 0 < len(rows) <= ANSWERS_LIMIT:
        raise BadRequest(
            _("answers harus daftar berisi 1 sampai %(limit)s jawaban.") % {"limit": ANSWERS_LIMIT}
        )
    return [_answer(row) for row in rows], _device(sent.get("device"))


def _device(value: Any) -> str:
    """A name for the record only: what no database could keep becomes a question mark."""
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "?").encode("utf-8", "replace").decode()


def _answer(row: Any) -> Answer:
    if not isinstance(row, dict) or not _whole(row.get("slot")):
        raise BadRequest(_("slot harus bilangan bulat."))
    seq, flagged = row.get("seq"), row.get("flagged")
    if not (seq is None or _whole(seq)):
        raise BadRequest(_("seq harus bilangan bulat."))
    if not (flagged is None or isinstance(flagged, bool)):
        raise BadRequest(_("flagged harus true atau false."))
    response, certainty = _without(row.get("response"))
    return Answer(row["slot"], seq, response, _moment(row.get("client_at")), flagged, certainty)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31


def _moment(value: Any) -> datetime | None:
    """The device's own clock, kept for the record only; what can't be read is left out."""
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
        return found.astimezone(UTC) if found is not None and timezone.is_aware(found) else None
    except (ValueError, OverflowError):  # no such day, or one before the first year in UTC
        return None
