import pytest
from django.core import mail
from wagtail.models import Page, WorkflowState

from courses.actions.publishing import prepare_catalogue
from courses.models import CoursePage
from lms.core.models import Notice
from tests.courses.actions.test_publishing import draft_course
from tests.courses.authors import lecturer, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    prepare_catalogue()
    return draft_course()


@pytest.fixture
def teacher(course):
    return lecturer(course)


@pytest.fixture
def judge():
    return reviewer()


def submitted(course: CoursePage, by) -> WorkflowState:
    return course.get_workflow().start(course, by)


def titles(person) -> list[str]:
    return list(Notice.objects.filter(recipient=person).values_list("title", flat=True))


def test_reviewers_are_told_of_a_course_that_waits(course, teacher, judge):
    submitted(course, teacher)

    assert titles(judge) == [f"“{course.title}” menunggu telaah Anda."]


def test_an_approved_course_is_live_with_its_lessons(course, teacher, judge):
    state = submitted(course, teacher)

    state.current_task_state.approve(user=judge)

    assert (
        list(Page.objects.filter(path__startswith=course.path).values_list("live", flat=True)) == [True] * 3
    )
    assert titles(teacher) == [f"“{course.title}” disetujui dan terbit."]


def test_a_course_sent_back_stays_a_draft_and_says_why(course, teacher, judge):
    state = submitted(course, teacher)

    state.current_task_state.reject(user=judge, comment="Lengkapi sumbernya.")

    notice = Notice.objects.get(recipient=teacher)
    assert (CoursePage.objects.get().live, notice.body) == (False, "Lengkapi sumbernya.")


def test_wagtail_sends_no_mails_of_its_own(course, teacher, judge):
    judge.email = "penelaah@piawai.example"
    judge.save()

    submitted(course, teacher)

    assert mail.outbox == []
