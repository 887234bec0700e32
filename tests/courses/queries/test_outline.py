import pytest
from django.urls import reverse

from courses.queries.outline import outline_of, outlines_of
from tests import factories

pytestmark = pytest.mark.django_db


def titles(outline):
    return [(module.title, [item.title for item in module.activities]) for module in outline.modules]


def test_modules_and_activities_come_in_the_order_of_the_course():
    course = factories.course()
    first, second = factories.module(course, title="Satu"), factories.module(course, title="Dua")
    factories.lesson(second, title="C")
    factories.lesson(first, title="A")
    factories.quiz(first, title="B")

    assert titles(outline_of(course)) == [("Satu", ["A", "B"]), ("Dua", ["C"])]


def test_activities_are_numbered_through_the_whole_course():
    course = factories.course()
    for _ in range(2):
        factories.lesson(factories.module(course))

    assert [item.number for item in outline_of(course).activities] == [1, 2]


def test_drafts_and_modules_without_activities_are_left_out():
    course = factories.course()
    factories.module(course, title="Kosong")
    module = factories.module(course, title="Isi")
    factories.lesson(module, title="Terbit")
    factories.lesson(module, title="Draf", live=False)

    assert titles(outline_of(course)) == [("Isi", ["Terbit"])]


def test_lessons_of_an_unpublished_module_do_not_fall_into_the_one_before_it():
    course = factories.course()
    factories.lesson(factories.module(course, title="Terbit"), title="A")
    factories.lesson(factories.module(course, title="Draf", live=False), title="B")

    assert titles(outline_of(course)) == [("Terbit", ["A"])]


def test_other_courses_are_left_out():
    course = factories.course()
    factories.lesson(factories.module(factories.course()))

    assert titles(outline_of(course)) == []


def test_each_activity_knows_its_address_and_its_minutes():
    course = factories.course()
    module = factories.module(course)
    lesson, quiz = factories.lesson(module, minutes=12), factories.quiz(module)

    outline = outline_of(course)

    assert [item.url for item in outline.activities] == [
        reverse("lesson", args=[course.pk, lesson.pk]),
        reverse("quiz", args=[course.pk, quiz.pk]),
    ]
    assert outline.activities[0].minutes == 12
    assert outline.minutes == sum(item.minutes for item in outline.activities)


@pytest.mark.parametrize(
    ("lessons", "quizzes", "required"),
    [(True, True, ["L", "Q"]), (True, False, ["L"]), (False, True, ["Q"]), (False, False, [])],
)
def test_what_is_required_follows_the_pass_rule(lessons, quizzes, required):
    course = factories.course(needs_lessons=lessons, needs_quizzes=quizzes)
    module = factories.module(course)
    factories.lesson(module, title="L")
    factories.quiz(module, title="Q")

    assert [item.title for item in outline_of(course).required] == required


def test_after_each_activity_comes_the_next_one_and_after_the_last_none():
    course = factories.course()
    first = factories.lesson(factories.module(course))
    second = factories.lesson(factories.module(course))

    outline = outline_of(course)

    assert outline.after(first.pk).pk == second.pk
    assert outline.after(second.pk) is None
    assert outline.after(0) is None


@pytest.mark.parametrize("count", [1, 3])
def test_an_outline_costs_its_edition_and_one_query(count, django_assert_num_queries):
    course = factories.course()
    for _ in range(count):
        factories.lesson(factories.module(course))
    outline_of(course)  # content types are fetched once in a process

    with django_assert_num_queries(2):
        outline_of(course)


@pytest.mark.parametrize("count", [1, 3])
def test_outlines_of_several_courses_cost_two_queries_and_stay_apart(count, django_assert_num_queries):
    courses = [factories.course() for _ in range(count)]
    lessons = [factories.lesson(factories.module(course)) for course in courses]
    outline_of(courses[0])

    with django_assert_num_queries(2):
        found = outlines_of(courses)

    assert [found[course.pk].activities[0].pk for course in courses] == [page.pk for page in lessons]


def test_no_course_has_no_outline():
    assert outlines_of([]) == {}
