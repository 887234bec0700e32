from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessments.actions.statistics import ask_for_statistics, compute_statistics
from lms.core.models import Job
from lms.people.enums import Role
from tests import factories
from tests.assessments.conftest import NOW, build_stage
from tests.assessments.sittings import sit
from tests.clients import signed_in

QUERIES = {"page": 9, "question": 9}


@pytest.fixture
def stage(db):
    stage = build_stage(attempts_allowed=0)
    stage.lecturer = factories.user()
    factories.grant(stage.lecturer, Role.LECTURER, factories.city())
    stage.course.lecturers = [stage.lecturer]
    stage.course.save()
    return stage


@pytest.fixture
def lecturer(stage):
    return signed_in(stage.lecturer)


def page(client, stage, **query):
    return client.get(reverse("quiz_results", args=[stage.quiz.pk]), query).content.decode()


def six(stage, responses=("bb",) * 6):
    for answers in responses:
        sit(stage, answers)
    compute_statistics(quiz=stage.quiz)


def test_results_say_what_to_mend(lecturer, stage):
    six(stage, [["b", None]] * 6)

    text = page(lecturer, stage)

    assert "6 peserta melakukan 6 percobaan." in text
    assert "0 dari 6 percobaan lulus." in text
    assert "Soal nomor 2 dibiarkan kosong di 6 dari 6 percobaan." in text
    assert text.count("Terlalu sulit untuk sebagian besar peserta (nilai rata-rata 0 %)") == 2


def test_a_few_answers_are_not_judged(lecturer, stage):
    six(stage, ["bb"] * 4)

    text = page(lecturer, stage)

    assert "Terlalu sulit" not in text
    assert "2 soal belum cukup dijawab untuk dinilai." in text
    assert "Belum cukup percobaan untuk menilai keandalan kuis ini." in text


def test_no_name_stands_on_the_page(lecturer, stage):
    six(stage)

    assert [name for name in ("Orang", "NIP") if name in page(lecturer, stage).partition("<main")[2]] == []


def test_without_attempts_the_page_says_so(lecturer, stage):
    assert "Belum ada hasil" in page(lecturer, stage)


def test_before_the_first_night_there_is_a_button(lecturer, stage, run_jobs):
    sit(stage, "ab")
    assert "Statistik belum dihitung." in page(lecturer, stage)

    lecturer.post(reverse("quiz_statistics_renew", args=[stage.quiz.pk]))
    assert "Sedang dihitung" in page(lecturer, stage)
    run_jobs()

    assert "dari 1 percobaan 1 peserta (Percobaan pertama)." in page(lecturer, stage)


def test_a_job_that_died_says_why(lecturer, stage):
    sit(stage, "ab")
    job = ask_for_statistics(quiz=stage.quiz, by=None)
    Job.objects.filter(pk=job.pk).update(dead_at=job.created_at, reason="Basis data penuh.")

    assert "Basis data penuh." in page(lecturer, stage)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "dari 1 percobaan 1 peserta (Percobaan pertama)"),
        ({"percobaan": "terbaik"}, "dari 1 percobaan 1 peserta (Percobaan terbaik)"),
        ({"percobaan": "semua"}, "dari 2 percobaan 1 peserta (Semua percobaan)"),
        ({"percobaan": "entah"}, "dari 1 percobaan 1 peserta (Percobaan pertama)"),
    ],
)
def test_the_address_says_which_attempts(lecturer, stage, query, words):
    own = factories.enrolment(user=factories.user(), course=stage.course)
    for answers in ("bb", "aa"):
        sit(stage, answers, enrolment=own)
    compute_statistics(quiz=stage.quiz)

    assert words in page(lecturer, stage, **query)


@pytest.mark.parametrize("attempts", [1, 3])
def test_results_cost_the_same_for_any_number(lecturer, stage, django_assert_num_queries, attempts):
    for _n in range(2):
        factories.question(stage.bank)
    six(stage, ["ab"] * attempts)

    with django_assert_num_queries(QUERIES["page"]):
        page(lecturer, stage)


@pytest.mark.parametrize("attempts", [1, 3])
def test_a_question_costs_the_same_for_any_number(lecturer, stage, django_assert_num_queries, attempts):
    six(stage, ["ab"] * attempts)
    question = stage.bank.questions.first()

    with django_assert_num_queries(QUERIES["question"]):
        lecturer.get(reverse("quiz_question", args=[stage.quiz.pk, question.pk]))


def detail(client, stage):
    question = stage.bank.questions.first()
    return client.get(reverse("quiz_question", args=[stage.quiz.pk, question.pk]))


def test_a_question_shows_who_chose_what(lecturer, stage):
    six(stage, ["aa", "aa", "aa", "bb", "bb", "bb"])

    text = detail(lecturer, stage).content.decode()

    assert "A. Pilihan a" in text
    assert "3 (50 %)" in text
    assert "30 detik, dari 6 jawaban" in text
    assert reverse("question_edit", args=[stage.bank.questions.first().pk]) in text


def test_a_reader_of_results_gets_no_link_to_the_editor(stage):
    six(stage)
    hr = factories.user()
    factories.grant(hr, Role.HR, factories.city())

    text = detail(signed_in(hr), stage).content.decode()

    assert "Sunting soal ini" not in text


def test_a_question_that_never_came_up_is_not_found(lecturer, stage):
    six(stage)
    other = factories.question(factories.bank(course=stage.course))

    answer = lecturer.get(reverse("quiz_question", args=[stage.quiz.pk, other.pk]))

    assert answer.status_code == 404


def test_what_one_person_typed_is_not_shown(lecturer, stage):
    stage.bank.questions.update(retired_at=NOW)
    for _n in range(2):
        answer = {"text": "sandi", "weight": "100", "feedback": ""}
        question = factories.question(stage.bank, kind="short", answers=[answer])
    six(stage, [["Kata Kunci"] * 2] * 5 + [["nama saya Budi"] * 2])

    address = reverse("quiz_question", args=[stage.quiz.pk, question.pk])
    text = lecturer.get(address).content.decode()

    assert "kata kunci" in text
    assert "budi" not in text.lower()


def test_the_sheet_holds_the_figures_of_the_page(lecturer, stage):
    six(stage, ["aa", "ab", "bb", "bb", "bb", "bb"])

    answer = lecturer.get(reverse("quiz_statistics_sheet", args=[stage.quiz.pk]))

    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert book.sheetnames == ["Soal", "Pilihan", "Kuis"]
    rows = list(book["Soal"].values)
    assert sorted((row[0], row[3]) for row in rows[1:]) == [
        (question.name, 6) for question in stage.bank.questions.order_by("name")
    ]
    assert list(book["Pilihan"].values)[1][1:4] == ("A", "Pilihan a", "ya")


def test_there_is_no_sheet_before_there_are_figures(lecturer, stage):
    assert lecturer.get(reverse("quiz_statistics_sheet", args=[stage.quiz.pk])).status_code == 404
