from datetime import UTC, datetime

import pytest

from courses.enums import EnrolmentState
from courses.queries.catalogue import Filters, catalogue, search_words
from tests import factories

pytestmark = pytest.mark.django_db
NONSENSE = [
    '"',
    "'",
    "%",
    "_",
    "*",
    "\\",
    "😀",
    "a' OR 1=1 --",
    "AND",
    "NOT (",
    "\x00",
    "x" * 10_000,
    "-" * 10_000,
]


def titles(viewer=None, **filters):
    return [course.title for course in catalogue(Filters(**filters), viewer)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  jaringan   kantor ", "jaringan kantor"),
        ('"awan"', "awan"),
        ("100%", "100"),
        ("a_b", "a b"),
        ("😀", ""),
        ("kata\x00sandi", "kata sandi"),
        ("résumé", "résumé"),
        ("x" * 10_000, "x" * 100),
    ],
)
def test_only_words_of_at_most_a_hundred_signs_are_searched(text, words):
    assert search_words(text) == words


def test_published_courses_come_by_title():
    factories.course(title="B")
    factories.course(title="A")
    factories.course(title="C", live=False)

    assert titles() == ["A", "B"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"field": "awan"}, ["Awan"]),
        ({"level": "3"}, ["Awan"]),
        ({"length": "pendek"}, ["Dasar"]),
        ({"length": "sedang"}, ["Awan"]),
        ({"length": "panjang"}, []),
        ({"field": "awan", "level": "1"}, []),
    ],
)
def test_filters_narrow_the_shelf(filters, found):
    factories.course(title="Awan", field=factories.field(slug="awan"), level=3, jp=6)
    factories.course(title="Dasar", level=1, jp=4)

    assert titles(**filters) == found


@pytest.mark.parametrize("name", ["field", "level", "length"])
@pytest.mark.parametrize("value", [*NONSENSE, "-1", "0", "99", "9" * 5_000, "²", "٣", "1.5"])
def test_nonsense_in_a_filter_never_fails(name, value):
    factories.course(title="Awan", level=5)

    assert titles(**{name: value}) in ([], ["Awan"])


@pytest.mark.parametrize("level", ["0", "6", "12", "99"])
def test_a_level_that_does_not_exist_is_no_filter(level):
    factories.course(title="Awan", level=1)

    assert titles(level=level) == ["Awan"]


@pytest.mark.parametrize("words", NONSENSE)
def test_nonsense_in_the_search_finds_nothing(words):
    factories.course(title="Awan")

    assert titles(words=words) == []


@pytest.mark.indexed
def test_a_word_of_the_title_or_the_summary_finds_the_course():
    factories.course(title="Keamanan kata sandi", summary="Untuk semua pegawai.")
    factories.course(title="Awan", summary="Sewa komputer.")

    assert titles(words="sandi") == ["Keamanan kata sandi"]
    assert titles(words="komputer") == ["Awan"]


def test_blank_words_are_no_search():
    factories.course(title="Awan")

    assert titles(words="   ") == ["Awan"]


def test_a_draft_is_never_found():
    factories.course(title="Rahasia", live=False)

    assert titles(words="Rahasia") == []


def test_the_viewers_own_standing_is_told():
    viewer = factories.user()
    begun, done = factories.course(title="Mulai"), factories.course(title="Tamat")
    factories.enrolment(user=viewer, course=begun)
    factories.finished(user=viewer, course=done)

    rows = {row.title: (row.enrolled, row.finished) for row in catalogue(Filters(), viewer)}

    assert rows == {"Mulai": (True, False), "Tamat": (False, True)}


def test_the_standing_of_others_is_not():
    enrolment = factories.enrolment()

    (row,) = catalogue(Filters(), factories.user())

    assert (row.pk, row.enrolled, row.finished) == (enrolment.course_id, False, False)


def test_finishers_are_counted():
    course = factories.course()
    factories.enrolment(course=course)
    factories.enrolment(course=course, state=EnrolmentState.COMPLETED, completed_at=datetime.now(UTC))

    assert [row.finishers for row in catalogue(Filters(), None)] == [1]
