"""An attempt in which learners say how sure they are: form, script, late answers, corrections, and what is told."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.actions.answers import Answer, save_answers
from assessments.actions.attempts import agrees, regrade, submit
from assessments.actions.corrections import ask_correction
from assessments.actions.late import count_late, keep_late
from assessments.actions.questions import keep_question
from assessments.actions.statistics import compute_statistics
from assessments.gift import Draft
from assessments.models import AnswerStep, Attempt, Question, QuizStatistics
from assessments.queries.nightly import differing_among
from assessments.receipts import Receipt
from lms.people.enums import Role
from tests import factories
from tests.assessments.conftest import NOW, build_stage
from tests.clients import signed_in


@pytest.fixture
def stage(db):
    return build_stage(behaviour="certainty", minutes=0, pass_percent=50)


def say(attempt, position, response, certainty, seq=1):
    answer = Answer(position, seq, response, certainty=certainty)
    return save_answers(attempt=attempt, answers=[answer], device="uji", now=NOW).outcomes[0]


def sat(stage, *answers):
    """A graded attempt with (response, certainty) for each question."""
    attempt = stage.start()
    for position, (response, certainty) in enumerate(answers, start=1):
        say(attempt, position, response, certainty)
    return submit(attempt=attempt, by=stage.learner, now=NOW)


@pytest.mark.parametrize(
    ("answers", "percent"),
    [
        ([("a", 3), ("a", 3)], "100.00"),
        ([("a", 3), ("a", 1)], "66.67"),
        ([("a", 3), ("b", 1)], "50.00"),
        ([("a", 3), ("b", 3)], "0.00"),
        ([("a", 3), ("b", 2)], "16.67"),
        ([("a", 0), ("a", 9)], "33.33"),
    ],
)
def test_a_grade_follows_right_and_sure_and_is_never_below_nothing(stage, answers, percent):
    attempt = sat(stage, *answers)

    assert attempt.percent == Decimal(percent)
    assert agrees(attempt, regrade(attempt=attempt))
    assert differing_among(Attempt.objects.submitted()) == (1, [])


def test_where_nobody_asks_nothing_is_kept_of_it(db):
    stage = build_stage(minutes=0)
    attempt = stage.start()

    say(attempt, 1, "a", 3)

    assert attempt.slots.get(position=1).certainty == AnswerStep.objects.get().certainty == 0


def test_a_new_certainty_is_a_new_step_with_a_receipt_of_its_own(stage):
    attempt = stage.start()
    say(attempt, 1, "a", 1)
    say(attempt, 1, "a", 3, seq=2)

    steps = list(AnswerStep.objects.select_related("slot").order_by("seq"))

    assert [step.certainty for step in steps] == [1, 3]
    told = Receipt.of(steps[1], attempt.pk)
    steps[1].certainty = 2
    assert Receipt.of(steps[1], attempt.pk).code != told.code


def test_the_database_knows_three_levels(stage):
    say(stage.start(), 1, "a", 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerStep.objects.update(certainty=4)


@pytest.fixture
def begun(stage):
    client = signed_in(stage.learner)
    client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
    return Attempt.objects.get(), client


def test_the_form_asks_saves_and_shows_it_again(begun):
    attempt, client = begun
    url = reverse("attempt", args=[attempt.pk])

    client.post(url, {"soal": 1, "seq": 1, "jawaban": "a", "yakin": "2"})
    page = client.get(url, {"soal": 1}).content.decode()
    client.post(url, {"soal": 1, "seq": 2, "jawaban": "a", "yakin": "2"})
    client.post(url, {"soal": 1, "seq": 2, "jawaban": "a", "yakin": "3"})

    assert "Seberapa yakin Anda?" in page
    assert 'name="yakin" value="2" checked' in page
    assert list(AnswerStep.objects.values_list("certainty", flat=True)) == [2, 3]


def test_two_devices_that_differ_in_certainty_are_shown_both(begun):
    attempt, client = begun
    url = reverse("attempt", args=[attempt.pk])
    client.post(url, {"soal": 1, "seq": 1, "jawaban": "a", "yakin": "2"})

    page = client.post(url, {"soal": 1, "seq": 1, "jawaban": "a", "yakin": "3"})

    assert page.status_code == 409
    assert '<input type="hidden" name="yakin" value="3">' in page.content.decode()


def test_the_script_sends_it_with_the_answer_and_gets_it_back(begun):
    attempt, client = begun
    said = {"answer": "a", "sure": "3"}
    sent = {"answers": [{"slot": 1, "seq": 1, "response": said}]}

    reply = client.post(
        reverse("attempt_save", args=[attempt.pk]), json.dumps(sent), "application/json"
    ).json()
    state = client.get(reverse("attempt_state", args=[attempt.pk])).json()

    assert (reply["answers"][0]["fate"], reply["answers"][0]["response"]) == ("saved", said)
    assert state["answers"][0]["response"] == said
    assert (AnswerStep.objects.get().response, AnswerStep.objects.get().certainty) == ("a", 3)


@pytest.mark.parametrize("sure", ["4", "", 3, None])
def test_a_certainty_that_is_none_counts_as_the_least(begun, sure):
    attempt, client = begun
    sent = {"answers": [{"slot": 1, "seq": 1, "response": {"answer": "a", "sure": sure}}]}

    client.post(reverse("attempt_save", args=[attempt.pk]), json.dumps(sent), "application/json")

    assert AnswerStep.objects.get().certainty == 1


def test_a_late_answer_keeps_its_certainty(stage):
    attempt = sat(stage, ("a", 3))
    answer = Answer(2, 2, "a", certainty=3)
    keep_late(attempt=attempt, answers=[answer], device="", now=NOW + timedelta(minutes=5))
    late = attempt.slots.get(position=2).late.get()

    count_late(late=late, reason="Jaringan.", by=factories.user(), now=NOW)

    attempt.refresh_from_db()
    assert (late.certainty, attempt.percent) == (3, Decimal(100))
    assert agrees(attempt, regrade(attempt=attempt))


def test_what_a_correction_would_change_counts_what_lies_below_nothing(stage, run_jobs):
    attempt = sat(stage, ("b", 3), ("b", 3))
    slot = attempt.slots.select_related("version__question").get(position=1)
    question, kind = slot.version.question, slot.version.kind
    options = factories.choices(a=0, b=100, c=0)
    draft = Draft(question.name, kind, slot.version.body | {"options": options}, "", 1)
    keep_question(bank=question.bank, draft=draft, by=factories.user(), now=NOW)
    correction = ask_correction(question=Question.objects.get(pk=question.pk), by=factories.user())

    run_jobs()

    correction.refresh_from_db()
    assert (attempt.score, correction.report["changed"]) == (Decimal(0), 0)  # 1 − 2 is still below nothing


def test_the_learner_reads_how_well_it_matched(stage):
    attempt = sat(stage, ("a", 3), ("b", 3))

    page = signed_in(stage.learner).get(reverse("attempt_result", args=[attempt.pk])).content.decode()

    assert "Seberapa tepat keyakinan Anda" in page
    assert "Anda sering sangat yakin pada jawaban yang keliru" in page
    assert "1 dari 2 benar" in page
    assert "Anda sangat yakin: -2 poin." in page or "Anda sangat yakin: −2 poin." in page


def test_nothing_of_it_is_told_before_answers_may_be(stage):
    stage.quiz.review = {"marks": ["after"], "answers": [], "feedback": [], "key": []}
    stage.quiz.save()
    attempt = sat(stage, ("a", 3), ("b", 3))

    page = signed_in(stage.learner).get(reverse("attempt_result", args=[attempt.pk])).content.decode()

    assert "Seberapa tepat keyakinan Anda" not in page
    assert "sangat yakin" not in page.lower()


def test_a_lecturer_reads_it_of_all_and_facility_is_that_of_the_answers(stage):
    sat(stage, ("a", 3), ("b", 3))
    compute_statistics(quiz=stage.quiz)
    teacher = factories.user()
    factories.grant(teacher, Role.REVIEWER, factories.city())

    page = signed_in(teacher).get(reverse("quiz_results", args=[stage.quiz.pk])).content.decode()

    payload = QuizStatistics.objects.get(choice="first").payload
    assert payload["certainty"] == [[1, 0, 0], [2, 0, 0], [3, 2, 1]]
    assert sorted(row["facility"] for row in payload["questions"]) == [0, 100]
    assert "Keyakinan peserta" in page


def test_the_replay_tells_it_step_by_step(stage):
    attempt = sat(stage, ("a", 2))
    teacher = factories.user()
    factories.grant(teacher, Role.REVIEWER, factories.city())

    page = signed_in(teacher).get(reverse("attempt_replay", args=[attempt.pk])).content.decode()

    assert "cukup yakin" in page
