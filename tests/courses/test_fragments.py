import pytest

from courses.actions.editions import renew_editions
from courses.fragments import lesson_content
from courses.models import Edition, LessonPage
from courses.queries.outline import outline_of, tokens_of
from tests import factories

pytestmark = pytest.mark.django_db


def published(title: str = "Materi"):
    course = factories.course()
    lesson = factories.lesson(factories.module(course), title=title)
    lesson.save_revision().publish()
    return course, lesson


def token(course) -> str:
    return tokens_of([type(course).objects.get(pk=course.pk)])[course.pk]


def test_a_lesson_is_read_once_for_an_edition(django_assert_num_queries):
    course, lesson = published()
    edition = token(course)
    lesson_content(lesson.pk, edition)

    with django_assert_num_queries(0):
        lesson_content(lesson.pk, edition)


def test_without_an_edition_nothing_is_kept(django_assert_num_queries):
    lesson = factories.lesson(factories.module(factories.course()))
    lesson_content(lesson.pk, "")

    with django_assert_num_queries(1):
        lesson_content(lesson.pk, "")


def test_publishing_a_lesson_begins_a_new_edition():
    course, lesson = published()
    before = token(course)

    lesson.save_revision().publish()

    assert token(course) != before


def test_a_title_published_anew_stands_in_the_outline():
    course, lesson = published("Lama")
    outline_of(course)

    lesson.title = "Baru"
    lesson.save_revision().publish()

    course = type(course).objects.get(pk=course.pk)
    assert [activity.title for activity in outline_of(course).activities] == ["Baru"]


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_a_lesson_taken_away_leaves_the_outline(act):
    course, lesson = published()
    outline_of(course)

    getattr(LessonPage.objects.get(pk=lesson.pk), act)()

    course = type(course).objects.get(pk=course.pk)
    assert outline_of(course).activities == []


def test_a_lesson_moved_to_another_course_changes_both_editions():
    course, lesson = published()
    other = factories.course()
    target = factories.module(other)
    before = token(course)

    LessonPage.objects.get(pk=lesson.pk).move(target, pos="last-child")

    assert token(course) != before
    assert [activity.pk for activity in outline_of(other).activities] == [lesson.pk]


def test_only_the_courses_of_the_pages_are_renewed():
    course, _lesson = published()
    other = factories.course()

    renew_editions([course])

    assert list(Edition.objects.values_list("course_id", flat=True)) == [course.pk]
    assert other.pk not in tokens_of([other])
