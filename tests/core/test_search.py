import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from courses.models import CoursePage
from lms.core.search import searchable
from lms.people.enums import Role
from tests import factories
from tests.courses.authors import lecturer, person, signed_in

HOSTILE = [
    '"',
    '""',
    'a"b',
    '"sandi',
    "'",
    "%",
    "%s",
    "(",
    "NEAR(",
    "*",
    "^a",
    "a OR",
    "{a}",
    "x" * 10_000,
    "🙂",
]


@pytest.mark.parametrize(
    ("typed", "words"), [('"', ""), ('kata "sandi"', "kata sandi"), ("a\0b", "a b"), ("  IP  v4 ", "IP v4")]
)
def test_signs_of_the_backends_own_language_are_left_out(typed, words):
    assert searchable(typed) == words


@pytest.mark.django_db
@pytest.mark.parametrize("words", [*HOSTILE, "a\0b"])
@pytest.mark.parametrize("method", ["search", "autocomplete"])
def test_no_words_break_the_search(words, method):
    factories.course(title="Jaringan")

    found = getattr(get_search_backend(), method)(words, Page.objects.all())

    assert [page.title for page in found] == []


@pytest.mark.django_db
@pytest.mark.indexed
@pytest.mark.parametrize("words", ["sandi", '"sandi"', 'sandi "kuat', "kuat"])
def test_words_are_found_with_and_without_their_marks(words):
    course = factories.course(title="Sandi kuat")

    found = get_search_backend().search(words, CoursePage.objects.all())

    assert [page.pk for page in found] == [course.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize(
    "name",
    ["wagtailimages:index", "wagtaildocs:index", "wagtailimages_chooser:choose", "wagtailadmin_pages:search"],
)
def test_authors_may_type_anything(words, name):
    client = signed_in(person(Role.REVIEWER))

    assert client.get(reverse(name), {"q": words}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("words", HOSTILE)
def test_authors_may_look_for_anything_in_their_course(words):
    course = factories.course()
    client = signed_in(lecturer(course))

    assert client.get(reverse("wagtailadmin_explore", args=[course.pk]), {"q": words}).status_code == 200
