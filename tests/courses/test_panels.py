import pytest
from django.urls import reverse

from courses.actions.publishing import prepare_catalogue
from courses.models import CoursePage
from tests import factories
from tests.courses.actions.test_publishing import draft_course
from tests.courses.authors import lecturer, reviewer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db) -> CoursePage:
    prepare_catalogue()
    return draft_course()


def home(user) -> str:
    return signed_in(user).get(reverse("wagtailadmin_home")).content.decode()


def panel(user) -> str:
    return home(user).split('id="pelatihan-anda"')[1].split("</section>")[0]


def test_a_lecturer_finds_own_courses_and_no_others(course):
    other = factories.course(title="Milik orang lain")

    html = panel(lecturer(course))

    assert (course.title in html, other.title in html) == (True, False)


def test_a_reviewer_finds_every_course(course):
    other = factories.course(title="Milik orang lain")

    html = panel(reviewer())

    assert (course.title in html, other.title in html) == (True, True)


def test_the_state_of_a_course_is_said(course):
    assert "Draf" in panel(lecturer(course))


def test_a_course_in_review_is_said_to_be(course):
    author = lecturer(course)
    course.save_revision(user=author)
    course.get_workflow().start(course, author)

    assert "Sedang ditelaah" in panel(author)


def test_a_live_course_with_a_new_draft_says_so(course):
    course.save_revision().publish()
    course.refresh_from_db()
    course.summary = "Lain"
    course.save_revision()

    assert "ada perubahan yang belum terbit" in panel(lecturer(course))


def test_without_courses_there_are_still_two_ways_to_begin(course):
    html = panel(lecturer())

    assert "Belum ada pelatihan yang dapat Anda tulis." in html
    assert ("Tulis pelatihan baru" in html, reverse("course_imports") in html) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_panel_costs_the_same_for_any_number(course, count, django_assert_num_queries):
    author = lecturer(course)
    for _ in range(count - 1):
        factories.course().lecturers.add(author)
    client = signed_in(author)
    client.get(reverse("wagtailadmin_home"))

    with django_assert_num_queries(QUERIES):
        client.get(reverse("wagtailadmin_home"))


QUERIES = 21


def test_the_home_wears_the_products_name_and_colours(course):
    html = home(lecturer(course))

    assert ("piawai/css/admin" in html, "piawai/img/mark" in html, "Ruang penulisan" in html) == (
        True,
        True,
        True,
    )


def test_nothing_of_other_people_is_counted(course):
    assert "w-summary__list" not in home(lecturer(course))
