import pytest
from django.urls import reverse

from assessments.models import Question
from lms.audit.models import Event
from lms.people.enums import Role
from lms.people.middleware import PROVEN
from tests import factories
from tests.assessments.conftest import build_stage

SINGLE = {
    "name": "ip-1",
    "tag": "ip",
    "level": "2",
    "stem": "Mana?",
    "text_1": "ini",
    "right_1": "on",
    "note_1": "Tepat.",
    "text_2": "itu",
}


@pytest.fixture
def stage(db, client):
    stage = build_stage()
    lecturer = factories.user()
    factories.grant(lecturer, Role.LECTURER, factories.city())
    stage.course.lecturers = [lecturer]
    stage.course.save()
    client.force_login(lecturer)
    session = client.session
    session[PROVEN] = lecturer.pk
    session.save()
    return stage


def new(client, stage, kind, button="simpan", **data):
    return client.post(reverse("question_new", args=[stage.bank.pk, kind]), data | {button: "1"})


@pytest.mark.parametrize(
    ("kind", "data", "body"),
    [
        ("single", SINGLE, {"options": [("ini", "100", "Tepat."), ("itu", "0", "")]}),
        (
            "multiple",
            SINGLE | {"weight_1": "50", "weight_2": "50", "text_3": "lain", "weight_3": "-50"},
            {"options": [("ini", "50", "Tepat."), ("itu", "50", ""), ("lain", "-50", "")]},
        ),
        (
            "true_false",
            SINGLE | {"truth": "salah", "wrong": "Keliru.", "right": "Tepat."},
            {"options": [("Benar", "0", "Keliru."), ("Salah", "100", "Tepat.")]},
        ),
    ],
)
def test_a_choice_is_written_in_the_form(client, stage, kind, data, body):
    new(client, stage, kind, **data)

    question = Question.objects.get(name="ip-1")
    options = question.current.body["options"]
    assert (question.tag, question.level, question.current.kind) == ("ip", 2, kind)
    assert [(row["text"], row["weight"], row["feedback"]) for row in options] == body["options"]


def test_a_number_is_written_in_the_form(client, stage):
    data = SINGLE | {"value_1": "2,5", "tolerance_1": "0,1", "weight_1": "100", "unit": "Mbps"}

    new(client, stage, "numeric", **data)

    body = Question.objects.get(name="ip-1").current.body
    assert (body["unit"], body["answers"]) == (
        "Mbps",
        [{"value": "2.5", "tolerance": "0.1", "weight": "100", "feedback": "Tepat."}],
    )


def test_a_short_answer_is_written_in_the_form(client, stage):
    new(client, stage, "short", **(SINGLE | {"text_2": "sandi", "weight_2": "50"}))

    answers = Question.objects.get(name="ip-1").current.body["answers"]
    assert [(row["text"], row["weight"]) for row in answers] == [("ini", "100"), ("sandi", "50")]


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("single", {"right_1": ""}, "tepat satu jawaban benar"),
        ("single", {"right_2": "on"}, "tepat satu jawaban benar"),
        ("single", {"text_2": "ini"}, "Dua pilihan sama."),
        ("single", {"text_2": ""}, "Pilihan 2"),
        ("single", {"stem": ""}, "Pertanyaan"),
        ("single", {"name": "dua kata"}, "tanpa spasi"),
        ("single", {"tag": "a]b"}, "Kurung siku"),
        ("multiple", {"weight_1": "50", "weight_2": "20"}, "tidak berjumlah 100"),
        ("multiple", {"weight_1": "lima"}, "angka yang tidak terbaca"),
        ("numeric", {"value_1": "enam"}, "angka yang tidak terbaca"),
        ("numeric", {"value_1": "6", "tolerance_1": "-1"}, "Jawaban angka tidak terbaca."),
        ("short", {"weight_1": "0"}, "bobotnya bukan 1 sampai 100"),
        ("true_false", {}, "Pernyataan ini"),
    ],
)
def test_a_fault_is_said_in_words_and_nothing_is_stored(client, stage, kind, change, words):
    page = new(client, stage, kind, **(SINGLE | change)).content.decode()

    assert words in page
    assert not Question.objects.filter(name="ip-1").exists()


