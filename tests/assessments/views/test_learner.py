from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions.attempts import submit
from assessments.models import AnswerStep, Attempt
from courses.enums import EnrolmentState
from tests import factories
from tests.assessments.conftest import build_stage


@pytest.fixture
def stage(db, client):
    stage = build_stage()
    client.force_login(stage.learner)
    return stage


def begin(client, stage):
    client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
    return Attempt.objects.get()


def post(client, attempt, follow=False, **data):
    return client.post(reverse("attempt", args=[attempt.pk]), data, follow=follow)


def quiz_url(stage):
    return reverse("quiz", args=[stage.course.pk, stage.quiz.pk])


def test_the_rules_stand_before_the_start(client, stage):
    page = client.get(quiz_url(stage)).content.decode()

    assert "Ada 2 soal" in page
    assert "Waktunya 20 menit" in page
    assert "Kesempatan tersisa 3 dari 3." in page


def test_an_untimed_person_is_told_so(client, stage):
    stage.learner.time_factor = 0
    stage.learner.save()

    assert "Tidak ada batas waktu untuk Anda." in client.get(quiz_url(stage)).content.decode()


def test_starting_leads_to_the_first_question(client, stage):
    answer = client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))

    assert answer.url == reverse("attempt", args=[Attempt.objects.get().pk])
    assert "Soal 1 dari 2" in client.get(answer.url).content.decode()


def test_starting_is_remembered_for_resuming(client, stage):
    begin(client, stage)

    stage.enrolment.refresh_from_db()
    assert stage.enrolment.last_activity_id == stage.quiz.pk


def test_a_running_attempt_is_offered_again(client, stage):
    attempt = begin(client, stage)

    page = client.get(quiz_url(stage)).content.decode()

    assert reverse("attempt", args=[attempt.pk]) in page
    assert "Lanjutkan percobaan" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": EnrolmentState.CANCELLED}, "Pendaftaran Anda dibatalkan"),
        ({}, "Siap mulai?"),
    ],
)
def test_the_page_says_what_can_be_done(client, stage, change, words):
    type(stage.enrolment).objects.filter(pk=stage.enrolment.pk).update(**change)

    assert words in client.get(quiz_url(stage)).content.decode()


def test_a_course_taken_down_says_so(client, stage):
    type(stage.course).objects.filter(pk=stage.course.pk).update(live=False)

    page = client.get(quiz_url(stage)).content.decode()

    assert "Pelatihan ini sedang tidak diterbitkan" in page


def test_a_start_that_is_refused_says_why(client, stage):
    stage.bank.questions.update(retired_at="2026-01-01T00:00Z")

    page = client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]), follow=True)

    assert "belum memiliki soal" in page.content.decode()


def test_next_saves_and_turns_the_page(client, stage):
    attempt = begin(client, stage)

    answer = post(client, attempt, soal=1, seq=1, jawaban="b", ke="2")

    assert answer.url == f"{reverse('attempt', args=[attempt.pk])}?soal=2#soal"
    assert attempt.slots.get(position=1).response == "b"


def test_the_saved_answer_is_shown_with_its_time(client, stage):
    attempt = begin(client, stage)
    post(client, attempt, soal=1, seq=1, jawaban="b")

    page = client.get(reverse("attempt", args=[attempt.pk]), {"soal": 1}).content.decode()

    assert 'value="b" checked' in page
    assert "✔ Tersimpan" in page
    assert 'name="seq" value="2"' in page


def test_turning_the_page_without_a_change_stores_nothing(client, stage):
    attempt = begin(client, stage)
    post(client, attempt, soal=1, seq=1, jawaban="b", ke="2")

    post(client, attempt, soal=1, seq=2, jawaban="b", ke="2")
    post(client, attempt, soal=2, seq=1, ke="1")

    assert AnswerStep.objects.count() == 1


def test_a_question_can_be_marked_and_emptied(client, stage):
    attempt = begin(client, stage)
    post(client, attempt, soal=1, seq=1, jawaban="b", tandai="1")

    post(client, attempt, soal=1, seq=2, jawaban="b", kosongkan="1")

    slot = attempt.slots.get(position=1)
    assert (slot.response, slot.flagged) == (None, False)


def test_a_stale_tab_is_shown_both_answers(client, stage):
    attempt = begin(client, stage)
    post(client, attempt, soal=1, seq=1, jawaban="b")

    answer = post(client, attempt, soal=1, seq=1, jawaban="c", ke="2")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Jawaban yang lebih baru sudah tersimpan" in page
    assert ("Pilihan b" in page, "Pilihan c" in page) == (True, True)
    assert attempt.slots.get(position=1).response == "b"


def test_the_learner_may_insist_on_the_answer_of_the_stale_tab(client, stage):
    attempt = begin(client, stage)
    post(client, attempt, soal=1, seq=1, jawaban="b")
    post(client, attempt, soal=1, seq=1, jawaban="c", ke="2")

    post(client, attempt, soal=1, seq=2, jawaban="c", ke="2")

    assert attempt.slots.get(position=1).response == "c"


def test_a_stale_tab_that_changed_nothing_is_left_in_peace(client, stage):
    attempt = begin(client, stage)
    post(client, attempt, soal=1, seq=1, jawaban="b")
    post(client, attempt, soal=1, seq=2, jawaban="c")

    answer = post(client, attempt, soal=1, seq=2, jawaban="b", ke="2")

    assert (answer.status_code, attempt.slots.get(position=1).response) == (302, "c")


