import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.attempts import submit
from assessments.models import AnswerStep, Attempt
from tests import factories
from tests.assessments.conftest import build_stage

BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def stage(db, client):
    stage = build_stage()
    client.force_login(stage.learner)
    return stage


@pytest.fixture
def attempt(client, stage):
    client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
    return Attempt.objects.get()


def save(client, attempt, *answers, **more):
    body = json.dumps({"answers": list(answers), "device": "ponsel"} | more)
    return client.post(reverse("attempt_save", args=[attempt.pk]), body, content_type="application/json")


def answer(slot=1, seq=1, response="b", **more):
    return {"slot": slot, "seq": seq, "response": response} | more


def test_a_saved_answer_is_acknowledged_with_time_and_time_left(client, attempt):
    reply = save(client, attempt, answer()).json()

    (told,) = reply["answers"]
    assert len(told.pop("receipt")) == 11
    assert told == {"slot": 1, "seq": 1, "fate": "saved", "last_seq": 1, "response": "b"}
    assert 1190 <= reply["left"] <= 1200
    assert len(reply["clock"]) == 5


def test_device_and_its_clock_are_kept_with_the_step(client, attempt):
    save(client, attempt, answer(client_at="2026-11-23T10:00:00+07:00"))

    step = AnswerStep.objects.get()
    assert (step.device, step.client_at.isoformat()) == ("ponsel", "2026-11-23T03:00:00+00:00")


EDGES = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]  # another year in UTC


@pytest.mark.parametrize(
    "moment", ["kemarin", "2026-13-45T00:00:00Z", "2026-11-23T10:00:00", 5, None, [], *EDGES]
)
def test_a_device_clock_that_cannot_be_read_is_left_out(client, attempt, moment):
    reply = save(client, attempt, answer(client_at=moment))

    assert (reply.status_code, AnswerStep.objects.get().client_at) == (200, None)


@pytest.mark.parametrize(
    ("device", "kept"),
    [("a\0b", "a?b"), ("\ud800", "?"), ("x" * 500, "x" * 40), ("🙂", "🙂"), (None, ""), ({"a": 1}, "")],
)
def test_any_name_of_a_device_is_kept_as_far_as_it_can_be(client, attempt, device, kept):
    reply = save(client, attempt, answer(), device=device)

    assert (reply.status_code, AnswerStep.objects.get().device) == (200, kept)


def test_a_stale_answer_gets_the_newer_one_back(client, attempt):
    save(client, attempt, answer(seq=3, response="c"))

    reply = save(client, attempt, answer(seq=2, response="a")).json()

    assert reply["answers"] == [{"slot": 1, "seq": 2, "fate": "stale", "last_seq": 3, "response": "c"}]


def test_a_graded_attempt_says_where_its_result_is(client, stage, attempt):
    submit(attempt=attempt, by=stage.learner, now=attempt.started_at)

    reply = save(client, attempt, answer())

    assert (reply.status_code, reply.json()) == (
        409,
        {"error": "closed", "result": reverse("attempt_result", args=[attempt.pk]), "late": 1},
    )


def test_an_expired_session_is_told_apart(attempt):
    reply = save(Client(), attempt, answer())

    assert (reply.status_code, reply.json()) == (401, {"error": "login"})


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '{"answers": []}',
        '{"answers": {}}',
        '{"answers": [1]}',
        '{"answers": [{"slot": "1", "seq": 1}]}',
        '{"answers": [{"slot": 1.5, "seq": 1}]}',
        '{"answers": [{"slot": true, "seq": 1}]}',
        '{"answers": [{"slot": 1, "seq": "1"}]}',
        '{"answers": [{"slot": 99999999999, "seq": 1}]}',
        '{"answers": [{"slot": 1, "flagged": 1}]}',
        "[" * 100_000,
        json.dumps({"answers": [{"slot": 1, "seq": 1}] * 201}),
    ],
)
def test_a_malformed_body_is_refused_in_words(client, attempt, body):
    url = reverse("attempt_save", args=[attempt.pk])

    reply = client.post(url, body, content_type="application/json")

    assert (reply.status_code, reply.json()["error"], reply.json()["reason"] != "") == (400, "bad", True)


@pytest.mark.parametrize("response", [{"a": 1}, [["a"]], 7, "zz", "x" * 10_000, "\x00", "\ud800"])
def test_an_answer_of_a_wrong_shape_is_refused_and_others_are_kept(client, attempt, response):
    reply = save(client, attempt, answer(slot=1, response=response), answer(slot=2, response="a")).json()

    assert [outcome["fate"] for outcome in reply["answers"]] == ["refused", "saved"]


def test_the_state_lists_what_the_server_holds(client, attempt):
    save(client, attempt, answer(response="c", flagged=True))

    reply = client.get(reverse("attempt_state", args=[attempt.pk])).json()

    assert reply["answers"] == [
        {"slot": 1, "last_seq": 1, "response": "c", "flagged": True},
        {"slot": 2, "last_seq": 0, "response": None, "flagged": False},
    ]


def test_another_device_goes_on_from_the_stored_answer(client, stage, attempt):
    save(client, attempt, answer(response="c"))
    phone = Client()
    phone.force_login(stage.learner)

    page = phone.get(reverse("attempt", args=[attempt.pk]), {"soal": 1}).content.decode()

    assert 'value="c" checked' in page


def test_saving_costs_at_most_six_queries_with_session_and_user(client, attempt):
    with CaptureQueriesContext(connection) as log:
        save(client, attempt, answer())

    assert len([query for query in log if not query["sql"].startswith(BRACKETS)]) == 6


@pytest.mark.parametrize("name", ["attempt_save", "attempt_state"])
def test_a_stranger_finds_nothing(client, attempt, name):
    client.force_login(factories.user())

    url = reverse(name, args=[attempt.pk])
    body = json.dumps({"answers": [answer()]})
    reply = (
        client.post(url, body, content_type="application/json") if name == "attempt_save" else client.get(url)
    )

    assert (reply.status_code, AnswerStep.objects.count()) == (404, 0)


def test_an_unknown_slot_of_a_strangers_attempt_is_not_found_either(client, attempt):
    client.force_login(factories.user())

    assert save(client, attempt, answer(slot=99)).status_code == 404


def test_a_typed_number_comes_back_as_it_was_understood(db, client):
    stage = build_stage(questions=0)
    numbers = [{"value": "2.5", "tolerance": "0", "weight": "100", "feedback": ""}]
    factories.question(stage.bank, "numeric", answers=numbers, unit="")
    stage.quiz.sections.update(count=1)
    client.force_login(stage.learner)
    client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))

    reply = save(client, Attempt.objects.get(), answer(response="2,50")).json()

    assert reply["answers"][0]["reading"] == "Terbaca sebagai 2,5."
