"""What a person gives for an answer, from the first mark to the grade of the attempt."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.actions.attempts import follow, keep_points, locked_enrolment, set_grade
from assessments.actions.grades import regrade_attempt
from assessments.enums import AttemptState, GradeCause, Waits
from assessments.grading.by_hand import Verdict, checked_points, verdict
from assessments.grading.kinds import BY_HAND
from assessments.models import Attempt, AttemptSlot, HandMark
from assessments.queries import statements
from courses.models import Enrolment
from lms.audit import log
from lms.core.notices import tell


class NotMarkable(Exception):
    """The text says why, to the marker."""


@transaction.atomic
def mark_answer(
    *,
    slot: AttemptSlot,
    seen: int,
    points: Mapping[str, str],
    comment: str,
    by: Any,
    now: datetime,
    reason: str = "",
) -> HandMark:
    """Keep a mark; with the last one that was waited for, the attempt is graded.

    ``seen``: how many marks there were when the marker read the answer. What is settled is mended with a ``reason``.
    Raises ``BadPoints``, and ``NotMarkable`` where somebody was faster.
    """
    enrolment = locked_enrolment(slot.attempt.enrolment_id)
    attempt = statements.LOCKED.one(pk=slot.attempt_id)
    held = AttemptSlot.objects.select_for_update(of=("self",)).select_related("version").get(pk=slot.pk)
    marks = list(held.marks.order_by("number"))
    _check(attempt, held, marks, seen, by, reason)
    mark = HandMark.objects.create(
        slot=held,
        number=len(marks) + 1,
        seq=held.last_seq,
        points=checked_points(held.version.body, points),
        comment=comment.strip(),
        decides=held.waits_for in {"", Waits.DECISION},
        at=now,
        by=by,
    )
    held.waits_for = verdict_on(attempt, held, [*marks, mark]).waits
    held.save(update_fields=["waits_for"])
    log.record(
        "assessments.mark_answer",
        attempt,
        by=by,
        reason=reason,
        after={"question": held.position, "mark": mark.number, "waits_for": held.waits_for},
    )
    if not held.waits_for:
        _grade(enrolment, attempt, by, now, reason)
    return mark


def verdict_on(attempt: Attempt, slot: AttemptSlot, marks: list[HandMark]) -> Verdict:
    """Where the marking of the newest answer stands."""
    given = [mark.given(slot.version.body) for mark in marks]
    return verdict(given, slot.last_seq, markers=attempt.markers, gap=attempt.gap)


def _check(
    attempt: Attempt, slot: AttemptSlot, marks: list[HandMark], seen: int, by: Any, reason: str
) -> None:
    if attempt.state == AttemptState.OPEN or slot.version.kind not in BY_HAND or slot.response is None:
        raise NotMarkable(_("Jawaban ini belum dikumpulkan."))
    if attempt.user_id == by.pk:
        raise NotMarkable(_("Jawaban sendiri dinilai orang lain."))
    if len(marks) != seen:
        raise NotMarkable(
            _(
                "Rekan Anda menilai jawaban ini lebih dulu. Penilaian Anda tidak disimpan; lihat keadaannya di bawah."
            )
        )
    markers = {mark.by_id for mark in marks if mark.seq == slot.last_seq}
    if slot.waits_for == Waits.DECISION and by.pk in markers:
        raise NotMarkable(_("Selisihnya diputuskan orang ketiga, bukan salah satu penilai."))
    if not slot.waits_for and not reason.strip():
        raise NotMarkable(_("Jawaban ini sudah selesai dinilai. Tulis alasan perubahannya."))


def _grade(enrolment: Enrolment, attempt: Attempt, by: Any, now: datetime, reason: str) -> None:
    """The first grade once nothing waits any more; a changed one where there is a grade already."""
    if attempt.state == AttemptState.SUBMITTED:
        why = reason.strip() or _("Jawaban yang baru dihitung telah dinilai.")
        regrade_attempt(attempt=attempt, cause=GradeCause.MARKING, reason=why, by=by, now=now)
        return
    if attempt.slots.exclude(waits_for="").exists():
        return
    set_grade(attempt, keep_points(attempt))
    attempt.save(update_fields=["state", "score", "max_score", "percent", "passed"])
    follow(enrolment, attempt, now)
    tell(
        [attempt.user_id],
        event=f"marked:{attempt.pk}",
        title=_("Nilai %(quiz)s sudah ada") % {"quiz": attempt.quiz.title},
        body=_("Jawaban Anda telah dinilai. Lihat hasil dan catatan penilai."),
        url=reverse("attempt_result", args=[attempt.pk]),
    )
