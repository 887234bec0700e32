"""The list of quizzes, the way to their results."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import QuizStatistics
from tests import factories
from tests.assessments.conftest import build_stage
from tests.clients import signed_in
from tests.courses.authors import lecturer

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr():
    user = factories.user()
    factories.grant(user, "hr", factories.city())
    return signed_in(user)


def listed(client, **search):
    response = client.get(reverse("quizzes"), search)
    return [(row.quiz.title, row.course) for row in response.context["rows"]]


def test_hr_finds_the_quizzes_of_all_courses(hr):
    stages = [build_stage(), build_stage()]

    titles = {(stage.quiz.title, stage.course.title) for stage in stages}

    assert set(listed(hr)) == titles


def test_a_lecturer_finds_those_of_their_own_courses(hr):
    own, _other = build_stage(), build_stage()
    author = signed_in(lecturer(own.course))

    assert listed(author) == [(own.quiz.title, own.course.title)]


def test_it_is_searched_by_quiz_and_by_course(hr):
    one, other = build_stage(), build_stage()
    type(one.quiz).objects.filter(pk=one.quiz.pk).update(title="Uji Subnet")
    type(other.course).objects.filter(pk=other.course.pk).update(title="Awan bagi Kelurahan")

    assert [title for title, _course in listed(hr, cari="subnet")] == ["Uji Subnet"]
    assert [course for _title, course in listed(hr, cari="kelurahan")] == ["Awan bagi Kelurahan"]


def test_kept_figures_are_shown_and_missing_ones_are_not_nought(hr):
    known, _unknown = build_stage(), build_stage()
    QuizStatistics.objects.create(
        quiz=known.quiz,
        choice="first",
        computed_at=timezone.now(),
        attempts=1200,
        people=1200,
        payload={"average": 71.25},
    )

    page = hr.get(reverse("quizzes")).content.decode()

    assert "1.200" in page
    assert "71" in page
    assert page.count("Belum</td>") == 1


def test_a_search_without_a_hit_leads_back(hr):
    build_stage()

    page = hr.get(reverse("quizzes"), {"cari": "tidak ada \x00"}).content.decode()

    assert "Tidak ada kuis yang cocok" in page
    assert f'href="{reverse("quizzes")}"' in page


@pytest.mark.parametrize("quizzes", [1, 4])
def test_it_costs_the_same_for_many(hr, quizzes, django_assert_num_queries):
    for _number in range(quizzes):
        build_stage()
    hr.get(reverse("quizzes"))

    with django_assert_num_queries(6):
        hr.get(reverse("quizzes"))


def test_the_results_lead_back_to_the_list(hr):
    stage = build_stage()

    page = hr.get(reverse("quiz_results", args=[stage.quiz.pk])).content.decode()

    assert f'href="{reverse("quizzes")}"' in page
