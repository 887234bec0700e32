"""What a check tells follows the review options of the quiz: no key before its phase."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from assessments.labs import LABS
from assessments.models import Attempt
from assessments.review import preset
from tests import factories
from tests.assessments.conftest import build_stage
from tests.assessments.views.test_kinds import REACHED, ROUTER

pytestmark = pytest.mark.django_db
GOALS = [REACHED[0] | {"id": "1"}]
OPTIONS = [
    option | {"feedback": f"KATA-{option['id']}"} for option in factories.choices(benar=100, salah=0, lain=0)
]


@pytest.fixture
def ended(client):
    """The page of a question that ended with a wrong answer while the attempt runs."""

    def check(review, kind="single", response=None, **body):
        stage = build_stage(questions=0, behaviour="immediate", review=review)
        stage.quiz.sections.update(count=1)
        factories.question(stage.bank, kind, feedback="UMUM", **(body or {"options": OPTIONS}))
        client.force_login(stage.learner)
        client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
        url = reverse("attempt", args=[Attempt.objects.get().pk])
        return client.post(
            url, {"soal": 1, "seq": 1, "jawaban": response or "salah", "cek": "1"}, follow=True
        )

    return check


def said(response):
    words = ("Belum tepat", "UMUM", "KATA-salah", "jawaban benar", "jawaban yang benar", "KUNCI")
    return [word for word in words if word in response.content.decode()]


def test_the_key_is_told_where_it_is_told_after_handing_in(ended):
    page = ended(preset("after_submit"))

    assert said(page) == ["Belum tepat", "UMUM", "KATA-salah", "jawaban benar", "jawaban yang benar"]


@pytest.mark.parametrize("word", ["after_pass", "after_close", "never"])
def test_a_key_for_later_is_not_told_by_a_check(ended, word):
    assert said(ended(preset(word))) == ["Belum tepat", "UMUM", "KATA-salah"]


@pytest.mark.parametrize("word", ["after_pass", "after_close", "never"])
def test_nor_is_the_text_of_an_accepted_answer(ended, word):
    answers = [{"text": "KUNCI", "weight": "100", "feedback": ""}]

    assert said(ended(preset(word), "short", "lain", answers=answers)) == ["Belum tepat", "UMUM"]


def test_a_lab_says_where_its_first_goal_failed(client):
    stage = build_stage(questions=0, behaviour="tries", tries=3)
    stage.quiz.sections.update(count=1)
    factories.question(stage.bank, "lab", lab="network", setup=ROUTER, goals=GOALS)
    client.force_login(stage.learner)
    client.post(reverse("attempt_start", args=[stage.course.pk, stage.quiz.pk]))
    url = reverse("attempt", args=[Attempt.objects.get().pk])
    before = client.get(url).content.decode()

    page = client.post(
        url, {"soal": 1, "seq": 1, "jawaban-log": "r1: interface gi0/0", "cek": "1"}, follow=True
    )

    verdicts = LABS["network"].judge(ROUTER, GOALS, {"log": "r1: interface gi0/0"})
    assert verdicts[0].reason
    assert [escape(verdicts[0].reason) in text for text in (before, page.content.decode())] == [False, True]