def test_a_name_is_given_once(client, stage):
    taken = stage.bank.questions.first().name

    page = new(client, stage, "single", **(SINGLE | {"name": taken})).content.decode()

    assert "sudah dipakai di bank ini" in page


def test_a_preview_shows_the_question_and_stores_nothing(client, stage):
    page = new(client, stage, "single", button="pratinjau", **SINGLE).content.decode()

    assert "Pratinjau" in page
    assert "✔ jawaban benar" in page
    assert not Question.objects.filter(name="ip-1").exists()


def test_what_a_lecturer_types_is_inert(client, stage):
    new(client, stage, "single", **(SINGLE | {"stem": "[html]<script>alert(1)</script><b>Mana?</b>"}))

    assert Question.objects.get(name="ip-1").current.body["stem"] == "<b>Mana?</b>"


def test_editing_makes_a_version_and_an_audit_event(client, stage):
    new(client, stage, "single", **SINGLE)
    question = Question.objects.get(name="ip-1")
    url = reverse("question_edit", args=[question.pk])

    client.post(url, SINGLE | {"stem": "Yang mana?", "simpan": "1"})

    question.refresh_from_db()
    assert (question.current.number, question.current.body["stem"]) == (2, "Yang mana?")
    event = Event.objects.filter(act="assessments.edit_question").latest("pk")
    assert (event.before["version"], event.after["version"]) == (1, 2)


@pytest.mark.parametrize("kind", ["single", "multiple", "true_false", "numeric", "short"])
def test_saving_without_a_change_makes_no_version(client, stage, kind):
    extra = {
        "truth": "benar",
        "value_1": "5",
        "weight_1": "100",
        "weight_2": "50" if kind == "short" else "0",
    }
    new(client, stage, kind, **(SINGLE | extra))
    question = Question.objects.get(name="ip-1")
    url = reverse("question_edit", args=[question.pk])
    form = client.get(url).context["form"]
    data = {field.html_name: field.value() for field in form if field.value() not in (None, False, "")}

    client.post(url, data | {"simpan": "1"})

    question.refresh_from_db()
    assert question.current.number == 1


def test_a_question_is_retired_and_taken_back(client, stage):
    question = stage.bank.questions.first()
    url = reverse("question_use", args=[question.pk])

    client.post(url)
    question.refresh_from_db()
    assert question.retired_at is not None

    client.post(url)
    question.refresh_from_db()
    assert question.retired_at is None
    assert set(Event.objects.values_list("act", flat=True)) == {
        "assessments.retire_question",
        "assessments.restore_question",
    }


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 3),
        ({"tag": "wifi"}, 1),
        ({"cari": "Kanal"}, 1),
        ({"cari": '"'}, 0),
        ({"cari": "x" * 10_000}, 0),
        ({"cari": "\x00"}, 3),
        ({"keadaan": "pensiun"}, 0),
        ({"halaman": "abc"}, 3),
    ],
)
def test_questions_are_filtered(client, stage, filters, count):
    factories.question(stage.bank, tag="wifi", stem="Kanal mana?", options=factories.choices(a=100, b=0))

    answer = client.get(reverse("bank", args=[stage.bank.pk]), filters)

    assert len(answer.context["page"]) == count


@pytest.mark.parametrize("questions", [1, 3])
def test_a_bank_costs_the_same_for_any_number_of_questions(
    client, stage, django_assert_num_queries, questions
):
    for _n in range(questions):
        factories.question(stage.bank)

    with django_assert_num_queries(QUERIES["bank"]):
        client.get(reverse("bank", args=[stage.bank.pk]))


@pytest.mark.parametrize("banks", [1, 3])
def test_the_list_of_banks_costs_the_same_for_any_number(client, stage, django_assert_num_queries, banks):
    for _n in range(banks):
        factories.bank(course=stage.course)

    with django_assert_num_queries(QUERIES["banks"]):
        client.get(reverse("banks"))


QUERIES = {"bank": 11, "banks": 5}
