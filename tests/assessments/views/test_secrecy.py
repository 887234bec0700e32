"""Nothing about right answers leaves the server before its time."""

import json

import pytest
from django.urls import reverse

from assessments.gift import parse
from assessments.models import Attempt
from assessments.review import preset
from tests import factories
from tests.assessments.conftest import build_stage

SECRETS = ("RAHASIA", "weight", "BOBOT", "4711", "kuncinya", "10.47.11")
ALL = 9


@pytest.fixture
def stage(db, client):
    stage = build_stage(questions=0, minutes=20, review=preset("after_pass"))
    stage.quiz.sections.update(count=ALL)
    for kind in ("single", "multiple", "true_false"):
        options = factories.choices(benar=50, salah=50, lain=-50)
        for option in options:
            option["feedback"] = "RAHASIA"
        factories.question(stage.bank, kind, stem="Pilih?", feedback="RAHASIA", options=options)
    numbers = [{"value": "4711", "tolerance": "0", "weight": "100", "feedback": "RAHASIA"}]
    factories.question(stage.bank, "numeric", answers=numbers, unit="")
    words = [{"text": "kuncinya", "weight": "100", "feedback": "RAHASIA"}]
    factories.question(stage.bank, "short", answers=words)
    _more_kinds(stage.bank)
    client.force_login(stage.learner)
    return stage


def _more_kinds(bank):
    """Questions whose right answers could stand in their fields, formulas or texts of feedback."""
    numbers = [{"value": "4711", "tolerance": "0", "weight": "100", "feedback": "RAHASIA"}]
    words = [{"text": "kuncinya", "weight": "100", "feedback": "RAHASIA"}]
    gaps = [
        {"id": "1", "kind": "short", "weight": "1", "answers": words},
        {"id": "2", "kind": "numeric", "weight": "1", "answers": numbers, "unit": ""},
    ]
    factories.question(bank, "cloze", stem="[[1]] [[2]]", feedback="RAHASIA", gaps=gaps)
    formula = [{"formula": "v * 4711", "tolerance": "0", "weight": "100", "feedback": "RAHASIA"}]
    variables = [{"name": "v", "low": "1", "high": "1", "step": "1"}]
    factories.question(bank, "calculated", answers=formula, variables=variables, unit="", feedback="RAHASIA")
    address = [{"form": "cidr", "text": "10.47.11.0/24", "weight": "100", "feedback": "RAHASIA"}]
    factories.question(bank, "ip", answers=address, feedback="RAHASIA")
    pairs = [{"id": "x1", "text": "kiri", "answer": "kanan", "feedback": "RAHASIA"}]
    factories.question(bank, "matching", pairs=pairs, extras=["lain"], feedback="RAHASIA")


@pytest.fixture
def attempt(client, stage):
    client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
    return Attempt.objects.get()


def leaks(response):
    return [word for word in SECRETS if word in response.content.decode()]


@pytest.mark.parametrize("position", range(1, ALL + 1))
def test_the_page_of_a_question_tells_no_answer(client, attempt, position):
    page = client.get(reverse("attempt", args=[attempt.pk]), {"soal": position})

    assert leaks(page) == []


def test_saving_tells_no_answer(client, attempt):
    answers = [{"slot": slot, "seq": 1, "response": "salah"} for slot in range(1, ALL + 1)]
    url = reverse("attempt_save", args=[attempt.pk])

    reply = client.post(url, json.dumps({"answers": answers}), content_type="application/json")

    assert leaks(reply) == []


@pytest.mark.parametrize("name", ["attempt_state", "attempt_check", "attempt_whole"])
def test_state_check_and_the_whole_attempt_tell_no_answer(client, attempt, name):
    assert leaks(client.get(reverse(name, args=[attempt.pk]))) == []


def test_the_page_of_a_stale_tab_tells_no_answer(client, attempt):
    url = reverse("attempt", args=[attempt.pk])
    for position in range(1, ALL + 1):
        client.post(url, {"soal": position, "seq": 1, "jawaban": "1"})

        assert leaks(client.post(url, {"soal": position, "seq": 1, "jawaban": "2"})) == []


def test_a_failed_attempt_tells_no_answer_while_chances_are_left(client, attempt):
    page = client.post(reverse("attempt_submit", args=[attempt.pk]), follow=True)

    assert leaks(page) == []
    assert "Dibuka setelah Anda lulus" in page.content.decode()


def test_a_failed_last_chance_opens_the_feedback(client, stage, attempt):
    stage.quiz.attempts_allowed = 1
    stage.quiz.save()

    page = client.post(reverse("attempt_submit", args=[attempt.pk]), follow=True)

    assert leaks(page) == ["RAHASIA", "kuncinya", "10.47.11"]
    assert "4.711" in page.content.decode()


def test_never_means_never(client, stage, attempt):
    stage.quiz.review, stage.quiz.attempts_allowed = preset("never"), 1
    stage.quiz.save()

    page = client.post(reverse("attempt_submit", args=[attempt.pk]), follow=True)

    assert leaks(page) == []


@pytest.mark.parametrize(
    ("items", "secrets"),
    [
        ([], []),
        (["marks"], []),
        (["answers"], []),
        (["feedback"], ["RAHASIA"]),
        (["key"], ["kuncinya", "10.47.11"]),
    ],
)
def test_each_part_of_a_result_has_its_own_time(client, stage, attempt, items, secrets):
    stage.quiz.review = {item: ["after"] for item in items}
    stage.quiz.save()

    page = client.post(reverse("attempt_submit", args=[attempt.pk]), follow=True)

    assert leaks(page) == secrets
    assert ("Skor tiap bagian kuis" in page.content.decode()) is ("marks" in items)


def test_option_ids_say_nothing_about_their_order_or_worth():
    options = parse("::a::Mana?{=satu ~dua ~tiga}").drafts[0].body["options"]

    assert [len(option["id"]) for option in options] == [8, 8, 8]
    assert [option["id"] for option in options] != sorted(option["id"] for option in options)