def test_an_answer_that_does_not_exist_is_refused_in_words(client, stage):
    attempt = begin(client, stage)

    page = post(client, attempt, soal=1, seq=1, jawaban="zz", follow=True)

    assert "tidak dikenali" in page.content.decode()


def test_checking_names_what_is_empty(client, stage):
    attempt = begin(client, stage)
    post(client, attempt, soal=1, seq=1, jawaban="b", ke="periksa")

    page = client.get(reverse("attempt_check", args=[attempt.pk])).content.decode()

    assert "Soal yang masih kosong: <span data-empty>1</span>" in page


def test_the_whole_attempt_holds_every_question_and_the_last_check(client, stage):
    attempt = begin(client, stage)

    page = client.get(reverse("attempt_whole", args=[attempt.pk])).content.decode()

    assert (page.count("data-page="), page.count("data-check ")) == (2, 1)


def test_the_whole_attempt_costs_as_many_queries_for_more_questions(client, stage, django_assert_num_queries):
    factories.question(stage.bank)
    stage.quiz.sections.update(count=3)
    url = reverse("attempt_whole", args=[begin(client, stage).pk])
    client.get(url)

    with django_assert_num_queries(5):
        client.get(url)


def test_an_attempt_that_is_over_has_no_pages_left(client, stage):
    attempt = begin(client, stage)
    submit(attempt=attempt, by=stage.learner, now=timezone.now())

    answer = client.get(reverse("attempt_whole", args=[attempt.pk]))

    assert answer.url == reverse("attempt_result", args=[attempt.pk])


def test_signing_in_again_leads_back_to_the_question(client, stage):
    attempt = begin(client, stage)
    page = client.get(reverse("attempt", args=[attempt.pk]), {"soal": 2}).content.decode()
    action = f"{reverse('attempt', args=[attempt.pk])}?soal=2"
    client.logout()

    answer = client.post(action, {"soal": 2, "seq": 1, "jawaban": "b"})

    assert f'action="{action}"' in page
    assert answer.url == f"/accounts/login/?next={quote(action)}"


def test_signing_in_again_on_the_way_to_hand_in_leads_to_the_last_check(client, stage):
    attempt = begin(client, stage)

    answer = client.get(reverse("attempt_submit", args=[attempt.pk]))

    assert answer.url == reverse("attempt_check", args=[attempt.pk])


def test_submitting_leads_to_the_result(client, stage):
    attempt = begin(client, stage)
    for number in (1, 2):
        post(client, attempt, soal=number, seq=1, jawaban="a")

    page = client.post(reverse("attempt_submit", args=[attempt.pk]), follow=True).content.decode()

    assert "Anda lulus." in page
    assert "Nilai Anda 100 %" in page


def test_a_failed_attempt_names_what_to_repeat(client, stage):
    attempt = begin(client, stage)

    page = client.post(reverse("attempt_submit", args=[attempt.pk]), follow=True).content.decode()

    assert "Anda belum lulus." in page
    assert "Yang perlu dipelajari lagi" in page


def test_lessons_to_repeat_are_found_by_their_titles(client, stage):
    lesson = factories.lesson(stage.module, title="Bagian pertama")
    attempt = begin(client, stage)

    page = client.post(reverse("attempt_submit", args=[attempt.pk]), follow=True).content.decode()

    assert reverse("lesson", args=[stage.course.pk, lesson.pk]) in page


@pytest.mark.parametrize("name", ["attempt", "attempt_check"])
def test_a_graded_attempt_leads_to_its_result(client, stage, name):
    attempt = begin(client, stage)
    submit(attempt=attempt, by=stage.learner, now=attempt.started_at)

    answer = client.get(reverse(name, args=[attempt.pk]))

    assert answer.url == reverse("attempt_result", args=[attempt.pk])


def test_an_attempt_whose_time_is_over_is_graded_and_says_so(client, stage):
    attempt = begin(client, stage)
    Attempt.objects.update(deadline_at="2026-01-01T00:00Z")

    page = client.get(reverse("attempt", args=[attempt.pk]), follow=True).content.decode()

    assert "Waktu habis" in page
    attempt.refresh_from_db()
    assert attempt.state == "submitted"


def test_the_result_of_a_running_attempt_leads_back_to_it(client, stage):
    attempt = begin(client, stage)

    answer = client.get(reverse("attempt_result", args=[attempt.pk]))

    assert answer.url == reverse("attempt", args=[attempt.pk])


@pytest.mark.parametrize("wanted", ["0", "3", "abc", "-1", "9999999999", "²"])
def test_a_question_that_does_not_exist_is_not_found(client, stage, wanted):
    attempt = begin(client, stage)

    assert client.get(reverse("attempt", args=[attempt.pk]), {"soal": wanted}).status_code == 404


def test_without_a_number_the_first_empty_question_opens(client, stage):
    attempt = begin(client, stage)
    post(client, attempt, soal=1, seq=1, jawaban="b")

    assert "Soal 2 dari 2" in client.get(reverse("attempt", args=[attempt.pk])).content.decode()


@pytest.mark.parametrize(("questions", "count"), [(1, 8), (3, 8)])
def test_a_question_page_costs_the_same_for_any_number_of_questions(
    client, db, django_assert_max_num_queries, questions, count
):
    stage = build_stage(questions=questions)
    client.force_login(stage.learner)
    attempt = begin(client, stage)

    with django_assert_max_num_queries(count):
        client.get(reverse("attempt", args=[attempt.pk]))
