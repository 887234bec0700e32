"""What comes after the end is kept, and counts only by a person's decision."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions.answers import Answer
from assessments.actions.attempts import agrees, regrade, submit
from assessments.actions.late import NotCountable, count_late, keep_late
from assessments.models import GradeChange, LateAnswer
from assessments.receipts import bare, grouped, receipt
from lms.audit.models import Event
from tests import factories
from tests.assessments.conftest import NOW


@pytest.fixture
def ended(stage):
    attempt = stage.start()
    stage.save(attempt, 1, 1, "a")
    return submit(attempt=attempt, by=None, now=NOW + timedelta(minutes=21))


def late(attempt, slot, response, now=NOW + timedelta(minutes=30), seq=2):
    return keep_late(attempt=attempt, answers=[Answer(slot, seq, response)], device="uji", now=now)


def test_it_is_kept_and_changes_nothing(ended):
    assert late(ended, 2, "a") == 1

    ended.refresh_from_db()
    assert ended.percent == Decimal("50.00")
    assert LateAnswer.objects.get().response == "a"
    assert ended.slots.get(position=2).response is None


@pytest.mark.parametrize(
    ("slot", "response", "now"),
    [
        (1, "a", NOW + timedelta(minutes=30)),  # what is stored already
        (2, "tidak-ada", NOW + timedelta(minutes=30)),
        (9, "a", NOW + timedelta(minutes=30)),
        (2, "a", NOW + timedelta(days=4)),
        (2, "a", NOW + timedelta(minutes=5)),  # before the end: the ordinary way is open
    ],
)
def test_what_is_no_evidence_is_not_kept(ended, slot, response, now):
    assert late(ended, slot, response, now) == 0


def test_a_question_that_a_check_has_ended_takes_nothing_late(ended):
    ended.slots.filter(position=2).update(ended_at=NOW)

    assert late(ended, 2, "a") == 0


def test_the_same_answer_is_kept_once_and_few_of_each_question(ended):
    assert [late(ended, 2, "a"), late(ended, 2, "a"), late(ended, 2, "b"), late(ended, 2, "c")] == [
        1,
        0,
        1,
        1,
    ]


def test_nobody_keeps_answers_in_the_attempt_of_somebody_else(ended):
    ended.user_id = factories.user().pk

    assert late(ended, 2, "a") == 0


def test_a_decision_counts_it_with_reason_journal_and_audit(ended):
    teacher = factories.user()
    late(ended, 2, "a")

    change = count_late(late=LateAnswer.objects.get(), reason="Jaringan kantor putus.", by=teacher, now=NOW)

    ended.refresh_from_db()
    assert (change.percent_before, change.percent_after) == (Decimal("50.00"), Decimal("100.00"))
    assert (ended.percent, ended.passed) == (Decimal("100.00"), True)
    assert agrees(ended, regrade(attempt=ended))
    assert Event.objects.get(act="assessments.count_late").reason == "Jaringan kantor putus."
    assert count_late(late=LateAnswer.objects.get(), reason="Lagi", by=teacher, now=NOW) is None
    assert GradeChange.objects.count() == 1


def test_no_decision_without_a_reason(ended):
    late(ended, 2, "a")

    with pytest.raises(NotCountable):
        count_late(late=LateAnswer.objects.get(), reason=" ", by=factories.user(), now=NOW)

    assert LateAnswer.objects.get().counted_at is None


def test_the_script_and_the_form_hand_late_answers_over(client, stage):
    now = timezone.now()
    attempt = stage.start(now=now)
    submit(attempt=attempt, by=stage.learner, now=now)
    client.force_login(stage.learner)
    sent = {"answers": [{"slot": 1, "seq": 1, "response": "a"}]}

    reply = client.post(reverse("attempt_save", args=[attempt.pk]), json.dumps(sent), "application/json")

    assert (reply.status_code, reply.json()["late"]) == (409, 1)


# --- receipts


def test_a_receipt_is_told_shown_and_found_again(client, stage):
    client.force_login(stage.learner)
    client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
    attempt = stage.learner.attempts.get()
    sent = {"answers": [{"slot": 1, "seq": 1, "response": "a"}]}

    told = client.post(
        reverse("attempt_save", args=[attempt.pk]), json.dumps(sent), "application/json"
    ).json()

    code = told["answers"][0]["receipt"]
    assert code in client.get(reverse("attempt_receipts", args=[attempt.pk])).content.decode()
    step = attempt.slots.get(position=1).steps.get()
    facts = {"attempt": attempt.pk, "position": 1, "seq": 1, "response": "a", "at": step.at}
    assert grouped(receipt(**facts)) == code
    assert bare(code.lower().replace("-", " ")) == receipt(**facts)


@pytest.mark.parametrize(
    "change",
    [{"response": "b"}, {"seq": 2}, {"position": 2}, {"attempt": 2}, {"at": NOW + timedelta(microseconds=1)}],
)
def test_a_receipt_of_anything_else_is_another(change):
    facts = {"attempt": 1, "position": 1, "seq": 1, "response": "a", "at": NOW}

    assert receipt(**facts) != receipt(**(facts | change))


def test_the_order_of_parts_makes_no_other_receipt():
    facts = {"attempt": 1, "position": 1, "seq": 1, "at": NOW}

    assert receipt(response={"a": "1", "b": "2"}, **facts) == receipt(response={"b": "2", "a": "1"}, **facts)
