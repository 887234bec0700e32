"""From an answer that waits for a person to the grade of its attempt."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from assessments.actions.answers import Answer, AttemptClosed
from assessments.actions.attempts import CannotStart, agrees, close_overdue, regrade, submit
from assessments.actions.late import count_late, keep_late
from assessments.actions.marking import NotMarkable
from assessments.grading.by_hand import BadPoints
from assessments.models import Attempt, GradeChange, HandMark
from assessments.models.marking import Unchangeable
from assessments.queries.nightly import differing_among
from courses.models import ActivityProgress
from lms.audit.models import Event
from lms.core.models import Notice
from tests import factories
from tests.assessments.conftest import NOW
from tests.assessments.marking import GOOD, POOR, build_desk, essay_of


@pytest.fixture
def desk(db):
    return build_desk(pass_percent=60)


def state_of(attempt):
    attempt.refresh_from_db()
    return attempt.state, attempt.percent, attempt.passed


def test_an_attempt_waits_for_its_marker(desk):
    attempt = desk.hand_in()

    assert state_of(attempt) == ("waiting", None, None)
    assert (essay_of(attempt).waits_for, essay_of(attempt).score) == ("marker", None)
    assert attempt.slots.get(version__kind="single").score == Decimal(1)
    assert not ActivityProgress.objects.filter(completed_at__isnull=False).exists()


def test_the_last_mark_gives_the_grade_and_goes_on_from_there(desk):
    attempt = desk.hand_in()

    desk.mark(attempt, desk.markers[0], comment="Baik.")

    assert state_of(attempt) == ("submitted", Decimal(100), True)
    assert essay_of(attempt).waits_for == ""
    assert ActivityProgress.objects.filter(completed_at__isnull=False).count() == 1
    assert Notice.objects.get(recipient=attempt.user, event=f"marked:{attempt.pk}").url
    assert differing_among(Attempt.objects.submitted()) == (1, [])


def test_each_mark_leaves_an_audit_event_without_the_words_of_either(desk):
    attempt = desk.hand_in("Rahasia saya.")

    desk.mark(attempt, desk.markers[0], comment="Catatan pribadi.")

    event = Event.objects.get(act="assessments.mark_answer")
    assert (event.actor, event.after["mark"]) == (desk.markers[0], 1)
    assert "Rahasia" not in str(event.after)
    assert "Catatan" not in str(event.after)


def test_an_empty_essay_needs_nobody(desk):
    attempt = desk.hand_in(None)

    assert state_of(attempt) == ("submitted", Decimal(50), False)
    assert essay_of(attempt).waits_for == ""


def test_an_attempt_that_ran_out_of_time_waits_too(desk):
    attempt = desk.stage.start()
    desk.stage.save(attempt, essay_of(attempt).position, 1, "Setengah jalan")

    closed = close_overdue(attempt_id=attempt.pk, now=NOW + timedelta(hours=1))

    assert closed
    assert state_of(attempt)[0] == "waiting"
    assert attempt.submitted_at == attempt.deadline_at


def test_a_second_submit_changes_nothing(desk):
    attempt = desk.hand_in()
    desk.mark(attempt, desk.markers[0], POOR)

    again = submit(attempt=attempt, by=attempt.user, now=NOW)

    assert (again.state, again.percent) == ("submitted", Decimal("55.00"))


def test_what_waits_takes_no_more_answers(desk):
    attempt = desk.hand_in()

    for slot in attempt.slots.all():
        with pytest.raises(AttemptClosed):
            desk.stage.save(attempt, slot.position, 2, "a")


def test_no_other_attempt_begins_while_one_waits(desk):
    attempt = desk.hand_in()

    with pytest.raises(CannotStart, match="masih dinilai"):
        desk.stage.start()

    desk.mark(attempt, desk.markers[0])
    assert desk.stage.start().number == 2


def test_the_lecturers_are_told_once_a_day(desk):
    for _n in range(2):
        learner = factories.enrolment(user=factories.user(), course=desk.stage.course)
        desk.hand_in(enrolment=learner)

    told = Notice.objects.filter(event__startswith="to-mark:")
    assert set(told.values_list("recipient", flat=True)) == {person.pk for person in desk.markers}
    assert told.count() == 3


def test_two_markers_who_agree_share_the_mark(db):
    desk = build_desk(markers=2, marker_gap_percent=20)
    attempt = desk.hand_in()

    desk.mark(attempt, desk.markers[0], {"1": "6", "2": "2"})
    assert (state_of(attempt)[0], essay_of(attempt).waits_for) == ("waiting", "second")
    desk.mark(attempt, desk.markers[1], {"1": "6", "2": "4"})

    assert state_of(attempt)[:2] == ("submitted", Decimal("95.00"))


def test_where_two_differ_a_third_decides(db):
    desk = build_desk(markers=2, marker_gap_percent=20)
    attempt = desk.hand_in()
    first, second, third = desk.markers
    desk.mark(attempt, first, GOOD)
    desk.mark(attempt, second, POOR)

    for person in (first, second):
        with pytest.raises(NotMarkable, match="orang ketiga"):
            desk.mark(attempt, person, GOOD)
    desk.mark(attempt, third, {"1": "3", "2": "2"})

    assert state_of(attempt)[:2] == ("submitted", Decimal("75.00"))
    assert HandMark.objects.get(by=third).decides


def test_the_rules_of_an_attempt_are_those_it_began_with(desk):
    attempt = desk.stage.start()
    desk.stage.quiz.markers = 2
    desk.stage.quiz.save()
    desk.stage.save(attempt, essay_of(attempt).position, 1, "Jawaban")
    submit(attempt=attempt, by=attempt.user, now=NOW)

    desk.mark(attempt, desk.markers[0])

    assert state_of(attempt)[0] == "submitted"


def test_who_was_slower_is_told_and_nothing_is_kept(desk):
    attempt = desk.hand_in()
    desk.mark(attempt, desk.markers[0], GOOD)

    with pytest.raises(NotMarkable, match="lebih dulu"):
        desk.mark(attempt, desk.markers[1], POOR, seen=0)

    assert HandMark.objects.count() == 1
    assert state_of(attempt)[1] == Decimal(100)


def test_points_beyond_the_rubric_are_refused(desk):
    attempt = desk.hand_in()

    with pytest.raises(BadPoints):
        desk.mark(attempt, desk.markers[0], {"1": "7", "2": "0"})

    assert not HandMark.objects.exists()


def test_nobody_marks_their_own_answer(desk):
    own = factories.enrolment(user=desk.markers[0], course=desk.stage.course)
    attempt = desk.hand_in(enrolment=own)

    with pytest.raises(NotMarkable, match="sendiri"):
        desk.mark(attempt, desk.markers[0])


def test_a_running_attempt_is_not_marked(desk):
    attempt = desk.stage.start()
    desk.stage.save(attempt, essay_of(attempt).position, 1, "Jawaban")

    with pytest.raises(NotMarkable, match="belum dikumpulkan"):
        desk.mark(attempt, desk.markers[0])


def test_what_is_settled_is_mended_with_a_reason_and_a_journal(desk):
    attempt = desk.hand_in()
    desk.mark(attempt, desk.markers[0], POOR)

    with pytest.raises(NotMarkable, match="alasan"):
        desk.mark(attempt, desk.markers[1], GOOD)
    desk.mark(attempt, desk.markers[1], GOOD, reason="Salah hitung poin.")

    change = GradeChange.objects.get()
    assert (change.cause, change.percent_before, change.percent_after) == (
        "marking",
        Decimal(55),
        Decimal(100),
    )
    assert (change.reason, change.by) == ("Salah hitung poin.", desk.markers[1])
    assert state_of(attempt)[2] is True
    assert agrees(attempt, regrade(attempt=attempt))


def test_a_mark_is_never_changed(desk):
    mark = desk.mark(desk.hand_in(), desk.markers[0])

    with pytest.raises(Unchangeable):
        mark.save()


@pytest.mark.parametrize(
    "fields", [{"state": "waiting", "percent": 50}, {"state": "submitted", "percent": None}]
)
def test_the_database_keeps_state_and_grade_together(desk, fields):
    attempt = desk.hand_in()

    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(Attempt).filter(pk=attempt.pk).update(**fields)


def late_essay(desk, attempt, text="Terlambat, tetapi lengkap."):
    slot = essay_of(attempt)
    answer = Answer(slot.position, slot.last_seq + 1, text)
    keep_late(attempt=attempt, answers=[answer], device="uji", now=NOW + timedelta(minutes=30))
    return slot.late.get()


def test_a_late_essay_that_counts_goes_to_its_marker_and_the_grade_waits_for_that(desk):
    attempt = desk.hand_in(None)
    row = late_essay(desk, attempt)

    count_late(late=row, reason="Jaringan putus.", by=desk.markers[0], now=NOW)
    before = state_of(attempt)
    desk.mark(attempt, desk.markers[1], GOOD)

    assert before == ("submitted", Decimal(50), False)
    assert state_of(attempt) == ("submitted", Decimal(100), True)
    assert GradeChange.objects.get().cause == "marking"
    assert differing_among(Attempt.objects.submitted()) == (1, [])


def test_a_late_essay_that_counts_while_the_first_waits_is_the_one_that_is_marked(desk):
    attempt = desk.hand_in()
    row = late_essay(desk, attempt)

    count_late(late=row, reason="Jaringan putus.", by=desk.markers[0], now=NOW)
    desk.mark(attempt, desk.markers[1], POOR)

    assert HandMark.objects.get().seq == 2
    assert state_of(attempt)[1] == Decimal("55.00")


def test_a_mark_for_an_older_answer_stays_until_the_newer_one_is_marked(desk):
    attempt = desk.hand_in()
    desk.mark(attempt, desk.markers[0], GOOD)
    row = late_essay(desk, attempt)

    count_late(late=row, reason="Diminta peserta.", by=desk.markers[0], now=NOW)

    assert state_of(attempt)[1] == Decimal(100)
    assert essay_of(attempt).waits_for == "marker"
    assert agrees(attempt, regrade(attempt=attempt))
