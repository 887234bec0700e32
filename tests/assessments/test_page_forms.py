import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from assessments.models import QuizPage, QuizSection
from tests import factories
from tests.courses.authors import lecturer, reviewer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    made = factories.course()
    factories.module(made)
    return type(made).objects.get(pk=made.pk)


@pytest.fixture
def mine(course):
    return factories.bank(course=course, name="Bank sendiri", slug="sendiri")


@pytest.fixture
def foreign():
    return factories.bank(course=factories.course(), name="Bank orang lain", slug="lain")


def new_quiz(course):
    return reverse("wagtailadmin_pages:add", args=["assessments", "quizpage", course.get_children()[0].pk])


def edit(quiz):
    return reverse("wagtailadmin_pages:edit", args=[quiz.pk])


def offered(client, address):
    text = client.get(address).content.decode()
    return ["Bank sendiri" in text, "Bank orang lain" in text]


def sent(bank, review=("marks.after", "key.later", "key.closed"), **more):
    section = {"title": "", "bank": bank.pk, "tag": "", "count": 1}
    rules = {
        "minutes": 20,
        "wait_minutes": "0",
        "behaviour": "deferred",
        "tries": "3",
        "penalty_percent": "33",
        "markers": "1",
        "marker_gap_percent": "15",
        "attempts_allowed": 3,
        "pass_percent": 70,
    }
    fields = {"title": "Kuis", "slug": "kuis", "grade_method": "best", "sections": inline_formset([section])}
    return nested_form_data(fields | rules | more) | {"review": list(review)}


def test_a_lecturer_is_offered_own_banks_only(course, mine, foreign):
    assert offered(signed_in(lecturer(course)), new_quiz(course)) == [True, False]


def test_a_reviewer_is_offered_all_banks(course, mine, foreign):
    assert offered(signed_in(reviewer()), new_quiz(course)) == [True, True]


def test_a_quiz_draws_from_an_own_bank(course, mine):
    signed_in(lecturer(course)).post(new_quiz(course), sent(mine))

    assert QuizSection.objects.get().bank == mine


def test_boxes_become_phases_and_back(course, mine):
    client = signed_in(lecturer(course))
    client.post(new_quiz(course), sent(mine))
    quiz = QuizPage.objects.get()

    assert quiz.review == {"marks": ["after"], "answers": [], "feedback": [], "key": ["later", "closed"]}
    boxes = re.findall(r'value="(\w+\.\w+)"[^>]* checked', client.get(edit(quiz)).content.decode())
    assert boxes == ["marks.after", "key.later", "key.closed"]
    assert quiz.get_latest_revision_as_object().review == quiz.review


def test_a_box_that_does_not_exist_is_refused(course, mine):
    signed_in(lecturer(course)).post(new_quiz(course), sent(mine, review=["key.besok"]))

    assert not QuizPage.objects.exists()


def test_the_bank_of_another_is_refused_whatever_the_form_sends(course, foreign):
    answer = signed_in(lecturer(course)).post(new_quiz(course), sent(foreign))

    assert (answer.status_code, QuizPage.objects.count()) == (200, 0)


def test_a_bank_that_the_quiz_draws_from_already_may_stay(course, foreign):
    quiz = factories.quiz(course.get_children()[0].specific)
    factories.quiz_section(quiz, bank=foreign)

    assert offered(signed_in(lecturer(course)), edit(quiz)) == [False, True]


def test_a_bank_that_is_shared_is_offered_and_drawn_from(course, foreign):
    teacher = lecturer(course)
    factories.bank_share(foreign, user=teacher)

    signed_in(teacher).post(new_quiz(course), sent(foreign))

    assert QuizSection.objects.get().bank == foreign


def saved(course, bank, **section):
    """The section as it was saved, or what the form has against it."""
    fields = {f"sections-0-{name}": value for name, value in section.items()}
    page = signed_in(lecturer(course)).post(new_quiz(course), sent(bank) | fields)
    if page.status_code == 302:
        return QuizSection.objects.get()
    return {name for row in page.context["form"].formsets["sections"].errors for name in row}


def test_a_section_asks_a_question_by_its_name(course, mine):
    question = factories.question(mine)

    assert saved(course, mine, question=question.name).question == question


def test_a_section_draws_by_category_level_and_bloom(course, mine):
    category = factories.category(mine, "Jaringan/Alamat IP")

    section = saved(course, mine, category=category.pk, level=2, bloom="C3")

    assert (section.category, section.level, section.bloom) == (category, 2, "C3")


@pytest.mark.parametrize(
    ("section", "field"),
    [({"question": "tidak-ada"}, "question"), ({"level": 6}, "level"), ({"bloom": "C9"}, "bloom")],
)
def test_a_section_that_cannot_be_is_refused_by_its_field(course, mine, section, field):
    assert saved(course, mine, **section) == {field}


@pytest.mark.parametrize(("more", "field"), [({"tag": "ip"}, "question"), ({"count": 2}, "count")])
def test_a_fixed_question_is_not_drawn_as_well(course, mine, more, field):
    assert saved(course, mine, question=factories.question(mine).name, **more) == {field}


def test_a_category_belongs_to_the_bank_of_its_section(course, mine):
    other = factories.bank(course=course)

    assert saved(course, mine, category=factories.category(other, "Lain").pk) == {"category"}
