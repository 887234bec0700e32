"""Begin, end and recompute an attempt.

Locks are always taken in the order enrolment, attempt, slots; saving an answer locks slots only.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hmac import compare_digest
from random import Random
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments import rules
from assessments.actions.waiting import wait_for_markers
from assessments.drawing import Wish, draw, option_order
from assessments.enums import AttemptState, Behaviour, ClosedBy, GradeMethod
from assessments.grading import choice_ids, draw_values, percent
from assessments.grading.behaviours import worth
from assessments.grading.by_hand import Given, earned, share_of
from assessments.grading.kinds import BY_HAND, UNMARKED
from assessments.grading.marks import NOTHING, Mark
from assessments.models import (
    Attempt,
    AttemptSlot,
    QuizPage,
    QuizSection,
)
from assessments.queries import statements
from courses.actions.placement import credit_placement
from courses.actions.progress import complete_activity
from courses.enums import EnrolmentState, Purpose
from courses.models import Enrolment
from courses.queries.outline import outline_of
from lms.core.jobs import enqueue
from lms.core.prepared import several
from lms.core.rows import insert_rows, update_rows
from lms.core.templatetags.say import moment


class CannotStart(Exception):
    """The text says why, to the learner."""


@dataclass(frozen=True)
class Grades:
    """What the stored answers of an attempt are worth; ``points`` by slot id.

    ``unmarked``: ids of slots with an answer for which no person's mark is settled; they are worth nothing yet.
    """

    points: Mapping[int, Decimal]
    score: Decimal
    max_score: Decimal
    percent: Decimal
    passed: bool
    unmarked: frozenset[int] = frozenset()


@transaction.atomic
def start(*, enrolment: Enrolment, quiz: QuizPage, by: Any, now: datetime, code: str = "") -> Attempt:
    """The learner's open attempt: the one that runs, or a new one (invariant I1). Raises ``CannotStart``.

    ``code`` is what the learner typed where the quiz asks for an access code.

    An open attempt whose time is over is graded and handed back, so that no second chance is used up unasked.
    """
    enrolment = locked_enrolment(enrolment.pk)
    ungraded = statements.UNGRADED.one(user=enrolment.user_id, quiz=quiz.pk)
    if ungraded:
        return _gone_on_with(ungraded, now)
    _check_is_open(enrolment, quiz)
    terms = rules.terms(quiz, statements.EXCEPTION.one(user=enrolment.user_id, quiz=quiz.pk))
    earlier = statements.NUMBERS(enrolment=enrolment.pk, quiz=quiz.pk)
    _check_terms(terms, earlier, now)
    if quiz.access_code and not compare_digest(quiz.access_code.encode(), code.strip().encode()):
        raise CannotStart(_("Kode akses keliru. Mintalah kode itu kepada pengampu atau pengawas."))
    number = max((number for number, _ended in earlier), default=0) + 1
    try:
        with transaction.atomic():
            attempt = _created(enrolment, quiz, number, terms.closes_at, now)
    except IntegrityError:  # begun at the same moment through an earlier enrolment of the same person
        return Attempt.objects.open().get(user_id=enrolment.user_id, quiz=quiz)
    _fill(attempt, quiz)
    promise_to_close(attempt, by)
    return attempt


def _gone_on_with(attempt: Attempt, now: datetime) -> Attempt:
    """The attempt that runs, graded if its time is over. Raises ``CannotStart`` while it waits for its markers."""
    if attempt.state == AttemptState.WAITING:
        raise CannotStart(_("Percobaan Anda yang lalu masih dinilai. Anda diberi tahu begitu selesai."))
    over = rules.is_over(attempt.deadline_at, now)
    return submit(attempt=attempt, by=None, now=now) if over else attempt


def locked_enrolment(pk: int) -> Enrolment:
    enrolment = statements.ENROLMENT.one(pk=pk)
    if enrolment is None:
        raise Enrolment.DoesNotExist
    return enrolment


def _check_is_open(enrolment: Enrolment, quiz: QuizPage) -> None:
    if enrolment.state == EnrolmentState.CANCELLED:
        raise CannotStart(
            _("Pendaftaran Anda dibatalkan, jadi kuis ini tidak dapat dimulai. Hubungi BKPSDM.")
        )
    if not enrolment.course.live or not quiz.live:
        raise CannotStart(
            _("Pelatihan ini sedang tidak diterbitkan. Jawaban Anda yang lama tetap tersimpan.")
        )


def _check_terms(terms: rules.Terms, earlier: Sequence[tuple[int, datetime | None]], now: datetime) -> None:
    ended = max((ended for _number, ended in earlier if ended), default=None)
    why = terms.shut(now, len(earlier), ended)
    if why == "early":
        raise CannotStart(_("Kuis ini dibuka %(when)s.") % {"when": moment(terms.opens_at)})
    if why == "over":
        raise CannotStart(_("Kuis ini sudah ditutup %(when)s.") % {"when": moment(terms.closes_at)})
    if why == "used":
        raise CannotStart(_("Semua kesempatan untuk kuis ini sudah terpakai."))
    if why == "wait":
        raise CannotStart(_("Anda dapat mencoba lagi %(when)s.") % {"when": moment(terms.opens_again(ended))})


def _created(
    enrolment: Enrolment, quiz: QuizPage, number: int, closes_at: datetime | None, now: datetime
) -> Attempt:
    ends = rules.deadline(now, quiz.minutes, enrolment.user.time_factor, closes_at)
    return Attempt.objects.create(
        enrolment=enrolment,
        user_id=enrolment.user_id,
        quiz=quiz,
        number=number,
        seed=secrets.randbits(62),
        started_at=now,
        deadline_at=ends and ends + _lost_ahead(now, ends),
        pass_percent=quiz.pass_percent,
        behaviour=quiz.behaviour,
        tries=quiz.tries if quiz.behaviour == Behaviour.TRIES else 1,
        penalty_percent=quiz.penalty_percent if quiz.behaviour == Behaviour.TRIES else 0,
        markers=quiz.markers,
        marker_gap_percent=quiz.marker_gap_percent if quiz.markers > 1 else 0,
    )


def _lost_ahead(now: datetime, ends: datetime) -> timedelta:
    """What outages that are announced will take from an attempt of this time."""
    spans = statements.OUTAGES(now=now, ends=ends)
    return sum((rules.overlap(now, ends, *span) for span in spans), timedelta(0))


def _fill(attempt: Attempt, quiz: QuizPage) -> None:
    """Draw the questions and freeze their current versions. Raises ``CannotStart`` when there is none."""
    rng = Random(attempt.seed)  # noqa: S311  (repeatable on purpose; the seed itself is a secret)
    current, wishes = _wishes(quiz)
    drawn = draw(wishes, _seen_before(attempt), rng, shuffle=quiz.shuffle)
    if not drawn:
        raise CannotStart(_("Kuis ini belum memiliki soal. Beri tahu pengampu pelatihan."))
    versions = {row.pk: row for row in statements.VERSIONS(**several(current[pk] for _title, pk in drawn))}
    slots = []
    for position, (title, pk) in enumerate(drawn, start=1):
        version = versions[current[pk]]
        kind, body = version.kind, version.body
        slot = AttemptSlot(attempt=attempt, position=position, section=title, version=version)
        slot.option_order = option_order(kind, choice_ids(kind, body), rng, shuffle=quiz.shuffle)
        slot.drawn = draw_values(kind, body, rng)
        slots.append(slot)
    insert_rows(slots)


def _wishes(quiz: QuizPage) -> tuple[dict[int, int], list[Wish]]:
    """Current version by question, and the sections with their pools."""
    sections = statements.SECTIONS(quiz=quiz.pk)
    banks = sorted({section.bank_id for section in sections})
    rows = statements.QUESTIONS(**several(banks)) if banks else []
    wishes = [
        Wish(
            section.title,
            pool_of(section, rows),
            section.count,
        )
        for section in sections
    ]
    return {row[0]: row[2] for row in rows}, wishes


def pool_of(section: QuizSection, rows: Iterable[tuple[Any, ...]]) -> list[int]:
    """Keys of the questions (``statements.QUESTIONS``) that a section may draw."""
    wanted = section.filter
    return [
        pk
        for pk, bank, _version, tag, category, level, bloom in rows
        if bank == section.bank_id and wanted.takes(pk, tag, category or "", level, bloom)
    ]


def _seen_before(attempt: Attempt) -> set[int]:
    return set(statements.SEEN(user=attempt.user_id, quiz=attempt.quiz_id, pk=attempt.pk))


def promise_to_close(attempt: Attempt, by: Any, again: str = "") -> None:
    """Have the server end it after its deadline; ``again`` makes a further promise for a later one."""
    last = rules.accepted_until(attempt.deadline_at)
    if last:
        payload = {"attempt": attempt.pk}
        enqueue("assessments.close_attempt", payload, by=by, key=f"{attempt.pk}{again}", run_after=last)


@transaction.atomic
def submit(*, attempt: Attempt, by: Any, now: datetime) -> Attempt:
    """Grade an attempt once and for all (invariant I3); a second call hands back the same grade.

    ``by`` is the learner, None for the server at the deadline. Passing completes the quiz as well, in one go. With
    answers that people mark it waits for them.
    """
    enrolment = locked_enrolment(attempt.enrolment_id)
    locked = statements.LOCKED.one(pk=attempt.pk)
    if locked.state != AttemptState.OPEN:
        return locked
    grades = keep_points(locked)
    _close(locked, grades, by, now)
    if grades.unmarked:
        wait_for_markers(attempt=locked, slots=grades.unmarked, now=now)
    follow(enrolment, locked, now)
    return locked


def keep_points(attempt: Attempt) -> Grades:
    """Grade a locked attempt and write what its questions have earned; the attempt itself is the caller's.

    What is unmarked has no score before the first grade; after it, it keeps the one it has.
    """
    slots = statements.SLOTS(attempt=attempt.pk)
    grades = graded(attempt, slots)
    held = grades.unmarked if attempt.state != AttemptState.SUBMITTED else ()
    changed = [slot for slot in slots if slot.pk not in held and slot.score != grades.points[slot.pk]]
    for slot in changed:
        slot.score = grades.points[slot.pk]
    update_rows(changed, ["score"])
    return grades


def follow(enrolment: Enrolment, attempt: Attempt, now: datetime) -> None:
    """A test is done when it is passed, a pre-test when it is handed in; a passed placement test proves skills."""
    purpose = outline_of(enrolment.course).purpose_of(attempt.quiz_id)
    if purpose == Purpose.BEFORE or (attempt.passed and _counts(attempt)):
        complete_activity(enrolment=enrolment, activity_id=attempt.quiz_id, now=now)
    if attempt.passed and purpose == Purpose.PLACEMENT:
        credit_placement(enrolment=enrolment, attempt=attempt.pk, now=now)


def _counts(attempt: Attempt) -> bool:
    """Whether this attempt passes the quiz by the way in which the quiz counts its attempts."""
    method = QuizPage.objects.values_list("grade_method", flat=True).get(pk=attempt.quiz_id)
    graded = Attempt.objects.submitted().filter(enrolment=attempt.enrolment_id, quiz=attempt.quiz_id)
    percents = (
        [row.percent or Decimal(0) for row in graded.only("percent")] if method == GradeMethod.AVERAGE else []
    )
    return rules.counts_as_passed(method, attempt.number, percents, attempt.pass_percent)


def slots_of(attempt: Attempt) -> Any:
    return (
        AttemptSlot.objects.filter(attempt=attempt)
        .select_related("version", "graded_by")
        .order_by("position")
    )


def graded(attempt: Attempt, slots: Sequence[AttemptSlot]) -> Grades:
    """Grades from the steps, not from what the slots remember: steps are what was acknowledged (I2)."""
    steps = {slot: (response, sure) for slot, response, sure in statements.STEPS(attempt=attempt.pk)}
    newest = {pk: response for pk, (response, _sure) in steps.items()}
    checked = checked_answers(attempt)
    marks = _marks_by_hand(attempt, slots)
    points = {
        slot.pk: points_of(attempt, slot, *steps.get(slot.pk, (None, 0)), checked.get(slot.pk, ()))
        for slot in slots
        if slot.version.kind not in BY_HAND
    }
    points |= {pk: mark.points for pk, mark in marks.items() if mark}
    unmarked = frozenset(pk for pk in marks.keys() - points.keys() if newest.get(pk) is not None)
    points |= dict.fromkeys(marks.keys() - points.keys(), NOTHING.points)
    count = sum(slot.version.kind not in UNMARKED for slot in slots)
    score, full = total(points.values()), Decimal(count).quantize(Decimal("0.0001"))
    reached = percent(score, full)
    return Grades(points, score, full, reached, reached >= attempt.pass_percent, unmarked)


def total(points: Iterable[Decimal]) -> Decimal:
    """The score of an attempt: certainty can take more than was earned, but nobody ends below nothing."""
    return max(Decimal("0.0000"), sum(points, Decimal("0.0000")))


def _marks_by_hand(attempt: Attempt, slots: Sequence[AttemptSlot]) -> dict[int, Mark | None]:
    """By id of the slots that people mark, what is settled; no query where there are none."""
    bodies = {slot.pk: slot.version.body for slot in slots if slot.version.kind in BY_HAND}
    given: dict[int, list[Given]] = {pk: [] for pk in bodies}
    for pk, number, by, seq, points, decides in statements.HAND_MARKS(attempt=attempt.pk) if bodies else ():
        given[pk].append(Given(number, by, seq, share_of(bodies[pk], points), decides))
    return {pk: earned(marks, markers=attempt.markers, gap=attempt.gap) for pk, marks in given.items()}


def points_of(
    attempt: Attempt, slot: AttemptSlot, newest: Any, certainty: int, checked: Sequence[Any]
) -> Decimal:
    """What a question has earned by its key and the rules of its attempt."""
    mark = worth(
        slot.version.kind,
        slot.key,
        newest,
        checked=checked,
        behaviour=attempt.behaviour,
        penalty=attempt.penalty,
        certainty=certainty,
    )
    return mark.points


def checked_answers(attempt: Attempt) -> dict[int, list[Any]]:
    """By slot id, the answers that were checked, the first one first; no query where none can be."""
    found: dict[int, list[Any]] = {}
    for slot, response in statements.CHECKED(attempt=attempt.pk) if attempt.checks else ():
        found.setdefault(slot, []).append(response)
    return found


def _close(attempt: Attempt, grades: Grades, by: Any, now: datetime) -> None:
    """An attempt that ran out of time ended at its deadline, however late the server came to it."""
    ran_out = by is None or rules.is_over(attempt.deadline_at, now)
    attempt.closed_by = ClosedBy.DEADLINE if ran_out else ClosedBy.LEARNER
    attempt.submitted_at = min(now, attempt.deadline_at or now) if ran_out else now
    if grades.unmarked:
        attempt.state = AttemptState.WAITING
    else:
        set_grade(attempt, grades)
    attempt.save(
        update_fields=["state", "closed_by", "submitted_at", "score", "max_score", "percent", "passed"]
    )


def set_grade(attempt: Attempt, grades: Grades) -> None:
    """The first grade of an attempt that has ended; the caller saves it."""
    attempt.state = AttemptState.SUBMITTED
    attempt.score, attempt.max_score = grades.score, grades.max_score
    attempt.percent, attempt.passed = grades.percent, grades.passed


def close_overdue(*, attempt_id: int, now: datetime) -> bool:
    """Grade an attempt whose time is over; False when there is nothing to close."""
    attempt = Attempt.objects.open().filter(pk=attempt_id).first()
    if attempt is None or not rules.is_over(attempt.deadline_at, now):
        return False
    submit(attempt=attempt, by=None, now=now)
    return True


def regrade(*, attempt: Attempt) -> Grades:
    """What the attempt is worth today, from its stored answers and frozen versions; changes nothing."""
    return graded(attempt, slots_of(attempt))


def agrees(attempt: Attempt, grades: Grades) -> bool:
    """Whether a graded attempt and a fresh regrade say the same (invariant I3)."""
    fresh = (grades.score, grades.max_score, grades.percent, grades.passed)
    return (attempt.score, attempt.max_score, attempt.percent, attempt.passed) == fresh
