import pytest

from assessments.actions.held import bring_in, hold, take_over
from assessments.models import HeldQuestions, Question, QuestionBank
from assessments.queries.banks import held_of
from courses.actions.publishing import publish_course
from lms.audit.models import Event
from tests import factories
from tests.assessments.conftest import NOW
from tests.assessments.importer.test_part import GIFT
from tests.assessments.importer.test_part import bring_in as imported

pytestmark = pytest.mark.django_db
CHANGED = GIFT.replace("#62:0", "#64:0")


@pytest.fixture
def course(db):
    made = factories.course()
    factories.module(made, slug="ujian", title="Ujian")
    return type(made).objects.get(pk=made.pk)


@pytest.fixture
def live(course):
    """A live course whose bank stands as its last published import brought it."""
    imported(course)
    return type(course).objects.get(pk=course.pk)


def answer_now() -> str:
    return Question.objects.select_related("current").get(name="lan-1").current.body["answers"][0]["value"]


def test_a_draft_import_leaves_the_bank_of_a_live_course_alone(live):
    imported(live, gift=CHANGED, publish=False)

    assert (answer_now(), HeldQuestions.objects.count()) == ("62", 1)


def test_publishing_the_course_takes_the_questions_over(live):
    imported(live, gift=CHANGED, publish=False)

    publish_course(course=live, by=factories.user())

    assert (answer_now(), HeldQuestions.objects.count()) == ("64", 0)


def test_what_is_gone_is_retired_only_then(live):
    imported(live, gift=GIFT.partition("// [tag:lan]")[0], publish=False)
    before = Question.objects.get(name="lan-1").retired_at

    publish_course(course=live, by=None)

    assert (before, Question.objects.get(name="lan-1").retired_at is None) == (None, False)


def test_a_published_import_is_in_force_at_once(live):
    imported(live, gift=CHANGED)

    assert (answer_now(), HeldQuestions.objects.count()) == ("64", 0)


def test_a_published_import_puts_what_waited_aside(live):
    imported(live, gift=CHANGED, publish=False)
    imported(live)

    publish_course(course=live, by=None)

    assert answer_now() == "62"


def test_a_second_draft_replaces_the_first(live):
    imported(live, gift=CHANGED, publish=False)
    imported(live, gift=GIFT.replace("#62:0", "#66:0"), publish=False)

    publish_course(course=live, by=None)

    assert answer_now() == "66"


def test_a_course_that_is_not_live_needs_no_waiting(course):
    course.unpublish()
    fresh = type(course).objects.get(pk=course.pk)

    imported(fresh, publish=False)

    assert (Question.objects.count(), HeldQuestions.objects.count()) == (3, 0)


def test_another_courses_questions_stay_where_they_are(live):
    imported(live, gift=CHANGED, publish=False)

    publish_course(course=factories.course(), by=None)

    assert answer_now() == "62"


def test_the_change_is_shown_before_it_comes(live):
    longer = CHANGED + "\n// [tag:lan]\n::lan-9:: Berapa bit satu bita? {#8:0}\n"
    imported(live, gift=longer.replace("::ip-2::", "::ip-3::"), publish=False)

    coming = {row.name: row.change for row in held_of(QuestionBank.objects.get())}

    assert coming == {"lan-1": "changed", "lan-9": "new", "ip-3": "new", "ip-2": "retired"}


def test_nothing_waits_where_nothing_was_held(live):
    assert held_of(QuestionBank.objects.get()) == []


def test_taking_over_is_recorded_with_its_actor(live):
    imported(live, gift=CHANGED, publish=False)
    person = factories.user()

    changed = take_over(banks=QuestionBank.objects.all(), by=person)

    event = Event.objects.get(act="assessments.publish_questions")
    assert (changed, event.actor_id, event.after) == (1, person.pk, {"questions": 3})


def test_taking_over_twice_does_it_once(live):
    imported(live, gift=CHANGED, publish=False)

    assert [take_over(banks=QuestionBank.objects.all(), by=None) for _ in range(2)] == [1, 0]


def test_the_author_of_the_questions_is_who_imported_them(live):
    bank, author = QuestionBank.objects.get(), factories.user()
    hold(bank=bank, drafts=[], by=author, now=NOW)

    assert HeldQuestions.objects.get().brought_by == author


def test_bringing_in_nothing_retires_everything(live):
    bring_in(bank=QuestionBank.objects.get(), drafts=[], by=None, now=NOW)

    assert Question.objects.usable().count() == 0
