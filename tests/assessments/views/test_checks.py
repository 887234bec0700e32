"""The pages of an attempt whose answers can be checked, without JavaScript."""

import pytest
from django.urls import reverse

from assessments.models import AnswerCheck, Attempt
from tests import factories
from tests.assessments.conftest import build_stage
from tests.assessments.grading.bodies import body
from tests.courses.authors import lecturer, signed_in

pytestmark = pytest.mark.django_db
OPTIONS = [
    option | {"feedback": f"KATA-{option['id']}"} for option in factories.choices(benar=100, salah=0, lain=0)
]
BODY = {"stem": "Mana?", "feedback": "UMUM", "options": OPTIONS, "hints": ["Petunjuk satu.", "Petunjuk dua."]}


@pytest.fixture
def sit(client):
    def begin(behaviour="tries", **rules):
        stage = build_stage(questions=0, behaviour=behaviour, **rules)
        stage.quiz.sections.update(count=1)
        factories.question(stage.bank, **BODY)
        client.force_login(stage.learner)
        client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
        return Attempt.objects.get()

    return begin


def send(client, attempt, response, seq, **more):
    url = reverse("attempt", args=[attempt.pk])
    return client.post(url, {"soal": 1, "seq": seq, "jawaban": response} | more)


def page(client, attempt):
    return client.get(reverse("attempt", args=[attempt.pk]), {"soal": 1}).content.decode()


def checked(client, attempt, response, seq):
    send(client, attempt, response, seq, cek="1")
    return page(client, attempt)


def test_a_wrong_answer_gets_a_hint_and_keeps_the_key(client, sit):
    attempt = sit()

    text = checked(client, attempt, "salah", 1)

    assert "Belum tepat" in text
    assert "Anda dapat mencoba 2 kali lagi" in text
    assert "Petunjuk satu." in text
    assert [secret in text for secret in ("Petunjuk dua.", "UMUM", "KATA-", "jawaban benar")] == [False] * 4


def test_a_second_wrong_answer_gets_the_second_hint_too(client, sit):
    attempt = sit()
    checked(client, attempt, "salah", 1)

    text = checked(client, attempt, "lain", 2)

    assert [hint in text for hint in ("Petunjuk satu.", "Petunjuk dua.")] == [True, True]
    assert "mencoba 1 kali lagi" in text


@pytest.mark.parametrize(
    ("behaviour", "responses"),
    [("tries", ["benar"]), ("tries", ["salah", "lain", "salah"]), ("immediate", ["salah"])],
)
def test_at_the_end_the_key_and_the_feedback_are_told_and_no_field_is_left(client, sit, behaviour, responses):
    attempt = sit(behaviour)
    for seq, response in enumerate(responses, start=1):
        text = checked(client, attempt, response, seq)

    assert "jawaban benar" in text
    assert "UMUM" in text
    assert [field in text for field in ('name="jawaban"', 'name="cek"')] == [False, False]


def test_before_a_check_nothing_is_told(client, sit):
    attempt = sit("immediate")
    send(client, attempt, "benar", 1)

    text = page(client, attempt)

    secrets = ("UMUM", "KATA-", "jawaban benar", "Petunjuk", "Belum tepat")
    assert [secret in text for secret in secrets] == [False] * 5
    assert 'name="cek"' in text


def test_an_unanswered_question_is_not_checked(client, sit):
    attempt = sit()

    client.post(reverse("attempt", args=[attempt.pk]), {"soal": 1, "seq": 1, "cek": "1"})

    assert "Jawab dulu soal ini" in page(client, attempt)
    assert not AnswerCheck.objects.exists()


def test_the_same_form_sent_twice_uses_one_try(client, sit):
    attempt = sit()
    send(client, attempt, "salah", 1, cek="1")

    send(client, attempt, "salah", 1, cek="1")
    send(client, attempt, "salah", 2, cek="1")

    assert AnswerCheck.objects.count() == 1


def test_an_ended_question_is_turned_without_storing(client, sit):
    attempt = sit("immediate")
    checked(client, attempt, "salah", 1)

    response = client.post(reverse("attempt", args=[attempt.pk]), {"soal": 1, "ke": "periksa"})

    assert response.url == reverse("attempt_check", args=[attempt.pk])
    assert attempt.slots.get().steps.count() == 1


def test_the_whole_attempt_is_not_given_away_for_times_without_network(client, sit):
    attempt = sit()

    response = client.get(reverse("attempt_whole", args=[attempt.pk]))

    assert response.url == reverse("attempt", args=[attempt.pk])


def test_its_page_runs_without_the_script_of_the_queue(client, sit):
    text = page(client, sit())

    assert "attempt.js" not in text
    assert "data-attempt" not in text


def test_the_result_says_why_it_is_less(client, sit):
    attempt = sit()
    checked(client, attempt, "salah", 1)
    checked(client, attempt, "benar", 2)
    client.post(reverse("attempt_submit", args=[attempt.pk]))

    text = client.get(reverse("attempt_result", args=[attempt.pk])).content.decode()

    assert "dikurangi karena pemeriksaan yang keliru" in text
    assert "0,67" in text


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        ("deferred", "Jawaban tersimpan sendiri"),
        ("immediate", "diperiksa segera, satu kali"),
        ("tries", "sampai 3 kali"),
    ],
)
def test_the_rules_are_told_before_the_start(client, behaviour, words):
    stage = build_stage(behaviour=behaviour)
    client.force_login(stage.learner)

    text = client.get(reverse("quiz", args=[stage.course.pk, stage.quiz.pk])).content.decode()

    assert words in text


def test_a_lecturer_writes_hints_line_by_line_and_saves_them_unchanged():
    course = factories.course()
    bank, teacher = factories.bank(course=course), lecturer(course)
    question = factories.question(bank, "single", **body("single"), hints=BODY["hints"])
    author, url = signed_in(teacher), reverse("question_edit", args=[question.pk])
    form = author.get(url).context["form"]
    data = {
        name: value
        for name in form.fields
        if (value := form.get_initial_for_field(form.fields[name], name)) not in (None, False)
    }

    author.post(url, data | {"simpan": "1"})
    author.post(url, data | {"hints": "Satu.\n\nDua.\nTiga.", "simpan": "1"})
    refused = author.post(url, data | {"hints": "1\n2\n3\n4", "simpan": "1"})

    assert form["hints"].value() == "Petunjuk satu.\nPetunjuk dua."
    assert [version.body["hints"] for version in question.versions.order_by("number")] == [
        ["Petunjuk satu.", "Petunjuk dua."],
        ["Satu.", "Dua.", "Tiga."],
    ]
    assert refused.status_code == 422
